// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/signature/instant.h"
#include "server/storage/store.h"

#include <QStringList>

namespace astreinte::public_site {

struct PublicPhoto
{
    QString sha256;
    QString mediaType;
    int width = 0;
    int height = 0;
    QString altFr;
    QString altEn;
    QString credit;
    QString licence;
};

// What the public may read of a message, and nothing else: no author, no approver, no position (BRIEF §1.9).
struct PublicMessage
{
    QString id;
    QString manifestSha256;
    QString status; // "alerte", "information", "fin", "dementi"
    bool exercise = false;
    QString titleFr;
    QString titleEn;
    std::optional<QString> textFr;
    std::optional<QString> textEn;
    signature::Instant factsAt;
    signature::Instant publishedAt;
    signature::Instant updatedAt;
    signature::Instant expiresAt;
    std::optional<signature::Instant> withdrawnAt;
    std::optional<QString> replaces;
    std::optional<QString> replacedBy;
    bool alert = false; // there is a CAP file beside it
    std::vector<PublicPhoto> photos;
};

// Published, unexpired, not withdrawn, the newest first. Exercises are never among the real ones, nor the reverse.
Result<std::vector<PublicMessage>> currentMessages(storage::Connection &connection, signature::Instant now,
                                                   bool exercise);
// Also a withdrawn or expired one: its page says so.
Result<std::optional<PublicMessage>> findMessage(storage::Connection &connection, const QString &id);
// The media type, when a message that is public today shows this photo.
Result<std::optional<QString>> publicPhotoType(storage::Connection &connection, const QString &sha256,
                                               signature::Instant now);

// Puts a message on the site: the one that has its identifier is written over. Idempotent.
Result<> putMessage(storage::Transaction &transaction, const PublicMessage &message);
// Takes a message off the site; nothing when it is not there. `manifestSha256` is the withdrawal's own.
Result<> withdrawMessage(storage::Transaction &transaction, const QString &id, const QString &manifestSha256,
                         signature::Instant at);

} // namespace astreinte::public_site
