// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QImage>

// Pictures drawn for tests, and the files that hold them.
namespace astreinte::tests {

// Red and green over blue and white, in large blocks, so that JPEG keeps them apart.
QImage quadrants(QSize size);
// What a camera held in the hand makes: texture that an encoder finds hard.
QImage scene(QSize size, quint32 seed);
QByteArray encoded(const QImage &image, const char *format, int quality = 95);
// The same pixels with everything that a phone or a thoughtless tool writes into a file.
QByteArray withEverything(const QByteArray &jpeg, int orientation);
// The stored picture of which `upright` is what must be seen (EXIF 2.32 §4.6.4.A, tag 0x0112).
QImage storedAs(const QImage &upright, int orientation);
bool near(QRgb a, QRgb b, int tolerance = 40);

} // namespace astreinte::tests
