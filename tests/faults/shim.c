/* A disk with faults, for one folder: loaded into Python by LD_PRELOAD, and quiet until shim.py gives it a fault.

   It stands between the program and libc. Each operation on a file in the folder may be counted, made to fail, slowed
   down, or recorded; and the process may end itself in front of one. What happens outside of the folder is left alone.
   The record is read by recorded_disk.py. */

#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum { READS = 1, GROWS = 2, CHANGES = 4, SYNCS = 8 };

static struct {
    char folder[PATH_MAX];
    size_t length;     /* of its name; 0 while nothing is watched */
    unsigned kinds;    /* of operations that are counted */
    long count;        /* of them, until now */
    long from;         /* the number of the first one that meets the fault */
    int error;         /* what it then says; 0 for no error */
    int dies;          /* whether the process ends in front of it */
    long pause;        /* microseconds that each of these takes longer */
    int record;        /* a handle to write the record to, or -1 */
} fault = {.record = -1};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static unsigned char watched[65536]; /* by handle: whether its file is in the folder */

#define REAL(name) __typeof__(&name) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

/* What shim.py calls */

void faults_watch(const char *folder, unsigned kinds, long from, int error, int dies, long pause, int record) {
    snprintf(fault.folder, sizeof fault.folder, "%s", folder);
    fault.kinds = kinds;
    fault.count = 0;
    fault.from = from;
    fault.error = error;
    fault.dies = dies;
    fault.pause = pause;
    fault.record = record;
    fault.length = strlen(folder);
}

long faults_counted(void) { return fault.count; }

/* Which file */

static int is_inside(const char *path) {
    return fault.length && !strncmp(path, fault.folder, fault.length) &&
           (path[fault.length] == '/' || !path[fault.length]);
}

static void name_of(int handle, char *name) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", handle);
    ssize_t size = readlink(link, name, PATH_MAX - 1);
    name[size < 0 ? 0 : size] = 0;
}

static void absolute(int folder, const char *path, char *name) {
    if (path[0] == '/') {
        snprintf(name, PATH_MAX, "%s", path);
        return;
    }
    char start[PATH_MAX];
    if (folder == AT_FDCWD) {
        if (!getcwd(start, sizeof start)) start[0] = 0;
    } else
        name_of(folder, start);
    snprintf(name, PATH_MAX, "%.2000s/%.2000s", start, path);
}

static int is_watched(int handle) { return handle >= 0 && handle < (int)sizeof watched && watched[handle]; }

/* The fault: 0 where the operation may be done, else -1 with errno */

static int meets(unsigned kind) {
    if (!(fault.kinds & kind)) return 0;
    long number = __atomic_fetch_add(&fault.count, 1, __ATOMIC_SEQ_CST);
    if (number < fault.from) return 0;
    if (fault.dies) kill(getpid(), SIGKILL);
    if (fault.pause) {
        struct timespec pause = {fault.pause / 1000000, fault.pause % 1000000 * 1000};
        nanosleep(&pause, NULL);
    }
    if (!fault.error) return 0;
    errno = fault.error;
    return -1;
}

static int meets_at(unsigned kind, const char *name) { return is_inside(name) ? meets(kind) : 0; }

/* The record: a line of fixed size, and what belongs to it */

struct line {
    char what[8];
    uint64_t file; /* its number */
    int64_t at;    /* in bytes */
    uint64_t first, second;
};

static void record(const char *what, uint64_t file, int64_t at, const void *first, size_t size, const char *second) {
    if (fault.record < 0) return;
    struct line line = {.file = file, .at = at, .first = size, .second = second ? strlen(second) : 0};
    memcpy(line.what, what, strnlen(what, sizeof line.what));
    struct iovec parts[] = {{&line, sizeof line}, {(void *)first, size}, {(void *)second, line.second}};
    REAL(writev);
    int before = errno;
    pthread_mutex_lock(&lock);
    if (real(fault.record, parts, 3) < 0) _exit(99);
    pthread_mutex_unlock(&lock);
    errno = before;
}

static uint64_t number_of(int handle) {
    struct stat found;
    REAL(fstat);
    return real(handle, &found) ? 0 : found.st_ino;
}

/* Opening */

static int is_there(const char *name) {
    REAL(faccessat);
    int before = errno, answer = !real(AT_FDCWD, name, F_OK, AT_SYMLINK_NOFOLLOW);
    errno = before;
    return answer;
}

static int opened(int (*open_it)(int, const char *, int, mode_t), int folder, const char *path, int flags, mode_t mode) {
    if (!fault.length) return open_it(folder, path, flags, mode);
    char name[PATH_MAX];
    absolute(folder, path, name);
    int inside = is_inside(name), writes = (flags & O_ACCMODE) != O_RDONLY, makes = 0;
    if (inside) {
        makes = (flags & O_CREAT) && !is_there(name);
        if (meets(makes ? GROWS : writes ? CHANGES : READS)) return -1;
    }
    int handle = open_it(folder, path, flags, mode);
    if (handle < 0) return handle;
    if (handle < (int)sizeof watched) watched[handle] = inside;
    if (inside && makes) record("make", number_of(handle), 0, name, strlen(name), NULL);
    if (inside && writes && (flags & O_TRUNC)) record("cut", number_of(handle), 0, NULL, 0, NULL);
    return handle;
}

