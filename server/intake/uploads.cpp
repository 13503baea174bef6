// SPDX-License-Identifier: EUPL-1.2
#include "server/intake/uploads.h"

#include "core/signature/bytes.h"
#include <QFile>
#include <QUuid>
#include <filesystem>
#include <unistd.h>

namespace astreinte::intake {
namespace {

using identity::Caller;
using identity::spendNonce;
using storage::Connection;
using storage::Row;
using storage::Transaction;

// Room that must stay after an upload, for the database.
constexpr qint64 reservedBytes = 64 * 1024 * 1024;

Upload uploadOf(const Row &row)
{
    return {row.text(0),    row.number(1), row.number(2), row.text(3),
            row.instant(4), row.text(5),   row.text(6),   row.text(7)};
}

bool isUuid(const QString &text)
{
    const auto uuid = QUuid::fromString(text);
    return !uuid.isNull() && uuid.toString(QUuid::WithoutBraces) == text;
}

} // namespace

Result<UploadPlan> readUploadMetadata(const QByteArray &header, qint64 size)
{
    UploadPlan plan;
    plan.size = size;
    plan.metadata = QString::fromLatin1(header);
    for (const auto &pair : header.split(',')) {
        const auto parts = pair.trimmed().split(' ');
        const auto value = parts.size() == 2 ? signature::fromBase64(parts[1]) : Result<QByteArray>(QByteArray());
        if (parts.size() > 2 || !value)
            return fail(Reason::InvalidValue, QStringLiteral("Upload-Metadata: not a list of `key base64`"));
        const auto text = QString::fromUtf8(*value);
        if (parts[0] == "submission")
            plan.submission = text;
        else if (parts[0] == "sha256")
            plan.sha256 = text;
        else if (parts[0] == "type")
            plan.mediaType = text;
    }
    if (!isUuid(plan.submission))
        return fail(Reason::InvalidValue, QStringLiteral("Upload-Metadata: submission"));
    if (plan.sha256.size() != 64 || !signature::fromHex(plan.sha256.toLatin1()))
        return fail(Reason::InvalidValue, QStringLiteral("Upload-Metadata: sha256"));
    if (plan.mediaType != QLatin1String("image/jpeg") && plan.mediaType != QLatin1String("image/png"))
        return fail(Reason::UnsupportedImage, QStringLiteral("Upload-Metadata: type"));
    return plan;
}

Uploads::Uploads(storage::Store &store, Parts &parts, QString folder, deployment::Now now)
    : m_store(store), m_parts(parts), m_folder(std::move(folder)), m_now(std::move(now))
{
}

std::mutex &Uploads::lockOf(const QString &id)
{
    return m_locks[qHash(id) % m_locks.size()];
}

Result<Upload> Uploads::owned(Connection &connection, const QString &kid, const QString &id)
{
    auto upload = connection.one("SELECT id, received, size, metadata, expires_at, submission, sha256, media_type "
                                 "FROM upload WHERE id = ? AND kid = ?",
                                 uploadOf, id, kid);
    if (!upload)
        return tl::unexpected(upload.error());
    if (!*upload)
        return fail(Reason::UnknownUpload);
    if ((*upload)->offset < (*upload)->size && (*upload)->expiresAt <= m_now())
        return fail(Reason::UploadExpired);
    return **upload;
}

Result<> Uploads::acceptQuota(Transaction &transaction, const Caller &caller, const UploadPlan &plan)
{
    auto used = transaction->one(
        "SELECT COUNT(*), CAST(COALESCE(SUM(size), 0) AS BIGINT) FROM upload "
        "WHERE kid = ? AND completed_at IS NULL",
        [](const Row &row) { return std::pair(row.number(0), row.number(1)); }, caller.device.kid);
    if (!used)
        return tl::unexpected(used.error());
    const auto [count, bytes] = **used;
    if (count >= mostUnfinishedUploads || bytes + plan.size > mostUnfinishedBytes)
        return fail(Reason::TooManyTries, QStringLiteral("%1 unfinished uploads").arg(count));
    std::error_code failed;
    const auto space = std::filesystem::space(QFile::encodeName(m_folder).toStdString(), failed);
    if (failed)
        return fail(Reason::StorageFailed, m_folder + QStringLiteral(": ") + QString::fromStdString(failed.message()));
    if (space.available < std::uintmax_t(3 * plan.size + reservedBytes))
        return fail(Reason::DiskFull);
    return {};
}

Result<Upload> Uploads::insert(Transaction &transaction, const Caller &caller, const UploadPlan &plan,
                               const QString &id)
{
    const auto expiresAt = m_now() + uploadLife;
    auto done = transaction->run("INSERT INTO upload (id, kid, submission, sha256, media_type, size, metadata, "
                                 "expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                                 id, caller.device.kid, plan.submission, plan.sha256, plan.mediaType, plan.size,
                                 plan.metadata, expiresAt);
    if (!done)
        return tl::unexpected(done.error());
    return Upload{id, 0, plan.size, plan.metadata, expiresAt, plan.submission, plan.sha256, plan.mediaType};
}

Result<Upload> Uploads::create(const Caller &caller, const UploadPlan &plan)
{
    if (plan.size > largestUpload)
        return fail(Reason::TooLarge, QStringLiteral("at most %1 bytes").arg(largestUpload));
    if (plan.size < 1)
        return fail(Reason::InvalidValue, QStringLiteral("Upload-Length"));
    auto random = signature::randomBytes(16);
    if (!random)
        return tl::unexpected(random.error());
    const QString id = QLatin1String(signature::hex(*random));
    return m_store.write([&](Transaction &transaction) -> Result<Upload> {
        if (auto spent = spendNonce(transaction, caller); !spent)
            return tl::unexpected(spent.error());
        auto before = transaction->one("SELECT id, received, size, metadata, expires_at, submission, sha256, "
                                       "media_type FROM upload WHERE kid = ? AND submission = ? AND sha256 = ?",
                                       uploadOf, caller.device.kid, plan.submission, plan.sha256);
        if (!before)
            return tl::unexpected(before.error());
        if (*before && (*before)->size != plan.size)
            return fail(Reason::ConflictingContent, QStringLiteral("Upload-Length"));
        if (*before) {
            auto upload = **before;
            upload.expiresAt = std::max(upload.expiresAt, m_now() + uploadLife);
            auto done = transaction->run("UPDATE upload SET expires_at = ? WHERE id = ?", upload.expiresAt, upload.id);
            return done ? Result<Upload>(upload) : tl::unexpected(done.error());
        }
        if (auto accepted = acceptQuota(transaction, caller, plan); !accepted)
            return tl::unexpected(accepted.error());
        return insert(transaction, caller, plan, id);
    });
}

Result<Upload> Uploads::find(const Caller &caller, const QString &id)
{
    return m_store.write([&](Transaction &transaction) -> Result<Upload> {
        if (auto spent = spendNonce(transaction, caller); !spent)
            return tl::unexpected(spent.error());
        return owned(transaction.connection(), caller.device.kid, id);
    });
}

std::shared_ptr<AheadPart> Uploads::begin(const QString &kid, const QString &id, qint64 offset)
{
    const std::lock_guard lock(lockOf(id));
    const auto upload = m_store.read([&](Connection &connection) { return owned(connection, kid, id); });
    const bool awaited = upload && upload->offset == offset && offset < upload->size;
    return awaited ? m_parts.begin(id, offset) : nullptr;
}

Result<Upload> Uploads::append(const Caller &caller, const QString &id, qint64 offset, QByteArrayView part,
                               AheadPart *ahead)
{
    const std::lock_guard lock(lockOf(id));
    auto claim = m_store.claim(QStringLiteral("upload/") + id);
    if (!claim)
        return tl::unexpected(claim.error());
    if (!*claim)
        return fail(Reason::WrongOffset, QStringLiteral("another server is receiving a part of it"));
    auto upload = m_store.read([&](Connection &connection) { return owned(connection, caller.device.kid, id); });
    if (!upload)
        return upload;
    if (offset != upload->offset)
        return fail(Reason::WrongOffset, QStringLiteral("offset is %1").arg(upload->offset));
    if (part.size() > upload->size - offset)
        return fail(Reason::TooLarge, QStringLiteral("beyond Upload-Length"));
    if (upload->offset == upload->size)
        return find(caller, id);
    auto written = m_parts.write(id, offset, part, ahead);
    if (!written && written.error().reason == Reason::WrongOffset) {
        // The disk lost what was acknowledged; better to begin again than to fail for ever.
        upload->offset = 0;
        auto restarted = advance(caller, *upload, offset);
        return restarted ? Result<Upload>(tl::unexpected(written.error())) : restarted;
    }
    if (!written)
        return tl::unexpected(written.error());
    upload->offset += part.size();
    return upload->offset == upload->size ? complete(caller, *upload, offset) : advance(caller, *upload, offset);
}

Result<Upload> Uploads::advance(const Caller &caller, Upload upload, qint64 from)
{
    upload.expiresAt = m_now() + uploadLife;
    return m_store.write([&](Transaction &transaction) -> Result<Upload> {
        if (auto spent = spendNonce(transaction, caller); !spent)
            return tl::unexpected(spent.error());
        auto done = transaction->run("UPDATE upload SET received = ?, expires_at = ? WHERE id = ? AND received = ?",
                                     upload.offset, upload.expiresAt, upload.id, from);
        if (!done)
            return tl::unexpected(done.error());
        return *done == 1 ? Result<Upload>(upload) : fail(Reason::WrongOffset);
    });
}

Result<Upload> Uploads::complete(const Caller &caller, const Upload &upload, qint64 from)
{
    auto inspected = m_parts.inspect(upload.id);
    if (!inspected)
        return tl::unexpected(inspected.error());
    std::optional<Failure> refusal;
    if (QLatin1String(signature::hex(inspected->sha256)) != upload.sha256)
        refusal = Failure{Reason::ChecksumMismatch, QStringLiteral("the whole file")};
    else if (!inspected->header)
        refusal = inspected->header.error();
    else if (QLatin1String(picture::mediaType(inspected->header->format)) != upload.mediaType)
        refusal = Failure{Reason::UnsupportedImage, QStringLiteral("the file is not what its type says")};
    if (refusal) {
        auto restarted = upload;
        restarted.offset = 0;
        auto done = advance(caller, restarted, from);
        m_parts.discard(upload.id);
        return done ? Result<Upload>(tl::unexpected(*refusal)) : done;
    }
    if (auto adopted = m_parts.keep(upload.id, upload.sha256); !adopted)
        return tl::unexpected(adopted.error());
    return m_store.write([&](Transaction &transaction) -> Result<Upload> {
        if (auto spent = spendNonce(transaction, caller); !spent)
            return tl::unexpected(spent.error());
        auto stored = transaction->run("INSERT INTO blob (sha256, size, media_type, width, height, stored_at) "
                                       "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                                       upload.sha256, upload.size, upload.mediaType, inspected->header->pixels.width(),
                                       inspected->header->pixels.height(), m_now());
        if (!stored)
            return tl::unexpected(stored.error());
        auto done = transaction->run("UPDATE upload SET received = size, completed_at = ? WHERE id = ? "
                                     "AND received = ?",
                                     m_now(), upload.id, from);
        if (!done)
            return tl::unexpected(done.error());
        return *done == 1 ? Result<Upload>(upload) : fail(Reason::WrongOffset);
    });
}

Result<> Uploads::terminate(const Caller &caller, const QString &id)
{
    const std::lock_guard lock(lockOf(id));
    auto done = m_store.write([&](Transaction &transaction) -> Result<int> {
        if (auto spent = spendNonce(transaction, caller); !spent)
            return tl::unexpected(spent.error());
        if (auto upload = owned(transaction.connection(), caller.device.kid, id); !upload)
            return tl::unexpected(upload.error());
        return transaction->run("DELETE FROM upload WHERE id = ?", id);
    });
    if (!done)
        return tl::unexpected(done.error());
    m_parts.discard(id);
    return {};
}

Result<int> Uploads::sweep()
{
    auto expired = m_store.write([&](Transaction &transaction) -> Result<std::vector<QString>> {
        auto ids = transaction->all(
            "SELECT id FROM upload WHERE completed_at IS NULL AND expires_at < ?",
            [](const Row &row) { return row.text(0); }, m_now());
        if (!ids)
            return ids;
        for (const auto &id : *ids)
            if (auto done = transaction->run("DELETE FROM upload WHERE id = ?", id); !done)
                return tl::unexpected(done.error());
        auto orphans = transaction->run("DELETE FROM upload WHERE completed_at < ? AND NOT EXISTS (SELECT 1 FROM "
                                        "submission WHERE submission.id = upload.submission)",
                                        m_now() - orphanLife);
        return orphans ? ids : Result<std::vector<QString>>(tl::unexpected(orphans.error()));
    });
    if (!expired)
        return tl::unexpected(expired.error());
    for (const auto &id : *expired)
        m_parts.discard(id);
    return static_cast<int>(expired->size());
}

} // namespace astreinte::intake
