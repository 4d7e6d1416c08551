<?php
// The graphs in PHP: php graphs.php CASE COUNT [check].
ini_set('memory_limit', '-1');
class Pair { public $a; public $b; }
class Triple { public $a; public $b; public $c; }
class Quad { public $a; public $b; public $c; public $d; }
[, $name, $count] = $argv;
$count = (int)$count;

function row(string $what, string $case, float $value): void { printf("%s\tPHP\t%s\t%.4f\n", $what, $case, $value); }
function cpu(): float {
  $used = getrusage();
  return ($used['ru_utime.tv_sec'] + $used['ru_stime.tv_sec']) * 1e9 + ($used['ru_utime.tv_usec'] + $used['ru_stime.tv_usec']) * 1e3;
}
function below(int $limit): int {
  static $state = 42;
  $state = ($state * 1664525 + 1013904223) & 0xffffffff;
  return $state * $limit >> 32;
}
function shuffled(int $count): array {
  $order = range(0, $count - 1);
  for ($i = $count - 1; $i > 0; $i--) { $k = below($i + 1); [$order[$i], $order[$k]] = [$order[$k], $order[$i]]; }
  return $order;
}

function build(string $shape, int $count): array {
  $nodes = [];
  for ($i = 0; $i < $count; $i++) $nodes[] = $shape == 'rand4' || $shape == 'ptree' ? new Quad : new Pair;
  $order = $shape == 'shuf' ? shuffled($count) : null;
  $length = ['ring2' => 2, 'ring100' => 100, 'dll1000' => 1000][$shape] ?? $count;
  for ($i = 0; $i < $count; $i++) {
    $node = $nodes[$order ? $order[$i] : $i];
    if ($shape == 'rand4') {
      foreach (['a', 'b', 'c', 'd'] as $key) $node->$key = $nodes[below($count)];
    } elseif ($shape == 'ptree') {
      if (2 * $i + 1 < $count) $node->a = $nodes[2 * $i + 1];
      if (2 * $i + 2 < $count) $node->b = $nodes[2 * $i + 2];
      if ($i) $node->c = $nodes[($i - 1) >> 1];
    } elseif ($shape == 'dll1000') {
      if (($i + 1) % 1000 && $i + 1 < $count) $node->a = $nodes[$i + 1];
      if ($i % 1000) $node->b = $nodes[$i - 1];
    } else {
      $begin = $i - $i % $length;
      $next = $begin + ($i + 1 - $begin) % $length;
      $node->a = $nodes[$order ? $order[$next] : $next];
    }
  }
  return $nodes;
}

function sum_of_links(array $nodes): float {
  $number = [];
  foreach ($nodes as $i => $node) $number[spl_object_id($node)] = $i;
  $sum = 0;
  foreach ($nodes as $i => $node) {
    $index = 0;
    foreach ($node as $target) {
      if ($target) { $to = $number[spl_object_id($target)]; $sum += 3 * $i + 5 * $index + 7 * $to + $i * $to; }
      $index++;
    }
  }
  return $sum;
}

function collection(string $name, int $count, bool $check): void {
  gc_disable();
  $live = str_starts_with($name, 'live_');
  $nodes = build($live ? substr($name, 5) : $name, $count);
  if ($check) row('links', $name, sum_of_links($nodes));
  $times = [];
  if (!$live) unset($nodes);
  for ($k = 0; $k < ($live ? 5 : 1); $k++) {
    if ($live) { foreach ($nodes as $touched); unset($touched); } // candidates for a full scan
    $begin = cpu();
    $freed = gc_collect_cycles();
    $times[] = (cpu() - $begin) / $count;
  }
  sort($times);
  row('collect', $name, $times[intdiv(count($times), 2)]);
  if (!$live) row('freed', $name, $freed);
}

function chain(int $count): void {
  gc_disable();
  $head = null;
  for ($i = 0; $i < $count; $i++) { $node = new Pair; $node->a = $head; $head = $node; }
  unset($node);
  $begin = cpu();
  $head = null;
  row('chain', 'drop', (cpu() - $begin) / $count);
}

function tree(int $depth, bool $parents): Triple {
  $top = new Triple;
  if ($depth) {
    $top->a = tree($depth - 1, $parents);
    $top->b = tree($depth - 1, $parents);
    if ($parents) $top->a->c = $top->b->c = $top;
  }
  return $top;
}
function size(Triple $of): int { return $of->a ? 1 + size($of->a) + size($of->b) : 1; }

function trees(string $name, int $depth): void {
  $begin = cpu();
  $parents = $name == 'parents';
  $sum = size(tree($depth + 1, $parents));
  $long_lived = tree($depth, $parents);
  for ($now = 4; $now <= $depth; $now += 2)
    for ($i = 0; $i < 1 << ($depth - $now + 4); $i++) $sum += size(tree($now, $parents));
  $sum += size($long_lived);
  row('trees s', $name, (cpu() - $begin) / 1e9);
  row('trees MB', $name, getrusage()['ru_maxrss'] / 1024);
  row('trees nodes', $name, $sum);
}

if ($name == 'plain' || $name == 'parents') trees($name, $count);
elseif ($name == 'chain') chain($count);
else collection($name, $count, isset($argv[3]));
