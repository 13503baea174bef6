// SPDX-License-Identifier: EUPL-1.2
#include "app/vault/vault.h"
#include "app/vault/vault_keys.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace astreinte;
using namespace astreinte::app;
using signature::Secret;

namespace {

class Disk16 final : public PosixDisk
{
public:
    [[nodiscard]] qint64 freeBytes(const QString &folder) const override
    {
        return full ? 0 : PosixDisk::freeBytes(folder);
    }
    Result<void> write(int file, QByteArrayView bytes) override
    {
        return full ? fail(Reason::DiskFull) : PosixDisk::write(file, bytes);
    }
    Result<void> remove(const QString &path) override
    {
        if (path.endsWith(QStringLiteral("/reserve")))
            full = false; // 16 MiB came free
        return PosixDisk::remove(path);
    }
    bool full = false;
};

const QString photoId = QStringLiteral("0190a1b2-0000-7000-8000-00000000000a");
const QByteArray jpeg = QByteArray("\xff\xd8\xff\xe0 a photograph of the flood ").repeated(3'000);

} // namespace

// The recovery key, pictures taken while locked, the reserve and what no row names any more.
class TestVaultRecovery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(QDir().mkpath(m_folder->path() + QStringLiteral("/data")));
        m_vault = std::make_unique<Vault>(path(), m_disk);
        m_keys = *m_vault->create(Secret("246813"), Secret(QByteArray(32, 's')));
        QVERIFY(m_vault->open(m_keys));
        m_disk.full = false;
    }
    void cleanup() { m_vault.reset(); }

    void age_opens_what_an_erased_phone_kept();
    void the_recovery_key_is_tied_to_the_keyring();
    void swapped_recipients_are_noticed();
    void a_locked_phone_takes_pictures();
    void a_held_picture_is_imported_once();
    void what_no_row_names_is_found_again();
    void the_reserve_lets_the_queue_drain();
    void an_erased_keyring_is_overwritten_where_it_lay();
    void no_file_follows_a_link();

private:
    [[nodiscard]] QString path() const { return m_folder->path() + QStringLiteral("/data/vault"); }
    // The stock `age` tool, with this private key.
    QByteArray opened(const QString &file, const sealing::AgeIdentity &identity);

    std::unique_ptr<QTemporaryDir> m_folder;
    Disk16 m_disk;
    std::unique_ptr<Vault> m_vault;
    std::shared_ptr<const VaultKeys> m_keys;
};

QByteArray TestVaultRecovery::opened(const QString &file, const sealing::AgeIdentity &identity)
{
    QFile key(m_folder->path() + QStringLiteral("/recovery.key"));
    if (!key.open(QIODevice::WriteOnly))
        return {};
    key.write(identity.toText().view().toByteArray() + '\n');
    key.close();
    QProcess age;
    age.start(QStringLiteral("age"), {QStringLiteral("--decrypt"), QStringLiteral("-i"), key.fileName(), file});
    age.waitForFinished();
    return age.exitCode() == 0 ? age.readAllStandardOutput() : QByteArray();
}

void TestVaultRecovery::age_opens_what_an_erased_phone_kept()
{
    if (QStandardPaths::findExecutable(QStringLiteral("age")).isEmpty())
        QSKIP("the age tool (Debian package age) is not installed");
    const auto recovery = *sealing::AgeIdentity::generate();
    const auto stranger = *sealing::AgeIdentity::generate();
    const auto before = *m_vault->keepBlob(*m_keys, jpeg);
    QVERIFY(m_vault->setRecovery(recovery.recipient()));
    const auto after = *m_vault->keepBlob(*m_keys, jpeg);
    QCOMPARE(*m_vault->readBlob(*m_keys, after), jpeg);
    QVERIFY(m_vault->erase());
    const auto aside =
        QDir(m_folder->path() + QStringLiteral("/data")).entryInfoList({QStringLiteral("vault.erased-*")}, QDir::Dirs);
    QCOMPARE(aside.size(), 1);
    const auto blobs = aside.first().filePath() + QStringLiteral("/blobs/");
    QCOMPARE(opened(blobs + after, recovery), jpeg);
    QVERIFY(opened(blobs + after, stranger).isEmpty());
    QVERIFY(opened(blobs + before, recovery).isEmpty()); // sealed before the key was known
}

