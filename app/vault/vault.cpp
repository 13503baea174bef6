// SPDX-License-Identifier: EUPL-1.2
#include "app/vault/vault.h"

#include "app/vault/vault_keys.h"
#include "core/sealing/row_seal.h"
#include "core/signature/bytes.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QUuid>
#include <limits>

namespace astreinte::app {
namespace {

const QString keyringFile = QStringLiteral("keyring");
const QString stateFile = QStringLiteral("lock.json");
const QString databaseFile = QStringLiteral("rows.sqlite");
constexpr qsizetype longestRow = 8 * 1024 * 1024;

QByteArray idBytes(const QString &id)
{
    return QUuid::fromString(id).toRfc4122();
}

} // namespace

Vault::Vault(QString folder, Disk &disk) : m_folder(std::move(folder)), m_disk(disk) {}

Vault::~Vault() = default;

Result<bool> Vault::exists() const
{
    const bool keyring = QFileInfo::exists(path(keyringFile));
    if (!keyring && QFileInfo::exists(path(databaseFile)))
        return fail(Reason::StorageFailed, QStringLiteral("keyring"));
    return keyring;
}

// mkdir, then the parents, so that a power cut never leaves a keyring without its folder.
Result<void> Vault::prepareFolders() const
{
    return m_disk.makeFolder(m_folder)
        .and_then([&] { return m_disk.syncFolder(QFileInfo(m_folder).path()); })
        .and_then([&] { return m_disk.makeFolder(path(QStringLiteral("blobs"))); })
        .and_then([&] { return m_disk.syncFolder(m_folder); });
}

Result<std::shared_ptr<const VaultKeys>> Vault::create(const signature::Secret &pin,
                                                       const signature::Secret &storeSecret) const
{
    const auto key = sealing::VaultKey::generate({});
    if (!key)
        return tl::unexpected(key.error());
    const auto file = sealing::sealKeyring(*key, pin, storeSecret);
    if (!file)
        return tl::unexpected(file.error());
    auto keys = vaultKeys(*key);
    if (!keys)
        return keys;
    if (auto prepared = prepareFolders(); !prepared)
        return tl::unexpected(prepared.error());
    if (auto written = replaceFile(m_disk, path(keyringFile), *file); !written)
        return tl::unexpected(written.error());
    return keys;
}

Result<std::shared_ptr<const VaultKeys>> Vault::derive(const signature::Secret &pin,
                                                       const signature::Secret &storeSecret) const
{
    const auto file = m_disk.read(path(keyringFile));
    if (!file)
        return tl::unexpected(file.error());
    const auto key = sealing::openKeyring(*file, pin, storeSecret);
    if (!key)
        return tl::unexpected(key.error());
    return vaultKeys(*key);
}

Result<void> Vault::open(std::shared_ptr<const VaultKeys> keys)
{
    if (auto opened = m_rows.open(path(databaseFile)); !opened)
        return opened;
    if (auto synced = m_disk.syncFolder(m_folder); !synced)
        return synced;
    // What a kill left half written has never had a name that a row could point to.
    for (const auto &name :
         QDir(path(QStringLiteral("blobs"))).entryList({QStringLiteral(".tmp-*")}, QDir::Files | QDir::Hidden))
        (void)m_disk.remove(path(QStringLiteral("blobs/") + name));
    m_keys = std::move(keys);
    return {};
}

void Vault::lock()
{
    m_rows.close();
    m_keys.reset();
}

Result<Vault::LockState> Vault::lockState() const
{
    if (!QFileInfo::exists(path(stateFile)))
        return LockState{};
    const auto bytes = m_disk.read(path(stateFile));
    if (!bytes)
        return tl::unexpected(bytes.error());
    const auto object = QJsonDocument::fromJson(*bytes).object();
    if (object[QLatin1String("v")].toInt() != 1)
        return fail(Reason::StorageNewer, stateFile);
    return LockState{object[QLatin1String("failed")].toInt(), object[QLatin1String("last")].toInteger(),
                     object[QLatin1String("keyStore")].toBool(true)};
}

Result<void> Vault::setLockState(const LockState &state)
{
    const QJsonObject object{{QStringLiteral("v"), 1},
                             {QStringLiteral("failed"), state.failedTries},
                             {QStringLiteral("last"), state.lastTry},
                             {QStringLiteral("keyStore"), state.usesKeyStore}};
    return replaceFile(m_disk, path(stateFile), QJsonDocument(object).toJson(QJsonDocument::Compact));
}

Result<void> Vault::erase()
{
    lock();
    // Overwritten first: unlinking alone leaves the wrapped key on the medium.
    const auto noise = signature::randomBytes(sealing::keyringSize);
    if (noise)
        (void)replaceFile(m_disk, path(keyringFile), *noise);
    auto removed = m_disk.remove(path(keyringFile));
    // Without the keyring the sealed rows are noise; they are moved aside so that a new vault can be made.
    const auto aside = m_folder + QStringLiteral(".erased-") + QUuid::createUuid().toString(QUuid::Id128);
    if (removed)
        removed = m_disk.rename(m_folder, aside);
    return removed ? m_disk.syncFolder(QFileInfo(m_folder).path()) : removed;
}

Result<quint64> Vault::nextRevision(Table table, const QByteArray &id) const
{
    const auto row = m_rows.find(table, id);
    if (!row)
        return tl::unexpected(row.error());
    return *row ? (*row)->revision + 1 : 1;
}

Result<StoredRow> Vault::sealed(Table table, const QString &id, quint8 state, QByteArrayView plain) const
{
    const auto bytes = idBytes(id);
    const auto revision = nextRevision(table, bytes);
    if (!revision)
        return tl::unexpected(revision.error());
    auto row = sealing::sealRow(m_keys->rowKey, {m_keys->vaultId, quint8(table), bytes, *revision, state}, plain);
    if (!row)
        return tl::unexpected(row.error());
    return StoredRow{table, bytes, *revision, state, *std::move(row)};
}

Result<signature::Secret> Vault::opened(const StoredRow &row) const
{
    return sealing::openRow(m_keys->rowKey, {m_keys->vaultId, quint8(row.table), row.id, row.revision, row.state},
                            row.sealed);
}

Result<QJsonObject> Vault::document(const StoredRow &row) const
{
    const auto plain = opened(row);
    if (!plain)
        return tl::unexpected(plain.error());
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(plain->view().toByteArray(), &error);
    if (!document.isObject())
        return fail(Reason::StorageFailed, error.errorString());
    return document.object();
}

Result<void> Vault::commit(const QList<Change> &changes)
{
    if (!isOpen())
        return fail(Reason::Locked);
    QList<StoredRow> rows;
    for (const auto &change : changes) {
        if (change.document.isEmpty()) {
            rows.append({change.table, idBytes(change.id), 0, 0, {}});
            continue;
        }
        const auto plain = QJsonDocument(change.document).toJson(QJsonDocument::Compact);
        if (plain.size() > longestRow)
            return fail(Reason::TooLarge);
        auto row = sealed(change.table, change.id, change.state, plain);
        if (!row)
            return tl::unexpected(row.error());
        rows.append(*std::move(row));
    }
    return m_rows.commit(rows);
}

Result<void> Vault::put(Table table, const QString &id, const QJsonObject &document, quint8 state)
{
    return commit({{table, id, document, state}});
}

Result<void> Vault::remove(Table table, const QString &id)
{
    return commit({{table, id, {}, 0}});
}

Result<std::optional<QJsonObject>> Vault::find(Table table, const QString &id) const
{
    if (!isOpen())
        return fail(Reason::Locked);
    const auto row = m_rows.find(table, idBytes(id));
    if (!row)
        return tl::unexpected(row.error());
    if (!*row)
        return std::nullopt;
    auto object = document(**row);
    if (!object)
        return tl::unexpected(object.error());
    return *std::move(object);
}

Result<QList<QJsonObject>> Vault::all(Table table) const
{
    if (!isOpen())
        return fail(Reason::Locked);
    const auto rows = m_rows.all(table);
    if (!rows)
        return tl::unexpected(rows.error());
    QList<QJsonObject> documents;
    for (const auto &row : *rows) {
        auto object = document(row);
        if (!object)
            return tl::unexpected(object.error());
        documents.append(*std::move(object));
    }
    return documents;
}

Result<void> Vault::putSecret(const QString &id, const signature::Secret &secret)
{
    if (!isOpen())
        return fail(Reason::Locked);
    auto row = sealed(Table::Identity, id, 0, secret.view());
    if (!row)
        return tl::unexpected(row.error());
    return m_rows.commit({*std::move(row)});
}

Result<signature::Secret> Vault::findSecret(const QString &id) const
{
    if (!isOpen())
        return fail(Reason::Locked);
    const auto row = m_rows.find(Table::Identity, idBytes(id));
    if (!row)
        return tl::unexpected(row.error());
    return *row ? opened(**row) : fail(Reason::UnknownKey);
}

qint64 Vault::freeBytes() const
{
    return m_disk.freeBytes(m_folder);
}

} // namespace astreinte::app
