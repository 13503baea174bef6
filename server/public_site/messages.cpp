// SPDX-License-Identifier: EUPL-1.2
#include "server/public_site/messages.h"

namespace astreinte::public_site {
namespace {

using storage::Connection;
using storage::Row;
using storage::Transaction;

constexpr int mostOnOnePage = 50;

PublicMessage messageOf(const Row &row)
{
    PublicMessage message;
    message.id = row.text(0);
    message.manifestSha256 = row.text(1);
    message.status = row.text(2);
    message.exercise = row.flag(3);
    message.titleFr = row.text(4);
    message.titleEn = row.text(5);
    message.textFr = row.optionalText(6);
    message.textEn = row.optionalText(7);
    message.factsAt = row.instant(8);
    message.publishedAt = row.instant(9);
    message.updatedAt = row.instant(10);
    message.expiresAt = row.instant(11);
    message.withdrawnAt = row.optionalInstant(12);
    message.replaces = row.optionalText(13);
    message.replacedBy = row.optionalText(14);
    message.alert = row.flag(15);
    return message;
}

Result<> addPhotos(Connection &connection, PublicMessage &message)
{
    auto photos = connection.all(
        "SELECT sha256, media_type, width, height, alt_fr, alt_en, credit, licence "
        "FROM public_photo WHERE message = ? ORDER BY position",
        [](const Row &row) {
            return PublicPhoto{row.text(0),
                               row.text(1),
                               static_cast<int>(row.number(2)),
                               static_cast<int>(row.number(3)),
                               row.text(4),
                               row.text(5),
                               row.text(6),
                               row.text(7)};
        },
        message.id);
    if (!photos)
        return tl::unexpected(photos.error());
    message.photos = std::move(*photos);
    return {};
}

Result<> putPhoto(Transaction &transaction, const PublicMessage &message, int position)
{
    const auto &photo = message.photos[static_cast<std::size_t>(position)];
    return transaction->put("INSERT INTO public_photo (message, position, sha256, media_type, width, height, "
                            "alt_fr, alt_en, credit, licence) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                            message.id, position, photo.sha256, photo.mediaType, photo.width, photo.height, photo.altFr,
                            photo.altEn, photo.credit, photo.licence);
}

} // namespace

Result<std::vector<PublicMessage>> currentMessages(Connection &connection, signature::Instant now, bool exercise)
{
    auto messages = connection.all(
        "SELECT id, manifest_sha256, status, exercise, title_fr, title_en, text_fr, "
        "text_en, facts_at, published_at, updated_at, expires_at, withdrawn_at, replaces, "
        "replaced_by, CASE WHEN EXISTS (SELECT 1 FROM public_alert a WHERE a.message = "
        "public_message.id AND a.cancelled_at IS NULL) THEN 1 ELSE 0 END FROM public_message WHERE exercise = "
        "? AND withdrawn_at IS NULL AND "
        "replaced_by IS NULL AND expires_at > ? ORDER BY updated_at DESC, id DESC LIMIT ?",
        messageOf, exercise, now, mostOnOnePage);
    if (!messages)
        return messages;
    for (auto &message : *messages)
        if (auto added = addPhotos(connection, message); !added)
            return tl::unexpected(added.error());
    return messages;
}

Result<std::optional<PublicMessage>> findMessage(Connection &connection, const QString &id)
{
    auto message = connection.one(
        "SELECT id, manifest_sha256, status, exercise, title_fr, title_en, text_fr, "
        "text_en, facts_at, published_at, updated_at, expires_at, withdrawn_at, replaces, "
        "replaced_by, CASE WHEN EXISTS (SELECT 1 FROM public_alert a WHERE a.message = "
        "public_message.id AND a.cancelled_at IS NULL) THEN 1 ELSE 0 END FROM public_message WHERE id = ?",
        messageOf, id);
    if (!message || !*message)
        return message;
    if (auto added = addPhotos(connection, **message); !added)
        return tl::unexpected(added.error());
    return message;
}

Result<std::optional<QString>> publicPhotoType(Connection &connection, const QString &sha256, signature::Instant now)
{
    return connection.one(
        "SELECT p.media_type FROM public_photo p JOIN public_message m ON m.id = p.message "
        "WHERE p.sha256 = ? AND m.withdrawn_at IS NULL AND m.expires_at > ?",
        [](const Row &row) { return row.text(0); }, sha256, now);
}

Result<> putMessage(Transaction &transaction, const PublicMessage &message)
{
    auto emptied = transaction->run("DELETE FROM public_photo WHERE message = ?", message.id);
    if (!emptied)
        return tl::unexpected(emptied.error());
    // published_at stays that of the first time; a withdrawn message never comes back under the same address.
    auto done = transaction->run(
        "INSERT INTO public_message (id, manifest_sha256, status, exercise, title_fr, title_en, text_fr, text_en, "
        "facts_at, published_at, updated_at, expires_at, replaces) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET manifest_sha256 = excluded.manifest_sha256, status = excluded.status, "
        "title_fr = excluded.title_fr, title_en = excluded.title_en, text_fr = excluded.text_fr, "
        "text_en = excluded.text_en, facts_at = excluded.facts_at, updated_at = excluded.updated_at, "
        "expires_at = excluded.expires_at, replaces = excluded.replaces WHERE public_message.withdrawn_at IS NULL",
        message.id, message.manifestSha256, message.status, message.exercise, message.titleFr, message.titleEn,
        message.textFr, message.textEn, message.factsAt, message.publishedAt, message.updatedAt, message.expiresAt,
        message.replaces);
    if (!done)
        return tl::unexpected(done.error());
    if (*done == 0)
        return fail(Reason::ForbiddenTransition, QStringLiteral("withdrawn"));
    for (int position = 0; position < static_cast<int>(message.photos.size()); ++position)
        if (auto put = putPhoto(transaction, message, position); !put)
            return put;
    if (!message.replaces)
        return {};
    return transaction->put("UPDATE public_message SET replaced_by = ? WHERE id = ?", message.id, *message.replaces);
}

Result<> withdrawMessage(Transaction &transaction, const QString &id, const QString &manifestSha256,
                         signature::Instant at)
{
    // The content leaves the table: what was withdrawn must not be one mistake away from the page.
    auto done = transaction->run("UPDATE public_message SET withdrawn_at = ?, updated_at = ?, title_fr = '', "
                                 "title_en = '', text_fr = NULL, text_en = NULL, manifest_sha256 = ? WHERE id = ? "
                                 "AND withdrawn_at IS NULL",
                                 at, at, manifestSha256, id);
    if (!done)
        return tl::unexpected(done.error());
    return transaction->put("DELETE FROM public_photo WHERE message = ?", id);
}

} // namespace astreinte::public_site