static int by_openat(int folder, const char *path, int flags, mode_t mode) {
    REAL(openat);
    return real(folder, path, flags, mode);
}

#define MODE                                          \
    mode_t mode = 0;                                  \
    if (flags & (O_CREAT | (O_TMPFILE & ~O_DIRECTORY))) { \
        va_list rest;                                 \
        va_start(rest, flags);                        \
        mode = va_arg(rest, mode_t);                  \
        va_end(rest);                                 \
    }

int open(const char *path, int flags, ...) { MODE return opened(by_openat, AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE return opened(by_openat, AT_FDCWD, path, flags, mode); }
int openat(int folder, const char *path, int flags, ...) { MODE return opened(by_openat, folder, path, flags, mode); }
int openat64(int folder, const char *path, int flags, ...) { MODE return opened(by_openat, folder, path, flags, mode); }
int __open_2(const char *path, int flags) { return opened(by_openat, AT_FDCWD, path, flags, 0); }
int __open64_2(const char *path, int flags) { return opened(by_openat, AT_FDCWD, path, flags, 0); }

int close(int handle) {
    if (handle >= 0 && handle < (int)sizeof watched) watched[handle] = 0;
    REAL(close);
    return real(handle);
}

/* Reading */

ssize_t read(int handle, void *to, size_t size) {
    if (is_watched(handle) && meets(READS)) return -1;
    REAL(read);
    return real(handle, to, size);
}

ssize_t pread64(int handle, void *to, size_t size, off64_t at) {
    if (is_watched(handle) && meets(READS)) return -1;
    REAL(pread64);
    return real(handle, to, size, at);
}

ssize_t pread(int handle, void *to, size_t size, off_t at) { return pread64(handle, to, size, at); }

#define STAT(name, type)                                                     \
    int name(const char *path, struct type *to) {                            \
        char whole[PATH_MAX];                                                \
        if (fault.length) {                                                  \
            absolute(AT_FDCWD, path, whole);                                 \
            if (meets_at(READS, whole)) return -1;                           \
        }                                                                    \
        REAL(name);                                                          \
        return real(path, to);                                               \
    }
STAT(stat, stat) STAT(stat64, stat64) STAT(lstat, stat) STAT(lstat64, stat64)

int fstat(int handle, struct stat *to) {
    if (is_watched(handle) && meets(READS)) return -1;
    REAL(fstat);
    return real(handle, to);
}

int fstat64(int handle, struct stat64 *to) {
    if (is_watched(handle) && meets(READS)) return -1;
    REAL(fstat64);
    return real(handle, to);
}

int access(const char *path, int mode) {
    char name[PATH_MAX];
    if (fault.length) {
        absolute(AT_FDCWD, path, name);
        if (meets_at(mode & W_OK ? CHANGES : READS, name)) return -1;
    }
    REAL(access);
    return real(path, mode);
}

DIR *opendir(const char *path) {
    char name[PATH_MAX];
    if (fault.length) {
        absolute(AT_FDCWD, path, name);
        if (meets_at(READS, name)) return NULL;
    }
    REAL(opendir);
    return real(path);
}

/* Writing */

static void note_written(int handle, const void *from, ssize_t size, int64_t at) {
    if (size > 0) record("write", number_of(handle), at, from, size, NULL);
}

ssize_t write(int handle, const void *from, size_t size) {
    REAL(write);
    if (!is_watched(handle)) {
        ssize_t done = real(handle, from, size);
        if (handle == STDOUT_FILENO && done > 0) record("said", 0, 0, from, done, NULL);
        return done;
    }
    if (meets(GROWS)) return -1;
    ssize_t done = real(handle, from, size);
    if (done > 0 && fault.record >= 0) note_written(handle, from, done, lseek64(handle, 0, SEEK_CUR) - done);
    return done;
}

ssize_t pwrite64(int handle, const void *from, size_t size, off64_t at) {
    if (is_watched(handle) && meets(GROWS)) return -1;
    REAL(pwrite64);
    ssize_t done = real(handle, from, size, at);
    if (is_watched(handle)) note_written(handle, from, done, at);
    return done;
}

ssize_t pwrite(int handle, const void *from, size_t size, off_t at) { return pwrite64(handle, from, size, at); }

int ftruncate64(int handle, off64_t size) {
    if (is_watched(handle) && meets(CHANGES)) return -1;
    REAL(ftruncate64);
    int failed = real(handle, size);
    if (!failed && is_watched(handle)) record("cut", number_of(handle), size, NULL, 0, NULL);
    return failed;
}

int ftruncate(int handle, off_t size) { return ftruncate64(handle, size); }

/* Python and SQLite do without these, where they are not to be had. */

ssize_t sendfile64(int to, int from, off64_t *at, size_t size) {
    if (is_watched(to)) {
        errno = EINVAL;
        return -1;
    }
    REAL(sendfile64);
    return real(to, from, at, size);
}

ssize_t sendfile(int to, int from, off_t *at, size_t size) { return sendfile64(to, from, at, size); }

ssize_t copy_file_range(int from, off64_t *at, int to, off64_t *to_at, size_t size, unsigned flags) {
    if (is_watched(to)) {
        errno = EXDEV;
        return -1;
    }
    REAL(copy_file_range);
    return real(from, at, to, to_at, size, flags);
}

int posix_fallocate64(int handle, off64_t at, off64_t size) {
    if (is_watched(handle)) return EINVAL;
    REAL(posix_fallocate64);
    return real(handle, at, size);
}

int posix_fallocate(int handle, off_t at, off_t size) { return posix_fallocate64(handle, at, size); }

/* On to the disk */

static int synced(int handle, int (*real)(int)) {
    if (!is_watched(handle)) return real(handle);
    if (meets(SYNCS)) return -1;
    int failed = real(handle);
    if (!failed && fault.record >= 0) {
        char name[PATH_MAX];
        name_of(handle, name);
        record("sync", number_of(handle), 0, name, strlen(name), NULL);
    }
    return failed;
}

int fsync(int handle) {
    REAL(fsync);
    return synced(handle, real);
}

int fdatasync(int handle) {
    REAL(fdatasync);
    return synced(handle, real);
}

/* Names */

static int renamed(int from_folder, const char *from, int to_folder, const char *to, unsigned flags) {
    char before[PATH_MAX], after[PATH_MAX];
    REAL(renameat2);
    if (!fault.length) return real(from_folder, from, to_folder, to, flags);
    absolute(from_folder, from, before);
    absolute(to_folder, to, after);
    int inside = is_inside(before) || is_inside(after);
    if (inside && meets(CHANGES)) return -1;
    int failed = real(from_folder, from, to_folder, to, flags);
    if (!failed && inside) record("rename", 0, 0, before, strlen(before), after);
    return failed;
}

int rename(const char *from, const char *to) { return renamed(AT_FDCWD, from, AT_FDCWD, to, 0); }
int renameat(int a, const char *from, int b, const char *to) { return renamed(a, from, b, to, 0); }
int renameat2(int a, const char *from, int b, const char *to, unsigned flags) { return renamed(a, from, b, to, flags); }

static int removed(int folder, const char *path, int flags) {
    char name[PATH_MAX];
    REAL(unlinkat);
    if (!fault.length) return real(folder, path, flags);
    absolute(folder, path, name);
    if (meets_at(CHANGES, name)) return -1;
    int failed = real(folder, path, flags);
    if (!failed && is_inside(name)) record("remove", 0, 0, name, strlen(name), NULL);
    return failed;
}

int unlink(const char *path) { return removed(AT_FDCWD, path, 0); }
int unlinkat(int folder, const char *path, int flags) { return removed(folder, path, flags); }
int rmdir(const char *path) { return removed(AT_FDCWD, path, AT_REMOVEDIR); }

static int folder_made(int folder, const char *path, mode_t mode) {
    char name[PATH_MAX];
    REAL(mkdirat);
    if (!fault.length) return real(folder, path, mode);
    absolute(folder, path, name);
    if (meets_at(GROWS, name)) return -1;
    int failed = real(folder, path, mode);
    if (!failed && is_inside(name)) record("mkdir", 0, 0, name, strlen(name), NULL);
    return failed;
}

int mkdir(const char *path, mode_t mode) { return folder_made(AT_FDCWD, path, mode); }
int mkdirat(int folder, const char *path, mode_t mode) { return folder_made(folder, path, mode); }

int linkat(int a, const char *from, int b, const char *to, int flags) {
    char name[PATH_MAX], source[PATH_MAX];
    REAL(linkat);
    if (!fault.length) return real(a, from, b, to, flags);
    absolute(a, from, source);
    absolute(b, to, name);
    if (meets_at(GROWS, name)) return -1;
    int failed = real(a, from, b, to, flags);
    if (!failed && is_inside(name)) record("link", 0, 0, source, strlen(source), name);
    return failed;
}

int link(const char *from, const char *to) { return linkat(AT_FDCWD, from, AT_FDCWD, to, 0); }

int chmod(const char *path, mode_t mode) {
    char name[PATH_MAX];
    REAL(chmod);
    if (fault.length) {
        absolute(AT_FDCWD, path, name);
        if (meets_at(CHANGES, name)) return -1;
    }
    return real(path, mode);
}

int fchmod(int handle, mode_t mode) {
    if (is_watched(handle) && meets(CHANGES)) return -1;
    REAL(fchmod);
    return real(handle, mode);
}
