// RUN: %tidy --warnings-as-errors='*' %s -- %flags
// TODO: the look-alikes; any finding fails this test.
