// SPDX-License-Identifier: EUPL-1.2
#include "app/vault/vault.h"
#include "app/vault/vault_keys.h"

#include <QDirIterator>
#include <QFile>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <csignal>
#include <sys/resource.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace astreinte;
using namespace astreinte::app;
using signature::Secret;

namespace {

// Writes down the order of what it is asked, and fails where the test says.
class ScriptedDisk final : public Disk
{
public:
    Result<int> create(const QString &path) override
    {
        return noted("create", [&] { return m_disk.create(path); });
    }
    Result<void> write(int file, QByteArrayView bytes) override
    {
        return noted("write", [&] { return m_disk.write(file, bytes); });
    }
    Result<void> sync(int file) override
    {
        return noted("sync", [&] { return m_disk.sync(file); });
    }
    Result<void> close(int file) override
    {
        return noted("close", [&] { return m_disk.close(file); });
    }
    Result<void> rename(const QString &from, const QString &to) override
    {
        return noted("rename", [&] { return m_disk.rename(from, to); });
    }
    Result<void> syncFolder(const QString &path) override
    {
        return noted("syncFolder", [&] { return m_disk.syncFolder(path); });
    }
    Result<int> openEnd(const QString &path) override
    {
        return noted("openEnd", [&] { return m_disk.openEnd(path); });
    }
    Result<void> cut(int file, qint64 size) override
    {
        return noted("cut", [&] { return m_disk.cut(file, size); });
    }
    Result<void> setAside(int file, qint64 size) override { return m_disk.setAside(file, size); }
    Result<void> overwrite(const QString &path, QByteArrayView bytes) override
    {
        return noted("overwrite", [&] { return m_disk.overwrite(path, bytes); });
    }
    Result<void> remove(const QString &path) override { return m_disk.remove(path); }
    Result<void> makeFolder(const QString &path) override { return m_disk.makeFolder(path); }
    Result<QByteArray> read(const QString &path) override { return m_disk.read(path); }
    [[nodiscard]] qint64 freeBytes(const QString &folder) const override
    {
        return full ? 1024 : m_disk.freeBytes(folder);
    }

    QStringList order;
    QString failing; // the operation that fails
    Reason reason = Reason::DiskFull;
    bool full = false;

private:
    template <typename Call>
    auto noted(const char *name, Call call) -> decltype(call())
    {
        if (order.isEmpty() || order.last() != QLatin1String(name))
            order.append(QLatin1String(name));
        if (failing == QLatin1String(name)) {
            if constexpr (std::is_same_v<decltype(call()), Result<void>>)
                if (failing == QStringLiteral("close"))
                    (void)call(); // the descriptor goes, as with the system's
            return fail(reason, failing);
        }
        return call();
    }
    PosixDisk m_disk;
};

Secret secret(const char *text)
{
    return Secret(QByteArrayView(text));
}

Secret storeSecret(char filler = 'k')
{
    return Secret(QByteArrayView(QByteArray(32, filler)));
}

const QString idA = QStringLiteral("0190a1b2-0000-7000-8000-00000000000a");
const QString idB = QStringLiteral("0190a1b2-0000-7000-8000-00000000000b");

} // namespace

class TestVault : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_disk = std::make_unique<ScriptedDisk>();
        m_vault = std::make_unique<Vault>(m_folder->path() + QStringLiteral("/vault"), *m_disk);
        const auto keys = m_vault->create(secret("246813"), storeSecret());
        QVERIFY(keys);
        m_keys = *keys;
        QVERIFY(m_vault->open(m_keys));
    }
    void cleanup() { m_vault.reset(); }

    void opens_with_pin_and_store_secret_only();
    void a_file_is_durable_before_it_has_a_name();
    void a_failing_disk_loses_nothing_data();
    void a_failing_disk_loses_nothing();
    void a_full_disk_is_said_before_writing();
    void a_real_limit_on_file_size();
    void no_plain_text_on_the_disk();
    void swapped_rows_do_not_open();
    void a_newer_schema_is_not_touched();
    void killed_at_any_moment_nothing_acknowledged_is_lost();
    void it_is_examined_while_it_grows();
    void erased_means_gone();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ScriptedDisk> m_disk;
    std::unique_ptr<Vault> m_vault;
    std::shared_ptr<const VaultKeys> m_keys;
};

