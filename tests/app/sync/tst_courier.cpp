// SPDX-License-Identifier: EUPL-1.2
#include "app/outbox/outbox.h"
#include "app/outbox/retry.h"
#include "app/sync/courier.h"
#include "app/sync/event_parser.h"
#include "app/sync/server_link.h"
#include "app/sync/tus_upload.h"
#include "app/vault/vault.h"
#include "core/signature/bytes.h"
#include "core/submission/documents.h"
#include "core/submission/receipt.h"
#include "core/submission/submission.h"
#include "tests/app/devices.h"
#include "tests/app/scripted_transport.h"

#include <QTemporaryDir>
#include <QTest>

using namespace astreinte;
using namespace astreinte::app;
using namespace astreinte::tests;

namespace {

const QString submissionId = QStringLiteral("0190a1b2-c3d4-7000-8000-000000000001");

// A field report: the smallest thing that can be sent.
QByteArray signedReport(const signature::SigningKey &device)
{
    submission::SubmissionContent draft;
    draft.id = *submission::Uuid7::parse(submissionId);
    draft.kind = submission::Kind::FieldReport;
    draft.authors = {QStringLiteral("officer-a")};
    draft.device = device.kid();
    draft.createdAt = draft.factsAt = *signature::instantFromText(QStringLiteral("2026-11-22T08:00:00.000Z"));
    draft.values = {{QStringLiteral("what"), QStringLiteral("Route inondée")}};
    draft.languages = {QStringLiteral("fr")};
    const auto frozen = submission::Submission::freeze(draft);
    return frozen ? *signature::signCompact(device, submission::typ::submission, frozen->payload()) : QByteArray();
}

HttpReply json(int status, const QByteArray &body)
{
    return {status, {{"Content-Type", "application/json"}}, body};
}

HttpReply problem(int status, const char *reason)
{
    return json(status, QByteArray("{\"reason\":\"") + reason + "\"}");
}

} // namespace

class TestCourier : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_deviceKey = std::make_shared<const signature::SigningKey>(*signature::SigningKey::generate());
        m_serverKey = std::make_shared<const signature::SigningKey>(*signature::SigningKey::generate());
        m_folder = std::make_unique<QTemporaryDir>();
        m_vault = std::make_unique<Vault>(m_folder->path() + QStringLiteral("/vault"), m_disk);
        const auto keys = m_vault->create(signature::Secret(QByteArrayView("123456")),
                                          signature::Secret(QByteArrayView(QByteArray(32, 'k'))));
        QVERIFY(keys && m_vault->open(*keys));
    }
    void init()
    {
        m_script = std::make_shared<ScriptedTransport::Script>();
        m_transport = std::make_unique<ScriptedTransport>(m_script);
        m_clock = std::make_unique<ManualClock>();
        m_link = std::make_unique<ServerLink>(*m_transport, *m_clock);
        m_link->open({{QUrl(QStringLiteral("https://127.0.0.1:1")), {}, {}}, m_deviceKey, m_serverKey->verifyingKey()});
        m_outbox = std::make_unique<Outbox>(*m_vault, *m_clock);
        m_courier = std::make_unique<Courier>(*m_link, *m_outbox, *m_vault, m_connectivity, *m_clock);
        m_courier->jitter = [](std::chrono::milliseconds cap) { return std::min(cap, std::chrono::milliseconds(20)); };
    }
    void cleanup()
    {
        (void)m_outbox->remove(submissionId);
        m_courier.reset();
        m_outbox.reset();
        m_link.reset();
    }

    void lets_go_on_a_verified_receipt_only_data();
    void lets_go_on_a_verified_receipt_only();
    void never_gives_up();
    void waits_for_a_person_when_refused();
    void wakes_when_the_network_returns();
    void an_offline_start_sends_later();
    void events_cut_anywhere();
    void parts_follow_the_network();

