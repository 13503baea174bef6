// SPDX-License-Identifier: EUPL-1.2
#include "core/signature/bytes.h"
#include "server/storage/dialect.h"
#include "server/storage/schema.h"
#include "server/storage/store.h"
#include "tests/server/database.h"
#include "tests/server/storage/setting_rows.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QtTest>
#include <atomic>
#include <csignal>
#include <semaphore>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace astreinte;
using storage::Connection;
using storage::Row;
using storage::Store;
using storage::Transaction;
using tests::count;
using tests::put;

class TestStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void acknowledgedSurvivesKill();
    void failingJobRollsBackAlone();
    void throwingJobRollsBackAlone();
    void manyThreadsShareBatches();
    void whoDoesNotWaitIsTold();
    void whoDoesNotWaitIsToldWhenStopping();
    void newerSchemaIsNotTouched();
    void olderSchemaIsUpgraded();
    void selfTestsAreKept();
    void filesAreTheOwnersAlone();
    void emptyTextIsNotNull();
    void valuesComeBackAsTheyWent();
    void ignoredFailureRollsBack();
    void putFailureRollsBackAlone();
    void putsAreThereWhenRead();
    void linkLostOnTheWayIsMadeAgain();
    void postgresReadsTheSameSql_data();
    void postgresReadsTheSameSql();

private:
    static QByteArray stateOf(const QString &address);
};

// What is in the database, so that a change shows: the file's bytes, or the rows of PostgreSQL's catalogue.
QByteArray TestStore::stateOf(const QString &address)
{
    if (!tests::onPostgres()) {
        QFile file(address);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    auto connection = Connection::open(address).value();
    const auto rows = connection->all(
        "SELECT CAST(relname AS TEXT), CAST(CAST(xmin AS TEXT) AS BIGINT) FROM pg_class ORDER BY oid",
        [](const Row &row) { return row.text(0).toUtf8() + ' ' + QByteArray::number(row.number(1)) + '\n'; });
    QByteArray all;
    for (const auto &row : *rows)
        all += row;
    return all;
}

void TestStore::acknowledgedSurvivesKill()
{
    const QTemporaryDir folder;
    const auto path = tests::databaseAt(folder.filePath(QStringLiteral("a.db")));
    int acknowledged[2];
    QCOMPARE(::pipe(acknowledged), 0);
    const auto child = ::fork();
    if (child == 0) {
        ::close(acknowledged[0]);
        auto store = Store::open(path).value();
        std::vector<std::thread> threads;
        for (int thread = 0; thread < 8; ++thread)
            threads.emplace_back([&, thread] {
                for (int i = 0;; ++i) {
                    const auto name = QStringLiteral("%1-%2").arg(thread).arg(i);
                    if (!put(*store, name, name))
                        return;
                    const auto line = name.toLatin1() + '\n';
                    if (::write(acknowledged[1], line.constData(), static_cast<size_t>(line.size())) < 0)
                        return;
                }
            });
        for (auto &thread : threads)
            thread.join();
        ::_exit(0);
    }
    ::close(acknowledged[1]);
    QByteArray received;
    char buffer[4096];
    // Reads until enough was acknowledged, then kills in the middle of the load.
    while (received.count('\n') < 2000) {
        const auto size = ::read(acknowledged[0], buffer, sizeof buffer);
        QVERIFY(size > 0);
        received.append(buffer, size);
    }
    ::kill(child, SIGKILL);
    for (auto size = ::read(acknowledged[0], buffer, sizeof buffer); size > 0;
         size = ::read(acknowledged[0], buffer, sizeof buffer))
        received.append(buffer, size);
    ::close(acknowledged[0]);
    ::waitpid(child, nullptr, 0);
    auto store = Store::open(path);
    QVERIFY2(store, qPrintable(store ? QString() : store.error().toString()));
    const auto stored = (*store)->read([](Connection &connection) {
        return connection.all("SELECT name FROM setting", [](const Row &row) { return row.text(0); });
    });
    QVERIFY(stored);
    const QSet<QString> present(stored->begin(), stored->end());
    received.truncate(received.lastIndexOf('\n'));
    for (const auto &name : received.split('\n'))
        QVERIFY2(present.contains(QString::fromLatin1(name)), name);
}

void TestStore::failingJobRollsBackAlone()
{
    const QTemporaryDir folder;
    auto store = Store::open(tests::databaseAt(folder.filePath(QStringLiteral("a.db")))).value();
    QVERIFY(put(*store, QStringLiteral("a"), QStringLiteral("1")));
    const auto failed = store->write([&](Transaction &transaction) -> Result<> {
        (void)transaction->run("INSERT INTO setting (name, value) VALUES ('b', '2')");
        return fail(Reason::NotAllowed);
    });
    QCOMPARE(failed.error().reason, Reason::NotAllowed);
    QVERIFY(put(*store, QStringLiteral("c"), QStringLiteral("3")));
    QCOMPARE(count(*store).value_or(-1), 2);
    // A constraint that breaks is told, with the statement it broke in.
    const auto twice = put(*store, QStringLiteral("a"), QStringLiteral("again"));
    QVERIFY(!twice);
    QCOMPARE(twice.error().reason, Reason::StorageFailed);
    QVERIFY(twice.error().detail.contains(QStringLiteral("INSERT INTO setting")));
}

void TestStore::throwingJobRollsBackAlone()
{
    const QTemporaryDir folder;
    auto store = Store::open(tests::databaseAt(folder.filePath(QStringLiteral("a.db")))).value();
    const auto thrown = store->write([](Transaction &transaction) -> Result<> {
        (void)transaction->run("INSERT INTO setting (name, value) VALUES ('b', '2')");
        throw std::runtime_error("boom");
    });
    QCOMPARE(thrown.error().reason, Reason::Internal);
    QCOMPARE(count(*store).value_or(-1), 0);
    QVERIFY(put(*store, QStringLiteral("a"), QStringLiteral("1")));
}

void TestStore::manyThreadsShareBatches()
{
    const QTemporaryDir folder;
    auto store = Store::open(tests::databaseAt(folder.filePath(QStringLiteral("a.db")))).value();
    std::atomic<int> commits{0};
    store->observeCommits([&commits] { ++commits; });
    std::atomic<int> failures{0};
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 16; ++thread)
        threads.emplace_back([&, thread] {
            for (int i = 0; i < 100; ++i)
                if (!put(*store, QStringLiteral("%1-%2").arg(thread).arg(i), QStringLiteral("x")))
                    ++failures;
        });
    for (auto &thread : threads)
        thread.join();
    QCOMPARE(failures.load(), 0);
    QCOMPARE(count(*store).value_or(-1), 1600);
    QVERIFY2(commits < 1600, "1600 rows in fewer commits: the group shares them");
}

