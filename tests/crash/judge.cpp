// SPDX-License-Identifier: EUPL-1.2
#include "tests/crash/judge.h"

#include "app/outbox/outbox.h"
#include "app/vault/vault_keys.h"
#include "core/signature/bytes.h"

#include <QFile>
#include <QHash>
#include <QSet>

namespace astreinte::tests {
namespace {

using namespace app;

// No reserve of 16 MiB for each of thousands of disks.
class JudgesDisk final : public PosixDisk
{
public:
    [[nodiscard]] qint64 freeBytes(const QString &) const override { return 0; }
};

// What the user may rely on.
struct Promises
{
    QHash<QString, int> drafts;
    QHash<QString, QByteArray> photos; // id → hex SHA-256 of the original
    QHash<QString, QByteArray> held;
    QSet<QString> queued;
    QSet<QString> received;
    QHash<QString, QString> said; // submission → id of what was approved by voice
    QSet<QString> unsaying;
    QSet<QString> unsaid;
    QSet<QString> mayGo;
    bool vault = false;

    explicit Promises(const QByteArrayList &acknowledged)
    {
        for (const auto &line : acknowledged) {
            const auto words = line.split(' ');
            const auto id = QString::fromLatin1(words.value(1));
            if (words[0] == "keys")
                vault = true;
            else if (words[0] == "draft")
                drafts.insert(id, words.value(2).toInt());
            else if (words[0] == "photo")
                photos.insert(id, words.value(2));
            else if (words[0] == "held")
                held.insert(id, words.value(2));
            else if (words[0] == "queued")
                queued.insert(id);
            else if (words[0] == "received")
                received.insert(id);
            else if (words[0] == "said")
                said.insert(id, QString::fromLatin1(words.value(2)));
            else if (words[0] == "unsaying")
                unsaying.insert(id);
            else if (words[0] == "unsaid")
                unsaid.insert(id);
            else if (words[0] == "letting-go")
                mayGo << id << QString::fromLatin1(words.value(2));
        }
    }
};

class Judging
{
public:
    Judging(Vault &vault, const VaultKeys &keys, const Promises &promises)
        : m_vault(vault), m_keys(keys), m_promises(promises)
    {
    }

    QStringList verdict()
    {
        const auto drafts = m_vault.all(Table::Draft);
        const auto photos = m_vault.all(Table::Photo);
        const auto items = m_vault.all(Table::Outbox);
        if (!drafts || !photos || !items)
            return {QStringLiteral("unreadable: a table")};
        readOutbox(*items);
        checkDrafts(*drafts);
        checkPhotos(*photos);
        for (const auto &id : m_promises.queued)
            if (!m_items.contains(id) && !m_promises.mayGo.contains(id))
                m_faults.append(QStringLiteral("lost: submission %1").arg(id));
        for (const auto &id : m_promises.received)
            if (m_items.contains(id) && m_items[id].waiting())
                m_faults.append(QStringLiteral("lost: receipt of %1").arg(id));
        checkSaid();
        if (!m_vault.put(Table::Content, QStringLiteral("0190a1b2-0000-7000-8000-0000000000cc"),
                         {{QStringLiteral("v"), 1}}))
            m_faults.append(QStringLiteral("unreadable: cannot go on writing"));
        return m_faults;
    }

private:
    void readOutbox(const QList<QJsonObject> &rows)
    {
        for (const auto &row : rows) {
            const auto item = OutboxItem::fromJson(row);
            if (!item) {
                m_faults.append(QStringLiteral("unreadable: a submission"));
                continue;
            }
            m_items.insert(item->id(), *item);
            for (const auto &photo : item->photos)
                if (const auto bytes = m_vault.readBlob(m_keys, photo.blob);
                    !bytes || signature::sha256(*bytes) != photo.sha256)
                    m_faults.append(QStringLiteral("lost: rendition of %1").arg(item->id()));
        }
    }
    void checkSaid()
    {
        for (auto promise = m_promises.said.cbegin(); promise != m_promises.said.cend(); ++promise) {
            const auto &oral = m_items.value(promise.key()).oral;
            if (!m_promises.unsaying.contains(promise.key()) && (!oral || oral->id != promise.value()))
                m_faults.append(QStringLiteral("lost: approval by voice of %1").arg(promise.key()));
            if (m_promises.unsaid.contains(promise.key()) && oral)
                m_faults.append(QStringLiteral("twice: approval by voice of %1").arg(promise.key()));
        }
    }
    void checkDrafts(const QList<QJsonObject> &rows)
    {
        QHash<QString, int> found;
        for (const auto &row : rows) {
            const auto id = row[QLatin1String("id")].toString();
            found.insert(id, row[QLatin1String("values")].toObject()[QLatin1String("n")].toInt());
            for (const auto photos = row[QLatin1String("photos")].toArray(); const auto &photo : photos)
                m_drafted.insert(photo.toString());
            if (m_items.contains(id))
                m_faults.append(QStringLiteral("twice: %1 is a draft and a submission").arg(id));
        }
        for (auto promise = m_promises.drafts.cbegin(); promise != m_promises.drafts.cend(); ++promise)
            if (!m_items.contains(promise.key()) && !m_promises.mayGo.contains(promise.key()) &&
                found.value(promise.key(), -1) < promise.value())
                m_faults.append(QStringLiteral("lost: draft %1").arg(promise.key()));
    }
    bool opensAs(const QString &blob, const QByteArray &sha256) const
    {
        const auto bytes = m_vault.readBlob(m_keys, blob);
        return bytes && signature::hex(signature::sha256(*bytes)) == sha256;
    }
    void checkPhotos(const QList<QJsonObject> &rows)
    {
        QHash<QString, QString> blobs;
        for (const auto &row : rows) {
            const auto id = row[QLatin1String("id")].toString();
            blobs.insert(id, row[QLatin1String("blob")].toString());
            // Acknowledged or not: a row never points to what is not there.
            if (!m_vault.readBlob(m_keys, blobs[id]))
                m_faults.append(QStringLiteral("lost: file of photo %1").arg(id));
        }
        const auto held = m_vault.held();
        QSet<QString> offered;
        for (const auto &one : held.value_or(QList<HeldPicture>()))
            if (const auto id = one.note[QLatin1String("id")].toString(); !offered.contains(id)) {
                offered.insert(id);
                if (!blobs.contains(id))
                    blobs.insert(id, one.blob);
            }
        // Taken while locked: offered still, or in a draft; a photo that no screen shows is lost to its author.
        for (auto promise = m_promises.held.cbegin(); promise != m_promises.held.cend(); ++promise)
            if (!offered.contains(promise.key()) && !m_drafted.contains(promise.key()))
                m_faults.append(QStringLiteral("lost: photo %1 is in no draft").arg(promise.key()));
        for (const auto &promised : {m_promises.photos, m_promises.held})
            for (auto promise = promised.cbegin(); promise != promised.cend(); ++promise)
                if (!m_promises.mayGo.contains(promise.key()) && !opensAs(blobs.value(promise.key()), promise.value()))
                    m_faults.append(QStringLiteral("lost: photo %1").arg(promise.key()));
    }