void TestVaultRecovery::the_recovery_key_is_tied_to_the_keyring()
{
    const auto recovery = *sealing::AgeIdentity::generate();
    QVERIFY(m_vault->setRecovery(recovery.recipient()));
    m_vault->lock();
    QVERIFY(!m_vault->recovery());
    QFile keyring(path() + QStringLiteral("/keyring"));
    QVERIFY(keyring.open(QIODevice::ReadOnly));
    const auto before = keyring.readAll();
    const auto keys = m_vault->derive(Secret("246813"), Secret(QByteArray(32, 's')));
    QVERIFY(keys);
    QFile renewed(path() + QStringLiteral("/keyring"));
    QVERIFY(renewed.open(QIODevice::ReadOnly));
    const auto after = renewed.readAll();
    QVERIFY(after != before);
    const auto key = sealing::openKeyring(after, Secret("246813"), Secret(QByteArray(32, 's')));
    QCOMPARE(key->recipientsDigest(), sealing::recipientsDigest({recovery.recipient()}));
    QVERIFY(m_vault->open(*keys));
    QCOMPARE(m_vault->recovery(), std::optional(recovery.recipient()));
    QVERIFY(!m_vault->notice());
}

void TestVaultRecovery::swapped_recipients_are_noticed()
{
    const auto recovery = *sealing::AgeIdentity::generate();
    const auto thief = *sealing::AgeIdentity::generate();
    QVERIFY(m_vault->setRecovery(recovery.recipient()));
    m_vault->lock();
    QFile file(path() + QStringLiteral("/recipients"));
    QVERIFY(file.open(QIODevice::ReadWrite));
    const auto swapped =
        file.readAll().replace(recovery.recipient().toText().toLatin1(), thief.recipient().toText().toLatin1());
    file.resize(0);
    file.write(swapped);
    file.close();
    QVERIFY(m_vault->open(*m_vault->derive(Secret("246813"), Secret(QByteArray(32, 's')))));
    QCOMPARE(m_vault->notice()->reason, Reason::StorageDamaged);
    QVERIFY(!m_vault->recovery()); // nobody but this vault, until the configuration names the key again
    const auto blob = *m_vault->keepBlob(*m_keys, jpeg);
    if (!QStandardPaths::findExecutable(QStringLiteral("age")).isEmpty())
        QVERIFY(opened(path() + QStringLiteral("/blobs/") + blob, thief).isEmpty());
}

