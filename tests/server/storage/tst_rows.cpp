// SPDX-License-Identifier: EUPL-1.2
#include "server/storage/dialect.h"
#include "server/storage/store.h"
#include "tests/server/database.h"
#include "tests/server/storage/setting_rows.h"

#include <QTemporaryDir>
#include <QtTest>
#include <atomic>
#include <semaphore>

// One statement for many rows: one round trip to PostgreSQL, and the same outcome as one by one.

using namespace astreinte;
using storage::Connection;
using storage::Row;
using storage::Store;
using storage::Transaction;
using tests::count;
using tests::put;

class TestRows : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void rowsAreAllPut();
    void eachIsAnsweredInItsOrder();
    void failureAmongManyRollsBackAlone();
    void rowIsWrittenSeveralTimes();
};

// Any number in one call, more than one statement holds too; what comes back is what went, in the order of the rows.
void TestRows::rowsAreAllPut()
{
    const QTemporaryDir folder;
    auto store = Store::open(tests::databaseAt(folder.filePath(QStringLiteral("a.db")))).value();
    int written = 0;
    for (const int many : {0, 1, 2, 3, 63, 64, 65, 150}) {
        const auto put = store->write([&](Transaction &transaction) -> Result<> {
            storage::Rows rows;
            for (int i = 0; i < many; ++i)
                rows.add(QStringLiteral("%1-%2").arg(many).arg(i), QStringLiteral("s"), 1, QString(), qint64(i),
                         i % 2 == 0 ? std::optional(QStringLiteral("é'?")) : std::nullopt);
            return transaction->putAll("INSERT INTO notice (event, submission, revision, state, at, person) "
                                       "VALUES (?, ?, ?, ?, ?, ?)",
                                       rows);
        });
        QVERIFY2(put, qPrintable(put ? QString() : put.error().toString()));
        written += many;
    }
    const auto rows = store->read([](Connection &connection) {
        return connection.all("SELECT event, at, person FROM notice ORDER BY id", [](const Row &row) {
            return QStringLiteral("%1 %2 %3").arg(row.text(0)).arg(row.number(1)).arg(row.text(2));
        });
    });
    QCOMPARE(static_cast<int>(rows->size()), written);
    QCOMPARE(rows->at(0), QStringLiteral("1-0 0 é'?"));
    QCOMPARE(rows->at(1), QStringLiteral("2-0 0 é'?"));
    QCOMPARE(rows->at(2), QStringLiteral("2-1 1 "));
    QCOMPARE(rows->back(), QStringLiteral("150-149 149 "));
}

// Inside a job and outside it; behind puts that nobody has read the answer to.
void TestRows::eachIsAnsweredInItsOrder()
{
    const QTemporaryDir folder;
    auto store = Store::open(tests::databaseAt(folder.filePath(QStringLiteral("a.db")))).value();
    const auto ask = [](Connection &connection) {
        storage::Rows rows;
        for (int i = 0; i < 200; ++i)
            rows.add(QString::number(i));
        return connection.each(
            "SELECT value FROM setting WHERE name = ?", [](const Row &row) { return row.text(0); }, rows);
    };
    const auto expected = [](const auto &found) {
        for (std::size_t i = 0; i < 200; ++i)
            if (found->at(i) != (i % 3 == 0 ? std::optional(QStringLiteral("v%1").arg(i)) : std::nullopt))
                return false;
        return found->size() == 200;
    };
    QVERIFY(store->write([&](Transaction &transaction) -> Result<> {
        for (int i = 0; i < 200; i += 3)
            if (auto done = transaction->put("INSERT INTO setting (name, value) VALUES (?, ?)", QString::number(i),
                                             QStringLiteral("v%1").arg(i));
                !done)
                return done;
        auto found = ask(transaction.connection());
        return found && expected(found) ? Result<>() : fail(Reason::Internal);
    }));
    const auto outside = store->read(ask);
    QVERIFY(outside && expected(outside));
    QVERIFY(store->read([](Connection &connection) {
        return connection.each("SELECT value FROM setting WHERE name = ?", [](const Row &) { return 0; }, {});
    }));
}

// A row among many that breaks a constraint, asked or put: its job is rolled back whole, those beside it are kept.
void TestRows::failureAmongManyRollsBackAlone()
{
    const QTemporaryDir folder;
    auto store = Store::open(tests::databaseAt(folder.filePath(QStringLiteral("a.db")))).value();
    QVERIFY(put(*store, QStringLiteral("there"), QStringLiteral("1")));
    const auto rowsFor = [](int job) {
        storage::Rows rows;
        for (int i = 0; i < 40; ++i)
            rows.add(job % 3 == 1 && i == 20 ? QStringLiteral("there") : QStringLiteral("%1-%2").arg(job).arg(i),
                     QStringLiteral("x"));
        return rows;
    };
    std::atomic<int> kept{0};
    std::counting_semaphore<> told{0};
    for (int job = 0; job < 30; ++job)
        store->writeLater(
            [rows = rowsFor(job), job](Transaction &transaction) -> Result<> {
                if (job % 2 == 0)
                    return transaction->putAll("INSERT INTO setting (name, value) VALUES (?, ?)", rows);
                return transaction
                    ->each(
                        "INSERT INTO setting (name, value) VALUES (?, ?) RETURNING name",
                        [](const Row &row) { return row.text(0); }, rows)
                    .map([](const auto &) {});
            },
            [&](const Result<> &done) {
                kept += done ? 1 : 0;
                told.release();
            });
    for (int job = 0; job < 30; ++job)
        told.acquire();
    QCOMPARE(kept.load(), 20);
    QCOMPARE(count(*store).value_or(-1), 1 + 20 * 40);
}

void TestRows::rowIsWrittenSeveralTimes()
{
    QCOMPARE(storage::withRows("INSERT INTO t (a, b) VALUES (?, ?)", 1),
             QByteArray("INSERT INTO t (a, b) VALUES (?, ?)"));
    QCOMPARE(storage::withRows("INSERT INTO t (a) VALUES (?) ON CONFLICT (a) DO NOTHING", 3),
             QByteArray("INSERT INTO t (a) VALUES (?), (?), (?) ON CONFLICT (a) DO NOTHING"));
    QCOMPARE(storage::withRows("SELECT a FROM t WHERE b = ?", 3), QByteArray("SELECT a FROM t WHERE b = ?"));
}

QTEST_GUILESS_MAIN(TestRows)
#include "tst_rows.moc"
