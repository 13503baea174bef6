// SPDX-License-Identifier: EUPL-1.2
#include "core/signature/bytes.h"
#include "tests/server/database.h"
#include "tests/server/stage.h"

#include <QDir>
#include <QProcess>
#include <QtTest>

using namespace astreinte;
using storage::Row;
using submission::Submission;

// docs/operations.md, as it says: a copy made while the server runs, everything lost, the copy put back. Phones go on
// as if nothing had been, and nothing is received or published twice.
class TestBackup : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void restoredServerGoesOn();

private:
    static bool run(const QString &program, const QStringList &arguments)
    {
        return QProcess::execute(program, arguments) == 0;
    }
    static QString databaseName(const QString &folder)
    {
        return tests::databaseOf(folder).section(QLatin1String("///"), 1).section(QLatin1Char('?'), 0, 0);
    }
    static QStringList onCluster()
    {
        return {QStringLiteral("-h"), tests::cluster().socket, QStringLiteral("-U"), tests::cluster().owner};
    }
    static bool copyDatabase(const QString &folder, const QString &to);
    static bool putDatabaseBack(const QString &from, const QString &folder);
    Submission authorised(const QList<QByteArray> &pictures = {});
    qint64 count(storage::Sql sql, const QString &submission);
    QByteArray page(const Submission &submission, int *status);

    tests::Stage m_stage;
};

bool TestBackup::copyDatabase(const QString &folder, const QString &to)
{
    if (!tests::onPostgres())
        return run(QStringLiteral("sqlite3"),
                   {folder + QStringLiteral("/astreinte.db"), QStringLiteral(".backup '%1/astreinte.db'").arg(to)});
    return run(tests::cluster().programs + QStringLiteral("/pg_dump"),
               onCluster() + QStringList{QStringLiteral("-Fc"), QStringLiteral("-f"),
                                         to + QStringLiteral("/astreinte.dump"), databaseName(folder)});
}

bool TestBackup::putDatabaseBack(const QString &from, const QString &folder)
{
    if (!tests::onPostgres())
        return run(QStringLiteral("cp"), {from + QStringLiteral("/astreinte.db"), folder});
    const auto programs = tests::cluster().programs;
    const auto name = databaseName(folder);
    return run(programs + QStringLiteral("/dropdb"), onCluster() + QStringList{name}) &&
           run(programs + QStringLiteral("/createdb"), onCluster() + QStringList{name}) &&
           run(programs + QStringLiteral("/pg_restore"),
               onCluster() + QStringList{QStringLiteral("--exit-on-error"), QStringLiteral("-d"), name,
                                         from + QStringLiteral("/astreinte.dump")});
}

Submission TestBackup::authorised(const QList<QByteArray> &pictures)
{
    auto draft = m_stage.officer->draft(pictures);
    for (const auto &picture : pictures)
        (void)m_stage.officer->upload(draft.id, picture);
    auto frozen = m_stage.received(draft);
    auto statement = m_stage.authority->statementOn(draft.id.text(), 1).value();
    if (m_stage.authority->decide(statement).status != 201)
        qWarning("not authorised");
    return frozen;
}

qint64 TestBackup::count(storage::Sql sql, const QString &submission)
{
    return m_stage.prefecture.service()
        .store
        ->read([&](storage::Connection &connection) {
            return connection.one(
                sql, [](const Row &row) { return row.number(0); }, submission);
        })
        .value()
        .value_or(-1);
}

QByteArray TestBackup::page(const Submission &submission, int *status)
{
    const auto reply = m_stage.prefecture.page("/messages/" + submission.id().text().toLatin1());
    *status = reply.status;
    return reply.body;
}

void TestBackup::restoredServerGoesOn()
{
    QVERIFY(m_stage.set());
    auto &prefecture = m_stage.prefecture;
    const auto picture = tests::pngPicture(3);
    const auto published = authorised({picture});
    QCOMPARE(prefecture.publish().value_or(-1), 1);
    const auto waiting = authorised();
    auto unfinished = m_stage.officer->draft({tests::pngPicture(4)});
    QCOMPARE(m_stage.officer->upload(unfinished.id, tests::pngPicture(4)), 204);
    int status = 0;
    const auto before = page(published, &status);
    QCOMPARE(status, 200);

    // While it runs, in this order: no row points to a photo that the copy lacks.
    const QTemporaryDir copy;
    const auto folder = prefecture.folder();
    QVERIFY(copyDatabase(folder, copy.path()));
    for (const auto &part : {"blobs", "keys", "tls"})
        QVERIFY(run(QStringLiteral("cp"),
                    {QStringLiteral("-a"), folder + QLatin1Char('/') + QLatin1String(part), copy.path()}));
    prefecture.stop();
    for (const auto &part : QDir(folder).entryList(QDir::AllEntries | QDir::NoDotAndDotDot))
        if (part != QLatin1String("database"))
            QVERIFY(run(QStringLiteral("rm"), {QStringLiteral("-r"), folder + QLatin1Char('/') + part}));
    QVERIFY(putDatabaseBack(copy.path(), folder));
    for (const auto &part : {"blobs", "keys", "tls"})
        QVERIFY(run(QStringLiteral("cp"), {QStringLiteral("-a"), copy.filePath(QLatin1String(part)), folder}));
    QVERIFY(prefecture.start());

    // The same phones, the same keys; what they send again is known.
    QCOMPARE(m_stage.officer->submit(published).status, 200);
    QCOMPARE(m_stage.officer->submit(waiting).status, 200);
    QCOMPARE(page(published, &status), before);
    QCOMPARE(prefecture.page("/photos/" + signature::hex(signature::sha256(picture))).body, picture);
    // What was authorised and not yet out goes out; what was out does not go again.
    QCOMPARE(prefecture.publish().value_or(-1), 1);
    QCOMPARE(m_stage.officer->stateOf(waiting.id().text()), QStringLiteral("published"));
    for (const auto &id : {published.id().text(), waiting.id().text()}) {
        QCOMPARE(
            count("SELECT COUNT(*) FROM step WHERE channel = 'site' AND state = 'publishing' AND submission = ?", id),
            1);
        QCOMPARE(count("SELECT COUNT(*) FROM revision WHERE submission = ?", id), 1);
    }
    // The photo that had arrived need not come again, and new ones do.
    QCOMPARE(m_stage.officer->submit(Submission::freeze(unfinished).value()).status, 201);
    const auto next = authorised({tests::pngPicture(5)});
    QCOMPARE(prefecture.publish().value_or(-1), 1);
    QCOMPARE(m_stage.officer->stateOf(next.id().text()), QStringLiteral("published"));
    QVERIFY(prefecture.service().journal.checkpoint());
}

QTEST_GUILESS_MAIN(TestBackup)
#include "tst_backup.moc"
