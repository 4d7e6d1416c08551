// RUN: %tidy --warnings-as-errors='*' %s -- %flags
// TODO: code that has the defect and is not flagged yet, with the reason.
