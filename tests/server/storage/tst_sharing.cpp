// SPDX-License-Identifier: EUPL-1.2
#include "server/storage/store.h"
#include "tests/server/database.h"
#include "tests/server/storage/setting_rows.h"

#include <QTemporaryDir>
#include <QtTest>
#include <atomic>
#include <csignal>
#include <semaphore>
#include <sys/wait.h>
#include <unistd.h>

using namespace astreinte;
using storage::Connection;
using storage::Row;
using storage::Store;
using storage::Transaction;
using tests::count;
using tests::put;

// What several processes make of one database.
class TestSharing : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void twoProcessesMayWrite();
    void jobsOfTwoProcessesDoNotMix();
    void commitsOfOthersAreSeen();
    void claimIsOneProcesses();
    void observerHearsOtherProcesses();
};

void TestSharing::twoProcessesMayWrite()
{
    const QTemporaryDir folder;
    const auto path = tests::databaseAt(folder.filePath(QStringLiteral("a.db")));
    auto first = Store::open(path).value();
    auto second = Store::open(path).value();
    std::thread other([&second] {
        for (int i = 0; i < 200; ++i)
            (void)put(*second, QStringLiteral("b%1").arg(i), QStringLiteral("x"));
    });
    for (int i = 0; i < 200; ++i)
        (void)put(*first, QStringLiteral("a%1").arg(i), QStringLiteral("x"));
    other.join();
    QCOMPARE(count(*first).value_or(-1), 400);
}

// Two stores stand for two processes: what a job has read is still true when it writes.
void TestSharing::jobsOfTwoProcessesDoNotMix()
{
    const QTemporaryDir folder;
    const auto path = tests::databaseAt(folder.filePath(QStringLiteral("a.db")));
    std::array stores{Store::open(path).value(), Store::open(path).value()};
    QVERIFY(put(*stores[0], QStringLiteral("counter"), QStringLiteral("0")));
    std::atomic<int> failures{0};
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 8; ++thread)
        threads.emplace_back([&, thread] {
            for (int i = 0; i < 50; ++i) {
                const auto raised = stores[thread % 2]->write([](Transaction &transaction) -> Result<int> {
                    auto value = transaction->one("SELECT value FROM setting WHERE name = 'counter'",
                                                  [](const Row &row) { return row.text(0).toInt(); });
                    return transaction->run("UPDATE setting SET value = ? WHERE name = 'counter'",
                                            QString::number(value->value() + 1));
                });
                if (!raised)
                    ++failures;
            }
        });
    for (auto &thread : threads)
        thread.join();
    QCOMPARE(failures.load(), 0);
    const auto value = stores[1]->read([](Connection &connection) {
        return connection.one("SELECT value FROM setting WHERE name = 'counter'",
                              [](const Row &row) { return row.text(0); });
    });
    QCOMPARE(value->value(), QStringLiteral("400"));
}

void TestSharing::commitsOfOthersAreSeen()
{
    const QTemporaryDir folder;
    const auto path = tests::databaseAt(folder.filePath(QStringLiteral("a.db")));
    auto mine = Store::open(path).value();
    auto other = Store::open(path).value();
    const auto version = [&] {
        return mine->read([](Connection &connection) { return connection.dataVersion(); }).value();
    };
    const auto before = version();
    QCOMPARE(version(), before);
    QVERIFY(put(*other, QStringLiteral("a"), QStringLiteral("1")));
    QVERIFY(version() != before);
}

void TestSharing::claimIsOneProcesses()
{
    const QTemporaryDir folder;
    const auto path = tests::databaseAt(folder.filePath(QStringLiteral("a.db")));
    auto first = Store::open(path).value();
    auto second = Store::open(path).value();
    const auto subject = QStringLiteral("row 1");
    {
        const auto mine = first->claim(subject).value();
        QVERIFY(mine);
        QVERIFY(!first->claim(subject).value());
        QVERIFY(!second->claim(subject).value());
        QVERIFY(second->claim(QStringLiteral("row 2")).value());
    }
    QVERIFY(second->claim(subject).value());
    // It dies with its process.
    int ready[2];
    QCOMPARE(::pipe(ready), 0);
    const auto child = ::fork();
    if (child == 0) {
        auto third = Store::open(path).value();
        const auto theirs = third->claim(subject).value();
        (void)!::write(ready[1], theirs ? "y" : "n", 1);
        ::pause();
        ::_exit(0);
    }
    char said = 0;
    QCOMPARE(::read(ready[0], &said, 1), 1);
    QCOMPARE(said, 'y');
    QVERIFY(!second->claim(subject).value());
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    QTRY_VERIFY(second->claim(subject).value());
}

void TestSharing::observerHearsOtherProcesses()
{
    const QTemporaryDir folder;
    const auto path = tests::databaseAt(folder.filePath(QStringLiteral("a.db")));
    auto mine = Store::open(path).value();
    auto other = Store::open(path).value();
    std::atomic<int> heard{0};
    mine->observeCommits([&heard] { ++heard; });
    QVERIFY(put(*mine, QStringLiteral("a"), QStringLiteral("1")));
    QTRY_VERIFY(heard > 0);
    if (!tests::onPostgres())
        return; // SQLite has nobody to tell it: who observes looks
    QTest::qWait(300);
    for (int i = 0; i < 5; ++i) {
        const auto before = heard.load();
        QVERIFY(put(*other, QStringLiteral("b%1").arg(i), QStringLiteral("2")));
        QTRY_VERIFY(heard > before);
    }
}

QTEST_GUILESS_MAIN(TestSharing)
#include "tst_sharing.moc"