void TestVault::opens_with_pin_and_store_secret_only()
{
    QVERIFY(m_vault->put(Table::Draft, idA, {{QStringLiteral("v"), 1}}));
    m_vault->lock();
    QCOMPARE(m_vault->find(Table::Draft, idA).error().reason, Reason::Locked);
    QCOMPARE(m_vault->derive(secret("000000"), storeSecret()).error().reason, Reason::WrongPin);
    QCOMPARE(m_vault->derive(secret("246813"), storeSecret('x')).error().reason, Reason::WrongPin);
    const auto keys = m_vault->derive(secret("246813"), storeSecret());
    QVERIFY(keys);
    QVERIFY(m_vault->open(*keys));
    QVERIFY(m_vault->find(Table::Draft, idA)->has_value());
}

void TestVault::a_file_is_durable_before_it_has_a_name()
{
    m_disk->order.clear();
    const auto name = m_vault->keepBlob(*m_keys, QByteArray(300'000, 'p'));
    QVERIFY(name);
    // SECURITY §2, to the letter.
    QCOMPARE(m_disk->order,
             QStringList({QStringLiteral("create"), QStringLiteral("write"), QStringLiteral("sync"),
                          QStringLiteral("close"), QStringLiteral("rename"), QStringLiteral("syncFolder")}));
    QCOMPARE(*m_vault->readBlob(*m_keys, *name), QByteArray(300'000, 'p'));
    QVERIFY(!m_vault->readBlob(*m_keys, QStringLiteral("../keyring")));
}

void TestVault::a_failing_disk_loses_nothing_data()
{
    QTest::addColumn<QString>("operation");
    for (const auto *name : {"create", "write", "sync", "close", "rename", "syncFolder"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestVault::a_failing_disk_loses_nothing()
{
    QFETCH(QString, operation);
    const auto before = m_vault->keepBlob(*m_keys, "kept before");
    QVERIFY(before);
    m_disk->failing = operation;
    const auto failed = m_vault->keepBlob(*m_keys, "not kept");
    QVERIFY(!failed); // never a name for bytes that may not be there
    QCOMPARE(failed.error().reason, Reason::DiskFull);
    m_disk->failing.clear();
    QCOMPARE(*m_vault->readBlob(*m_keys, *before), QByteArray("kept before"));
    QVERIFY(m_vault->keepBlob(*m_keys, "kept after"));
}

void TestVault::a_full_disk_is_said_before_writing()
{
    m_disk->full = true;
    m_disk->order.clear();
    QCOMPARE(m_vault->keepBlob(*m_keys, "x").error().reason, Reason::DiskFull);
    QCOMPARE(m_disk->order, QStringList());
}

void TestVault::a_real_limit_on_file_size()
{
    // In a child: the limit would stay with this process.
    const pid_t child = ::fork();
    if (child == 0) {
        ::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{100'000, 100'000};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        const auto kept = m_vault->keepBlob(*m_keys, QByteArray(500'000, 'p'));
        ::_exit(!kept && kept.error().reason == Reason::DiskFull ? 0 : 1);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    QVERIFY(WIFEXITED(status));
    QCOMPARE(WEXITSTATUS(status), 0);
}

void TestVault::no_plain_text_on_the_disk()
{
    const QByteArray canary("canary-in-a-coal-mine");
    QVERIFY(m_vault->put(Table::Draft, idA, {{QStringLiteral("text"), QString::fromLatin1(canary)}}));
    QVERIFY(m_vault->putSecret(idB, Secret(QByteArrayView(canary))));
    QVERIFY(m_vault->keepBlob(*m_keys, canary.repeated(100)));
    m_vault->lock();
    int files = 0;
    for (QDirIterator all(m_folder->path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories); all.hasNext();) {
        QFile file(all.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!file.readAll().contains(canary.left(8)), qPrintable(file.fileName()));
        ++files;
    }
    QVERIFY(files >= 3);
}

void TestVault::swapped_rows_do_not_open()
{
    QVERIFY(m_vault->put(Table::Draft, idA, {{QStringLiteral("name"), QStringLiteral("a")}}));
    QVERIFY(m_vault->put(Table::Draft, idB, {{QStringLiteral("name"), QStringLiteral("b")}}));
    m_vault->lock();
    {
        auto database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("attacker"));
        database.setDatabaseName(m_folder->path() + QStringLiteral("/vault/rows.sqlite"));
        QVERIFY(database.open());
        QSqlQuery query(database);
        QVERIFY(query.exec(QStringLiteral("UPDATE sealed SET row = (SELECT row FROM sealed WHERE hex(id) LIKE '%0B') "
                                          "WHERE hex(id) LIKE '%0A'")));
    }
    QSqlDatabase::removeDatabase(QStringLiteral("attacker"));
    QVERIFY(m_vault->open(m_keys));
    QVERIFY(!m_vault->find(Table::Draft, idA));
    QVERIFY(m_vault->find(Table::Draft, idB));
}

void TestVault::a_newer_schema_is_not_touched()
{
    m_vault->lock();
    const auto path = m_folder->path() + QStringLiteral("/vault/rows.sqlite");
    {
        auto database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("newer"));
        database.setDatabaseName(path);
        QVERIFY(database.open());
        QSqlQuery(QStringLiteral("PRAGMA user_version = 99"), database);
    }
    QSqlDatabase::removeDatabase(QStringLiteral("newer"));
    QCOMPARE(m_vault->open(m_keys).error().reason, Reason::StorageNewer);
    QVERIFY(!m_vault->isOpen());
}

void TestVault::killed_at_any_moment_nothing_acknowledged_is_lost()
{
    int saves = 0;
    // A child saves without a pause and tells each save once it is acknowledged; it is killed at a random moment.
    for (int round = 0; round < 8; ++round) {
        m_vault->lock();
        int told[2];
        QCOMPARE(::pipe(told), 0);
        const pid_t child = ::fork();
        if (child == 0) {
            PosixDisk disk;
            Vault vault(m_folder->path() + QStringLiteral("/vault"), disk);
            if (!vault.open(m_keys))
                ::_exit(1);
            for (int i = 1;; ++i) {
                const auto blob = vault.keepBlob(*m_keys, QByteArray(40'000, char('a' + i % 26)));
                if (!blob || !vault.put(Table::Draft, idA, {{QStringLiteral("n"), i}, {QStringLiteral("blob"), *blob}}))
                    ::_exit(1);
                if (::write(told[1], &i, sizeof i) != sizeof i)
                    ::_exit(1);
            }
        }
        ::close(told[1]);
        QTest::qSleep(60 + int(QRandomGenerator::global()->bounded(150)));
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
        int acknowledged = 0;
        for (int i = 0; ::read(told[0], &i, sizeof i) == sizeof i;)
            acknowledged = i;
        ::close(told[0]);
        QVERIFY(m_vault->open(m_keys));
        saves += acknowledged;
        if (acknowledged == 0)
            continue;
        const auto row = m_vault->find(Table::Draft, idA);
        QVERIFY(row && row->has_value());
        const int found = (**row)[QLatin1String("n")].toInt();
        QVERIFY2(found == acknowledged || found == acknowledged + 1,
                 qPrintable(QStringLiteral("%1 acknowledged, %2 found").arg(acknowledged).arg(found)));
        QCOMPARE(*m_vault->readBlob(*m_keys, (**row)[QLatin1String("blob")].toString()),
                 QByteArray(40'000, char('a' + found % 26)));
    }
    QVERIFY(saves > 8);
}

// The check after unlocking runs beside the person's work, on a copy of the rows that grows meanwhile.
void TestVault::it_is_examined_while_it_grows()
{
    std::atomic<bool> written = false;
    std::atomic<int> looks = 0;
    std::thread examiner([&] {
        while (!written) {
            (void)m_vault->examine(*m_keys, false);
            ++looks;
        }
    });
    for (int n = 0; n < 600; ++n)
        if (!m_vault->put(Table::Draft,
                          QStringLiteral("0190a1b2-0000-7000-8000-%1").arg(n % 4, 12, 16, QLatin1Char('0')),
                          {{QStringLiteral("text"), QString(3'000, QLatin1Char('t'))}}))
            break;
    written = true;
    examiner.join();
    QVERIFY(looks > 10);
    QVERIFY(m_vault->examine(*m_keys, true)->none());
}

void TestVault::erased_means_gone()
{
    QFile keyring(m_folder->path() + QStringLiteral("/vault/keyring"));
    QVERIFY(keyring.open(QIODevice::ReadOnly));
    const auto wrapped = keyring.readAll();
    QVERIFY(m_vault->erase());
    QVERIFY(!*m_vault->exists());
    for (QDirIterator all(m_folder->path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories); all.hasNext();) {
        QFile file(all.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains(wrapped.mid(43)));
    }
}

QTEST_GUILESS_MAIN(TestVault)
#include "tst_vault.moc"
