// Chains and trees under Rust's Rc, which never frees a ring: parents are weak.
// rustc -O graphs.rs; graphs CASE COUNT.
use std::cell::RefCell;
use std::rc::{Rc, Weak};

#[derive(Default)]
struct Node {
    to: RefCell<[Option<Rc<Node>>; 2]>,
    parent: RefCell<Weak<Node>>,
}

#[repr(C)]
struct Timespec {
    seconds: i64,
    nanoseconds: i64,
}
extern "C" {
    fn clock_gettime(clock: i32, to: *mut Timespec) -> i32;
}
fn cpu_ns() -> f64 {
    let mut now = Timespec { seconds: 0, nanoseconds: 0 };
    unsafe { clock_gettime(2, &mut now) }; // CLOCK_PROCESS_CPUTIME_ID
    now.seconds as f64 * 1e9 + now.nanoseconds as f64
}
fn peak_mb() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<f64>().unwrap() / 1024.0
}
fn row(what: &str, case: &str, value: f64) {
    println!("{what}\tRust Rc\t{case}\t{value:.4}");
}

fn tree(depth: u32, parents: bool) -> Rc<Node> {
    let top = Rc::new(Node::default());
    if depth > 0 {
        for side in 0..2 {
            let child = tree(depth - 1, parents);
            if parents {
                *child.parent.borrow_mut() = Rc::downgrade(&top);
            }
            top.to.borrow_mut()[side] = Some(child);
        }
    }
    top
}
fn size(of: &Node) -> i64 {
    of.to.borrow().iter().flatten().map(|child| size(child)).sum::<i64>() + 1
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let (case, count) = (arguments[1].as_str(), arguments[2].parse::<u32>().unwrap());
    if case == "chain" {
        let mut head: Option<Rc<Node>> = None;
        for _ in 0..count {
            let node = Rc::new(Node::default());
            node.to.borrow_mut()[0] = head.take();
            head = Some(node);
        }
        let begin = cpu_ns();
        drop(head);
        return row("chain", "drop", (cpu_ns() - begin) / count as f64);
    }
    let (begin, parents) = (cpu_ns(), case == "parents");
    let mut total = size(&tree(count + 1, parents));
    let long_lived = tree(count, parents);
    for now in (4..=count).step_by(2) {
        for _ in 0..1u64 << (count - now + 4) {
            total += size(&tree(now, parents));
        }
    }
    total += size(&long_lived);
    row("trees s", case, (cpu_ns() - begin) / 1e9);
    row("trees MB", case, peak_mb());
    row("trees nodes", case, total as f64);
}
