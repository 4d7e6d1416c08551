## The graphs in Nim: nim c -d:danger --mm:orc graphs.nim; graphs CASE COUNT.
import os, strutils, algorithm
{.emit: """/*INCLUDESECTION*/
#include <time.h>
static double ouro_cpu_ns(void) { struct timespec t; clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec * 1e9 + t.tv_nsec; }
""".}
proc cpuNs(): float {.importc: "ouro_cpu_ns", nodecl.}
type
  Pair = ref object
    a, b: Pair
  Quad = ref object
    a, b, c, d: Quad
var state = 42'u64
proc next(): uint64 =
  state += 0x9e3779b97f4a7c15'u64
  var z = state
  z = (z xor (z shr 30)) * 0xbf58476d1ce4e5b9'u64
  z = (z xor (z shr 27)) * 0x94d049bb133111eb'u64
  z xor (z shr 31)
let name = paramStr(1)
let count = parseInt(paramStr(2))
let live = name.startsWith("live_")
let shape = if live: name[5 .. ^1] else: name[0 .. ^1]
proc pairs(): seq[Pair] =
  result = newSeq[Pair](count)
  for i in 0 ..< count: result[i] = Pair()
  if shape == "dll1000":
    for i in 0 ..< count:
      if (i + 1) mod 1000 != 0: result[i].a = result[i + 1]
      if i mod 1000 != 0: result[i].b = result[i - 1]
    return
  let length = if shape == "ring2": 2 elif shape == "ring100": 100 else: count
  var order = newSeq[int32](count)
  for i in 0 ..< count: order[i] = int32(i)
  if shape == "shuf":
    for i in countdown(count - 1, 1): swap(order[i], order[int(next() mod uint64(i + 1))])
  for start in countup(0, count - 1, length):
    for k in 0 ..< length:
      result[order[start + k]].a = result[order[start + (k + 1) mod length]]
proc quads(): seq[Quad] =
  result = newSeq[Quad](count)
  for i in 0 ..< count: result[i] = Quad()
  for i in 0 ..< count:
    if shape == "rand4":
      result[i].a = result[int(next() mod uint64(count))]
      result[i].b = result[int(next() mod uint64(count))]
      result[i].c = result[int(next() mod uint64(count))]
      result[i].d = result[int(next() mod uint64(count))]
    else:
      if 2 * i + 1 < count: result[i].a = result[2 * i + 1]
      if 2 * i + 2 < count: result[i].b = result[2 * i + 2]
      if i > 0: result[i].c = result[(i - 1) div 2]
proc report(ns: float) = echo "collect\tNim ORC\t", name, "\t", formatFloat(ns, ffDecimal, 4)
template measure(build: untyped) =
  var nodes = build
  if live:
    var times: seq[float]
    for _ in 0 ..< 5:
      # ORC looks at candidates only: all objects become some, for a full scan.
      for node in nodes:
        var copy = node
        copy = nil
      let begin = cpuNs()
      GC_fullCollect()
      times.add (cpuNs() - begin) / float(count)
    times.sort()
    report(times[2])
    doAssert nodes[0] != nil
  else:
    nodes = @[]
    let begin = cpuNs()
    GC_fullCollect()
    report((cpuNs() - begin) / float(count))
GC_disableOrc()
if shape == "rand4" or shape == "ptree":
  measure(quads())
else:
  measure(pairs())
