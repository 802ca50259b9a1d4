/* Shows a program another time of day than the machine's: off by as many seconds as the file says that WRONG_CLOCK names.
   What passes of time passes as everywhere. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static long ahead(void) {
    char text[32] = {0};
    const char *name = getenv("WRONG_CLOCK");
    int file = name ? open(name, O_RDONLY | O_CLOEXEC) : -1;
    if (file < 0) return 0;
    ssize_t length = read(file, text, sizeof text - 1);
    close(file);
    return length > 0 ? atol(text) : 0;
}

/* Without what would want memory: the program's allocator asks for the time before it can give any. */
int clock_gettime(clockid_t clock, struct timespec *shown) {
    int failed = (int)syscall(SYS_clock_gettime, clock, shown);
    if (!failed && clock == CLOCK_REALTIME) shown->tv_sec += ahead();
    return failed;
}
