// SPDX-License-Identifier: EUPL-1.2
#include "server/identity/request_guard.h"

#include "core/signature/bytes.h"
#include "core/signature/canonical_json.h"
#include "core/signature/jws.h"
#include "core/submission/documents.h"

namespace astreinte::identity {

using storage::Transaction;

Result<> spendNonce(Transaction &transaction, const Caller &caller)
{
    auto spent = transaction->run("INSERT INTO nonce (kid, nonce, expires_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                                  caller.device.kid, QString::fromLatin1(caller.nonce), caller.nonceExpires);
    if (!spent)
        return tl::unexpected(spent.error());
    return *spent == 1 ? Result<>() : fail(Reason::NonceReplayed);
}

Result<> enterNonces(Transaction &transaction, const std::vector<const Caller *> &callers)
{
    storage::Rows rows;
    for (const auto *caller : callers)
        rows.add(caller->device.kid, QString::fromLatin1(caller->nonce), caller->nonceExpires);
    return transaction->putAll("INSERT INTO nonce (kid, nonce, expires_at) VALUES (?, ?, ?)", rows);
}

Result<int> pruneNonces(Transaction &transaction, signature::Instant now)
{
    return transaction->run("DELETE FROM nonce WHERE expires_at < ?", now);
}

signature::KeyLookup RequestGuard::lookup(std::optional<Device> &found)
{
    return [this, &found](const QString &kid) -> std::optional<signature::RegisteredKey> {
        auto device = m_devices.byRequestKey(kid);
        auto key = device ? m_devices.requestKey(kid) : tl::unexpected(device.error());
        if (!key)
            return std::nullopt;
        found = std::move(*device);
        return signature::RegisteredKey{*key, found->revokedAt.has_value()};
    };
}

Result<QString> RequestGuard::signerOf(const signature::HttpRequestView &request)
{
    std::optional<Device> device;
    return signature::SignedRequest::verify(request, lookup(device)).map([](const auto &verified) {
        return verified.kid();
    });
}

Result<Caller> RequestGuard::admit(const signature::HttpRequestView &request, QByteArrayView bodySha256)
{
    std::optional<Device> device;
    auto signedRequest = signature::SignedRequest::verify(request, lookup(device));
    if (!signedRequest)
        return tl::unexpected(signedRequest.error());
    auto admitted = signedRequest->admit(bodySha256, m_now());
    if (!admitted && admitted.error().reason == Reason::RevokedKey)
        return fail(Reason::RevokedKey, signedRequest->kid());
    if (!admitted)
        return tl::unexpected(admitted.error());
    if (!device || device->kid != admitted->kid)
        return fail(Reason::UnknownKey);
    if (!device->confirmedAt)
        return fail(Reason::PendingDevice);
    return Caller{*device, admitted->nonce, admitted->expires + signature::clockTolerance};
}

Result<QByteArray> RequestGuard::wipeOrder(const QString &kid)
{
    const QJsonObject payload{
        {QStringLiteral("v"), 1}, {QStringLiteral("aud"), kid}, {QStringLiteral("iat"), signature::toText(m_now())}};
    return signature::canonicalJson(payload).and_then(
        [&](const QByteArray &bytes) { return signature::signCompact(m_serverKey, submission::typ::wipe, bytes); });
}

} // namespace astreinte::identity
