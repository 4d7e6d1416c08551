// The graphs in V8: node --expose-gc --single-threaded-gc graphs.js CASE COUNT [check].
// It sweeps lazily, so its figures for garbage are not the whole cost.
const [name, text, check] = process.argv.slice(2);
const count = Number(text);
class Pair { constructor() { this.a = null; this.b = null; } }
class Triple { constructor() { this.a = null; this.b = null; this.c = null; } }
class Quad { constructor() { this.a = null; this.b = null; this.c = null; this.d = null; } }
const cpu = () => { const used = process.cpuUsage(); return (used.user + used.system) * 1e3; };
const row = (what, where, value) => console.log(`${what}\tV8\t${where}\t${value.toFixed(4)}`);
let state = 42;
const below = limit => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor(state * limit / 4294967296);
};

function shuffled() {
  const order = Int32Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) { const k = below(i + 1); [order[i], order[k]] = [order[k], order[i]]; }
  return order;
}

function build(shape) {
  const four = shape === "rand4" || shape === "ptree", nodes = new Array(count);
  for (let i = 0; i < count; i++) nodes[i] = four ? new Quad() : new Pair();
  if (shape === "rand4")
    for (const node of nodes) for (const key of ["a", "b", "c", "d"]) node[key] = nodes[below(count)];
  else if (shape === "ptree")
    nodes.forEach((node, i) => {
      if (2 * i + 1 < count) node.a = nodes[2 * i + 1];
      if (2 * i + 2 < count) node.b = nodes[2 * i + 2];
      if (i) node.c = nodes[(i - 1) >> 1];
    });
  else if (shape === "dll1000")
    nodes.forEach((node, i) => {
      if ((i + 1) % 1000 && i + 1 < count) node.a = nodes[i + 1];
      if (i % 1000) node.b = nodes[i - 1];
    });
  else {
    const length = { ring2: 2, ring100: 100 }[shape] ?? count, order = shape === "shuf" ? shuffled() : null;
    const at = i => nodes[order ? order[i] : i];
    for (let begin = 0; begin < count; begin += length)
      for (let k = 0; k < length; k++) at(begin + k).a = at(begin + (k + 1) % length);
  }
  return nodes;
}

function sumOfLinks(nodes) {
  const number = new Map(nodes.map((node, i) => [node, i]));
  let sum = 0;
  nodes.forEach((node, i) => Object.values(node).forEach((target, index) => {
    if (target) { const to = number.get(target); sum += 3 * i + 5 * index + 7 * to + i * to; }
  }));
  return sum;
}

function collection() {
  const live = name.startsWith("live_");
  let nodes = build(live ? name.slice(5) : name);
  if (check) row("links", name, sumOfLinks(nodes));
  const seen = check ? nodes.map(node => new WeakRef(node)) : [];
  gc(); // moves survivors to the old space
  const times = [];
  if (!live) nodes = null;
  const collect = () => {
    const begin = cpu();
    gc();
    times.push((cpu() - begin) / count);
  };
  const report = () => {
    row("collect", name, times.sort((x, y) => x - y)[times.length >> 1]);
    if (live && !nodes[0]) throw new Error("lost");
    if (!live && check) row("freed", name, seen.filter(one => !one.deref()).length);
  };
  if (check) return setTimeout(() => { collect(); report(); }); // a WeakRef holds until the turn ends
  for (let i = 0; i < (live ? 5 : 1); i++) collect();
  report();
}

function chain() {
  let head = null;
  for (let i = 0; i < count; i++) { const node = new Pair(); node.a = head; head = node; }
  gc();
  const begin = cpu();
  head = null;
  gc();
  row("chain", "drop", (cpu() - begin) / count);
}

function tree(depth, parents) {
  const top = new Triple();
  if (depth) {
    top.a = tree(depth - 1, parents);
    top.b = tree(depth - 1, parents);
    if (parents) top.a.c = top.b.c = top;
  }
  return top;
}
const size = of => of.a ? 1 + size(of.a) + size(of.b) : 1;

function trees() {
  const begin = cpu(), parents = name === "parents";
  let sum = size(tree(count + 1, parents));
  const longLived = tree(count, parents);
  for (let now = 4; now <= count; now += 2)
    for (let i = 0; i < 1 << (count - now + 4); i++) sum += size(tree(now, parents));
  sum += size(longLived);
  row("trees s", name, (cpu() - begin) / 1e9);
  row("trees MB", name, process.resourceUsage().maxRSS / 1024);
  row("trees nodes", name, sum);
}

if (name === "plain" || name === "parents") trees();
else if (name === "chain") chain();
else collection();
