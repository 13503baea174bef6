// SPDX-License-Identifier: EUPL-1.2
#include "app/vault/vault.h"
#include "app/vault/vault_keys.h"
#include "core/sealing/row_seal.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

using namespace astreinte;
using namespace astreinte::app;
using signature::Secret;

namespace {

// No reserve of 16 MiB for each of thousands of vaults.
class SmallDisk final : public PosixDisk
{
public:
    [[nodiscard]] qint64 freeBytes(const QString &) const override { return free; }
    qint64 free = -1; // not known: nothing is refused, nothing is set aside
};

std::shared_ptr<const VaultKeys> fixedKeys()
{
    return std::make_shared<const VaultKeys>(VaultKeys{QByteArray(16, 'v'), Secret(QByteArray(32, 'r')),
                                                       *sealing::AgeIdentity::fromSecret(QByteArray(32, 'a')),
                                                       Secret(QByteArray(32, 'l')), Secret(QByteArray(32, 's'))});
}

QString idOf(int n)
{
    return QStringLiteral("0190a1b2-0000-7000-8000-%1").arg(n, 12, 16, QLatin1Char('0'));
}

using Files = QMap<QString, QByteArray>;

Files filesBelow(const QString &folder)
{
    Files files;
    for (QDirIterator all(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories); all.hasNext();) {
        QFile file(all.next());
        if (file.open(QIODevice::ReadOnly))
            files.insert(QDir(folder).relativeFilePath(file.fileName()), file.readAll());
    }
    return files;
}

void write(const Files &files, const QString &folder)
{
    QDir(folder).removeRecursively();
    for (auto entry = files.cbegin(); entry != files.cend(); ++entry) {
        const auto path = folder + QLatin1Char('/') + entry.key();
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        if (file.open(QIODevice::WriteOnly))
            file.write(*entry);
    }
}

// Everything a person could see of the vault.
struct Content
{
    QMap<QString, QJsonObject> rows; // "table/id"
    QMap<QString, QByteArray> pictures;
    QStringList held;
    friend bool operator==(const Content &, const Content &) = default;
};

constexpr auto readTables = {Table::Identity, Table::Draft, Table::Photo, Table::Outbox, Table::Content};

// False when reading itself failed, which is a report.
bool read(Vault &vault, const VaultKeys &keys, Content &content)
{
    bool fine = true;
    for (const auto table : readTables) {
        const auto rows = vault.all(table);
        fine = fine && rows;
        for (const auto &row : rows.value_or(QList<QJsonObject>())) {
            content.rows.insert(QString::number(int(table)) + QLatin1Char('/') + row[QLatin1String("id")].toString(),
                                row);
            if (const auto blob = row[QLatin1String("blob")].toString(); !blob.isEmpty()) {
                const auto bytes = vault.readBlob(keys, blob);
                fine = fine && bytes;
                content.pictures.insert(blob, bytes.value_or(QByteArray()));
            }
        }
    }
    const auto held = vault.held();
    fine = fine && held;
    for (const auto &one : held.value_or(QList<HeldPicture>())) {
        content.held.append(one.blob);
        const auto bytes = vault.readBlob(keys, one.blob);
        fine = fine && bytes;
        content.pictures.insert(one.blob, bytes.value_or(QByteArray()));
    }
    content.held.sort();
    return fine;
}

// The pictures that the person is offered because nothing names them any more (« photo retrouvée »).
QStringList offered(const Findings &findings)
{
    QStringList blobs;
    for (const auto &found : findings.orphans)
        blobs.append(found.blob);
    blobs.sort();
    return blobs;
}

} // namespace

class TestVaultDamage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void no_damage_is_silent();
    void a_photo_whose_note_is_gone_is_offered();
    void a_damaged_database_loses_nothing();
    void a_row_rolled_back_or_removed_is_noticed();
    void a_rebuilding_cut_short_goes_on();
    void damaged_keyrings_open_or_say_so();
    void a_damaged_count_of_tries_locks_nobody_out();
    void the_first_schema_is_brought_up_to_date();
    void a_newer_schema_is_left_to_the_byte();

