// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/vault/bundle_log.h"
#include "app/vault/disk.h"
#include "app/vault/ledger.h"
#include "app/vault/row_store.h"
#include "core/sealing/age_keys.h"
#include "core/signature/secret.h"

#include <QDateTime>
#include <QJsonObject>
#include <QMutex>
#include <QSet>
#include <QString>
#include <memory>
#include <optional>

namespace astreinte::sealing {
class VaultKey;
}

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

// A picture taken while the vault was locked, as it is found after unlocking.
struct HeldPicture
{
    QString held;     // names it for dropHeld()
    QString blob;     // the sealed picture; readBlob() opens it
    QJsonObject note; // what the caller gave: id, time, fix…
};

// A sealed picture that no row names: a kill between two steps, or a rebuilt database.
struct FoundPicture
{
    QString blob;
    qint64 bytes = 0;   // as sealed
    QDateTime sealedAt; // by the phone's clock
};

// What a complete check found wrong; all empty when nothing is.
struct Findings
{
    std::optional<Failure> database; // its structure, a row that does not open, rows that are missing or too many
    bool bundles = false;            // the second copy of the rows
    QStringList blobs;               // sealed pictures that are named by a row and missing or damaged
    // Nothing wrong: pictures that open and that neither a row nor a held note names, nor this process has sealed since
    // the vault was last locked. They are offered to the person (« photo retrouvée »), never deleted by themselves.
    QList<FoundPicture> orphans;
    [[nodiscard]] bool none() const { return !database && !bundles && blobs.isEmpty(); }
};

// Everything this phone keeps (SECURITY §1, §2): sealed rows in SQLite with a second copy beside them, pictures as age
// files for the vault and for the prefecture's recovery key, a keyring opened by the PIN and the keystore's secret
// together. Rows are used from the thread that opened the vault; the functions marked "any thread" may run in a worker.
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
    // Slow, any thread. WrongPin when PIN or keystore secret do not open the keyring. Renews the keyring when its
    // second copy is damaged or the recovery key has changed since.
    [[nodiscard]] Result<std::shared_ptr<const VaultKeys>> derive(const signature::Secret &pin,
                                                                  const signature::Secret &storeSecret) const;
    // Finishes what a power cut left, brings an older schema up to date, and rebuilds a damaged database (notice()).
    // StorageNewer: nothing is touched.
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
    // StorageDamaged when the file is not what was written.
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
    [[nodiscard]] Result<QList<QJsonObject>> page(const RowStore::Page &wanted) const;
    [[nodiscard]] Result<QStringList> ids(const RowStore::IdPage &wanted) const;
    [[nodiscard]] Result<int> count(Table table, quint8 state) const;
    [[nodiscard]] Result<bool> holds(Table table, const QString &id) const;
    // The row's id for what must be found again without its name being legible: HMAC-SHA256 under the vault's search
    // key, the first 16 bytes.
    [[nodiscard]] Result<QString> blindId(QByteArrayView name) const;
    [[nodiscard]] static QByteArray idBytes(const QString &id);

    // Bytes that must never be in a shared buffer: private keys. They live in Table::Identity.
    Result<void> putSecret(const QString &id, const signature::Secret &secret);
    [[nodiscard]] Result<signature::Secret> findSecret(const QString &id) const;

    // Whom pictures are sealed to besides this vault, from now on: the prefecture's recovery key (its private half is
    // kept offline). Durable when it returns; nothing happens when it is already so.
    Result<void> setRecovery(const std::optional<sealing::AgeRecipient> &recipient);
    [[nodiscard]] std::optional<sealing::AgeRecipient> recovery() const;

    // Any thread. A sealed file under a fresh name, durable when the name is returned. DiskFull keeps a reserve for the
    // queue to drain: 3 × size + 32 MiB must be free.
    [[nodiscard]] Result<QString> keepBlob(const VaultKeys &keys, QByteArrayView bytes) const;
    [[nodiscard]] Result<QByteArray> readBlob(const VaultKeys &keys, const QString &name) const;
    // Only once no committed row names it.
    Result<void> dropBlob(const QString &name) const;

    // Any thread, locked or not: public keys suffice. The picture is sealed to the vault and the recovery key, then a
    // sealed note that names it; both are durable when it returns ("saved" may be shown then). `note` is given back
    // unchanged by held() after the next unlock; let it carry a photo id made at the shutter, so that an import that
    // was cut short is recognised. UnknownKey on a phone whose vault was never opened.
    [[nodiscard]] Result<void> sealWhileLocked(QByteArrayView picture, const QJsonObject &note) const;
    // How many wait, locked or not.
    [[nodiscard]] int heldCount() const;
    // After unlocking, oldest first. For each: commit a row that names `blob` (unless a row with the note's id exists),
    // then dropHeld(). A note that does not open is left where it is and reported through notice().
    [[nodiscard]] Result<QList<HeldPicture>> held();
    Result<void> dropHeld(const QString &held) const;

    // Any thread, long. Reads everything: structure, each row against the ledger, the second copy, and with `withBlobs`
    // each named picture. Orphans are looked for where the rows are sound. Changes nothing.
    [[nodiscard]] Result<Findings> examine(const VaultKeys &keys, bool withBlobs) const;
    // Moves the database into `quarantine/` and makes a new one from the second copy and what is readable of the old.
    // notice() says whether anything may be missing.
    Result<void> rebuild();
    // Writes the second copy again from the database.
    Result<void> renewBundles();
    // What the person must be told of the storage: StorageRebuilt, StorageIncomplete or StorageDamaged.
    [[nodiscard]] const std::optional<Failure> &notice() const { return m_notice; }
    void setNotice(const Failure &failure) { m_notice = failure; }
    void noticeShown() { m_notice.reset(); }

    [[nodiscard]] qint64 freeBytes() const;
    [[nodiscard]] const QString &folder() const { return m_folder; }

