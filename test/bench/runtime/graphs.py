"""The graphs in CPython: graphs.py CASE COUNT [check]. Nodes with __slots__, its best case."""
import gc
import os
import resource
import sys
import time

WHO = f"CPython {sys.version_info[0]}.{sys.version_info[1]}"


class Pair:
    __slots__ = ("a", "b")

    def __init__(self):
        self.a = self.b = None


class Triple:
    __slots__ = ("a", "b", "c")

    def __init__(self):
        self.a = self.b = self.c = None


class Quad:
    __slots__ = ("a", "b", "c", "d")

    def __init__(self):
        self.a = self.b = self.c = self.d = None


def row(what, case, value):
    print(f"{what}\t{WHO}\t{case}\t{value:.4f}", flush=True)


def numbers():
    """A function that gives the random numbers of measure.hpp."""
    state = 42

    def below(limit):
        nonlocal state
        state = (state * 1664525 + 1013904223) & 0xFFFFFFFF
        return state * limit >> 32

    return below


def shuffled(count):
    order, below = list(range(count)), numbers()
    for i in range(count - 1, 0, -1):
        k = below(i + 1)
        order[i], order[k] = order[k], order[i]
    return order


def rings(nodes, length, order):
    for begin in range(0, len(nodes), length):
        for k in range(length):
            nodes[order[begin + k]].a = nodes[order[begin + (k + 1) % length]]


def lists(nodes, length):
    for i, node in enumerate(nodes):
        if (i + 1) % length and i + 1 < len(nodes):
            node.a = nodes[i + 1]
        if i % length:
            node.b = nodes[i - 1]


def random_graph(nodes):
    below, count = numbers(), len(nodes)
    for node in nodes:
        node.a, node.b = nodes[below(count)], nodes[below(count)]
        node.c, node.d = nodes[below(count)], nodes[below(count)]


def heap(nodes):
    for i, node in enumerate(nodes):
        if 2 * i + 1 < len(nodes):
            node.a = nodes[2 * i + 1]
        if 2 * i + 2 < len(nodes):
            node.b = nodes[2 * i + 2]
        if i:
            node.c = nodes[(i - 1) // 2]


def build(shape, count):
    nodes = [(Quad if shape in ("rand4", "ptree") else Pair)() for _ in range(count)]
    if shape == "rand4":
        random_graph(nodes)
    elif shape == "ptree":
        heap(nodes)
    elif shape == "dll1000":
        lists(nodes, 1000)
    else:
        length = {"ring2": 2, "ring100": 100}.get(shape, count)
        rings(nodes, length, shuffled(count) if shape == "shuf" else range(count))
    return nodes


def sum_of_links(nodes):
    number, total = {id(node): i for i, node in enumerate(nodes)}, 0
    for i, node in enumerate(nodes):
        for index, slot in enumerate(node.__slots__):
            target = getattr(node, slot)
            if target is not None:
                to = number[id(target)]
                total += 3 * i + 5 * index + 7 * to + i * to
    return total


def resident_bytes():
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def collection(case, count, check):
    live = case.startswith("live_")
    gc.disable()
    resident = resident_bytes()
    nodes = build(case.removeprefix("live_"), count)
    if check:
        row("links", case, sum_of_links(nodes))
    times = []
    if not live:
        del nodes
    row("bytes", case, (resident_bytes() - resident) / count - (8 if live else 0))
    for _ in range(5 if live else 1):
        begin = time.process_time_ns()
        freed = gc.collect()
        times.append((time.process_time_ns() - begin) / count)
    row("collect", case, sorted(times)[len(times) // 2])
    if not live:
        row("freed", case, freed)


def chain(count):
    gc.disable()
    head = None
    for _ in range(count):
        node = Pair()
        node.a, head = head, node
    del node
    begin = time.process_time_ns()
    head = None
    row("chain", "drop", (time.process_time_ns() - begin) / count)


def tree(depth, parents):
    top = Triple()
    if depth:
        top.a, top.b = tree(depth - 1, parents), tree(depth - 1, parents)
        if parents:
            top.a.c = top.b.c = top
    return top


def size(of):
    return 1 + size(of.a) + size(of.b) if of.a is not None else 1


def trees(case, depth):
    begin, parents = time.process_time_ns(), case == "parents"
    total = size(tree(depth + 1, parents))
    long_lived = tree(depth, parents)
    for now in range(4, depth + 1, 2):
        for _ in range(1 << (depth - now + 4)):
            total += size(tree(now, parents))
    total += size(long_lived)
    row("trees s", case, (time.process_time_ns() - begin) / 1e9)
    row("trees MB", case, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    row("trees nodes", case, total)


if __name__ == "__main__":
    if sys.argv[1] in ("plain", "parents"):
        trees(sys.argv[1], int(sys.argv[2]))
    elif sys.argv[1] == "chain":
        chain(int(sys.argv[2]))
    else:
        collection(sys.argv[1], int(sys.argv[2]), len(sys.argv) > 3)
