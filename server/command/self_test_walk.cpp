// SPDX-License-Identifier: EUPL-1.2
#include "server/command/self_test_walk.h"

#include "core/signature/bytes.h"
#include "core/signature/jws.h"
#include "core/signature/strict_json.h"
#include "core/submission/uuid7.h"
#include "server/self_test/way.h"

namespace astreinte::command {

using storage::Connection;
using storage::Transaction;

Result<SelfTestWalk> SelfTestWalk::begin(storage::Store &store, publication::PageReader reader,
                                         const signature::VerifyingKey &serverKey, deployment::Now now,
                                         std::chrono::seconds patience)
{
    auto settings = store.read(deployment::readSettings);
    auto device = signature::SigningKey::generate();
    auto authority = signature::SigningKey::generate();
    auto id = submission::Uuid7Source().next();
    if (!settings || !id)
        return tl::unexpected(settings ? id.error() : settings.error());
    if (!device || !authority)
        return tl::unexpected(device ? authority.error() : device.error());
    auto probe = store.write([&](Transaction &transaction) {
        return self_test::begin(transaction, id->text(), {device->verifyingKey(), authority->verifyingKey()}, now(),
                                patience);
    });
    if (!probe)
        return tl::unexpected(probe.error());
    return SelfTestWalk(store, std::move(reader), serverKey, std::move(now),
                        {std::move(*device), std::move(*authority)}, *probe, settings->origin);
}

Result<QByteArray> SelfTestWalk::send(const char *path, const QByteArray &jws)
{
    const QUrl address(m_origin + QLatin1String(path));
    auto nonce = signature::freshNonce();
    if (!nonce)
        return tl::unexpected(nonce.error());
    const signature::HttpHeader type("Content-Type", "application/jose");
    const signature::HttpRequestView view{"POST", publication::PageReader::hostOf(address).toLower(), path, {}, {type}};
    auto headers = signature::signRequest(m_keys.device, view, signature::sha256(jws),
                                          {m_now(), std::chrono::seconds(120), *nonce});
    if (!headers)
        return tl::unexpected(headers.error());
    auto page = m_reader.post(address, *headers << type, jws);
    if (!page)
        return tl::unexpected(page.error());
    return page->status == 201
               ? Result<QByteArray>(page->body)
               : fail(Reason::UnexpectedReply,
                      QStringLiteral("%1 %2").arg(page->status).arg(QString::fromUtf8(page->body.left(200))));
}

Result<> SelfTestWalk::submit()
{
    auto receipt =
        m_store.read([&](Connection &connection) { return self_test::documentOf(connection, m_probe.id); })
            .and_then([&](const QByteArray &document) {
                return signature::signCompact(m_keys.device, self_test::typ::submission, document);
            })
            .and_then([&](const QByteArray &jws) { return send("/v1/self-test", jws); })
            .and_then([](const QByteArray &body) { return signature::parseCompact(body, self_test::typ::receipt); })
            .and_then([&](const signature::UnverifiedJws &jws) { return jws.verify(m_serverKey); })
            .and_then([](const signature::VerifiedJws &jws) { return signature::parseStrictObject(jws.payload()); });
    if (!receipt)
        return tl::unexpected(receipt.error());
    return receipt->value(QLatin1String("sha256")).toString() == m_probe.documentSha256
               ? Result<>()
               : fail(Reason::DigestMismatch, QStringLiteral("the receipt"));
}

Result<> SelfTestWalk::approve()
{
    const self_test::Approval approval{m_origin, m_probe.id, m_probe.documentSha256, m_now(), m_probe.dueAt};
    auto answered = approval.toPayload()
                        .and_then([&](const QByteArray &payload) {
                            return signature::signCompact(m_keys.authority, self_test::typ::statement, payload);
                        })
                        .and_then([&](const QByteArray &jws) { return send("/v1/self-test/approval", jws); });
    return answered ? Result<>() : tl::unexpected(answered.error());
}

} // namespace astreinte::command
