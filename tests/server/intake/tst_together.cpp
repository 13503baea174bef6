// SPDX-License-Identifier: EUPL-1.2
#include "core/journal/audit.h"
#include "core/journal/witness.h"
#include "core/signature/bytes.h"
#include "tests/server/database.h"
#include "tests/server/stage.h"

#include <QBuffer>
#include <QtTest>
#include <semaphore>
#include <thread>

// Submissions that arrive while the writer is busy are written together: each gets its own answer, as if it were alone.

using namespace astreinte;
using submission::Submission;
using tests::Phone;

namespace {

struct Request
{
    tests::Headers headers;
    QByteArray body;
};

Request requestOf(Phone &phone, const Submission &frozen)
{
    const auto body = phone.jwsOf(frozen);
    const tests::Headers headers{{"Content-Type", "application/jose"}, {"Idempotency-Key", frozen.idempotencyKey()}};
    return {phone.signedHeaders("POST", "/v1/submissions", headers, body), body};
}

// As the phone reads it.
journal::Testimony testimonyOf(const tests::Reply &reply)
{
    const auto part = reply.json().value(QLatin1String("journal")).toObject();
    const auto text = [&part](const char *name) { return part.value(QLatin1String(name)).toString().toUtf8(); };
    journal::Testimony testimony{static_cast<quint64>(part.value(QLatin1String("index")).toInteger()),
                                 text("leaf"),
                                 QByteArray::fromBase64(text("salt"), QByteArray::Base64UrlEncoding),
                                 text("content"),
                                 text("checkpoint"),
                                 {}};
    for (const auto &node : part.value(QLatin1String("proof")).toArray())
        testimony.proof.append(QByteArray::fromBase64(node.toString().toLatin1()));
    return testimony;
}

} // namespace

class TestTogether : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void eachGetsItsOwnAnswer();
    void revisionsInOneGroupFollowEachOther();
    void oneThatCannotBeWrittenFailsAlone();
    void lostLinkLosesNothing();
    void journalIsThatOfOneByOne();

private:
    std::vector<tests::Reply> replies(const std::vector<Request> &requests);
    journal::AuditReport audited();
    std::unique_ptr<tests::Stage> m_stage;
    Phone &officer() { return *m_stage->officer; }
};

void TestTogether::init()
{
    m_stage = std::make_unique<tests::Stage>();
    QVERIFY(m_stage->set());
}

// The writer is held until all have been sent, so that most wait for it together.
std::vector<tests::Reply> TestTogether::replies(const std::vector<Request> &requests)
{
    auto &store = *m_stage->prefecture.service().store;
    std::binary_semaphore held{0};
    std::binary_semaphore released{0};
    store.writeLater(
        [&](storage::Transaction &) -> Result<> {
            held.release();
            released.acquire();
            return {};
        },
        [](const Result<> &) {});
    held.acquire();
    std::vector<tests::Reply> replies(requests.size());
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < requests.size(); ++i)
        threads.emplace_back([&, i] {
            tests::Connection connection(m_stage->prefecture.port(), m_stage->prefecture.authorityPem());
            replies[i] = connection.exchange("POST", "/v1/submissions", requests[i].headers, requests[i].body);
        });
    QTest::qWait(1000);
    released.release();
    for (auto &thread : threads)
        thread.join();
    return replies;
}

journal::AuditReport TestTogether::audited()
{
    auto &keeper = m_stage->prefecture.service().journal;
    QBuffer out;
    out.open(QIODevice::ReadWrite);
    (void)keeper.writeExport(out);
    out.seek(0);
    const auto report = journal::audit(out, keeper.verifier().value());
    if (!report)
        qWarning("%s", qPrintable(report.error().toString()));
    return report.value_or(journal::AuditReport());
}

void TestTogether::eachGetsItsOwnAnswer()
{
    const auto known = m_stage->received(officer().draft());
    auto other = known.content();
    other.texts[QStringLiteral("site")][QStringLiteral("fr")] = QStringLiteral("Autre texte.");
    const auto twice = Submission::freeze(officer().draft()).value();
    auto orphan = officer().draft();
    orphan.action = submission::Action::Withdraw;
    orphan.target = officer().ids.next().value();
    orphan.values = {{QStringLiteral("reason"), QStringLiteral("Erreur.")}};
    orphan.texts.clear();
    orphan.messageTemplate.reset();
    const auto picture = tests::pngPicture(11);
    const auto withPhoto = officer().draft({picture});
    QCOMPARE(officer().upload(withPhoto.id, picture), 204);

    std::vector<Request> requests;
    for (int i = 0; i < 6; ++i)
        requests.push_back(requestOf(officer(), Submission::freeze(officer().draft()).value()));
    requests.push_back(requestOf(officer(), Submission::freeze(withPhoto).value()));
    requests.push_back(requestOf(officer(), known));
    requests.push_back(requestOf(officer(), Submission::freeze(other).value()));
    requests.push_back(requestOf(officer(), Submission::freeze(officer().draft({tests::pngPicture(12)})).value()));
    requests.push_back(requestOf(officer(), Submission::freeze(orphan).value()));
    requests.push_back(requestOf(officer(), twice));
    requests.push_back(requestOf(officer(), twice));
    requests.push_back(requests.back()); // the very same request: its nonce is spent by one of the two
    const auto got = replies(requests);
    for (std::size_t i = 0; i < 7; ++i)
        QVERIFY2(got[i].status == 201, got[i].body);
    QCOMPARE(got[7].status, 200);
    QCOMPARE(got[8].reason(), QStringLiteral("conflicting-content"));
    QCOMPARE(got[9].status, 424);
    QVERIFY2(got[10].status >= 400 && got[10].status < 500, got[10].body);
    QCOMPARE(std::ranges::count(got, QStringLiteral("nonce-replayed"), &tests::Reply::reason), 1);
    const QList<int> last{got[11].status, got[12].status, got[13].status};
    QCOMPARE(last.count(201), 1);
    QCOMPARE(last.count(200), 1);
    QCOMPARE(audited().checkpoint.size, audited().opened);
    QCOMPARE(audited().events.value(QStringLiteral("intake")), quint64(9)); // known, six, with a photo, twice
    // What was refused has not spent its nonce's place: the photo comes, the same submission is taken.
    QCOMPARE(m_stage->authority->send("GET", "/v1/review").json().value(QLatin1String("items")).toArray().size(), 9);
}