private:
    [[nodiscard]] QString path(const QString &name) const { return m_folder + QLatin1Char('/') + name; }
    Result<void> prepareFolders() const;
    [[nodiscard]] Result<StoredRow> sealed(Table table, const QString &id, quint8 state, QByteArrayView plain) const;
    [[nodiscard]] Result<signature::Secret> opened(const StoredRow &row) const;
    [[nodiscard]] Result<QJsonObject> document(const StoredRow &row) const;
    [[nodiscard]] Result<QList<QJsonObject>> documents(const QList<StoredRow> &rows) const;

    // vault_open.cpp
    Result<void> openRows();
    Result<void> readLedger();
    Result<void> catchUp();
    Result<void> startLedger();
    [[nodiscard]] Result<Ledger> countedLedger() const;
    [[nodiscard]] Result<Ledger> openedLedger(const StoredRow &row) const;
    [[nodiscard]] Result<StoredRow> sealedLedger(const Ledger &ledger) const;
    Result<void> commitRows(QList<StoredRow> rows);
    Result<void> commitToDatabase(const QList<StoredRow> &rows, const Ledger &next);
    void keepReserve() const;
    bool freeReserve() const;
    // vault_rebuild.cpp
    Result<void> replaceDatabase(const QList<StoredRow> &rows, const Ledger &ledger);
    [[nodiscard]] QString quarantineStamp() const;
    Result<void> examineRow(const StoredRow &row, const VaultKeys &keys, Ledger &counted, Ledger &said,
                            QSet<QString> &named) const;

    // vault_keyring.cpp
    Result<void> writeKeyring(QByteArrayView file) const;
    struct Recipients
    {
        QList<sealing::AgeRecipient> all; // the vault's own first
        bool authentic = false;           // by the vault's ledger key
    };
    [[nodiscard]] Result<Recipients> readRecipients(const VaultKeys *keys) const;
    Result<void> writeRecipients(const VaultKeys &keys, const std::optional<sealing::AgeRecipient> &recovery) const;
    Result<void> openRecipients();
    void noteFresh(const QString &name) const;
    [[nodiscard]] bool isFresh(const QString &name) const;
    void forgetFresh();
    [[nodiscard]] QList<FoundPicture> orphans(const VaultKeys &keys, const QSet<QString> &named) const;
    [[nodiscard]] Result<QString> keepSealed(const QString &folder, QByteArrayView bytes,
                                             const QList<sealing::AgeRecipient> &recipients) const;

    QString m_folder;
    Disk &m_disk;
    RowStore m_rows;
    BundleLog m_bundles;
    Ledger m_ledger;
    std::shared_ptr<const VaultKeys> m_keys;
    std::optional<Failure> m_notice;
    mutable QMutex m_recoveryGuard;
    std::optional<sealing::AgeRecipient> m_recovery;
    // Sealed files that a worker is writing or has written for a row to come: neither leftovers of a kill nor orphans.
    mutable QMutex m_freshGuard;
    mutable QSet<QString> m_fresh;
};

} // namespace astreinte::app
