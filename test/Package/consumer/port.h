#ifndef CONSUMER_PORT_H
#define CONSUMER_PORT_H

#include <ouro/annotations.h>

#ifdef __cplusplus
extern "C" {
#endif

int open_port(const char *name) OURO_ACQUIRES(port, >= 0);
void close_port(int port OURO_RELEASES(port));

#ifdef __cplusplus
}
#endif

#endif
