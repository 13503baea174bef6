// SPDX-License-Identifier: EUPL-1.2
// Preloaded into a process of the server: kills it just before the n-th call (ASTREINTE_KILL_AT) that changes a file or
// speaks to a network. Nothing is written down and nothing is delayed: to the process it is the power going out.
#include <atomic>
#include <csignal>
#include <cstdlib>
#include <dlfcn.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

constexpr int lastStandardStream = 2;

template <typename Function>
Function next(const char *name)
{
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

void step()
{
    static const char *given = std::getenv("ASTREINTE_KILL_AT");
    static const long at = given != nullptr ? std::atol(given) : 0;
    static std::atomic<long> taken{0};
    if (at > 0 && ++taken == at)
        ::raise(SIGKILL);
}

} // namespace

extern "C" {

ssize_t write(int descriptor, const void *bytes, size_t size)
{
    static const auto real = next<ssize_t (*)(int, const void *, size_t)>("write");
    if (descriptor > lastStandardStream)
        step();
    return real(descriptor, bytes, size);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t size, off_t offset)
{
    static const auto real = next<ssize_t (*)(int, const void *, size_t, off_t)>("pwrite");
    step();
    return real(descriptor, bytes, size, offset);
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t size, off64_t offset)
{
    static const auto real = next<ssize_t (*)(int, const void *, size_t, off64_t)>("pwrite64");
    step();
    return real(descriptor, bytes, size, offset);
}

int fsync(int descriptor)
{
    static const auto real = next<int (*)(int)>("fsync");
    step();
    return real(descriptor);
}

int fdatasync(int descriptor)
{
    static const auto real = next<int (*)(int)>("fdatasync");
    step();
    return real(descriptor);
}

int connect(int descriptor, const sockaddr *address, socklen_t size)
{
    static const auto real = next<int (*)(int, const sockaddr *, socklen_t)>("connect");
    step();
    return real(descriptor, address, size);
}

ssize_t send(int descriptor, const void *bytes, size_t size, int flags)
{
    static const auto real = next<ssize_t (*)(int, const void *, size_t, int)>("send");
    step();
    return real(descriptor, bytes, size, flags);
}

} // extern "C"