private:
    void enqueue();
    [[nodiscard]] QByteArray receipt(const std::function<void(submission::Receipt &)> &alter = {},
                                     const signature::SigningKey *signer = nullptr) const;
    [[nodiscard]] submission::State state() const { return m_outbox->find(submissionId)->state; }

    PosixDisk m_disk;
    ManualConnectivity m_connectivity;
    std::shared_ptr<const signature::SigningKey> m_deviceKey;
    std::shared_ptr<const signature::SigningKey> m_serverKey;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Vault> m_vault;
    std::shared_ptr<ScriptedTransport::Script> m_script;
    std::unique_ptr<ScriptedTransport> m_transport;
    std::unique_ptr<ManualClock> m_clock;
    std::unique_ptr<ServerLink> m_link;
    std::unique_ptr<Outbox> m_outbox;
    std::unique_ptr<Courier> m_courier;
};

void TestCourier::enqueue()
{
    OutboxItem item;
    item.draft.id = submissionId;
    item.draft.kind = QStringLiteral("fieldReport");
    item.jws = signedReport(*m_deviceKey);
    item.queuedAt = m_clock->now();
    QVERIFY(m_outbox->enqueue(item));
}

QByteArray TestCourier::receipt(const std::function<void(submission::Receipt &)> &alter,
                                const signature::SigningKey *signer) const
{
    const auto jws = signature::parseCompact(signedReport(*m_deviceKey), submission::typ::submission);
    submission::Receipt receipt;
    receipt.audience = m_deviceKey->kid();
    receipt.submission = *submission::Uuid7::parse(submissionId);
    receipt.revision = 1;
    receipt.sha256 = signature::sha256(jws->unverifiedPayload());
    receipt.receivedAt = m_clock->now();
    if (alter)
        alter(receipt);
    const auto &key = signer ? *signer : *m_serverKey;
    return "{\"receipt\":\"" + *signature::signCompact(key, submission::typ::receipt, *receipt.toPayload()) + "\"}";
}

