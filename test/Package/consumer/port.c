#include "port.h"

static int open_ports;

int open_port(const char *name) {
  if (!*name)
    return -1;
  return ++open_ports;
}

void close_port(int port) {
  if (port == open_ports)
    --open_ports;
}
