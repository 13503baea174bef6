// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/picture/jpeg_walk.h"

namespace astreinte::picture {

// `file` begins with the eight bytes of a PNG. The failures of readHeader().
[[nodiscard]] Result<Header> walkPng(QByteArrayView file, Purpose purpose);

} // namespace astreinte::picture
