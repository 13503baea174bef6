// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"

#include <QByteArrayView>
#include <QString>

namespace astreinte::picture {

// The only words that a public picture carries about itself: whose it is and on what terms. Names and namespaces of the
// IPTC Photo Metadata Standard 2023.1 in XMP (ISO 16684-1).
struct Rights
{
    QString credit;            // photoshop:Credit
    QString creator;           // dc:creator, one
    QString notice;            // dc:rights, x-default
    QString identifier;        // dc:identifier
    QString usageTerms;        // xmpRights:UsageTerms, x-default
    QString modelRelease;      // plus:ModelReleaseStatus, a PLUS address (MR-NON, MR-NAP, MR-UMR)
    QString digitalSourceType; // Iptc4xmpExt:DigitalSourceType, an address of the IPTC vocabulary
    QString city;              // photoshop:City, the commune, when the person allowed it
    friend bool operator==(const Rights &, const Rights &) = default;
};

// Reads one XMP packet and refuses what is not in the list above: a position, a history, a thumbnail, a maker's name, a
// property of another namespace, markup where a text must be, more than 64 KiB. MalformedImage with what it met.
[[nodiscard]] Result<Rights> readRightsPacket(QByteArrayView xmp);

} // namespace astreinte::picture