// The second one reads what the first one wrote, in whichever order they came.
void TestTogether::revisionsInOneGroupFollowEachOther()
{
    const auto first = Submission::freeze(officer().draft()).value();
    const auto second = Submission::freeze(first.nextDraft()).value();
    const auto got = replies({requestOf(officer(), first), requestOf(officer(), second)});
    QCOMPARE(got[0].status, 201);
    QVERIFY2(got[1].status == 201 || got[1].reason() == QStringLiteral("stale-revision"), got[1].body);
    QVERIFY(officer().submit(second).status <= 201);
    QCOMPARE(audited().events.value(QStringLiteral("intake")), quint64(2));
}

// A report may join an incident and not open one: that shows in the middle of the writing.
void TestTogether::oneThatCannotBeWrittenFailsAlone()
{
    QVERIFY(m_stage->prefecture.addPerson(QStringLiteral("sdis-a"), QStringLiteral("liaison:sdis")));
    Phone liaison(m_stage->prefecture, QStringLiteral("sdis-a"));
    QVERIFY(liaison.enrol());
    auto report = liaison.draft();
    report.kind = submission::Kind::FieldReport;
    report.texts.clear();
    report.messageTemplate.reset();
    report.values = {{QStringLiteral("text"), QStringLiteral("Feu circonscrit.")}};
    std::vector<Request> requests;
    for (int i = 0; i < 4; ++i)
        requests.push_back(requestOf(officer(), Submission::freeze(officer().draft()).value()));
    requests.push_back(requestOf(liaison, Submission::freeze(report).value()));
    for (int i = 0; i < 4; ++i)
        requests.push_back(requestOf(officer(), Submission::freeze(officer().draft()).value()));
    const auto got = replies(requests);
    QCOMPARE(std::ranges::count(got, 201, &tests::Reply::status), 8);
    QCOMPARE(got[4].reason(), QStringLiteral("not-allowed"));
    QCOMPARE(audited().events.value(QStringLiteral("intake")), quint64(8));
}

// The database server ends the writer's link while a group waits: nobody is told that something is kept which is not.
void TestTogether::lostLinkLosesNothing()
{
    if (!tests::onPostgres())
        return; // a file has no link
    std::vector<Submission> frozen;
    std::vector<Request> requests;
    for (int i = 0; i < 8; ++i) {
        frozen.push_back(Submission::freeze(officer().draft()).value());
        requests.push_back(requestOf(officer(), frozen.back()));
    }
    auto &store = *m_stage->prefecture.service().store;
    std::atomic<bool> over{false};
    std::thread cutting([&] {
        while (!over) {
            (void)store.read([](storage::Connection &connection) {
                return connection.all(
                    "SELECT CASE WHEN pg_terminate_backend(pid) THEN 1 ELSE 0 END FROM pg_locks WHERE "
                    "locktype = 'advisory' AND objid = 7166451 AND granted",
                    [](const storage::Row &row) { return row.number(0); });
            });
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
    });
    const auto got = replies(requests);
    over = true;
    cutting.join();
    for (std::size_t i = 0; i < frozen.size(); ++i) {
        const auto state = officer().stateOf(frozen[i].id().text());
        if (got[i].status == 201)
            QCOMPARE(state, QStringLiteral("received"));
        QVERIFY(officer().submit(frozen[i]).status <= 201);
    }
    QCOMPARE(audited().events.value(QStringLiteral("intake")), quint64(8));
}

// The tree is checked from its leaves by who has only the export, at sizes around each power of two; and each phone
// checks what it was told of its own leaf.
void TestTogether::journalIsThatOfOneByOne()
{
    for (const int together : {1, 2, 3, 5, 8, 13, 21}) {
        std::vector<Submission> frozen;
        std::vector<Request> requests;
        for (int i = 0; i < together; ++i) {
            frozen.push_back(Submission::freeze(officer().draft()).value());
            requests.push_back(requestOf(officer(), frozen.back()));
        }
        const auto got = replies(requests);
        QCOMPARE(std::ranges::count(got, 201, &tests::Reply::status), together);
        const auto verifier = m_stage->prefecture.service().journal.verifier().value();
        for (std::size_t i = 0; i < got.size(); ++i) {
            const auto accepted = journal::acceptTestimony(verifier, testimonyOf(got[i]), frozen[i].sha256());
            QVERIFY2(accepted, qPrintable(accepted ? QString() : accepted.error().toString()));
        }
        const auto report = audited();
        QVERIFY(report.checkpoint.size > 0);
        QCOMPARE(report.opened, report.checkpoint.size);
    }
}

QTEST_GUILESS_MAIN(TestTogether)
#include "tst_together.moc"
