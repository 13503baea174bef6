// SPDX-License-Identifier: EUPL-1.2
#include "core/journal/audit.h"
#include "core/journal/checkpoint.h"
#include "core/signature/bytes.h"
#include "core/signature/jws.h"
#include "core/submission/documents.h"
#include "server/journal/keeper.h"
#include "tests/server/database.h"
#include "tests/server/stage.h"

#include <QBuffer>
#include <QJsonArray>
#include <QProcess>
#include <QtTest>

using namespace astreinte;
using journal::Event;
using submission::Submission;
using tests::Reply;

namespace {

journal::Proof proofIn(const QJsonObject &object, const char *name)
{
    journal::Proof proof;
    for (const auto &node : object.value(QLatin1String(name)).toArray())
        proof.append(QByteArray::fromBase64(node.toString().toLatin1()));
    return proof;
}

QByteArray textIn(const QJsonObject &object, const char *name)
{
    return object.value(QLatin1String(name)).toString().toUtf8();
}

} // namespace

class TestJournal : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void everyStationLeavesItsLeaf();
    void receiptIsProvedByTheJournal();
    void repeatedSubmissionHasOneLeaf();
    void refusedSubmissionLeavesNone();
    void phoneFollowsTheJournal();
    void hostileQuestions_data();
    void hostileQuestions();
    void unsignedQuestions();
    void forgedRowLeavesAnAlarm();
    void changedInTheDatabase_data();
    void changedInTheDatabase();
    void erasedContent();
    void keyAndNameOutliveARestart();
    void twoProcessesShareOneSequence();
    void storedNodesAgreeWithTheLeaves();
    void standAloneVerifier();

private:
    std::unique_ptr<tests::Stage> m_stage;
    routes::Service &service() { return m_stage->prefecture.service(); }
    journal::NoteVerifier verifier() { return service().journal.verifier().value(); }
    std::vector<std::pair<QString, QString>> leaves();
    Result<journal::AuditReport> audited(const QList<QByteArray> &seen = {});
    Reply ask(const QByteArray &target) { return m_stage->officer->send("GET", target); }
    Reply submitDraft() { return m_stage->officer->submit(Submission::freeze(m_stage->officer->draft()).value()); }
    bool append(int count);
};

void TestJournal::init()
{
    m_stage = std::make_unique<tests::Stage>();
    QVERIFY(m_stage->set());
}

std::vector<std::pair<QString, QString>> TestJournal::leaves()
{
    return service()
        .store
        ->read([](storage::Connection &connection) {
            return connection.all("SELECT event, subject FROM journal_leaf ORDER BY position",
                                  [](const storage::Row &row) { return std::pair(row.text(0), row.text(1)); });
        })
        .value();
}

Result<journal::AuditReport> TestJournal::audited(const QList<QByteArray> &seen)
{
    QBuffer buffer;
    buffer.open(QIODevice::ReadWrite);
    return service().journal.writeExport(buffer).and_then([&](const journal::Checkpoint &) {
        buffer.seek(0);
        return journal::audit(buffer, verifier(), seen);
    });
}

bool TestJournal::append(int count)
{
    return service()
        .store
        ->write([&](storage::Transaction &transaction) -> Result<> {
            for (int i = 0; i < count; ++i)
                if (auto done = journal::append(transaction, {Event::SelfTest, QStringLiteral("test"), {}},
                                                m_stage->prefecture.now());
                    !done)
                    return tl::unexpected(done.error());
            return {};
        })
        .has_value();
}