// Many at once from one thread: each is told once, what failed is not there, and what was told is durable.
void TestStore::whoDoesNotWaitIsTold()
{
    const QTemporaryDir folder;
    auto store = Store::open(tests::databaseAt(folder.filePath(QStringLiteral("a.db")))).value();
    std::atomic<int> written{0};
    std::atomic<int> refused{0};
    std::counting_semaphore<> told{0};
    for (int i = 0; i < 1000; ++i)
        store->writeLater(
            [name = QString::number(i % 900)](Transaction &transaction) {
                return transaction->run("INSERT INTO setting (name, value) VALUES (?, 'later')", name);
            },
            [&](const Result<int> &done) {
                ++(done ? written : refused);
                told.release();
            });
    for (int i = 0; i < 1000; ++i)
        told.acquire();
    QCOMPARE(written.load(), 900);
    QCOMPARE(refused.load(), 100); // names that were there
    QCOMPARE(count(*store).value(), 900);
}

void TestStore::whoDoesNotWaitIsToldWhenStopping()
{
    const QTemporaryDir folder;
    const auto path = tests::databaseAt(folder.filePath(QStringLiteral("a.db")));
    std::atomic<int> written{0};
    {
        auto store = Store::open(path).value();
        for (int i = 0; i < 200; ++i)
            store->writeLater(
                [name = QString::number(i)](Transaction &transaction) {
                    return transaction->run("INSERT INTO setting (name, value) VALUES (?, 'last')", name);
                },
                [&](const Result<int> &done) { written += done ? 1 : 0; });
    }
    QCOMPARE(written.load(), 200);
    auto again = Store::open(path).value();
    QCOMPARE(count(*again).value(), 200);
}