    Vault &m_vault;
    const VaultKeys &m_keys;
    const Promises &m_promises;
    QHash<QString, OutboxItem> m_items;
    QSet<QString> m_drafted;
    QStringList m_faults;
};

bool keyringStands(const QString &vault)
{
    QFile first(vault + QStringLiteral("/keyring"));
    QFile second(vault + QStringLiteral("/keyring.copy"));
    if (!first.open(QIODevice::ReadOnly) || !second.open(QIODevice::ReadOnly))
        return false;
    const auto bytes = first.readAll();
    return bytes.size() == sealing::keyringSize && bytes == second.readAll();
}

} // namespace

std::shared_ptr<const VaultKeys> keysOf(const QByteArrayList &acknowledged)
{
    QByteArrayList words{{}, QByteArray(16, 'v'), QByteArray(32, 'r'), QByteArray(32, 'a'), QByteArray(32, 'l')};
    for (const auto &line : acknowledged)
        if (line.startsWith("keys ")) {
            words = line.split(' ');
            for (auto &word : words)
                word = QByteArray::fromHex(word);
        }
    return std::make_shared<const VaultKeys>(
        VaultKeys{words[1], signature::Secret(words[2]), *sealing::AgeIdentity::fromSecret(words[3]),
                  signature::Secret(words[4]), signature::Secret(QByteArray(32, 's'))});
}

QStringList judge(const QString &root, const std::shared_ptr<const VaultKeys> &keys, const QByteArrayList &acknowledged)
{
    const Promises promises(acknowledged);
    const auto folder = root + QStringLiteral("/data/vault");
    if (promises.vault && !keyringStands(folder))
        return {QStringLiteral("lost: keyring")};
    if (acknowledged.isEmpty())
        return {}; // the phone was being set up: nothing was promised
    JudgesDisk disk;
    Vault vault(folder, disk);
    if (const auto opened = vault.open(keys); !opened)
        return {QStringLiteral("unreadable: %1").arg(opened.error().toString())};
    if (vault.notice())
        return {QStringLiteral("damage after a mere power cut: %1").arg(vault.notice()->toString())};
    return Judging(vault, *keys, promises).verdict();
}

} // namespace astreinte::tests
