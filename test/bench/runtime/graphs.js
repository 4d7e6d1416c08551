// The graphs in V8: node --expose-gc --single-threaded-gc graphs.js CASE COUNT.
// It sweeps lazily, so its figures for garbage are not the whole cost.
const [name, text] = process.argv.slice(2);
const count = Number(text), live = name.startsWith("live_"), shape = live ? name.slice(5) : name;
class Pair { constructor() { this.a = null; this.b = null; } }
class Quad { constructor() { this.a = null; this.b = null; this.c = null; this.d = null; } }
const cpu = () => { const used = process.cpuUsage(); return (used.user + used.system) * 1e3; };
let state = 42;
const random = () => { state = (Math.imul(state, 1664525) + 1013904223) >>> 0; return state / 4294967296; };

function build() {
  const four = shape === "rand4" || shape === "ptree", nodes = new Array(count);
  for (let i = 0; i < count; i++) nodes[i] = four ? new Quad() : new Pair();
  if (shape === "rand4")
    for (const node of nodes) for (const key of ["a", "b", "c", "d"]) node[key] = nodes[random() * count | 0];
  else if (shape === "ptree")
    nodes.forEach((node, i) => {
      if (2 * i + 1 < count) node.a = nodes[2 * i + 1];
      if (2 * i + 2 < count) node.b = nodes[2 * i + 2];
      if (i) node.c = nodes[(i - 1) >> 1];
    });
  else if (shape === "dll1000")
    nodes.forEach((node, i) => {
      if ((i + 1) % 1000) node.a = nodes[i + 1];
      if (i % 1000) node.b = nodes[i - 1];
    });
  else {
    const length = { ring2: 2, ring100: 100 }[shape] ?? count, order = Int32Array.from(nodes.keys());
    if (shape === "shuf")
      for (let i = count - 1; i > 0; i--) { const j = random() * (i + 1) | 0; [order[i], order[j]] = [order[j], order[i]]; }
    for (let start = 0; start < count; start += length)
      for (let k = 0; k < length; k++) nodes[order[start + k]].a = nodes[order[start + (k + 1) % length]];
  }
  return nodes;
}

let nodes = build();
gc(); // moves survivors to the old space
const times = [];
if (!live) nodes = null;
for (let i = 0; i < (live ? 5 : 1); i++) { const begin = cpu(); gc(); times.push((cpu() - begin) / count); }
times.sort((x, y) => x - y);
console.log(`collect\tV8\t${name}\t${times[times.length >> 1].toFixed(4)}`);
if (live && !nodes[0]) throw new Error("lost");
