// A disk that fails and forgets, for the files of one folder: preloaded into a program under test.
//
//   DISK_FOLDER    the folder whose own files are looked at; everything else is left alone
//   DISK_DURABLE   a folder that gets what is on the disk for certain: files/KEY is a file as of its last fsync, and
//                  names lists the folder as of its own last fsync, a line "KEY NAME" each
//   DISK_FAULT     CALL:N:EFFECT:COUNT. The Nth CALL (open, read, write, truncate, sync, rename, unlink or any) and the
//                  COUNT - 1 after it fail with EIO or ENOSPC; or the process is killed before it (before), after it
//                  (after), or when half of the bytes are written (torn)
//
// A KEY is an inode's number and when it was made, since numbers are used again. What is copied to DISK_DURABLE is read
// before the real fsync and counts when that has succeeded: only what was written before is promised.
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define REAL(name) ((typeof(&name))real(#name))
static void *real(const char *name) { return dlsym(RTLD_NEXT, name); }

static const char *folder, *durable;
static char fault_call[16], fault_effect[16];
static int fault_at, fault_count = 1, calls;
static pthread_mutex_t syncing = PTHREAD_MUTEX_INITIALIZER;

__attribute__((constructor)) static void begin(void) {
    folder = getenv("DISK_FOLDER");
    durable = getenv("DISK_DURABLE");
    const char *fault = getenv("DISK_FAULT");
    if (fault && sscanf(fault, "%15[^:]:%d:%15[^:]:%d", fault_call, &fault_at, fault_effect, &fault_count) != 4) {
        fprintf(stderr, "disk: DISK_FAULT: expected CALL:N:EFFECT:COUNT, found %s\n", fault);
        _exit(64);
    }
}

// Whether it is a file in the folder, or the folder.
static int is_watched(const char *path) {
    size_t length = folder ? strlen(folder) : 0;
    if (!length || strncmp(path, folder, length)) return 0;
    return path[length] == 0 || (path[length] == '/' && !strchr(path + length + 1, '/'));
}

static int is_open_watched(int file) {
    char link[32], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = folder ? readlink(link, path, sizeof path - 1) : -1;
    if (length < 0) return 0;
    path[length] = 0;
    return is_watched(path);
}

// What is to happen to this call: 0 nothing, -1 an error that errno says, 1 death after it, 2 death in its midst.
static int fate(const char *call) {
    if (!fault_at || (strcmp(fault_call, call) && strcmp(fault_call, "any"))) return 0;
    int number = __atomic_add_fetch(&calls, 1, __ATOMIC_SEQ_CST);
    if (number < fault_at || number >= fault_at + fault_count) return 0;
    if (!strcmp(fault_effect, "before")) kill(getpid(), SIGKILL);
    if (!strcmp(fault_effect, "after")) return 1;
    if (!strcmp(fault_effect, "torn")) return 2;
    errno = strcmp(fault_effect, "ENOSPC") ? EIO : ENOSPC;
    return -1;
}

#define FATED(type, call, does)                                                                                        \
    int fated = fate(call);                                                                                            \
    if (fated < 0) return -1;                                                                                          \
    type result = does;                                                                                                \
    if (fated > 0) kill(getpid(), SIGKILL);                                                                            \
    return result

int rename(const char *from, const char *to) {
    if (!is_watched(to)) return REAL(rename)(from, to);
    FATED(int, "rename", REAL(rename)(from, to));
}

int unlink(const char *path) {
    if (!is_watched(path)) return REAL(unlink)(path);
    FATED(int, "unlink", REAL(unlink)(path));
}

#define OPENS(name)                                                                                                    \
    int name(const char *path, int flags, ...) {                                                                       \
        va_list rest;                                                                                                  \
        va_start(rest, flags);                                                                                         \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;                                        \
        va_end(rest);                                                                                                  \
        if (!is_watched(path)) return REAL(name)(path, flags, mode);                                                   \
        FATED(int, "open", REAL(name)(path, flags, mode));                                                             \
    }
OPENS(open)
OPENS(open64)

#define TRUNCATES(name, offset)                                                                                        \
    int name(int file, offset size) {                                                                                  \
        if (!is_open_watched(file)) return REAL(name)(file, size);                                                     \
        FATED(int, "truncate", REAL(name)(file, size));                                                                \
    }
TRUNCATES(ftruncate, off_t)
TRUNCATES(ftruncate64, off64_t)

#define READS(name, offset)                                                                                            \
    ssize_t name(int file, void *bytes, size_t count, offset place) {                                                  \
        if (!is_open_watched(file)) return REAL(name)(file, bytes, count, place);                                      \
        FATED(ssize_t, "read", REAL(name)(file, bytes, count, place));                                                 \
    }
READS(pread, off_t)
READS(pread64, off64_t)

#define WRITES(name, offset)                                                                                           \
    ssize_t name(int file, const void *bytes, size_t count, offset place) {                                            \
        if (!is_open_watched(file)) return REAL(name)(file, bytes, count, place);                                      \
        FATED(ssize_t, "write", REAL(name)(file, bytes, fated == 2 ? count / 2 : count, place));                       \
    }
WRITES(pwrite, off_t)
WRITES(pwrite64, off64_t)

ssize_t write(int file, const void *bytes, size_t count) {
    if (!is_open_watched(file)) return REAL(write)(file, bytes, count);
    FATED(ssize_t, "write", REAL(write)(file, bytes, fated == 2 ? count / 2 : count));
}

static void refuse(const char *what) {
    perror(what);
    _exit(70);
}

static void key_of(int directory, const char *name, char *key, size_t size) {
    struct statx about;
    if (statx(directory, name, AT_EMPTY_PATH, STATX_INO | STATX_BTIME, &about)) {
        snprintf(key, size, "gone");
        return;
    }
    snprintf(key, size, "%llu.%lld.%u", (unsigned long long)about.stx_ino, (long long)about.stx_btime.tv_sec,
             about.stx_btime.tv_nsec);
}

// 0 when the copy is whole; -1 when there is no room for it, which the program under test then hears of its own file.
static int copy(int file, const char *path) {
    static char buffer[1 << 20];
    char link[32];
    // What is synced need not be open for reading.
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    int from = REAL(open)(link, O_RDONLY), to = REAL(open)(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (from < 0 || to < 0) refuse(path);
    ssize_t count;
    do count = read(from, buffer, sizeof buffer);
    while (count > 0 && REAL(write)(to, buffer, count) == count);
    close(from);
    close(to);
    return count == 0 ? 0 : -1;
}

static void list(const char *path) {
    FILE *to = fopen(path, "w");
    DIR *directory = opendir(folder);
    if (!to || !directory) refuse(path);
    char key[64];
    for (struct dirent *entry; (entry = readdir(directory));) {
        if (entry->d_type != DT_REG) continue;
        key_of(dirfd(directory), entry->d_name, key, sizeof key);
        fprintf(to, "%s %s\n", key, entry->d_name);
    }
    closedir(directory);
    if (fclose(to)) refuse(path);
}

static int keep(int file, int (*sync)(int)) {
    int fated = fate("sync");
    if (fated < 0) return -1;
    int result = 0;
    if (!durable) {
        result = sync(file);
    } else {
        struct stat about;
        char key[64], path[PATH_MAX], draft[PATH_MAX + 8];
        pthread_mutex_lock(&syncing);
        if (fstat(file, &about)) refuse("fstat");
        key_of(file, "", key, sizeof key);
        if (S_ISDIR(about.st_mode)) snprintf(path, sizeof path, "%s/names", durable);
        else snprintf(path, sizeof path, "%s/files/%s", durable, key);
        snprintf(draft, sizeof draft, "%s.draft", path);
        if (S_ISDIR(about.st_mode)) list(draft);
        else result = copy(file, draft);
        if (result == 0) result = sync(file);
        if (result == 0 && REAL(rename)(draft, path)) refuse(path);
        pthread_mutex_unlock(&syncing);
    }
    if (fated > 0) kill(getpid(), SIGKILL);
    return result;
}

int fsync(int file) { return is_open_watched(file) ? keep(file, REAL(fsync)) : REAL(fsync)(file); }
int fdatasync(int file) { return is_open_watched(file) ? keep(file, REAL(fdatasync)) : REAL(fdatasync)(file); }
