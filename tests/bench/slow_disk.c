/* Preloaded (LD_PRELOAD) into a program, it makes each sync of a file take 2 ms longer, as a slower disk would. The
 * thread that syncs waits, as it would for the disk; no processor is used meanwhile. */
#define _GNU_SOURCE
#include <errno.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static const struct timespec ADDED = {0, 2000000};

static int slower(long call, int file) {
    int result = (int)syscall(call, file);
    int error = errno;
    struct timespec left = ADDED;
    while (nanosleep(&left, &left) != 0 && errno == EINTR) {
    }
    errno = error;
    return result;
}

int fdatasync(int file) { return slower(SYS_fdatasync, file); }

int fsync(int file) { return slower(SYS_fsync, file); }
