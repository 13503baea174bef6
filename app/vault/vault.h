// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/vault/disk.h"
#include "app/vault/row_store.h"
#include "core/signature/secret.h"

#include <QJsonObject>
#include <QMutex>
#include <QString>
#include <memory>
#include <optional>

namespace astreinte::app {

// The keys of an open vault. A worker that is sealing holds its own reference, so that locking never pulls them away in
// the middle of a file; they are wiped when the last reference goes.
struct VaultKeys;

// What is written in one commit. An empty document removes the row.
struct Change
{
    Table table = Table::Draft;
    QString id; // UUID
    QJsonObject document;
    quint8 state = 0;
};

// Everything this phone keeps (SECURITY §1, §2): sealed rows in SQLite, pictures as age files, a keyring opened by the
// PIN and the keystore's secret together. Rows are used from the thread that opened the vault; the functions marked
// "any thread" may run in a worker.
class Vault
{
public:
    Vault(QString folder, Disk &disk);
    ~Vault();
    Vault(const Vault &) = delete;
    Vault &operator=(const Vault &) = delete;

    // False for a new phone. StorageFailed when there are data without a keyring or the reverse: nothing is touched.
    [[nodiscard]] Result<bool> exists() const;

    // Slow (scrypt), any thread. A new keyring for this PIN and keystore secret, durable when it returns.
    Result<std::shared_ptr<const VaultKeys>> create(const signature::Secret &pin,
                                                    const signature::Secret &storeSecret) const;
    // Slow, any thread. WrongPin when PIN or keystore secret do not open the keyring.
    [[nodiscard]] Result<std::shared_ptr<const VaultKeys>> derive(const signature::Secret &pin,
                                                                  const signature::Secret &storeSecret) const;
    Result<void> open(std::shared_ptr<const VaultKeys> keys);
    // Wipes the keys (once no worker holds them) and closes the database.
    void lock();
    [[nodiscard]] bool isOpen() const { return m_keys != nullptr; }
    [[nodiscard]] std::shared_ptr<const VaultKeys> keys() const { return m_keys; }

    // What must be known before the PIN is: kept in a plain file, replaced whole.
    struct LockState
    {
        int failedTries = 0; // in a row; raised durably before each derivation, so that a pulled plug is no free try
        qint64 lastTry = 0;  // seconds since 1970
        bool usesKeyStore = true; // false: a long passphrase stands alone
    };
    [[nodiscard]] Result<LockState> lockState() const;
    Result<void> setLockState(const LockState &state);

    // The tenth wrong PIN, or an order of the server: the keyring is overwritten and removed. The caller removes the
    // keystore's secret. What is left cannot be opened but with the prefecture's recovery key.
    Result<void> erase();

    // On the medium when it returns; all of it or nothing.
    Result<void> commit(const QList<Change> &changes);
    Result<void> put(Table table, const QString &id, const QJsonObject &document, quint8 state = 0);
    Result<void> remove(Table table, const QString &id);
    [[nodiscard]] Result<std::optional<QJsonObject>> find(Table table, const QString &id) const;
    [[nodiscard]] Result<QList<QJsonObject>> all(Table table) const;

    // Bytes that must never be in a shared buffer: private keys. They live in Table::Identity.
    Result<void> putSecret(const QString &id, const signature::Secret &secret);
    [[nodiscard]] Result<signature::Secret> findSecret(const QString &id) const;

    // Any thread. A sealed file under a fresh name, durable when the name is returned. DiskFull keeps a reserve for the
    // queue to drain: 3 × size + 32 MiB must be free.
    [[nodiscard]] Result<QString> keepBlob(const VaultKeys &keys, QByteArrayView bytes) const;
    [[nodiscard]] Result<QByteArray> readBlob(const VaultKeys &keys, const QString &name) const;
    // Only once no committed row names it.
    Result<void> dropBlob(const QString &name) const;

    [[nodiscard]] qint64 freeBytes() const;
    [[nodiscard]] const QString &folder() const { return m_folder; }

private:
    [[nodiscard]] QString path(const QString &name) const { return m_folder + QLatin1Char('/') + name; }
    Result<void> prepareFolders() const;
    [[nodiscard]] Result<quint64> nextRevision(Table table, const QByteArray &id) const;
    [[nodiscard]] Result<StoredRow> sealed(Table table, const QString &id, quint8 state, QByteArrayView plain) const;
    [[nodiscard]] Result<signature::Secret> opened(const StoredRow &row) const;
    [[nodiscard]] Result<QJsonObject> document(const StoredRow &row) const;

    QString m_folder;
    Disk &m_disk;
    RowStore m_rows;
    std::shared_ptr<const VaultKeys> m_keys;
};

} // namespace astreinte::app
