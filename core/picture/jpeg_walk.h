// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/picture/picture_header.h"

namespace astreinte::picture {

// An original may say much about itself; a rendition may say who owns it, and nothing else.
enum class Purpose { Original, Rendition };

// What every kind of file has to say no in the same words.
[[nodiscard]] tl::unexpected<Failure> damaged(qsizetype at, const char *what);
[[nodiscard]] Result<> checkSize(QSize pixels, qsizetype at);
// Cameras pad with zero bytes; anything else behind the end is another file. Behind a rendition stands nothing.
[[nodiscard]] Result<> checkNothingBehind(QByteArrayView file, qsizetype end, Purpose purpose);

// `file` begins with FF D8 FF. The failures of readHeader().
[[nodiscard]] Result<Header> walkJpeg(QByteArrayView file, Purpose purpose);

} // namespace astreinte::picture