void TestJournal::everyStationLeavesItsLeaf()
{
    const auto submission = m_stage->received(m_stage->officer->draft());
    const auto statement = m_stage->authority->statementOn(submission.id().text(), 1).value();
    QCOMPARE(m_stage->authority->decide(statement).status, 201);
    QCOMPARE(m_stage->prefecture.publish().value_or(-1), 1);
    const auto subject = submission.id().text() + QStringLiteral(":1");
    const std::vector<std::pair<QString, QString>> expected{
        {QStringLiteral("intake"), subject},  {QStringLiteral("statement"), subject},
        {QStringLiteral("intent"), subject},                                       // the site
        {QStringLiteral("outcome"), subject}, {QStringLiteral("intent"), subject}, // its CAP file
        {QStringLiteral("outcome"), subject}};
    QCOMPARE(leaves(), expected);
    const auto report = audited();
    QVERIFY2(report, report ? "" : qPrintable(report.error().toString()));
    QCOMPARE(report->opened, quint64(6));
    QVERIFY(report->alarms.isEmpty());
}

void TestJournal::receiptIsProvedByTheJournal()
{
    QVERIFY(append(37));
    const auto submission = Submission::freeze(m_stage->officer->draft()).value();
    const auto reply = m_stage->officer->submit(submission);
    QCOMPARE(reply.status, 201);
    const auto part = reply.json().value(QLatin1String("journal")).toObject();
    const auto checkpoint = journal::openCheckpoint(textIn(part, "checkpoint"), verifier());
    QVERIFY(checkpoint);
    const auto index = part.value(QLatin1String("index")).toInteger(-1);
    QCOMPARE(index, 37);
    QVERIFY(journal::verifyInclusion(quint64(index), checkpoint->size, journal::leafHash(textIn(part, "leaf")),
                                     proofIn(part, "proof"), checkpoint->root));
    const journal::Opening opening{signature::fromBase64Url(textIn(part, "salt")).value(), textIn(part, "content")};
    QVERIFY(journal::opens(opening, journal::Leaf::fromBytes(textIn(part, "leaf")).value()));
    const auto content = QJsonDocument::fromJson(opening.content).object();
    QCOMPARE(textIn(content, "sha256"), signature::hex(submission.sha256()));
    // And the configuration, signed by the server's key, names the journal's.
    const auto held =
        service().rulebook.templates().sha256 + QLatin1Char(',') + service().rulebook.imageRights().sha256;
    const auto configuration =
        ask("/v1/configuration?have=" + held.toLatin1()).json().value(QLatin1String("configuration")).toString();
    const auto jws = signature::parseCompact(configuration.toLatin1(), submission::typ::configuration).value();
    const auto payload = QJsonDocument::fromJson(jws.unverifiedPayload()).object();
    QCOMPARE(payload.value(QLatin1String("journal")).toObject().value(QLatin1String("key")).toString(),
             verifier().toText());
}

void TestJournal::repeatedSubmissionHasOneLeaf()
{
    const auto submission = Submission::freeze(m_stage->officer->draft()).value();
    const auto first = m_stage->officer->submit(submission).json();
    const auto again = m_stage->officer->submit(submission).json();
    QCOMPARE(again.value(QLatin1String("receipt")), first.value(QLatin1String("receipt")));
    QVERIFY(!first.value(QLatin1String("journal")).toObject().isEmpty());
    QCOMPARE(again.value(QLatin1String("journal")), first.value(QLatin1String("journal")));
    QCOMPARE(leaves().size(), std::size_t(1));
}

void TestJournal::refusedSubmissionLeavesNone()
{
    auto draft = m_stage->officer->draft({tests::pngPicture(1)}); // never uploaded
    QCOMPARE(m_stage->officer->submit(Submission::freeze(draft).value()).status, 424);
    QVERIFY(leaves().empty());
    QVERIFY(audited());
    QCOMPARE(submitDraft().status, 201);
    QCOMPARE(leaves().size(), std::size_t(1));
    QVERIFY(audited());
}

