// SPDX-License-Identifier: EUPL-1.2
#include "app/vault/vault.h"

#include "app/vault/vault_keys.h"
#include "core/sealing/derivation.h"
#include "core/sealing/row_seal.h"
#include "core/signature/bytes.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QUuid>
#include <limits>

namespace astreinte::app {
namespace {

constexpr qsizetype longestRow = 8 * 1024 * 1024;

} // namespace

QByteArray Vault::idBytes(const QString &id)
{
    return QUuid::fromString(id).toRfc4122();
}

Vault::Vault(QString folder, Disk &disk)
    : m_folder(std::move(folder)), m_disk(disk), m_bundles(disk, path(QStringLiteral("bundles")))
{
}

Vault::~Vault() = default;

// Each folder, then the one that names it, so that a power cut never leaves a keyring without its folder. The folder
// above may have been made by this very start.
Result<void> Vault::prepareFolders() const
{
    const auto above = QFileInfo(m_folder).path();
    auto done = m_disk.makeFolder(m_folder);
    for (const auto *inside : {"blobs", "held"})
        done = done.and_then([&] { return m_disk.makeFolder(path(QLatin1String(inside))); });
    for (const auto &folder : {m_folder, above, QFileInfo(above).path()})
        done = done.and_then([&] { return m_disk.syncFolder(folder); });
    return done;
}

Result<StoredRow> Vault::sealed(Table table, const QString &id, quint8 state, QByteArrayView plain) const
{
    const auto bytes = idBytes(id);
    const auto before = m_rows.head(table, bytes);
    if (!before)
        return tl::unexpected(before.error());
    const quint64 revision = *before ? (*before)->revision + 1 : 1;
    auto row = sealing::sealRow(m_keys->rowKey, {m_keys->vaultId, quint8(table), bytes, revision, state}, plain);
    if (!row)
        return tl::unexpected(row.error());
    return StoredRow{table, bytes, revision, state, *std::move(row)};
}

Result<signature::Secret> Vault::opened(const StoredRow &row) const
{
    auto plain = sealing::openRow(m_keys->rowKey, {m_keys->vaultId, quint8(row.table), row.id, row.revision, row.state},
                                  row.sealed);
    if (!plain && plain.error().reason == Reason::StorageFailed)
        return fail(Reason::StorageDamaged, plain.error().detail);
    return plain;
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
    return commitRows(rows);
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

Result<QList<QJsonObject>> Vault::documents(const QList<StoredRow> &rows) const
{
    QList<QJsonObject> documents;
    for (const auto &row : rows) {
        auto object = document(row);
        if (!object)
            return tl::unexpected(object.error());
        documents.append(*std::move(object));
    }
    return documents;
}

Result<QList<QJsonObject>> Vault::all(Table table) const
{
    if (!isOpen())
        return fail(Reason::Locked);
    const auto rows = m_rows.all(table);
    return rows ? documents(*rows) : tl::unexpected(rows.error());
}

Result<QList<QJsonObject>> Vault::page(const RowStore::Page &wanted) const
{
    if (!isOpen())
        return fail(Reason::Locked);
    const auto rows = m_rows.page(wanted);
    return rows ? documents(*rows) : tl::unexpected(rows.error());
}

Result<int> Vault::count(Table table, quint8 state) const
{
    return isOpen() ? m_rows.count(table, state) : fail(Reason::Locked);
}

Result<QStringList> Vault::ids(const RowStore::IdPage &wanted) const
{
    if (!isOpen())
        return fail(Reason::Locked);
    return m_rows.ids(wanted).map([](const QList<QByteArray> &found) {
        QStringList ids;
        for (const auto &id : found)
            ids.append(QUuid::fromRfc4122(id).toString(QUuid::WithoutBraces));
        return ids;
    });
}

Result<bool> Vault::holds(Table table, const QString &id) const
{
    if (!isOpen())
        return fail(Reason::Locked);
    return m_rows.head(table, idBytes(id)).map([](const std::optional<RowHead> &head) { return head.has_value(); });
}

Result<QString> Vault::blindId(QByteArrayView name) const
{
    if (!isOpen())
        return fail(Reason::Locked);
    return sealing::hmacSha256(m_keys->searchKey.view(), name).map([](const QByteArray &code) {
        return QUuid::fromRfc4122(code.first(16)).toString(QUuid::WithoutBraces);
    });
}

Result<void> Vault::putSecret(const QString &id, const signature::Secret &secret)
{
    if (!isOpen())
        return fail(Reason::Locked);
    auto row = sealed(Table::Identity, id, 0, secret.view());
    if (!row)
        return tl::unexpected(row.error());
    return commitRows({*std::move(row)});
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