void TestStore::newerSchemaIsNotTouched()
{
    const QTemporaryDir folder;
    const auto path = tests::databaseAt(folder.filePath(QStringLiteral("a.db")));
    {
        auto store = Store::open(path).value();
        QVERIFY(store->write(
            [](Transaction &transaction) { return transaction->run("UPDATE schema_version SET version = 999"); }));
    }
    const auto before = stateOf(path);
    const auto opened = Store::open(path);
    QVERIFY(!opened);
    QCOMPARE(opened.error().reason, Reason::StorageNewer);
    QCOMPARE(stateOf(path), before);
}

// A database of version 1 has none of the tables that later versions brought.
void TestStore::olderSchemaIsUpgraded()
{
    const QTemporaryDir folder;
    const auto path = tests::databaseAt(folder.filePath(QStringLiteral("a.db")));
    {
        auto connection = Connection::open(path).value();
        QVERIFY(storage::upgrade(*connection, 1)); // steps never change: so the first version made it
        QVERIFY(connection->run("INSERT INTO setting (name, value) VALUES ('kept', 'yes')"));
        QVERIFY(!*connection->hasTable(QStringLiteral("journal_head")));
    }
    auto store = Store::open(path).value();
    const auto kept = store->read([](Connection &connection) {
        return connection.one("SELECT value FROM setting WHERE name = 'kept'",
                              [](const Row &row) { return row.text(0); });
    });
    QCOMPARE(kept->value_or(QString()), QStringLiteral("yes"));
    QVERIFY(store->read([](Connection &connection) {
        return connection.one("SELECT phone, delegation FROM roster_slot", [](const Row &) { return 0; });
    }));
    QVERIFY(Store::open(path));
}

// The self-tests that were, and none of what was queued in the way they went before.
void TestStore::selfTestsAreKept()
{
    const QTemporaryDir folder;
    const auto path = tests::databaseAt(folder.filePath(QStringLiteral("a.db")));
    {
        auto connection = Connection::open(path).value();
        QVERIFY(storage::upgrade(*connection, 5));
        QVERIFY(connection->run("INSERT INTO self_test (id, document, document_sha256, begun_at, due_at, arrived_at) "
                                "VALUES ('one', CAST(? AS BLOB), 'digest', 1, 2, 3)",
                                QByteArray("{}")));
        QVERIFY(connection->run("INSERT INTO publication (manifest_sha256, channel, submission, revision, state, "
                                "queued_at) VALUES ('digest', 'self-test', 'one', 1, 'uncertain', 1), "
                                "('other', 'site', 'two', 1, 'uncertain', 1)"));
    }
    auto store = Store::open(path).value();
    const auto textOf = [&](storage::Sql sql) {
        const auto read = store->read(
            [&](Connection &connection) { return connection.one(sql, [](const Row &row) { return row.text(0); }); });
        return read ? read->value_or(QString()) : read.error().toString();
    };
    QCOMPARE(textOf("SELECT posted FROM self_test WHERE id = 'one' AND begun_at = 1 AND due_at = 2 AND arrived_at = 3"),
             QStringLiteral("digest"));
    QCOMPARE(textOf("SELECT submission FROM publication"), QStringLiteral("two"));
}

void TestStore::filesAreTheOwnersAlone()
{
    if (tests::onPostgres())
        return; // no file of ours
    const QTemporaryDir folder;
    ::umask(022);
    const auto path = tests::databaseAt(folder.filePath(QStringLiteral("a.db")));
    auto store = Store::open(path).value();
    QVERIFY(put(*store, QStringLiteral("a"), QStringLiteral("1")));
    for (const auto *suffix : {"", "-wal", "-shm"}) {
        struct stat status = {};
        QCOMPARE(::stat(QFile::encodeName(path + QLatin1String(suffix)).constData(), &status), 0);
        QCOMPARE(status.st_mode & 077, 0U);
    }
}

void TestStore::emptyTextIsNotNull()
{
    const QTemporaryDir folder;
    auto store = Store::open(tests::databaseAt(folder.filePath(QStringLiteral("a.db")))).value();
    QVERIFY(put(*store, QStringLiteral("a"), QString()));
    const auto stored = store->read([](Connection &connection) {
        return connection.one("SELECT value FROM setting", [](const Row &row) { return row.isNull(0); });
    });
    QCOMPARE(stored->value_or(true), false);
}

