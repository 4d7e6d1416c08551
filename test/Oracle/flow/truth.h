// The world in which generated programs are run (-include, with OURO_RUN
// defined): every acquire and release is counted and may fail. A choice is
// made where a call may fail; the driver runs a program once for every sequence
// of choices, so that what it observes is all that can happen.
#pragma once
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#ifdef __cplusplus
#include <memory>
#include <new>
#include <utility>
extern "C" {
#endif

enum truth_family {
  TRUTH_MALLOC,
  TRUTH_NEW,
  TRUTH_NEW_ARRAY,
  TRUTH_FILE,
  TRUTH_PIPE,
  TRUTH_FD,
  TRUTH_DIR,
};

// 0 or 1; each call makes the driver run the program for both.
int truth_choice(void);

// Acquires: null or -1 if the choice is to fail. `line` is the place that has
// to be reported if the resource is lost.
void *truth_memory(size_t size, int line);
void *truth_resize(void *old, size_t size, int line);
char *truth_text(const char *text, int line);
int truth_print(char **out, int line);
int truth_aligned(void **out, size_t size, int line);
FILE *truth_file(enum truth_family family, int line);
int truth_descriptor(int line);
int truth_pipe(int *pair, int line);
FILE *truth_adopt_descriptor(int fd, int line);
DIR *truth_directory(int line);

// Releases, by whom the text says; null and negative numbers are ignored.
int truth_release(enum truth_family by, const void *handle, int line);
int truth_close(int fd, int line);

// Somebody outside the program owns it now and will give it back.
void truth_take(const void *handle);
void truth_take_descriptor(int fd);

extern int truth_outer, truth_new_line, truth_delete_line;
#ifdef __cplusplus
}
#endif

// In a function that hands what it acquires to its caller HERE is the line of
// the call.
#define HERE __LINE__
#define malloc(n) truth_memory(n, HERE)
#define calloc(n, m) truth_memory((n) * (m), HERE)
#define realloc(p, n) truth_resize(p, n, HERE)
#define strdup(s) truth_text(s, HERE)
#define asprintf(out, ...) truth_print(out, HERE)
#define posix_memalign(out, align, n) truth_aligned(out, n, HERE)
#define free(p) truth_release(TRUTH_MALLOC, p, __LINE__)
#define fopen(path, mode) truth_file(TRUTH_FILE, HERE)
#define tmpfile() truth_file(TRUTH_FILE, HERE)
#define popen(command, mode) truth_file(TRUTH_PIPE, HERE)
#define fdopen(fd, mode) truth_adopt_descriptor(fd, HERE)
#define fclose(f) truth_release(TRUTH_FILE, f, __LINE__)
#define pclose(f) truth_release(TRUTH_PIPE, f, __LINE__)
#define open(...) truth_descriptor(HERE)
#define dup(fd) truth_descriptor(HERE)
#define pipe(pair) truth_pipe(pair, HERE)
#define close(fd) truth_close(fd, __LINE__)
#define opendir(path) truth_directory(HERE)
#define closedir(d) truth_release(TRUTH_DIR, d, __LINE__)
// What programs do with resources between.
#define memset(p, c, n) ((void)(p))
#define rewind(f) ((void)(f))
#define rewinddir(d) ((void)(d))
#define fchmod(fd, mode) ((void)(fd), 0)
#define fflush(f) ((void)(f), -truth_choice())
#define fsync(fd) ((void)(fd), -truth_choice())
#define adopt(p) truth_take(p)
#ifdef __cplusplus
#define new (truth_new_line = HERE, 0) ? nullptr : new
#define delete truth_delete_line = __LINE__, delete
#endif
