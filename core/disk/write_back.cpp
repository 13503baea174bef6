// SPDX-License-Identifier: EUPL-1.2
#include "core/disk/write_back.h"

#include <fcntl.h>

namespace astreinte::disk {

void startWriteBack([[maybe_unused]] int file, [[maybe_unused]] qint64 from, [[maybe_unused]] qint64 written,
                    [[maybe_unused]] qint64 block)
{
#ifdef SYNC_FILE_RANGE_WRITE
    const auto first = from / block * block;
    if (const auto whole = (from + written) / block * block; whole > first)
        (void)::sync_file_range(file, first, whole - first, SYNC_FILE_RANGE_WRITE);
#endif
}

} // namespace astreinte::disk
