// SPDX-License-Identifier: EUPL-1.2
// Freed memory is wiped before it is given back, in every library of the process: texts and pictures pass through
// QString, QByteArray and QImage, which free without wiping, and must not be found in the memory of a locked phone
// (SECURITY §1). Linked into the programs that open a vault; glibc only, whose own functions do the work.
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <malloc.h>

extern "C" {

void *__libc_malloc(size_t size);
void *__libc_realloc(void *block, size_t size);
void __libc_free(void *block);

namespace {

// Blocks of their own pages go back to the system, which never hands them on unwiped. glibc marks them in the size
// that lies before the block (malloc.c, IS_MMAPPED).
bool hasPagesOfItsOwn(const void *block)
{
    size_t size = 0;
    std::memcpy(&size, static_cast<const char *>(block) - sizeof size, sizeof size);
    return (size & 2) != 0;
}

} // namespace

void free(void *block)
{
    if (block == nullptr)
        return;
    const int before = errno;
    if (!hasPagesOfItsOwn(block))
        ::explicit_bzero(block, ::malloc_usable_size(block));
    __libc_free(block);
    errno = before;
}

void *realloc(void *block, size_t size)
{
    if (block == nullptr)
        return __libc_malloc(size);
    if (size == 0) {
        free(block);
        return nullptr;
    }
    if (hasPagesOfItsOwn(block))
        return __libc_realloc(block, size); // the pages move, nothing is left behind
    const size_t held = ::malloc_usable_size(block);
    if (size <= held && size >= held / 2)
        return block;
    void *moved = __libc_malloc(size);
    if (moved == nullptr)
        return nullptr;
    std::memcpy(moved, block, held < size ? held : size);
    free(block);
    return moved;
}

} // extern "C"
