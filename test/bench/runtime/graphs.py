"""The graphs in CPython: graphs.py CASE COUNT. Nodes with __slots__, its best case."""
import gc
import os
import random
import sys
import time


class Pair:
    __slots__ = ("a", "b")


class Quad:
    __slots__ = ("a", "b", "c", "d")


def resident_bytes():
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def rings(count, length, shuffled):
    nodes = [Pair() for _ in range(count)]
    order = list(range(count))
    if shuffled:
        random.shuffle(order)
    for begin in range(0, count, length):
        for k in range(length):
            node = nodes[order[begin + k]]
            node.a, node.b = nodes[order[begin + (k + 1) % length]], None
    return nodes


def lists(count, length):
    nodes = [Pair() for _ in range(count)]
    for begin in range(0, count, length):
        for k in range(length):
            nodes[begin + k].a = nodes[begin + k + 1] if k + 1 < length else None
            nodes[begin + k].b = nodes[begin + k - 1] if k else None
    return nodes


def random_graph(count):
    nodes = [Quad() for _ in range(count)]
    pick = random.random
    for node in nodes:
        node.a, node.b = nodes[int(pick() * count)], nodes[int(pick() * count)]
        node.c, node.d = nodes[int(pick() * count)], nodes[int(pick() * count)]
    return nodes


def tree(count):
    nodes = [Quad() for _ in range(count)]
    for i, node in enumerate(nodes):
        node.a = nodes[2 * i + 1] if 2 * i + 1 < count else None
        node.b = nodes[2 * i + 2] if 2 * i + 2 < count else None
        node.c, node.d = nodes[(i - 1) // 2] if i else None, None
    return nodes


def main():
    case, count = sys.argv[1], int(sys.argv[2])
    shape = case.removeprefix("live_")
    random.seed(42)
    gc.disable()
    resident = resident_bytes()
    build = {"ring2": lambda: rings(count, 2, False), "ring100": lambda: rings(count, 100, False),
             "ring1M": lambda: rings(count, count, False), "shuf": lambda: rings(count, count, True),
             "dll1000": lambda: lists(count, 1000), "rand4": lambda: random_graph(count), "ptree": lambda: tree(count)}
    nodes = build[shape]()
    who = f"CPython {sys.version_info[0]}.{sys.version_info[1]}"
    times = []
    if not case.startswith("live_"):
        del nodes
    size = (resident_bytes() - resident) / count - (8 if case.startswith("live_") else 0)
    for _ in range(5 if case.startswith("live_") else 1):
        begin = time.process_time_ns()
        gc.collect()
        times.append((time.process_time_ns() - begin) / count)
    print(f"bytes\t{who}\t{case}\t{size:.4f}\ncollect\t{who}\t{case}\t{sorted(times)[len(times) // 2]:.4f}")


main()