private:
    QByteArray damage(QByteArray bytes);
    QString path() const { return m_folder.path() + QStringLiteral("/data/vault"); }

    QTemporaryDir m_folder{QFileInfo(QStringLiteral("/dev/shm")).isWritable()
                               ? QStringLiteral("/dev/shm/astreinte-damage-XXXXXX")
                               : QDir::tempPath() + QStringLiteral("/damage-XXXXXX")};
    std::shared_ptr<const VaultKeys> m_keys = fixedKeys();
    Files m_files; // as a kill leaves them: with a write-ahead log
    Content m_content;
    QStringList m_offered; // the picture of the row that was removed
    QRandomGenerator m_random{20261122};
};

void TestVaultDamage::initTestCase()
{
    SmallDisk disk;
    QDir().mkpath(m_folder.path() + QStringLiteral("/data"));
    Vault vault(path(), disk);
    QVERIFY(vault.open(m_keys));
    QVERIFY(vault.setLockState({2, 1'800'000'000, true}));
    for (int n = 0; n < 40; ++n) {
        const auto blob = vault.keepBlob(*m_keys, QByteArray(900 + n * 37, char('a' + n % 26)));
        QVERIFY(blob);
        QVERIFY(vault.put(n % 2 ? Table::Photo : Table::Outbox, idOf(n),
                          {{QStringLiteral("id"), idOf(n)},
                           {QStringLiteral("blob"), *blob},
                           {QStringLiteral("text"), QString(n * 50, QLatin1Char('t'))}},
                          quint8(n % 3)));
        QVERIFY(vault.put(Table::Draft, idOf(100 + n % 4),
                          {{QStringLiteral("id"), idOf(100 + n % 4)}, {QStringLiteral("n"), n}}));
        if (n == 20) { // part of it is in the database's file, the rest in its log
            vault.lock();
            QVERIFY(vault.open(m_keys));
        }
    }
    QVERIFY(vault.remove(Table::Outbox, idOf(6)));
    QVERIFY(vault.sealWhileLocked(QByteArray(2'000, 'h'), {{QStringLiteral("id"), idOf(200)}}));
    m_files = filesBelow(path());
    QVERIFY(m_files.contains(QStringLiteral("rows.sqlite-wal")));
    QVERIFY(m_files.size() > 40);
    QVERIFY(read(vault, *m_keys, m_content));
    QVERIFY(m_content.rows.size() > 40);
    QVERIFY(m_content.held.size() == 1);
    write(m_files, path()); // as another process finds it
    Vault later(path(), disk);
    QVERIFY(later.open(m_keys));
    m_offered = offered(*later.examine(*m_keys, true));
    QCOMPARE(m_offered.size(), 1);
}

QByteArray TestVaultDamage::damage(QByteArray bytes)
{
    const auto at = [&] { return qsizetype(m_random.bounded(quint32(std::max(qsizetype(1), bytes.size())))); };
    switch (m_random.bounded(7)) {
    case 0: // one bit
    case 1: {
        const auto place = at();
        bytes[place] = char(bytes[place] ^ (1 << m_random.bounded(8)));
        break;
    }
    case 2: // some bytes
        for (auto place = at(), end = std::min(place + 1 + qsizetype(m_random.bounded(64)), bytes.size()); place < end;
             ++place)
            bytes[place] = char(m_random.generate());
        break;
    case 3: { // a sector that came back empty
        const auto sector = at() / 512 * 512;
        for (auto place = sector; place < std::min(sector + 512, bytes.size()); ++place)
            bytes[place] = 0;
        break;
    }
    case 4: // cut
        bytes.truncate(at());
        break;
    case 5: { // a page in the place of another
        const auto from = at() / 4096 * 4096;
        const auto page = bytes.mid(from, 4096);
        bytes.replace(at() / 4096 * 4096, page.size(), page);
        break;
    }
    default: // longer
        bytes.append(QByteArray(1 + int(m_random.bounded(2'000)), char(m_random.generate())));
    }
    return bytes;
}

void TestVaultDamage::no_damage_is_silent()
{
    SmallDisk disk;
    const auto names = m_files.keys();
    int harmless = 0;
    int mended = 0;
    int reported = 0;
    constexpr int rounds = 2'400;
    for (int round = 0; round < rounds; ++round) {
        auto files = m_files;
        // The database and its log are most of what can be damaged, and deserve most of the damage.
        static const QStringList often{QStringLiteral("rows.sqlite"), QStringLiteral("rows.sqlite-wal"),
                                       QStringLiteral("bundles")};
        const auto name = round % 3 ? often[m_random.bounded(3)] : names[m_random.bounded(int(names.size()))];
        if (m_random.bounded(40) == 0)
            files.remove(name);
        else
            files[name] = damage(files[name]);
        write(files, path());
        Vault vault(path(), disk);
        const auto opened = vault.open(m_keys);
        Content content;
        bool said = !opened || vault.notice();
        if (opened) {
            said = !read(vault, *m_keys, content) || said;
            const auto findings = vault.examine(*m_keys, true);
            said = said || !findings || !findings->none() || vault.notice() || offered(*findings) != m_offered;
        }
        const bool same = opened && content == m_content;
        QVERIFY2(same || said, qPrintable(QStringLiteral("round %1: silent damage to %2").arg(round).arg(name)));
        ++(!same ? reported : said ? mended : harmless);
    }
    qInfo("%d damages: %d without effect, %d mended and said, %d said, 0 silent", rounds, harmless, mended, reported);
    QVERIFY(mended > 100 && reported > 20);
}

// Random damage seldom takes exactly this file away, so it is not left to chance.
void TestVaultDamage::a_photo_whose_note_is_gone_is_offered()
{
    SmallDisk disk;
    auto files = m_files;
    const auto note = *std::find_if(files.keyBegin(), files.keyEnd(),
                                    [](const QString &name) { return name.startsWith(QLatin1String("held/")); });
    files.remove(note);
    write(files, path());
    Vault vault(path(), disk);
    QVERIFY(vault.open(m_keys));
    QVERIFY(vault.held()->isEmpty());
    const auto findings = vault.examine(*m_keys, true);
    QVERIFY(findings->none());
    QVERIFY(offered(*findings).contains(m_content.held.first()));
    QVERIFY(vault.readBlob(*m_keys, m_content.held.first()));
}

void TestVaultDamage::a_damaged_database_loses_nothing()
{
    SmallDisk disk;
    for (int round = 0; round < 300; ++round) {
        auto files = m_files;
        for (const auto *name : {"rows.sqlite", "rows.sqlite-wal"})
            files[QLatin1String(name)] = damage(files[QLatin1String(name)]);
        write(files, path());
        Vault vault(path(), disk);
        QVERIFY(vault.open(m_keys));
        if (const auto findings = vault.examine(*m_keys, false); !findings->none()) {
            QVERIFY(vault.rebuild());
            QVERIFY(vault.notice());
        }
        Content content;
        QVERIFY2(read(vault, *m_keys, content), qPrintable(QString::number(round)));
        QVERIFY2(content == m_content, qPrintable(QString::number(round)));
        if (vault.notice())
            QCOMPARE(vault.notice()->reason, Reason::StorageRebuilt);
        QVERIFY(vault.examine(*m_keys, true)->none());
    }
}

namespace {

void inDatabase(const QString &file, const QStringList &statements)
{
    {
        auto database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("attacker"));
        database.setDatabaseName(file);
        QVERIFY(database.open());
        for (const auto &statement : statements) {
            QSqlQuery query(database);
            QVERIFY2(query.exec(statement), qPrintable(statement));
        }
    }
    QSqlDatabase::removeDatabase(QStringLiteral("attacker"));
}

} // namespace

void TestVaultDamage::a_row_rolled_back_or_removed_is_noticed()
{
    SmallDisk disk;
    write(m_files, path());
    const auto file = path() + QStringLiteral("/rows.sqlite");
    const auto keepOld = QStringLiteral("CREATE TABLE kept AS SELECT * FROM sealed WHERE kind = 2");
    const auto putBack = QStringLiteral("INSERT OR REPLACE INTO sealed SELECT * FROM kept");
    inDatabase(file, {keepOld});
    {
        Vault vault(path(), disk);
        QVERIFY(vault.open(m_keys));
        QVERIFY(vault.put(Table::Draft, idOf(101), {{QStringLiteral("id"), idOf(101)}, {QStringLiteral("n"), 1'000}}));
        QVERIFY(vault.examine(*m_keys, false)->none());
    }
    const auto after = filesBelow(path());
    for (const auto &attack :
         {putBack, QStringLiteral("DELETE FROM sealed WHERE kind = 3 AND id = (SELECT min(id) FROM "
                                  "sealed WHERE kind = 3)")}) {
        write(after, path());
        inDatabase(file, {attack});
        Vault vault(path(), disk);
        QVERIFY(vault.open(m_keys)); // each row opens…
        const auto findings = vault.examine(*m_keys, false);
        QVERIFY(findings->database); // …and the whole does not add up
        QVERIFY(vault.rebuild());
        QCOMPARE((**vault.find(Table::Draft, idOf(101)))[QLatin1String("n")].toInt(), 1'000);
        QCOMPARE(vault.all(Table::Photo)->size(), 20);
        QVERIFY(vault.examine(*m_keys, false)->none());
    }
}

void TestVaultDamage::a_rebuilding_cut_short_goes_on()
{
    SmallDisk disk;
    write(m_files, path());
    QVERIFY(QFile::resize(path() + QStringLiteral("/rows.sqlite"), 100));
    QVERIFY(QFile::remove(path() + QStringLiteral("/rows.sqlite-wal"))); // it would mend the file by itself
    {
        Vault vault(path(), disk);
        QVERIFY(vault.open(m_keys));
        QVERIFY(vault.notice());
        QCOMPARE(vault.notice()->reason, Reason::StorageRebuilt);
    }
    QVERIFY(!QDir(path() + QStringLiteral("/quarantine")).isEmpty());
    // The new database was whole, the old one moved away, and then the power went.
    QVERIFY(QFile::rename(path() + QStringLiteral("/rows.sqlite"), path() + QStringLiteral("/rebuilt.sqlite")));
    QFile::remove(path() + QStringLiteral("/rows.sqlite-wal"));
    Vault vault(path(), disk);
    QVERIFY(vault.open(m_keys));
    Content content;
    QVERIFY(read(vault, *m_keys, content));
    QVERIFY(content == m_content);
}

void TestVaultDamage::damaged_keyrings_open_or_say_so()
{
    SmallDisk disk;
    const Secret pin("246813");
    const Secret store(QByteArray(32, 's'));
    QDir(path()).removeRecursively();
    Vault vault(path(), disk);
    QVERIFY(vault.create(pin, store));
    const auto files = filesBelow(path());
    for (int round = 0; round < 12; ++round) {
        auto damaged = files;
        const auto name = QLatin1String(round % 2 ? "keyring" : "keyring.copy");
        damaged[name] = round < 8 ? damage(damaged[name]) : QByteArray();
        write(damaged, path());
        QVERIFY2(vault.derive(pin, store), qPrintable(QString::number(round)));
        // Mended: both are whole again.
        QCOMPARE(filesBelow(path())[QStringLiteral("keyring")], files[QStringLiteral("keyring")]);
        QCOMPARE(filesBelow(path())[QStringLiteral("keyring.copy")], files[QStringLiteral("keyring")]);
    }
    auto both = files;
    both[QStringLiteral("keyring")][100] ^= 1;
    both[QStringLiteral("keyring.copy")][100] ^= 1;
    write(both, path());
    QVERIFY(!vault.derive(pin, store));
}

void TestVaultDamage::a_damaged_count_of_tries_locks_nobody_out()
{
    SmallDisk disk;
    Vault vault(path(), disk);
    for (int round = 0; round < 200; ++round) {
        auto files = m_files;
        files.insert(QStringLiteral("keyring"), QByteArray(147, 'k'));
        files[QStringLiteral("lock.json")] = round ? damage(files[QStringLiteral("lock.json")]) : QByteArray();
        write(files, path());
        const auto state = vault.lockState();
        QVERIFY(state);
        QVERIFY2(state->failedTries == 2 || state->failedTries == 5, qPrintable(QString::number(state->failedTries)));
        QVERIFY(state->usesKeyStore);
    }
}

void TestVaultDamage::the_first_schema_is_brought_up_to_date()
{
    SmallDisk disk;
    QDir(path()).removeRecursively();
    QDir().mkpath(path() + QStringLiteral("/blobs"));
    // As version 1 wrote it: schema and sealing are part of what was released, and stand here as they were.
    QStringList statements{
        QStringLiteral("PRAGMA journal_mode=WAL"),
        QStringLiteral("CREATE TABLE sealed (kind INTEGER NOT NULL, id BLOB NOT NULL CHECK (length(id) = 16), "
                       "revision INTEGER NOT NULL, state INTEGER NOT NULL, row BLOB NOT NULL, PRIMARY KEY (kind, id)) "
                       "WITHOUT ROWID"),
        QStringLiteral("CREATE INDEX sealed_state ON sealed (kind, state)"), QStringLiteral("PRAGMA user_version = 1")};
    for (int n = 0; n < 500; ++n) {
        const auto id = QUuid::fromString(idOf(n)).toRfc4122();
        const auto plain = QByteArray("{\"v\":1,\"id\":\"") + idOf(n).toLatin1() + "\"}";
        const auto row = sealing::sealRow(m_keys->rowKey, {m_keys->vaultId, 4, id, quint64(n + 1), 1}, plain);
        statements.append(QStringLiteral("INSERT INTO sealed VALUES (4, x'%1', %2, 1, x'%3')")
                              .arg(QString::fromLatin1(id.toHex()))
                              .arg(n + 1)
                              .arg(QString::fromLatin1(row->toHex())));
    }
    inDatabase(path() + QStringLiteral("/rows.sqlite"), statements);
    {
        Vault vault(path(), disk);
        QVERIFY(vault.open(m_keys));
        QVERIFY(!vault.notice());
        QCOMPARE(vault.all(Table::Outbox)->size(), 500);
        QVERIFY(vault.examine(*m_keys, false)->none());
        QVERIFY(vault.put(Table::Outbox, idOf(3), {{QStringLiteral("v"), 1}}, 2));
    }
    Vault vault(path(), disk);
    QVERIFY(vault.open(m_keys));
    QCOMPARE(*vault.count(Table::Outbox, 1), 499);
    QVERIFY(vault.examine(*m_keys, false)->none());
}

void TestVaultDamage::a_newer_schema_is_left_to_the_byte()
{
    SmallDisk disk;
    write(m_files, path());
    inDatabase(path() + QStringLiteral("/rows.sqlite"), {QStringLiteral("PRAGMA user_version = 3")});
    auto before = filesBelow(path());
    Vault vault(path(), disk);
    QCOMPARE(vault.open(m_keys).error().reason, Reason::StorageNewer);
    QVERIFY(!vault.isOpen());
    auto after = filesBelow(path());
    for (auto *files : {&before, &after}) // the index of the log belongs to whoever looks
        files->remove(QStringLiteral("rows.sqlite-shm")), files->remove(QStringLiteral("rows.sqlite-wal"));
    QVERIFY(before == after);
}

QTEST_GUILESS_MAIN(TestVaultDamage)
#include "tst_vault_damage.moc"
