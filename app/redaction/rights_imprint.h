// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/picture/rights_packet.h"

#include <QByteArray>

namespace astreinte::app {

// The same JPEG with one XMP packet that says `rights` and nothing else; without any when `rights` is empty. The pixels
// are not touched. Internal when the result is not a public picture (picture::readRenditionHeader).
Result<QByteArray> imprint(const QByteArray &jpeg, const picture::Rights &rights);

} // namespace astreinte::app
