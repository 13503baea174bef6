// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/redaction/region.h"
#include "core/failure.h"
#include "core/picture/limits.h"

#include <QByteArray>
#include <QImage>

namespace astreinte::app {

struct Rendition
{
    QByteArray jpeg;
    QSize pixels;
    int quality = 0; // of the encoder, 1…100
};

// The public pictures of `upright` (as decodeUpright() gives it: upright, sRGB), one for each limit, in their order:
// the boxes are burnt in once, the picture is scaled down to the limit's side, then encoded with the best quality that
// keeps the file under the limit's bytes, and smaller only when none does. Each is read back before it is given: it
// carries pixels and nothing else. Hand the picture over (std::move): 12 megapixels are 48 MB. ImageTooLarge when a
// picture of 256 pixels still does not fit, Internal when the encoder fails or leaves something in the file.
Result<QList<Rendition>> makeRenditions(QImage upright, const QList<Region> &regions,
                                        const QList<picture::Limit> &limits);

// The same for one limit.
Result<Rendition> makeRendition(QImage upright, const QList<Region> &regions, const picture::Limit &limit);

// The limits of the data file that ships with the application.
const picture::Limits &bundledPictureLimits();

} // namespace astreinte::app