void TestJournal::phoneFollowsTheJournal()
{
    QCOMPARE(submitDraft().status, 201);
    std::optional<journal::Checkpoint> kept;
    for (int round = 0; round < 12; ++round) {
        QVERIFY(append(round * 3));
        const auto old = kept ? kept->size : 0;
        const auto reply = ask("/v1/journal/checkpoint?old=" + QByteArray::number(old));
        QCOMPARE(reply.status, 200);
        const auto now = journal::openCheckpoint(textIn(reply.json(), "checkpoint"), verifier()).value();
        if (kept) {
            const auto proof = proofIn(reply.json(), "consistency");
            QVERIFY(journal::verifyConsistency(old, now.size, proof, kept->root, now.root));
            const auto asked =
                ask("/v1/journal/proof?old=" + QByteArray::number(old) + "&size=" + QByteArray::number(now.size));
            QCOMPARE(proofIn(asked.json(), "proof"), proof);
        }
        kept = now;
    }
    for (quint64 leaf = 0; leaf < kept->size; leaf += 17) {
        const auto reply =
            ask("/v1/journal/proof?leaf=" + QByteArray::number(leaf) + "&size=" + QByteArray::number(kept->size));
        const auto stored = service().store->read(
            [&](storage::Connection &connection) { return journal::leavesFrom(connection, leaf, 1); });
        QVERIFY(journal::verifyInclusion(leaf, kept->size, journal::leafHash(stored->at(0).leaf),
                                         proofIn(reply.json(), "proof"), kept->root));
    }
}

void TestJournal::hostileQuestions_data()
{
    QTest::addColumn<QByteArray>("target");
    for (const char *target :
         {"/v1/journal/checkpoint?old=-1", "/v1/journal/checkpoint?old=18446744073709551615",
          "/v1/journal/checkpoint?old=1e3", "/v1/journal/checkpoint?old=01", "/v1/journal/checkpoint?old=",
          "/v1/journal/proof", "/v1/journal/proof?size=3", "/v1/journal/proof?old=1&leaf=1&size=3",
          "/v1/journal/proof?old=1&size=4", "/v1/journal/proof?old=4&size=3", "/v1/journal/proof?leaf=3&size=3",
          "/v1/journal/proof?leaf=18446744073709551615&size=3", "/v1/journal/proof?leaf=0&size=18446744073709551615",
          "/v1/journal/proof?leaf=9007199254740991&size=9007199254740991", "/v1/journal/proof?leaf=x&size=3"})
        QTest::newRow(target) << QByteArray(target);
}

void TestJournal::hostileQuestions()
{
    QFETCH(QByteArray, target);
    QVERIFY(append(3));
    const auto reply = ask(target);
    QCOMPARE(reply.status, 400);
    QVERIFY(reply.reason() == QLatin1String("invalid-value") || reply.reason() == QLatin1String("missing-field"));
}

void TestJournal::unsignedQuestions()
{
    for (const char *target : {"/v1/journal/checkpoint", "/v1/journal/proof?leaf=0&size=1"})
        QCOMPARE(m_stage->officer->connection.exchange("GET", target, {}).status, 401);
    // A phone that saw more than there is gets the checkpoint without a proof.
    QVERIFY(append(3));
    const auto reply = ask("/v1/journal/checkpoint?old=4");
    QCOMPARE(reply.status, 200);
    QVERIFY(!reply.json().contains(QLatin1String("consistency")));
}

void TestJournal::forgedRowLeavesAnAlarm()
{
    const auto submission = m_stage->received(m_stage->officer->draft());
    const auto manifest =
        m_stage->authority->send("GET", "/v1/submissions/" + submission.id().text().toLatin1() + "/1/manifest").body;
    const QString digest = QLatin1String(signature::hex(signature::sha256(manifest)));
    QVERIFY(service().store->write([&](storage::Transaction &transaction) {
        return transaction->run("INSERT INTO publication (manifest_sha256, channel, submission, revision, state, "
                                "queued_at) VALUES (?, 'site', ?, 1, 'authorised', 0)",
                                digest, submission.id().text());
    }));
    QCOMPARE(m_stage->prefecture.publish().value_or(-1), 1);
    QCOMPARE(m_stage->prefecture.page("/messages/" + submission.id().text().toLatin1()).status, 404);
    const auto report = audited();
    QVERIFY(report);
    QCOMPARE(report->alarms.size(), 1);
    QVERIFY(report->alarms[0].contains(QStringLiteral("not-allowed")));
    QVERIFY(report->alarms[0].contains(submission.id().text()));
}

