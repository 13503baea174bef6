// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/sealing/age_keys.h"

#include <QList>
#include <span>

// The header of an age file (age-encryption.org/v1, "Header"); for the .cpp files of this folder.
namespace astreinte::sealing {

inline constexpr qsizetype largestAgeHeader = qsizetype(64) * 1024;

struct AgeStanza
{
    QByteArray type;
    QList<QByteArray> arguments;
    QByteArray body;
};

struct AgeHeader
{
    QList<AgeStanza> stanzas;
    QByteArray authenticated; // everything up to "---" included
    QByteArray mac;           // 32 bytes
};

// The size of a complete header at the beginning of `bytes`; 0 while its end is not there yet; a failure once it cannot
// come any more.
Result<qsizetype> ageHeaderSize(QByteArrayView bytes);
Result<AgeHeader> parseAgeHeader(QByteArrayView header);
// The file key (16 bytes) that one of `identities` unwraps, once the header's authentication code has been checked.
Result<Secret> fileKeyOf(const AgeHeader &header, std::span<const AgeIdentity> identities);
// A complete header that gives `fileKey` to each of `recipients`.
Result<QByteArray> makeAgeHeader(const Secret &fileKey, const QList<AgeRecipient> &recipients);

} // namespace astreinte::sealing