void TestStore::valuesComeBackAsTheyWent()
{
    const QTemporaryDir folder;
    auto store = Store::open(tests::databaseAt(folder.filePath(QStringLiteral("a.db")))).value();
    const auto large = std::numeric_limits<qint64>::max();
    const auto bytes = QByteArray::fromHex("00ff5c780027");
    const auto text = QString::fromUtf8("l’été « ça » 🚒 \\x41 '?");
    QVERIFY(store->write([&](Transaction &transaction) -> Result<int> {
        auto leaf = transaction->run("INSERT INTO journal_leaf (position, leaf, event, subject, salt, content) "
                                     "VALUES (?, ?, 'quoted ?', ?, ?, ?)",
                                     large, bytes, text, QByteArray(), std::optional<QByteArray>());
        return leaf;
    }));
    struct Leaf
    {
        qint64 position;
        QByteArray leaf;
        QString event;
        QString subject;
        bool saltIsNull;
        bool contentIsNull;
    };
    const auto found = store->read([&](Connection &connection) {
        return connection.one(
            "SELECT position, leaf, event, subject, salt, content FROM journal_leaf WHERE position = ?",
            [](const Row &row) {
                return Leaf{row.number(0), row.bytes(1), row.text(2), row.text(3), row.isNull(4), row.isNull(5)};
            },
            large);
    });
    QVERIFY2(found && *found, qPrintable(found ? QString() : found.error().toString()));
    QCOMPARE((*found)->position, large);
    QCOMPARE((*found)->leaf, bytes);
    QCOMPARE((*found)->event, QStringLiteral("quoted ?"));
    QCOMPARE((*found)->subject, text);
    QVERIFY(!(*found)->saltIsNull);
    QVERIFY((*found)->contentIsNull);
    // Read as the other kind, a value is written over.
    const auto crossed = store->read([](Connection &connection) {
        return connection.one("SELECT size, '42' FROM journal_head WHERE id = 1",
                              [](const Row &row) { return std::pair(row.text(0), row.number(1)); });
    });
    QVERIFY(crossed && *crossed == std::pair(QStringLiteral("0"), qint64(42)));
    // A revision number that no 32 bits hold is a number like another.
    const auto none = store->read([&](Connection &connection) {
        return connection.one(
            "SELECT revision FROM revision WHERE revision = ?", [](const Row &row) { return row.number(0); }, large);
    });
    QVERIFY(none && !*none);
}

// Whatever a job makes of it, a failed statement is not half a success.
void TestStore::ignoredFailureRollsBack()
{
    const QTemporaryDir folder;
    auto store = Store::open(tests::databaseAt(folder.filePath(QStringLiteral("a.db")))).value();
    QVERIFY(put(*store, QStringLiteral("a"), QStringLiteral("1")));
    const auto ignored = store->write([](Transaction &transaction) -> Result<> {
        (void)transaction->run("INSERT INTO setting (name, value) VALUES ('b', '2')");
        (void)transaction->run("INSERT INTO setting (name, value) VALUES ('a', 'again')");
        return {};
    });
    QVERIFY(!ignored);
    QCOMPARE(ignored.error().reason, Reason::StorageFailed);
    QCOMPARE(count(*store).value_or(-1), 1);
    QVERIFY(put(*store, QStringLiteral("c"), QStringLiteral("3")));
}

// What is only put may fail after the job is done: the job is rolled back, told of the statement, and alone in it.
void TestStore::putFailureRollsBackAlone()
{
    const QTemporaryDir folder;
    auto store = Store::open(tests::databaseAt(folder.filePath(QStringLiteral("a.db")))).value();
    QVERIFY(put(*store, QStringLiteral("a"), QStringLiteral("1")));
    std::atomic<int> kept{0};
    std::counting_semaphore<> told{0};
    QString words;
    for (int i = 0; i < 100; ++i)
        store->writeLater(
            [i](Transaction &transaction) -> Result<> {
                if (i == 50) {
                    (void)transaction->put("INSERT INTO setting (name, value) VALUES ('a', 'put twice')");
                    // Never prepared before, behind the one that fails.
                    (void)transaction->put("INSERT INTO setting (name, value) VALUES ('lost', 'with it')");
                    return {};
                }
                return transaction->put("INSERT INTO setting (name, value) VALUES (?, 'put')", QString::number(i));
            },
            [&](const Result<> &done) {
                if (done)
                    ++kept;
                else
                    words += done.error().detail;
                told.release();
            });
    for (int i = 0; i < 100; ++i)
        told.acquire();
    QCOMPARE(kept.load(), 99);
    QVERIFY2(words.contains(QStringLiteral("INSERT INTO setting (name, value) VALUES ('a'")), qPrintable(words));
    QCOMPARE(count(*store).value(), 100);
    // The statement that was lost with the failure is prepared anew.
    for (int i = 0; i < 2; ++i)
        (void)store->write([](Transaction &transaction) {
            return transaction->put("INSERT INTO setting (name, value) VALUES ('lost', 'with it')");
        });
    QCOMPARE(count(*store).value(), 101);
}