void TestJournal::changedInTheDatabase_data()
{
    QTest::addColumn<int>("damage");
    QTest::newRow("leaf changed") << 0;
    QTest::newRow("leaf deleted") << 1;
    QTest::newRow("content changed") << 2;
    QTest::newRow("two leaves swapped") << 3;
    QTest::newRow("shortened") << 4;
    QTest::newRow("node and leaf changed alike") << 5;
}

void TestJournal::changedInTheDatabase()
{
    QFETCH(int, damage);
    QVERIFY(append(21));
    const auto seenByAPhone = service().journal.checkpoint().value();
    QVERIFY(audited({seenByAPhone}));
    QVERIFY(service().store->write([&](storage::Transaction &transaction) -> Result<int> {
        switch (damage) {
        case 0:
            return transaction->run("UPDATE journal_leaf SET leaf = (SELECT leaf FROM journal_leaf WHERE position = 3) "
                                    "WHERE position = 7");
        case 1:
            return transaction->run("DELETE FROM journal_leaf WHERE position = 7");
        case 2:
            return transaction->run("UPDATE journal_leaf SET content = '{\"submission\":\"other\"}' WHERE "
                                    "position = 7");
        case 3:
            (void)transaction->run("UPDATE journal_leaf SET position = 100 WHERE position = 7");
            (void)transaction->run("UPDATE journal_leaf SET position = 7 WHERE position = 8");
            return transaction->run("UPDATE journal_leaf SET position = 8 WHERE position = 100");
        case 4:
            (void)transaction->run("DELETE FROM journal_leaf WHERE position >= 20");
            return transaction->run("UPDATE journal_head SET size = 20");
        default:
            (void)transaction->run("UPDATE journal_leaf SET leaf = (SELECT leaf FROM journal_leaf WHERE position = 3), "
                                   "salt = NULL, content = NULL WHERE position = 7");
            (void)transaction->run("DELETE FROM journal_node");
            // The whole tree is computed again from the forged leaves.
            for (quint64 i = 0; i < 21; ++i) {
                auto leaf = journal::leavesFrom(transaction.connection(), i, 1);
                const auto nodes = journal::nodesCompletedBy(journal::nodesIn(transaction.connection()), i,
                                                             journal::leafHash(leaf->at(0).leaf))
                                       .value();
                for (const auto &node : nodes)
                    if (node.level > 0)
                        (void)transaction->run("INSERT INTO journal_node (level, position, hash) VALUES (?, ?, ?)",
                                               node.level, qint64(node.index), node.hash);
            }
            return 1;
        }
    }));
    // The server itself starts anew on the forged database: what it signs now, only a phone's memory refutes.
    QVERIFY(m_stage->prefecture.restart());
    const auto found = audited({seenByAPhone});
    QVERIFY(!found);
    QVERIFY2(found.error().reason == Reason::JournalMismatch, qPrintable(found.error().toString()));
    const auto reply = ask("/v1/journal/checkpoint?old=21");
    const auto kept = journal::openCheckpoint(seenByAPhone, verifier()).value();
    const auto now = journal::openCheckpoint(textIn(reply.json(), "checkpoint"), verifier());
    if (damage == 4 || damage == 5)
        QVERIFY(!now || !journal::verifyConsistency(kept.size, now->size, proofIn(reply.json(), "consistency"),
                                                    kept.root, now->root));
}

