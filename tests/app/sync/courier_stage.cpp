// SPDX-License-Identifier: EUPL-1.2
#include "tests/app/sync/courier_stage.h"

#include "core/signature/bytes.h"
#include "core/submission/documents.h"
#include "core/submission/receipt.h"
#include "core/submission/submission.h"

#include <QProcess>

namespace astreinte::tests {

using namespace app;

namespace {

// Deriving the keys is slow on purpose: it is done once, and each stage gets a copy of that vault.
struct Original
{
    Original()
    {
        PosixDisk disk;
        const Vault vault(path(), disk);
        keys = vault
                   .create(signature::Secret(QByteArrayView("123456")),
                           signature::Secret(QByteArrayView(QByteArray(32, 'k'))))
                   .value_or(nullptr);
    }
    [[nodiscard]] QString path() const { return folder.path() + QStringLiteral("/vault"); }
    QTemporaryDir folder;
    std::shared_ptr<const VaultKeys> keys;
};

QString copyOf(const Original &original, const QString &folder)
{
    const auto path = folder + QStringLiteral("/vault");
    QProcess::execute(QStringLiteral("cp"), {QStringLiteral("-a"), original.path(), path});
    return path;
}

const Original &original()
{
    static const Original made;
    return made;
}

} // namespace

CourierStage::CourierStage()
    : m_deviceKey(std::make_shared<const signature::SigningKey>(*signature::SigningKey::generate())),
      m_serverKey(std::make_shared<const signature::SigningKey>(*signature::SigningKey::generate())),
      m_vault(copyOf(original(), m_folder.path()), m_disk), m_transport(script)
{
    m_vaultOpen = original().keys && m_vault.open(original().keys);
    sending = std::make_unique<Sending>(m_folder.path() + QStringLiteral("/preferences.ini"), connectivity);
    startAgain();
}

void CourierStage::startAgain()
{
    courier.reset();
    outbox.reset();
    link = std::make_unique<ServerLink>(m_transport, clock);
    link->open({{QUrl(QStringLiteral("https://127.0.0.1:1")), {}, {}}, m_deviceKey, m_serverKey->verifyingKey()});
    outbox = std::make_unique<Outbox>(m_vault, clock);
    (void)outbox->load();
    outbox->setGate([this](const OutboxItem &item) { return sending->departureOf(item) == Departure::Now; });
    QObject::connect(sending.get(), &Sending::changed, outbox.get(), &Outbox::recheck);
    courier = std::make_unique<Courier>(*link, *outbox, m_vault, connectivity, clock);
    courier->jitter = [](std::chrono::milliseconds cap) { return std::min(cap, std::chrono::milliseconds(20)); };
}

QString CourierStage::enqueue(const QString &title, const QList<QByteArray> &photos)
{
    submission::SubmissionContent draft;
    const auto id = QStringLiteral("0190a1b2-c3d4-7000-8000-%1").arg(++m_count, 12, 10, QLatin1Char('0'));
    draft.id = *submission::Uuid7::parse(id);
    draft.kind = submission::Kind::FieldReport;
    draft.authors = {QStringLiteral("officer-a")};
    draft.device = m_deviceKey->kid();
    draft.createdAt = draft.factsAt = *signature::instantFromText(QStringLiteral("2026-11-22T08:00:00.000Z"));
    draft.values = {{QStringLiteral("what"), title}};
    draft.languages = {QStringLiteral("fr")};
    const auto frozen = submission::Submission::freeze(draft);
    OutboxItem item;
    item.draft.id = id;
    item.draft.kind = QStringLiteral("fieldReport");
    item.title = title;
    item.jws = *signature::signCompact(*m_deviceKey, submission::typ::submission, frozen->payload());
    item.queuedAt = clock.now() + std::chrono::milliseconds(m_count);
    for (const auto &bytes : photos) {
        OutboxPhoto photo;
        photo.sha256 = signature::sha256(bytes);
        photo.size = bytes.size();
        photo.blob = *m_vault.keepBlob(*m_vault.keys(), bytes);
        item.photos.append(photo);
    }
    return outbox->enqueue(item) ? id : QString();
}

HttpReply CourierStage::problem(int status, const char *reason, const char *detail)
{
    return {status,
            {{"Content-Type", "application/problem+json"}},
            QByteArray("{\"detail\":\"") + detail + "\",\"reason\":\"" + reason + "\"}"};
}

HttpReply CourierStage::receiptFor(const QByteArray &jws) const
{
    const auto parsed = signature::parseCompact(jws, submission::typ::submission);
    const auto sent = submission::Submission::parse(parsed->unverifiedPayload());
    submission::Receipt receipt;
    receipt.audience = m_deviceKey->kid();
    receipt.submission = sent->content().id;
    receipt.revision = sent->content().revision;
    receipt.sha256 = signature::sha256(parsed->unverifiedPayload());
    receipt.receivedAt = clock.now();
    return {201,
            {},
            "{\"receipt\":\"" + *signature::signCompact(*m_serverKey, submission::typ::receipt, *receipt.toPayload()) +
                "\"}"};
}

void CourierStage::serve(std::function<std::optional<HttpReply>(const HttpRequest &)> refuse)
{
    script->answer = [this, refuse](const HttpRequest &request) -> Result<HttpReply> {
        if (refuse)
            if (auto refused = refuse(request))
                return *std::move(refused);
        const auto path = request.url.path();
        if (path == QStringLiteral("/v1/uploads"))
            return HttpReply{201, {{"Location", "/v1/uploads/one"}, {"Upload-Offset", "0"}}, {}};
        if (request.method == "HEAD")
            return HttpReply{200, {{"Upload-Offset", QByteArray::number(m_offset)}}, {}};
        if (request.method == "PATCH") {
            const HttpReply asHeaders{0, request.headers, {}};
            const auto offset = asHeaders.header("Upload-Offset").toLongLong() + request.body.size();
            m_offset = offset;
            return HttpReply{204, {{"Upload-Offset", QByteArray::number(offset)}}, {}};
        }
        if (request.method == "POST" && path == QStringLiteral("/v1/submissions"))
            return receiptFor(request.body);
        return problem(404, "unknown-submission");
    };
}

int CourierStage::asked(const QByteArray &method, const QString &path) const
{
    return int(std::ranges::count_if(script->asked, [&](const HttpRequest &request) {
        return request.method == method && request.url.path().startsWith(path);
    }));
}

} // namespace astreinte::tests
