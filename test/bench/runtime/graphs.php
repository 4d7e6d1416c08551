<?php
// The graphs in PHP: php graphs.php CASE COUNT.
ini_set('memory_limit', '-1');
class Pair { public $a; public $b; }
class Quad { public $a; public $b; public $c; public $d; }
[, $name, $count] = $argv;
$count = (int)$count;
$live = str_starts_with($name, 'live_');
$shape = $live ? substr($name, 5) : $name;
gc_disable();
mt_srand(42);
function cpu(): float {
  $used = getrusage();
  return ($used['ru_utime.tv_sec'] + $used['ru_stime.tv_sec']) * 1e9 + ($used['ru_utime.tv_usec'] + $used['ru_stime.tv_usec']) * 1e3;
}
$nodes = [];
for ($i = 0; $i < $count; $i++) $nodes[] = $shape == 'rand4' || $shape == 'ptree' ? new Quad : new Pair;
$order = range(0, $count - 1);
if ($shape == 'shuf') shuffle($order);
$length = ['ring2' => 2, 'ring100' => 100, 'dll1000' => 1000][$shape] ?? $count;
for ($i = 0; $i < $count; $i++) {
  $node = $nodes[$order[$i]];
  if ($shape == 'rand4') {
    foreach (['a', 'b', 'c', 'd'] as $key) $node->$key = $nodes[mt_rand(0, $count - 1)];
  } elseif ($shape == 'ptree') {
    if (2 * $i + 1 < $count) $node->a = $nodes[2 * $i + 1];
    if (2 * $i + 2 < $count) $node->b = $nodes[2 * $i + 2];
    if ($i) $node->c = $nodes[($i - 1) >> 1];
  } elseif ($shape == 'dll1000') {
    if (($i + 1) % 1000) $node->a = $nodes[$i + 1];
    if ($i % 1000) $node->b = $nodes[$i - 1];
  } else {
    $begin = $i - $i % $length;
    $node->a = $nodes[$order[$begin + ($i + 1 - $begin) % $length]];
  }
}
unset($order, $node);
$times = [];
if (!$live) unset($nodes);
for ($k = 0; $k < ($live ? 5 : 1); $k++) {
  if ($live) { foreach ($nodes as $touched); unset($touched); } // candidates for a full scan
  $begin = cpu();
  gc_collect_cycles();
  $times[] = (cpu() - $begin) / $count;
}
sort($times);
printf("collect\tPHP\t%s\t%.4f\n", $name, $times[intdiv(count($times), 2)]);
