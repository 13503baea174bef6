// SPDX-License-Identifier: EUPL-1.2
#include "tests/app/two_sided/stage.h"

#include <QDir>
#include <QJsonDocument>
#include <QTest>

using namespace astreinte;
using namespace astreinte::tests;
using app::FieldApp;
using app::HttpReply;
using app::HttpRequest;

// The real phone against the real server, whose history somebody has altered.
class TestForkedJournal : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_stage = std::make_unique<TwoSidedStage>();
        QVERIFY(m_stage->set());
        QVERIFY(m_stage->enrolOfficer());
    }
    void cleanup() { m_stage.reset(); }

    void an_honest_journal_is_proven_and_says_nothing();
    void a_history_taken_back_is_noticed();
    void a_history_taken_back_and_continued_is_noticed();
    void a_receipt_with_another_leaf_is_noticed();

private:
    Phone &officer() { return *m_stage->officer; }
    FieldApp &app() { return m_stage->officer->app(); }
    QString sendText();
    // The leaf of the last receipt was seen in the journal that the checkpoints tell of.
    bool proven(int receipts);
    // With the server stopped, its database as it is now, or as it was then.
    bool copyDatabase(const QString &from, const QString &to);
    bool takeHistoryBack(const std::function<bool()> &meanwhile);
    bool alarmed();

    std::unique_ptr<TwoSidedStage> m_stage;
};

QString TestForkedJournal::sendText()
{
    if (!officer().fillFirstMessage())
        return {};
    const auto id = officer().submit();
    return m_stage->reaches(officer(), id, QStringLiteral("received")) ? id : QString();
}

bool TestForkedJournal::proven(int receipts)
{
    int proofs = 0;
    m_stage->plan->alter = [&](const HttpRequest &request, const HttpReply &reply) {
        proofs += request.url.path() == QStringLiteral("/v1/journal/proof") && reply.status == 200 ? 1 : 0;
    };
    bool sent = true;
    for (int i = 0; i < receipts; ++i)
        sent = sent && !sendText().isEmpty();
    const bool all = QTest::qWaitFor([&] { return proofs >= receipts; }, TwoSidedStage::patience);
    m_stage->plan->alter = nullptr;
    return sent && all;
}

bool TestForkedJournal::copyDatabase(const QString &from, const QString &to)
{
    QDir().mkpath(to);
    for (const auto *suffix : {"", "-wal", "-shm"}) {
        const auto name = QStringLiteral("/astreinte.db") + QLatin1String(suffix);
        QFile::remove(to + name);
        if (QFile::exists(from + name) && !QFile::copy(from + name, to + name))
            return false;
    }
    return QFile::exists(to + QStringLiteral("/astreinte.db"));
}

bool TestForkedJournal::takeHistoryBack(const std::function<bool()> &meanwhile)
{
    const auto folder = m_stage->server->folder();
    const auto before = folder + QStringLiteral("/before");
    m_stage->server->kill();
    if (!copyDatabase(folder, before) || !m_stage->restartServer() || !meanwhile())
        return false;
    m_stage->server->kill();
    return copyDatabase(before, folder) && m_stage->restartServer();
}

bool TestForkedJournal::alarmed()
{
    const auto text = Failure{Reason::JournalMismatch, {}}.userText();
    const bool said = QTest::qWaitFor(
        [&] {
            app().home()->refresh();
            QTest::qWait(100);
            return app().link()->problem().startsWith(text.left(text.indexOf(QLatin1Char('.'))));
        },
        TwoSidedStage::patience);
    if (!said)
        qWarning() << app().link()->problem();
    return said;
}

void TestForkedJournal::an_honest_journal_is_proven_and_says_nothing()
{
    QVERIFY(proven(2));
    for (int sync = 0; sync < 3; ++sync) {
        app().home()->refresh();
        QTest::qWait(200);
    }
    QCOMPARE(app().link()->problem(), QString());
    QVERIFY(!app().diagnostics()->report().contains(QLatin1String("journalEvidence")));
}

void TestForkedJournal::a_history_taken_back_is_noticed()
{
    QVERIFY(takeHistoryBack([this] { return proven(1); }));
    officer().connectivity->set(true);
    QVERIFY(alarmed());
    // Kept as evidence, for whoever helps and over a restart.
    const auto evidence = app().diagnostics()->report().value(QLatin1String("journalEvidence")).toObject();
    QVERIFY(!evidence.value(QLatin1String("alarm")).toString().isEmpty());
    QVERIFY(evidence.value(QLatin1String("kept")).toString() != evidence.value(QLatin1String("checkpoint")).toString());
    QVERIFY(!evidence.contains(QLatin1String("salt")) && !evidence.contains(QLatin1String("content")));
    officer().kill();
    officer().start();
    QVERIFY(officer().unlock());
    QVERIFY(alarmed());
    QCOMPARE(app().diagnostics()->report().value(QLatin1String("journalEvidence")).toObject(), evidence);
}

// The journal is as long as before, and longer: only its past is another.
void TestForkedJournal::a_history_taken_back_and_continued_is_noticed()
{
    Phone other;
    QVERIFY(m_stage->enrol(other, QStringLiteral("authority-a")));
    QVERIFY(takeHistoryBack([this] {
        const bool all = proven(1);
        m_stage->proxy->setReachable(false);
        officer().kill();
        return all;
    }));
    m_stage->proxy->setReachable(true);
    // Another person's messages take the places of the officer's.
    other.app().home()->refresh();
    for (int i = 0; i < 3; ++i) {
        QVERIFY2(other.fillFirstMessage(), qPrintable(other.problems().join(QLatin1Char('\n'))));
        const auto id = other.submit();
        QVERIFY2(!id.isEmpty(), qPrintable(other.problems().join(QLatin1Char('\n'))));
        QVERIFY(m_stage->reaches(other, id, QStringLiteral("received")));
    }
    officer().start();
    QVERIFY(officer().unlock());
    QVERIFY(alarmed());
    QVERIFY(app().diagnostics()->report().contains(QLatin1String("journalEvidence")));
}

void TestForkedJournal::a_receipt_with_another_leaf_is_noticed()
{
    m_stage->plan->alter = [](const HttpRequest &request, HttpReply &reply) {
        if (request.method != "POST" || request.url.path() != QStringLiteral("/v1/submissions"))
            return;
        auto whole = QJsonDocument::fromJson(reply.body).object();
        auto part = whole[QLatin1String("journal")].toObject();
        auto leaf = part[QLatin1String("leaf")].toString();
        leaf.replace(QStringLiteral("intake"), QStringLiteral("outcome"));
        part[QLatin1String("leaf")] = leaf;
        whole[QLatin1String("journal")] = part;
        reply.body = QJsonDocument(whole).toJson(QJsonDocument::Compact);
    };
    // The receipt itself holds, so the message has arrived; that history is not to be trusted is said beside it.
    QVERIFY(!sendText().isEmpty());
    QVERIFY(alarmed());
    const auto evidence = app().diagnostics()->report().value(QLatin1String("journalEvidence")).toObject();
    QVERIFY(evidence.value(QLatin1String("leaf")).toString().contains(QStringLiteral("outcome")));
}

QTEST_MAIN(TestForkedJournal)
#include "tst_forked_journal.moc"
