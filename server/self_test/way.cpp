// SPDX-License-Identifier: EUPL-1.2
#include "server/self_test/way.h"

#include "core/signature/bytes.h"
#include "core/signature/canonical_json.h"
#include "core/signature/http_signature.h"
#include "core/signature/jws.h"
#include "core/signature/object_reader.h"
#include "server/journal/book.h"

namespace astreinte::self_test {
namespace {

using signature::VerifyingKey;
using storage::Connection;
using storage::Row;
using storage::Transaction;

const auto approved = QStringLiteral("approve");

// A row as it is stored: nothing in it is believed before its signatures are.
struct Stored
{
    QString id;
    QByteArray document;
    QString documentSha256;
    QString device;
    QString authority;
    QByteArray submission;
    QByteArray statement;
    signature::Instant dueAt;
    std::optional<signature::Instant> authorisedAt;
};

Stored storedOf(const Row &row)
{
    return {row.text(0),  row.bytes(1), row.text(2),    row.text(3),           row.text(4),
            row.bytes(5), row.bytes(6), row.instant(7), row.optionalInstant(8)};
}

Result<Stored> byDevice(Connection &connection, const QString &kid)
{
    auto stored = connection.one("SELECT id, document, document_sha256, device_jwk, authority_jwk, submission, "
                                 "statement, due_at, authorised_at FROM self_test WHERE device_kid = ?",
                                 storedOf, kid);
    if (!stored)
        return tl::unexpected(stored.error());
    return *stored ? Result<Stored>(**stored) : fail(Reason::UnknownKey, kid.left(43));
}

Result<VerifyingKey> keyIn(const QString &jwk)
{
    return signature::parseStrictObject(jwk.toUtf8()).and_then([](const QJsonObject &object) {
        return VerifyingKey::fromJwk(object);
    });
}

Result<QByteArray> payloadOf(const QByteArray &jws, QLatin1String type, const QString &jwk)
{
    auto key = keyIn(jwk);
    auto parsed = signature::parseCompact(jws, type);
    if (!key || !parsed)
        return tl::unexpected(key ? parsed.error() : key.error());
    return parsed->verify(*key).map([](const signature::VerifiedJws &verified) { return verified.payload(); });
}

Result<> acceptSubmission(const Stored &stored, const QByteArray &jws)
{
    if (QLatin1String(signature::hex(signature::sha256(stored.document))) != stored.documentSha256)
        return fail(Reason::DigestMismatch, stored.id);
    auto payload = payloadOf(jws, typ::submission, stored.device);
    if (!payload)
        return tl::unexpected(payload.error());
    return *payload == stored.document ? Result<>() : fail(Reason::DigestMismatch, stored.id);
}

Result<> acceptApproval(const Stored &stored, const QByteArray &jws, const QString &origin, signature::Instant at)
{
    auto approval = payloadOf(jws, typ::statement, stored.authority).and_then(Approval::fromPayload);
    if (!approval)
        return tl::unexpected(approval.error());
    if (approval->audience != origin)
        return fail(Reason::WrongAudience);
    if (approval->id != stored.id || approval->documentSha256 != stored.documentSha256)
        return fail(Reason::ManifestMismatch);
    if (at < approval->issuedAt - signature::clockTolerance || at >= approval->expiresAt)
        return fail(Reason::SignatureExpired);
    return {};
}

Result<Probe> probeOf(Connection &connection, const QString &id)
{
    auto probe = find(connection, id);
    if (!probe)
        return tl::unexpected(probe.error());
    return *probe ? Result<Probe>(**probe) : fail(Reason::UnknownSubmission, id);
}

Result<> enter(Transaction &transaction, journal::Event event, const Stored &stored, signature::Instant at)
{
    return journal::enter(
        transaction,
        {event,
         journal::subjectOf(stored.id, 1),
         {{QStringLiteral("selfTest"), stored.id}, {QStringLiteral("sha256"), stored.documentSha256}}},
        at);
}

Result<> onlyOnce(const Result<int> &changed, const char *what)
{
    if (!changed)
        return tl::unexpected(changed.error());
    return *changed == 1 ? Result<>() : fail(Reason::ForbiddenTransition, QLatin1String(what));
}

} // namespace

Result<QByteArray> Approval::toPayload() const
{
    return signature::canonicalJson(QJsonObject{{QStringLiteral("v"), 1},
                                                {QStringLiteral("aud"), audience},
                                                {QStringLiteral("selfTest"), id},
                                                {QStringLiteral("sha256"), documentSha256},
                                                {QStringLiteral("decision"), approved},
                                                {QStringLiteral("iat"), signature::toText(issuedAt)},
                                                {QStringLiteral("exp"), signature::toText(expiresAt)}});
}

Result<Approval> Approval::fromPayload(const QByteArray &payload)
{
    auto object = signature::parseStrictObject(payload);
    if (!object)
        return tl::unexpected(object.error());
    signature::ObjectReader reader(*object);
    reader.version(QLatin1String("v"), 1);
    reader.constant(QLatin1String("decision"), QLatin1String("approve"));
    Approval approval;
    approval.audience = reader.text(QLatin1String("aud"), 300, signature::Lines::One);
    approval.id = reader.token(QLatin1String("selfTest"));
    approval.documentSha256 = QLatin1String(signature::hex(reader.hexBytes(QLatin1String("sha256"), 32)));
    approval.issuedAt = reader.instant(QLatin1String("iat"));
    approval.expiresAt = reader.instant(QLatin1String("exp"));
    return reader.finish().map([&] { return approval; });
}

Result<std::optional<VerifyingKey>> deviceKey(Connection &connection, const QString &kid, signature::Instant now)
{
    auto jwk = connection.one(
        "SELECT device_jwk FROM self_test WHERE device_kid = ? AND due_at > ?",
        [](const Row &row) { return row.text(0); }, kid, now);
    if (!jwk)
        return tl::unexpected(jwk.error());
    if (!*jwk)
        return std::optional<VerifyingKey>();
    return keyIn(**jwk).map([](const VerifyingKey &key) { return std::optional(key); });
}

Result<QByteArray> documentOf(Connection &connection, const QString &id)
{
    auto document = connection.one(
        "SELECT document FROM self_test WHERE id = ?", [](const Row &row) { return row.bytes(0); }, id);
    if (!document)
        return tl::unexpected(document.error());
    return *document ? Result<QByteArray>(**document) : fail(Reason::UnknownSubmission, id);
}

Result<Probe> receive(Transaction &transaction, const QString &kid, const QByteArray &jws, signature::Instant at)
{
    auto stored = byDevice(transaction.connection(), kid);
    if (!stored)
        return tl::unexpected(stored.error());
    if (auto accepted = acceptSubmission(*stored, jws); !accepted)
        return tl::unexpected(accepted.error());
    if (at >= stored->dueAt)
        return fail(Reason::SignatureExpired, stored->id);
    return onlyOnce(transaction->run("UPDATE self_test SET submission = ?, received_at = ? WHERE id = ? AND "
                                     "received_at IS NULL",
                                     jws, at, stored->id),
                    "received already")
        .and_then([&] { return enter(transaction, journal::Event::Intake, *stored, at); })
        .and_then([&] { return probeOf(transaction.connection(), stored->id); });
}

Result<Probe> approve(Transaction &transaction, const QString &kid, const QByteArray &jws, const QString &origin,
                      signature::Instant at)
{
    auto stored = byDevice(transaction.connection(), kid);
    if (!stored)
        return tl::unexpected(stored.error());
    if (auto accepted = acceptApproval(*stored, jws, origin, at); !accepted)
        return tl::unexpected(accepted.error());
    return onlyOnce(transaction->run("UPDATE self_test SET statement = ?, authorised_at = ? WHERE id = ? AND "
                                     "received_at IS NOT NULL AND authorised_at IS NULL",
                                     jws, at, stored->id),
                    "not received, or approved already")
        .and_then([&] {
            return transaction->put("INSERT INTO publication (manifest_sha256, channel, submission, revision, state, "
                                    "queued_at) VALUES (?, ?, ?, 1, 'authorised', ?)",
                                    stored->documentSha256, QString(channel), stored->id, at);
        })
        .and_then([&] { return enter(transaction, journal::Event::Statement, *stored, at); })
        .and_then([&] { return probeOf(transaction.connection(), stored->id); });
}

Result<Probe> verified(Connection &connection, const QString &documentSha256, const QString &origin)
{
    auto stored = connection.one("SELECT id, document, document_sha256, device_jwk, authority_jwk, submission, "
                                 "statement, due_at, authorised_at FROM self_test WHERE document_sha256 = ?",
                                 storedOf, documentSha256);
    if (!stored)
        return tl::unexpected(stored.error());
    if (!*stored)
        return fail(Reason::UnknownSubmission, QStringLiteral("no self-test of this digest"));
    if (!(*stored)->authorisedAt)
        return fail(Reason::NotAllowed, QStringLiteral("a self-test that nobody approved"));
    return acceptSubmission(**stored, (*stored)->submission)
        .and_then([&] { return acceptApproval(**stored, (*stored)->statement, origin, *(*stored)->authorisedAt); })
        .and_then([&] { return probeOf(connection, (*stored)->id); });
}

} // namespace astreinte::self_test
