## The graphs in Nim: nim c -d:danger --mm:orc graphs.nim; graphs CASE COUNT [check].
import os, strutils, algorithm, math
{.emit: """/*INCLUDESECTION*/
#include <time.h>
#include <sys/resource.h>
static double ouro_cpu_ns(void) { struct timespec t; clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec * 1e9 + t.tv_nsec; }
static double ouro_peak_mb(void) { struct rusage u; getrusage(RUSAGE_SELF, &u); return u.ru_maxrss / 1024.0; }
""".}
proc cpuNs(): float {.importc: "ouro_cpu_ns", nodecl.}
proc peakMb(): float {.importc: "ouro_peak_mb", nodecl.}
type
  Pair = ref object
    to: array[2, Pair]
  Triple = ref object
    to: array[3, Triple]
  Quad = ref object
    to: array[4, Quad]
let name = paramStr(1)
let count = parseInt(paramStr(2))
let check = paramCount() > 2
proc row(what, where: string; value: float) =
  echo what, "\tNim ORC\t", where, "\t", formatFloat(value, ffDecimal, 4)
var state = 42'u64
proc below(limit: int): int =
  state = (state * 1664525 + 1013904223) and 0xffffffff'u64
  int(state * uint64(limit) shr 32)
proc shuffled(): seq[int32] =
  result = newSeq[int32](count)
  for i in 0 ..< count: result[i] = int32(i)
  for i in countdown(count - 1, 1): swap(result[i], result[below(i + 1)])
proc build[T](shape: string): seq[T] =
  result = newSeq[T](count)
  for i in 0 ..< count: result[i] = T()
  when T is Quad:
    for i in 0 ..< count:
      if shape == "rand4":
        for k in 0 .. 3: result[i].to[k] = result[below(count)]
      else:
        if 2 * i + 1 < count: result[i].to[0] = result[2 * i + 1]
        if 2 * i + 2 < count: result[i].to[1] = result[2 * i + 2]
        if i > 0: result[i].to[2] = result[(i - 1) div 2]
  else:
    if shape == "dll1000":
      for i in 0 ..< count:
        if (i + 1) mod 1000 != 0 and i + 1 < count: result[i].to[0] = result[i + 1]
        if i mod 1000 != 0: result[i].to[1] = result[i - 1]
      return
    let length = if shape == "ring2": 2 elif shape == "ring100": 100 else: count
    var order = newSeq[int32](count)
    if shape == "shuf": order = shuffled()
    else:
      for i in 0 ..< count: order[i] = int32(i)
    for start in countup(0, count - 1, length):
      for k in 0 ..< length:
        result[order[start + k]].to[0] = result[order[start + (k + 1) mod length]]
proc sumOfLinks[T](nodes: seq[T]): float =
  var number: seq[(int, int)]
  for i in 0 ..< count: number.add((cast[int](nodes[i]), i))
  number.sort()
  for i in 0 ..< count:
    for k in 0 ..< nodes[i].to.len:
      if nodes[i].to[k] != nil:
        let to = number[number.lowerBound((cast[int](nodes[i].to[k]), 0))][1]
        result += float(3 * i + 5 * k + 7 * to + i * to)
proc collection[T]() =
  let live = name.startsWith("live_")
  let before = getOccupiedMem()
  var nodes = build[T](if live: name[5 .. ^1] else: name[0 .. ^1])
  if check: row("links", name, sumOfLinks[T](nodes))
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
    row("collect", name, times[2])
    doAssert nodes[0] != nil
  else:
    nodes = @[]
    let held = getOccupiedMem()
    let begin = cpuNs()
    GC_fullCollect()
    row("collect", name, (cpuNs() - begin) / float(count))
    # It does not say how many: by memory.
    row("freed", name, round(float(held - getOccupiedMem()) / float(held - before) * float(count)))
proc chain() =
  var head: Pair
  for _ in 0 ..< count:
    var node = Pair()
    node.to[0] = head
    head = node
  let begin = cpuNs()
  head = nil
  row("chain", "drop", (cpuNs() - begin) / float(count))
proc tree(depth: int; parents: bool): Triple =
  result = Triple()
  if depth > 0:
    let left = tree(depth - 1, parents)
    let right = tree(depth - 1, parents)
    if parents:
      left.to[2] = result
      right.to[2] = result
    result.to[0] = left
    result.to[1] = right
proc size(n: Triple): int =
  if n.to[0] != nil: 1 + size(n.to[0]) + size(n.to[1]) else: 1
proc trees() =
  let begin = cpuNs()
  let parents = name == "parents"
  var total = 0
  block:
    let first = tree(count + 1, parents)
    total += size(first)
  let longLived = tree(count, parents)
  for now in countup(4, count, 2):
    for _ in 0 ..< (1 shl (count - now + 4)):
      let one = tree(now, parents)
      total += size(one)
  total += size(longLived)
  row("trees s", name, (cpuNs() - begin) / 1e9)
  row("trees MB", name, peakMb())
  row("trees nodes", name, float(total))
if name == "plain" or name == "parents":
  trees()
else:
  GC_disableOrc()
  if name == "chain": chain()
  elif name.endsWith("rand4") or name.endsWith("ptree"): collection[Quad]()
  else: collection[Pair]()