void TestJournal::erasedContent()
{
    const auto submission = m_stage->received(m_stage->officer->draft());
    const auto before = service().journal.checkpoint().value();
    QCOMPARE(service()
                 .store
                 ->write([&](storage::Transaction &transaction) {
                     return journal::eraseContents(transaction, journal::subjectOf(submission.id().text(), 1));
                 })
                 .value_or(-1),
             1);
    const auto report = audited({before});
    QVERIFY(report);
    QCOMPARE(report->erased, quint64(1));
    QCOMPARE(service().journal.checkpoint().value(), before);
}

void TestJournal::keyAndNameOutliveARestart()
{
    QVERIFY(append(5));
    const auto key = verifier().toText();
    const auto note = service().journal.checkpoint().value();
    QVERIFY(m_stage->prefecture.restart());
    QCOMPARE(verifier().toText(), key);
    QCOMPARE(service().journal.checkpoint().value(), note);
    QVERIFY(key.startsWith(QStringLiteral("127.0.0.1/journal+")));
    const QFileInfo file(m_stage->prefecture.folder() + QStringLiteral("/keys/journal.pem"));
    QVERIFY(file.exists());
    QVERIFY(!(file.permissions() & (QFile::ReadGroup | QFile::ReadOther)));
}

void TestJournal::twoProcessesShareOneSequence()
{
    auto other = storage::Store::open(tests::databaseOf(m_stage->prefecture.folder())).value();
    const auto write = [this](storage::Store &store) {
        for (int i = 0; i < 100; ++i)
            (void)store.write([&](storage::Transaction &transaction) {
                return journal::append(transaction, {Event::SelfTest, QStringLiteral("x"), {}},
                                       m_stage->prefecture.now());
            });
    };
    std::thread rival([&] { write(*other); });
    write(*service().store);
    rival.join();
    const auto report = audited();
    QVERIFY2(report, report ? "" : qPrintable(report.error().toString()));
    QCOMPARE(report->checkpoint.size, quint64(200));
}

void TestJournal::storedNodesAgreeWithTheLeaves()
{
    journal::GrowingTree tree;
    for (int round = 0; round < 40; ++round) {
        QVERIFY(append(25));
        const auto now = journal::openCheckpoint(service().journal.checkpoint().value(), verifier()).value();
        const auto added = service().store->read(
            [&](storage::Connection &connection) { return journal::leavesFrom(connection, tree.size(), 100); });
        for (const auto &stored : *added)
            tree.append(journal::leafHash(stored.leaf));
        QCOMPARE(tree.size(), now.size);
        QCOMPARE(tree.root(), now.root);
    }
}

void TestJournal::standAloneVerifier()
{
    QVERIFY(append(9));
    const auto folder = m_stage->prefecture.folder();
    const auto name = folder + QStringLiteral("/export.jsonl");
    const auto seen = folder + QStringLiteral("/seen.txt");
    QFile note(seen);
    QVERIFY(note.open(QIODevice::WriteOnly));
    note.write(service().journal.checkpoint().value());
    note.close();
    QFile file(name);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(service().journal.writeExport(file));
    file.close();
    const auto run = [&](const QString &key) {
        QProcess process;
        process.start(QStringLiteral(ASTREINTE_PROGRAMS "/astreinte-journal-verify"),
                      {QStringLiteral("--key"), key, name, seen});
        process.waitForFinished();
        return process.exitCode();
    };
    QCOMPARE(run(verifier().toText()), 0);
    QCOMPARE(run(journal::NoteSigner::generate(QStringLiteral("127.0.0.1/journal")).value().verifier().toText()), 1);
    QVERIFY(file.open(QIODevice::ReadWrite));
    auto bytes = file.readAll();
    bytes.replace("self-test", "statement");
    file.resize(0);
    file.write(bytes);
    file.close();
    QCOMPARE(run(verifier().toText()), 1);
}

QTEST_GUILESS_MAIN(TestJournal)
#include "tst_journal.moc"
