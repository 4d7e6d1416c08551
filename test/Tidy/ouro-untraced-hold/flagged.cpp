// RUN: %tidy %s -- %flags 2>&1 | %check
// TODO: code that has the defect.
// CHECK: [[#@LINE+1]]:{{[0-9]+}}: warning: {{.*}} [ouro-untraced-hold]