void TestVaultRecovery::a_locked_phone_takes_pictures()
{
    const auto recovery = *sealing::AgeIdentity::generate();
    QVERIFY(m_vault->setRecovery(recovery.recipient()));
    m_vault->lock();
    QCOMPARE(m_vault->heldCount(), 0);
    QVERIFY(m_vault->sealWhileLocked(jpeg, {{QStringLiteral("id"), photoId}, {QStringLiteral("lat"), 46.8}}));
    QCOMPARE(m_vault->heldCount(), 1);
    for (QDirIterator all(path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories); all.hasNext();) {
        QFile file(all.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto bytes = file.readAll();
        QVERIFY2(!bytes.contains("the flood") && !bytes.contains(photoId.toLatin1()), qPrintable(file.fileName()));
    }
    QCOMPARE(m_vault->held().error().reason, Reason::Locked);
    QVERIFY(m_vault->open(m_keys));
    QVERIFY(m_vault->examine(*m_keys, false)->orphans.isEmpty()); // it comes by itself
    const auto held = m_vault->held();
    QCOMPARE(held->size(), 1);
    QCOMPARE(held->first().note[QLatin1String("id")].toString(), photoId);
    QCOMPARE(held->first().note[QLatin1String("lat")].toDouble(), 46.8);
    QCOMPARE(*m_vault->readBlob(*m_keys, held->first().blob), jpeg);
    if (!QStandardPaths::findExecutable(QStringLiteral("age")).isEmpty())
        QCOMPARE(opened(path() + QStringLiteral("/blobs/") + held->first().blob, recovery), jpeg);
}

void TestVaultRecovery::a_held_picture_is_imported_once()
{
    m_vault->lock();
    QVERIFY(m_vault->sealWhileLocked(jpeg, {{QStringLiteral("id"), photoId}}));
    QVERIFY(m_vault->open(m_keys));
    const auto one = m_vault->held()->first();
    QVERIFY(m_vault->put(Table::Photo, photoId, {{QStringLiteral("blob"), one.blob}}));
    // Killed before the note went: it is there again, and so is the row that says it was imported.
    m_vault->lock();
    QVERIFY(m_vault->open(m_keys));
    QCOMPARE(m_vault->held()->first().note[QLatin1String("id")].toString(), photoId);
    QVERIFY(m_vault->find(Table::Photo, photoId)->has_value());
    QVERIFY(m_vault->dropHeld(one.held));
    QVERIFY(m_vault->held()->isEmpty());
    QCOMPARE(*m_vault->readBlob(*m_keys, one.blob), jpeg);
    QVERIFY(!m_vault->dropHeld(QStringLiteral("../keyring")));
}

void TestVaultRecovery::what_no_row_names_is_found_again()
{
    const auto named = *m_vault->keepBlob(*m_keys, jpeg);
    QVERIFY(m_vault->put(Table::Photo, photoId,
                         {{QStringLiteral("rendition"), QJsonObject{{QStringLiteral("blob"), named}}}}));
    const auto lost = *m_vault->keepBlob(*m_keys, jpeg + "2");
    QFile noise(path() + QStringLiteral("/blobs/00000000000000000000000000000000.age"));
    QVERIFY(noise.open(QIODevice::WriteOnly));
    noise.write(QByteArray(500, 'n'));
    noise.close();
    // Its row may still be on the way.
    QVERIFY(m_vault->examine(*m_keys, false)->orphans.isEmpty());
    m_vault->lock();
    QVERIFY(m_vault->open(m_keys));
    const auto fresh = *m_vault->keepBlob(*m_keys, jpeg + "3");
    const auto found = m_vault->examine(*m_keys, false);
    QVERIFY(found->none());
    QCOMPARE(found->orphans.size(), 1);
    QCOMPARE(found->orphans.first().blob, lost);
    QVERIFY(found->orphans.first().bytes > jpeg.size());
    QVERIFY(found->orphans.first().sealedAt.secsTo(QDateTime::currentDateTime()) < 60);
    m_vault->lock();
    QVERIFY(m_vault->open(m_keys));
    QCOMPARE(m_vault->examine(*m_keys, false)->orphans.size(), 2);
    QVERIFY(m_vault->dropBlob(fresh));
}

void TestVaultRecovery::the_reserve_lets_the_queue_drain()
{
    QCOMPARE(QFileInfo(path() + QStringLiteral("/reserve")).size(), qint64(16) * 1024 * 1024);
    m_disk.full = true;
    // A new capture is refused before anything is written…
    QCOMPARE(m_vault->keepBlob(*m_keys, jpeg).error().reason, Reason::DiskFull);
    QVERIFY(QFileInfo::exists(path() + QStringLiteral("/reserve")));
    // …a receipt is kept.
    QVERIFY(m_vault->put(Table::Outbox, photoId, {{QStringLiteral("state"), QStringLiteral("received")}}));
    QVERIFY(!QFileInfo::exists(path() + QStringLiteral("/reserve")));
    QVERIFY(m_vault->find(Table::Outbox, photoId)->has_value());
}

void TestVaultRecovery::an_erased_keyring_is_overwritten_where_it_lay()
{
    QFile keyring(path() + QStringLiteral("/keyring"));
    QVERIFY(keyring.open(QIODevice::ReadOnly)); // the same bytes on the medium, whatever their name becomes
    const auto before = keyring.readAll();
    QVERIFY(m_vault->erase());
    QVERIFY(keyring.seek(0));
    const auto after = keyring.readAll();
    QCOMPARE(after.size(), before.size());
    QVERIFY(after != before);
    QVERIFY(after.mid(43) != before.mid(43));
    QVERIFY(!*m_vault->exists());
}

void TestVaultRecovery::no_file_follows_a_link()
{
    const auto elsewhere = m_folder->path() + QStringLiteral("/elsewhere");
    QFile target(elsewhere);
    QVERIFY(target.open(QIODevice::WriteOnly));
    target.write("theirs");
    target.close();
    const auto link = path() + QStringLiteral("/link");
    QVERIFY(QFile::link(elsewhere, link));
    QVERIFY(!m_disk.read(link));
    QVERIFY(!m_disk.create(link));
    QVERIFY(!m_disk.openEnd(link));
    QVERIFY(!m_disk.overwrite(link, "ours"));
    QVERIFY(target.open(QIODevice::ReadOnly));
    QCOMPARE(target.readAll(), QByteArray("theirs"));
}

QTEST_GUILESS_MAIN(TestVaultRecovery)
#include "tst_vault_recovery.moc"
