// SPDX-License-Identifier: EUPL-1.2
// Preloaded into the subject: writes down every call that changes files under ASTREINTE_CRASH_ROOT, in order and with
// its data; makes the n-th call of a kind fail (ASTREINTE_CRASH_FAULT="sync:7:EIO"); breaks the order on purpose
// (ASTREINTE_CRASH_MUTANT). Calls that a mutant swallows are not written down: they did not happen.
//
// A record: kind[1] descriptor[4] offset[8] path size[4] data size[4] path data, in the machine's own order of bytes.
// Writes to the file named by ASTREINTE_CRASH_ACK become records of kind 'A': what the subject told its user is safe.
#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <fcntl.h>
#include <mutex>
#include <string>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <unordered_map>

namespace {

template <typename Function>
Function next(const char *name)
{
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

std::string environment(const char *name)
{
    const char *value = std::getenv(name);
    return value != nullptr ? value : "";
}

bool endsWith(const std::string &text, const char *end)
{
    const std::string_view tail(end);
    return text.size() >= tail.size() && text.compare(text.size() - tail.size(), tail.size(), tail) == 0;
}

struct Fault
{
    std::string kind; // write, sync, rename, create
    long at = 0;      // 1 is the first
    std::string what; // ENOSPC, EIO, EDQUOT, SHORT, KILL; a + at the end: from there on
};

class Recorder
{
public:
    Recorder()
    {
        m_root = environment("ASTREINTE_CRASH_ROOT");
        m_ack = environment("ASTREINTE_CRASH_ACK");
        m_mutant = environment("ASTREINTE_CRASH_MUTANT");
        const auto fault = environment("ASTREINTE_CRASH_FAULT");
        const auto first = fault.find(':');
        const auto second = fault.find(':', first + 1);
        if (second != std::string::npos)
            m_fault = {fault.substr(0, first), std::atol(fault.substr(first + 1).c_str()), fault.substr(second + 1)};
        if (const auto trace = environment("ASTREINTE_CRASH_TRACE"); !trace.empty())
            m_trace =
                int(::syscall(SYS_openat, AT_FDCWD, trace.c_str(), O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600));
    }

    std::recursive_mutex guard;

    [[nodiscard]] bool concerns(const char *path) const
    {
        return path != nullptr && !m_root.empty() && std::strncmp(path, m_root.c_str(), m_root.size()) == 0 &&
               !endsWith(path, "-shm"); // the index of the write-ahead log: rebuilt after a crash, never relied on
    }
    [[nodiscard]] bool isAck(const char *path) const { return path != nullptr && !m_ack.empty() && m_ack == path; }
    void opened(int file, const char *path) { m_paths[file] = path; }
    void closed(int file) { m_paths.erase(file); }
    [[nodiscard]] const std::string *path(int file) const
    {
        const auto found = m_paths.find(file);
        return found == m_paths.end() ? nullptr : &found->second;
    }

    void record(char kind, int file, uint64_t offset, const std::string &path, const void *data = nullptr,
                size_t size = 0)
    {
        if (m_trace < 0)
            return;
        std::string bytes(1, kind);
        const auto number = [&bytes](auto value) {
            bytes.append(reinterpret_cast<const char *>(&value), sizeof value);
        };
        number(int32_t(file));
        number(offset);
        number(uint32_t(path.size()));
        number(uint32_t(size));
        bytes += path;
        if (size > 0)
            bytes.append(static_cast<const char *>(data), size);
        (void)::syscall(SYS_write, m_trace, bytes.data(), bytes.size());
    }

    // What this call of `kind` must pretend: 0 nothing, an errno, or -1 for a short write.
    int fault(const char *kind)
    {
        if (m_fault.kind != kind)
            return 0;
        ++m_count;
        const bool goesOn = endsWith(m_fault.what, "+");
        if (goesOn ? m_count < m_fault.at : m_count != m_fault.at)
            return 0;
        if (m_fault.what == "KILL")
            ::kill(::getpid(), SIGKILL);
        const auto what = goesOn ? m_fault.what.substr(0, m_fault.what.size() - 1) : m_fault.what;
        return what == "SHORT" ? -1 : what == "EIO" ? EIO : what == "EDQUOT" ? EDQUOT : ENOSPC;
    }

    // A mutant swallows this fsync.
    [[nodiscard]] bool swallows(const std::string &path) const
    {
        const bool blob = path.find("/blobs/.tmp-") != std::string::npos;
        const bool blobFolder = endsWith(path, "/blobs");
        const bool vaultFolder = endsWith(path, "/vault");
        const bool wal = endsWith(path, "-wal");
        const bool database = endsWith(path, ".sqlite");
        const bool bundles = endsWith(path, "/bundles");
        const bool other = path.find("/vault/.tmp-") != std::string::npos;
        return (m_mutant == "blob-not-synced" && blob) || (m_mutant == "blob-name-not-synced" && blobFolder) ||
               (m_mutant == "vault-folder-not-synced" && vaultFolder) ||
               (m_mutant == "commits-not-synced" && (wal || bundles)) ||
               (m_mutant == "bundles-not-synced" && bundles) || (m_mutant == "checkpoint-not-synced" && database) ||
               (m_mutant == "replaced-file-not-synced" && other) || (m_mutant == "nothing-synced");
    }
    // A mutant lets a picture reach the medium only after the row that names it: its fsync comes with the second commit
    // from there.
    [[nodiscard]] bool syncsTooLate(const std::string &path) const
    {
        return m_mutant == "blob-synced-after-its-row" && path.find("/blobs/.tmp-") != std::string::npos;
    }
    int commitsSince = 0;
    std::string lateFile;

private:
    std::string m_root;
    std::string m_ack;
    std::string m_mutant;
    Fault m_fault;
    long m_count = 0;
    int m_trace = -1;
    std::unordered_map<int, std::string> m_paths;
};

Recorder &recorder()
{
    static auto *const one = new Recorder; // outlives every destructor that still writes
    return *one;
}

template <typename Open>
int openFile(const char *path, int flags, Open open)
{
    auto &log = recorder();
    const std::lock_guard lock(log.guard);
    if (!log.concerns(path) && !log.isAck(path))
        return open();
    struct stat before = {};
    const bool existed = ::stat(path, &before) == 0;
    const bool creates = !existed && (flags & O_CREAT) != 0;
    if (creates && !log.isAck(path)) {
        if (const int code = log.fault("create"); code > 0) {
            errno = code;
            return -1;
        }
    }
    const int file = open();
    if (file < 0)
        return file;
    log.opened(file, path);
    if (!log.isAck(path)) {
        log.record(creates ? 'N' : 'O', file, 0, path);
        if (existed && (flags & O_TRUNC) != 0)
            log.record('T', file, 0, path);
    }
    return file;
}

template <typename Write>
ssize_t writeFile(int file, const void *data, size_t size, int64_t offset, Write write)
{
    auto &log = recorder();
    const std::lock_guard lock(log.guard);
    const auto *path = log.path(file);
    if (path == nullptr)
        return write(size);
    if (log.isAck(path->c_str())) {
        log.record('A', file, 0, "", data, size);
        return write(size);
    }
    if (const int code = log.fault("write"); code > 0) {
        errno = code;
        return -1;
    } else if (code < 0) {
        size = size / 2;
    }
    if (offset < 0) {
        struct stat now = {};
        const bool atEnd = (::fcntl(file, F_GETFL) & O_APPEND) != 0;
        offset = atEnd && ::fstat(file, &now) == 0 ? now.st_size : ::lseek(file, 0, SEEK_CUR);
    }
    const auto written = write(size);
    if (written > 0)
        log.record('W', file, uint64_t(offset), *path, data, size_t(written));
    return written;
}

template <typename Sync>
int syncFile(int file, Sync sync)
{
    auto &log = recorder();
    const std::lock_guard lock(log.guard);
    const auto *path = log.path(file);
    if (path == nullptr)
        return sync();
    if (const int code = log.fault("sync"); code > 0) {
        errno = code;
        return -1;
    }
    if (log.swallows(*path))
        return 0;
    if (log.syncsTooLate(*path)) {
        log.lateFile = *path;
        return 0;
    }
    const int done = sync();
    if (done == 0)
        log.record('S', file, 0, *path);
    if (done == 0 && !log.lateFile.empty() && endsWith(*path, "-wal") && ++log.commitsSince == 2) {
        log.record('L', -1, 0, log.lateFile);
        log.lateFile.clear();
    }
    return done;
}

template <typename Cut>
int cutFile(int file, int64_t size, Cut cut)
{
    auto &log = recorder();
    const std::lock_guard lock(log.guard);
    const int done = cut();
    if (const auto *path = log.path(file); path != nullptr && done == 0)
        log.record('T', file, uint64_t(size), *path);
    return done;
}

mode_t modeOf(int flags, va_list list)
{
    return (flags & (O_CREAT | O_TMPFILE)) != 0 ? mode_t(va_arg(list, int)) : 0;
}

} // namespace

#define RECORD_OPEN(name)                                                                                              \
    int name(const char *path, int flags, ...)                                                                         \
    {                                                                                                                  \
        va_list list;                                                                                                  \
        va_start(list, flags);                                                                                         \
        const mode_t mode = modeOf(flags, list);                                                                       \
        va_end(list);                                                                                                  \
        static const auto real = next<int (*)(const char *, int, ...)>(#name);                                         \
        return openFile(path, flags, [&] { return real(path, flags, mode); });                                         \
    }

extern "C" {

RECORD_OPEN(open)
RECORD_OPEN(open64)

int openat(int folder, const char *path, int flags, ...)
{
    va_list list;
    va_start(list, flags);
    const mode_t mode = modeOf(flags, list);
    va_end(list);
    static const auto real = next<int (*)(int, const char *, int, ...)>("openat");
    return openFile(path, flags, [&] { return real(folder, path, flags, mode); });
}

int close(int file)
{
    static const auto real = next<int (*)(int)>("close");
    auto &log = recorder();
    const std::lock_guard lock(log.guard);
    log.closed(file);
    return real(file);
}

ssize_t write(int file, const void *data, size_t size)
{
    static const auto real = next<ssize_t (*)(int, const void *, size_t)>("write");
    return writeFile(file, data, size, -1, [&](size_t count) { return real(file, data, count); });
}

ssize_t pwrite(int file, const void *data, size_t size, off_t offset)
{
    static const auto real = next<ssize_t (*)(int, const void *, size_t, off_t)>("pwrite");
    return writeFile(file, data, size, offset, [&](size_t count) { return real(file, data, count, offset); });
}

ssize_t pwrite64(int file, const void *data, size_t size, off64_t offset)
{
    static const auto real = next<ssize_t (*)(int, const void *, size_t, off64_t)>("pwrite64");
    return writeFile(file, data, size, offset, [&](size_t count) { return real(file, data, count, offset); });
}

int ftruncate(int file, off_t size)
{
    static const auto real = next<int (*)(int, off_t)>("ftruncate");
    return cutFile(file, size, [&] { return real(file, size); });
}

int ftruncate64(int file, off64_t size)
{
    static const auto real = next<int (*)(int, off64_t)>("ftruncate64");
    return cutFile(file, size, [&] { return real(file, size); });
}

int fsync(int file)
{
    static const auto real = next<int (*)(int)>("fsync");
    return syncFile(file, [&] { return real(file); });
}

int fdatasync(int file)
{
    static const auto real = next<int (*)(int)>("fdatasync");
    return syncFile(file, [&] { return real(file); });
}

int rename(const char *from, const char *to)
{
    static const auto real = next<int (*)(const char *, const char *)>("rename");
    auto &log = recorder();
    const std::lock_guard lock(log.guard);
    if (!log.concerns(from))
        return real(from, to);
    if (const int code = log.fault("rename"); code > 0) {
        errno = code;
        return -1;
    }
    const int done = real(from, to);
    if (done == 0) {
        log.record('R', -1, 0, from, to, std::strlen(to));
        if (log.lateFile == from) {
            log.lateFile = to;
            log.commitsSince = 0;
        }
    }
    return done;
}

int unlink(const char *path)
{
    static const auto real = next<int (*)(const char *)>("unlink");
    auto &log = recorder();
    const std::lock_guard lock(log.guard);
    const int done = real(path);
    if (done == 0 && log.concerns(path))
        log.record('U', -1, 0, path);
    return done;
}

int mkdir(const char *path, mode_t mode)
{
    static const auto real = next<int (*)(const char *, mode_t)>("mkdir");
    auto &log = recorder();
    const std::lock_guard lock(log.guard);
    const int done = real(path, mode);
    if (done == 0 && log.concerns(path))
        log.record('D', -1, 0, path);
    return done;
}

} // extern "C"