void TestCourier::lets_go_on_a_verified_receipt_only_data()
{
    QTest::addColumn<QString>("flaw");
    for (const auto *name :
         {"none", "another key", "another device", "another content", "another revision", "not a receipt", "no JSON"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestCourier::lets_go_on_a_verified_receipt_only()
{
    QFETCH(QString, flaw);
    const auto stranger = signature::SigningKey::generate();
    QByteArray body = receipt();
    if (flaw == QStringLiteral("another key"))
        body = receipt({}, &*stranger);
    if (flaw == QStringLiteral("another device"))
        body = receipt([&](submission::Receipt &one) { one.audience = stranger->kid(); });
    if (flaw == QStringLiteral("another content"))
        body = receipt([](submission::Receipt &one) { one.sha256[0] = char(one.sha256[0] ^ 1); });
    if (flaw == QStringLiteral("another revision"))
        body = receipt([](submission::Receipt &one) { one.revision = 2; });
    if (flaw == QStringLiteral("not a receipt"))
        body = "{\"receipt\":\"" + signedReport(*m_serverKey) + "\"}";
    if (flaw == QStringLiteral("no JSON"))
        body = "OK";
    m_script->answer = [body](const HttpRequest &request) -> Result<HttpReply> {
        return request.method == "POST" ? json(201, body) : problem(404, "unknown-submission");
    };
    m_courier->start();
    enqueue();
    if (flaw == QStringLiteral("none")) {
        QTRY_COMPARE(state(), submission::State::Received);
        QVERIFY(!m_outbox->find(submissionId)->receipt.isEmpty());
        return;
    }
    QTRY_VERIFY(m_outbox->find(submissionId)->attempts > 0);
    QCOMPARE(state(), submission::State::Queued);
    QVERIFY(m_outbox->find(submissionId)->receipt.isEmpty());
}

void TestCourier::never_gives_up()
{
    int answered = 0;
    m_script->answer = [&](const HttpRequest &request) -> Result<HttpReply> {
        if (request.method != "POST")
            return problem(404, "unknown-submission");
        if (++answered <= 12)
            return answered % 2 ? Result<HttpReply>(fail(Reason::NetworkUnreachable))
                                : Result<HttpReply>(json(503, QByteArray()));
        return json(200, receipt());
    };
    m_courier->start();
    enqueue();
    QTRY_COMPARE_WITH_TIMEOUT(state(), submission::State::Received, 20'000);
    QCOMPARE(answered, 13);
    // The same bytes each time, under the same key (SECURITY §4).
    QSet<QByteArray> bodies;
    for (const auto &request : m_script->asked)
        if (request.method == "POST") {
            bodies.insert(request.body);
            QVERIFY(request.headers.contains(
                HttpHeader("Idempotency-Key", '"' + submissionId.toLatin1() + QByteArray(":1\""))));
        }
    QCOMPARE(bodies.size(), 1);
}

void TestCourier::waits_for_a_person_when_refused()
{
    int posts = 0;
    m_script->answer = [&](const HttpRequest &request) -> Result<HttpReply> {
        posts += request.method == "POST" ? 1 : 0;
        return posts == 1 ? problem(409, "conflicting-content") : json(201, receipt());
    };
    m_courier->start();
    enqueue();
    QTRY_VERIFY(m_outbox->find(submissionId)->needsPerson);
    QTest::qWait(200);
    QCOMPARE(posts, 1);
    QCOMPARE(m_outbox->find(submissionId)->failure->reason, Reason::ConflictingContent);
    m_courier->tryNow();
    QTRY_COMPARE(state(), submission::State::Received);
}

void TestCourier::wakes_when_the_network_returns()
{
    m_courier->jitter = [](std::chrono::milliseconds) { return std::chrono::milliseconds(3'600'000); };
    m_courier->start();
    enqueue(); // fails: unreachable, and would wait an hour
    QTRY_COMPARE(m_outbox->find(submissionId)->attempts, 1);
    m_script->answer = [&](const HttpRequest &request) -> Result<HttpReply> {
        return request.method == "POST" ? json(201, receipt()) : problem(404, "unknown-submission");
    };
    m_connectivity.set(true);
    QTRY_COMPARE(state(), submission::State::Received);
}

void TestCourier::an_offline_start_sends_later()
{
    enqueue();
    // A cold start: everything is read again from the vault, without a network (PAINS 8).
    m_courier.reset();
    m_outbox = std::make_unique<Outbox>(*m_vault, *m_clock);
    QVERIFY(m_outbox->load());
    QCOMPARE(m_outbox->waitingCount(), 1);
    m_courier = std::make_unique<Courier>(*m_link, *m_outbox, *m_vault, m_connectivity, *m_clock);
    m_courier->jitter = [](std::chrono::milliseconds) { return std::chrono::milliseconds(10); };
    m_courier->start();
    QTRY_VERIFY(m_outbox->find(submissionId)->attempts >= 1);
    m_script->answer = [&](const HttpRequest &request) -> Result<HttpReply> {
        return request.method == "POST" ? json(201, receipt()) : problem(404, "unknown-submission");
    };
    QTRY_COMPARE(state(), submission::State::Received);
}

void TestCourier::events_cut_anywhere()
{
    const QByteArray stream =
        ": hello\n\nid: 7\nevent: review\ndata: {\"a\":1}\ndata: {\"b\":2}\n\nid: 8\r\ndata: x\r\n\r\n";
    const QList<ServerEvent> wanted{{"7", "review", "{\"a\":1}\n{\"b\":2}"}, {"8", {}, "x"}};
    for (qsizetype cut = 0; cut <= stream.size(); ++cut) {
        EventParser parser;
        auto events = parser.feed(stream.left(cut));
        events += parser.feed(stream.mid(cut));
        QCOMPARE(events, wanted);
    }
    EventParser flooded;
    QVERIFY(flooded.feed("data: " + QByteArray(200'000, 'x')).isEmpty());
    QCOMPARE(flooded.feed("\n\ndata: y\n\n"), (QList<ServerEvent>{{{}, {}, "y"}}));
}

void TestCourier::parts_follow_the_network()
{
    // 1 MiB in 100 ms: the next may double; in a minute: it halves; always between 512 KiB and 4 MiB.
    QCOMPARE(nextPartSize(1 << 20, std::chrono::milliseconds(100)), qsizetype(2 << 20));
    QCOMPARE(nextPartSize(1 << 20, std::chrono::minutes(1)), qsizetype(512 << 10));
    QCOMPARE(nextPartSize(4 << 20, std::chrono::milliseconds(1)), qsizetype(4 << 20));
    QCOMPARE(nextPartSize(1 << 20, std::chrono::milliseconds(2000)), qsizetype(1 << 20));
}

QTEST_GUILESS_MAIN(TestCourier)
#include "tst_courier.moc"
