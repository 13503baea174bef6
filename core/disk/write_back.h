// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QtGlobal>

namespace astreinte::disk {

// The medium begins with the `written` bytes that were just written at `from`, while the next ones are made: with whole
// blocks of the file only, `block` bytes each, since a page on its way to the medium takes no further bytes and the
// next write would wait for it. A hint, and nothing where the system knows none: only fsync makes durable.
void startWriteBack(int file, qint64 from, qint64 written, qint64 block);

} // namespace astreinte::disk