// More than any buffer holds, and the job reads its own.
void TestStore::putsAreThereWhenRead()
{
    const QTemporaryDir folder;
    auto store = Store::open(tests::databaseAt(folder.filePath(QStringLiteral("a.db")))).value();
    const QString value(4000, QLatin1Char('v'));
    const auto seen = store->write([&](Transaction &transaction) -> Result<qint64> {
        for (int i = 0; i < 1000; ++i)
            if (auto done =
                    transaction->put("INSERT INTO setting (name, value) VALUES (?, ?)", QString::number(i), value);
                !done)
                return tl::unexpected(done.error());
        auto rows = transaction->one("SELECT COUNT(*) FROM setting", [](const Row &row) { return row.number(0); });
        return rows ? Result<qint64>(**rows) : tl::unexpected(rows.error());
    });
    QCOMPARE(seen.value_or(-1), 1000);
    QCOMPARE(count(*store).value(), 1000);
}

// The database server ends the writer's link in the middle of a job: the job fails, and the next one finds another.
void TestStore::linkLostOnTheWayIsMadeAgain()
{
    if (!tests::onPostgres())
        return; // a file has no link
    const QTemporaryDir folder;
    auto store = Store::open(tests::databaseAt(folder.filePath(QStringLiteral("a.db")))).value();
    QVERIFY(put(*store, QStringLiteral("a"), QStringLiteral("1")));
    const auto cut = store->write([](Transaction &transaction) -> Result<> {
        (void)transaction->put("INSERT INTO setting (name, value) VALUES ('b', '2')");
        (void)transaction->one("SELECT CASE WHEN pg_terminate_backend(pg_backend_pid()) THEN 1 ELSE 0 END",
                               [](const Row &row) { return row.number(0); });
        return transaction->put("INSERT INTO setting (name, value) VALUES ('c', '3')");
    });
    QVERIFY(!cut);
    QVERIFY(put(*store, QStringLiteral("d"), QStringLiteral("4")));
    QCOMPARE(count(*store).value_or(-1), 2);
}

void TestStore::postgresReadsTheSameSql_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const char *sql, const char *expected) {
        QTest::newRow(name) << QByteArray(sql) << QByteArray(expected);
    };
    row("parameters", "SELECT a FROM b WHERE c = ? AND d = ?", "SELECT a FROM b WHERE c = $1 AND d = $2");
    row("a quoted question", "SELECT '?', 'it''s ?' FROM b WHERE c = ?", "SELECT '?', 'it''s ?' FROM b WHERE c = $1");
    row("types", "CREATE TABLE t (a INTEGER NOT NULL, b BLOB, c TEXT PRIMARY KEY, d BIGINT)",
        "CREATE TABLE t (a BIGINT NOT NULL, b BYTEA, c TEXT COLLATE \"C\" PRIMARY KEY, d BIGINT)");
    row("numbered", "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT)",
        "CREATE TABLE t (id BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY)");
    row("words that only begin so", "ALTER TABLE TEXTS ADD COLUMN BLOB_INTEGER TEXT DEFAULT 'TEXT'",
        "ALTER TABLE TEXTS ADD COLUMN BLOB_INTEGER TEXT COLLATE \"C\" DEFAULT 'TEXT'");
    row("a cast", "SELECT CAST(? AS BLOB)", "SELECT CAST($1 AS BYTEA)");
    row("its own alone", "SELECT 1 /*pg FOR UPDATE SKIP LOCKED pg*/", "SELECT 1 FOR UPDATE SKIP LOCKED");
    row("no definition", "INSERT INTO t (a) VALUES ('TEXT')", "INSERT INTO t (a) VALUES ('TEXT')");
}

void TestStore::postgresReadsTheSameSql()
{
    QFETCH(QByteArray, sql);
    QFETCH(QByteArray, expected);
    QCOMPARE(storage::forPostgres(sql.constData()), expected);
}

QTEST_GUILESS_MAIN(TestStore)
#include "tst_store.moc"
