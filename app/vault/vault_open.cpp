// SPDX-License-Identifier: EUPL-1.2
#include "app/vault/vault.h"
#include "app/vault/vault_keys.h"
#include "core/sealing/row_seal.h"
#include "core/signature/bytes.h"

#include <QDir>
#include <QFileInfo>

// Opening: the database, its ledger, and what the second copy knows that the database forgot.
namespace astreinte::app {
namespace {

constexpr int presentSchema = 2;
const QString databaseFile = QStringLiteral("rows.sqlite");
const QString reserveFile = QStringLiteral("reserve");
constexpr qint64 reserveBytes = qint64(16) * 1024 * 1024;
constexpr qint64 spareBytes = qint64(32) * 1024 * 1024;
// The second copy is written anew when it has grown to this many times the database, and this much more.
constexpr qint64 bundleGrowth = 3;
constexpr qint64 bundleSlack = qint64(8) * 1024 * 1024;

} // namespace

Result<void> Vault::open(std::shared_ptr<const VaultKeys> keys)
{
    m_keys = std::move(keys);
    m_notice.reset();
    auto done = openRows();
    if (!done && done.error().reason == Reason::StorageDamaged)
        done = rebuild();
    if (done)
        done = openRecipients();
    if (!done) {
        lock();
        return done;
    }
    // What a kill left half written has never had a name that a row could point to.
    for (const auto *folder : {"blobs", "held", "."})
        for (const auto &name :
             QDir(path(QLatin1String(folder))).entryList({QStringLiteral(".tmp-*")}, QDir::Files | QDir::Hidden))
            if (!isFresh(name)) // a picture taken while locked may be on its way
                (void)m_disk.remove(path(QLatin1String(folder) + QLatin1Char('/') + name));
    keepReserve();
    (void)m_rows.renewLayout(); // without the room for it, things are merely slower
    return {};
}

void Vault::lock()
{
    m_rows.close();
    m_bundles.close();
    m_ledger = {};
    m_keys.reset();
    forgetFresh();
    const QMutexLocker guard(&m_recoveryGuard);
    m_recovery.reset();
}

Result<void> Vault::openRows()
{
    const bool there = QFileInfo::exists(path(databaseFile));
    if (auto folders = prepareFolders(); !folders)
        return folders;
    // The database went, its second copy did not.
    if (!there && m_bundles.exists() && m_bundles.size() > 0)
        return fail(Reason::StorageDamaged, databaseFile);
    if (auto opened = m_rows.open(path(databaseFile)); !opened)
        return opened;
    if (m_rows.isFresh() && m_bundles.exists() && m_bundles.size() > 0)
        return fail(Reason::StorageDamaged, databaseFile);
    // The database's own name, before anything in it is acknowledged.
    if (auto synced = m_disk.syncFolder(m_folder); !synced)
        return synced;
    return m_rows.version() < presentSchema ? startLedger() : readLedger().and_then([this] { return catchUp(); });
}

// Schema 1 had neither ledger nor second copy.
Result<void> Vault::startLedger()
{
    auto counted = countedLedger();
    if (!counted)
        return tl::unexpected(counted.error());
    counted->sequence = 1;
    auto row = sealedLedger(*counted);
    if (!row)
        return tl::unexpected(row.error());
    if (auto committed = m_rows.commit({*row}, presentSchema); !committed)
        return committed;
    m_ledger = *counted;
    return renewBundles();
}

Result<Ledger> Vault::countedLedger() const
{
    Ledger counted;
    StoredRow last{Table(0), QByteArray(16, '\0'), 0, 0, {}};
    for (;;) {
        const auto rows = m_rows.after(last.table, last.id, 256);
        if (!rows)
            return tl::unexpected(rows.error());
        if (rows->isEmpty())
            return counted;
        for (const auto &row : *rows) {
            if (row.table == Table::Ledger)
                continue;
            const auto mark = rowMark(m_keys->ledgerKey, headOf(row));
            if (!mark)
                return tl::unexpected(mark.error());
            counted.add(*mark);
        }
        last = rows->last();
    }
}

Result<Ledger> Vault::openedLedger(const StoredRow &row) const
{
    const auto plain = opened(row);
    return plain ? Ledger::fromBytes(plain->view()) : fail(Reason::StorageDamaged, QStringLiteral("ledger"));
}

Result<StoredRow> Vault::sealedLedger(const Ledger &ledger) const
{
    auto row = sealing::sealRow(m_keys->rowKey, {m_keys->vaultId, quint8(Table::Ledger), ledgerId, ledger.sequence, 0},
                                ledger.toBytes());
    if (!row)
        return tl::unexpected(row.error());
    return StoredRow{Table::Ledger, ledgerId, ledger.sequence, 0, *std::move(row)};
}

Result<void> Vault::readLedger()
{
    const auto row = m_rows.find(Table::Ledger, ledgerId);
    if (!row)
        return tl::unexpected(row.error());
    if (!*row)
        return fail(Reason::StorageDamaged, QStringLiteral("ledger"));
    auto ledger = openedLedger(**row);
    if (!ledger)
        return tl::unexpected(ledger.error());
    m_ledger = *std::move(ledger);
    return {};
}

Result<void> Vault::catchUp()
{
    if (!m_bundles.exists()) {
        if (m_ledger.sequence > 1)
            m_notice = Failure{Reason::StorageRebuilt, QStringLiteral("bundles")};
        return renewBundles();
    }
    const auto tail = m_bundles.tail(m_keys->ledgerKey, m_ledger.sequence);
    if (!tail)
        return tl::unexpected(tail.error());
    for (const auto &bundle : tail->bundles) {
        if (bundle.sequence != m_ledger.sequence + 1)
            return fail(Reason::StorageDamaged, QStringLiteral("bundles"));
        if (auto committed = m_rows.commit(bundle.rows); !committed)
            return committed;
        if (auto read = readLedger(); !read)
            return read;
    }
    if (tail->survey.lastSequence < m_ledger.sequence) {
        // A bundle is on the medium before its commit: this file is not as it was left.
        m_notice = Failure{Reason::StorageRebuilt, QStringLiteral("bundles")};
        return renewBundles();
    }
    if (tail->survey.end < tail->survey.size)
        if (auto cut = m_bundles.cutAt(tail->survey.end); !cut)
            return cut;
    if (m_bundles.size() > bundleGrowth * QFileInfo(path(databaseFile)).size() + bundleSlack)
        return renewBundles();
    return {};
}

Result<void> Vault::renewBundles()
{
    StoredRow last{Table(0), QByteArray(16, '\0'), 0, 0, {}};
    bool ledgerWritten = false;
    // The ledger comes last: a copy that was cut short does not count as whole.
    return m_bundles.rewrite(m_keys->ledgerKey, m_ledger.sequence, [&]() -> Result<QList<StoredRow>> {
        for (;;) {
            auto rows = m_rows.after(last.table, last.id, 64);
            if (!rows)
                return rows;
            if (rows->isEmpty()) {
                if (ledgerWritten)
                    return QList<StoredRow>();
                ledgerWritten = true;
                const auto ledger = m_rows.find(Table::Ledger, ledgerId);
                if (!ledger || !*ledger)
                    return fail(Reason::StorageDamaged, QStringLiteral("ledger"));
                return QList<StoredRow>{**ledger};
            }
            last = rows->last();
            rows->removeIf([](const StoredRow &row) { return row.table == Table::Ledger; });
            if (!rows->isEmpty())
                return rows;
        }
    });
}

// The second copy first, then the database: whoever is acknowledged is in both.
Result<void> Vault::commitRows(QList<StoredRow> rows)
{
    if (!m_rows.isOpen()) // an earlier commit failed, and so did opening again
        if (auto again = openRows(); !again)
            return again;
    Ledger next = m_ledger;
    ++next.sequence;
    for (const auto &row : rows) {
        const auto before = m_rows.head(row.table, row.id);
        if (!before)
            return tl::unexpected(before.error());
        for (const auto &[head, adds] :
             {std::pair(*before, false),
              std::pair(row.sealed.isEmpty() ? std::nullopt : std::optional(headOf(row)), true)}) {
            if (!head)
                continue;
            const auto mark = rowMark(m_keys->ledgerKey, *head);
            if (!mark)
                return tl::unexpected(mark.error());
            adds ? next.add(*mark) : next.take(*mark);
        }
    }
    auto ledger = sealedLedger(next);
    if (!ledger)
        return tl::unexpected(ledger.error());
    rows.append(*std::move(ledger));
    const auto append = [&]() -> Result<void> {
        if (m_bundles.needsRewriting())
            if (auto renewed = renewBundles(); !renewed)
                return renewed;
        return m_bundles.append(m_keys->ledgerKey, {next.sequence, rows});
    };
    auto appended = append();
    if (!appended && appended.error().reason == Reason::DiskFull && freeReserve())
        appended = append();
    if (!appended)
        return appended;
    auto committed = commitToDatabase(rows, next);
    if (!committed && committed.error().reason == Reason::DiskFull && freeReserve())
        committed = commitToDatabase(rows, next);
    if (!committed)
        m_bundles.takeBack();
    return committed;
}

// A COMMIT that failed may have happened all the same: the database is opened again and asked (SECURITY §2). What it
// says can be relied on, since the second copy already holds these rows on the medium.
Result<void> Vault::commitToDatabase(const QList<StoredRow> &rows, const Ledger &next)
{
    const auto committed = m_rows.commit(rows);
    if (committed) {
        m_ledger = next;
        return {};
    }
    if (auto again = m_rows.open(path(databaseFile)); !again)
        return again;
    if (auto read = readLedger(); !read)
        return read;
    return m_ledger == next ? Result<void>() : committed;
}

// Set aside so that the queue can still drain on a full disk.
void Vault::keepReserve() const
{
    const auto file = path(reserveFile);
    if (QFileInfo::exists(file) || freeBytes() < 3 * reserveBytes + spareBytes)
        return;
    const auto opened = m_disk.create(file);
    if (!opened)
        return;
    const auto kept = m_disk.setAside(*opened, reserveBytes);
    (void)m_disk.close(*opened);
    if (!kept)
        (void)m_disk.remove(file);
}

bool Vault::freeReserve() const
{
    return QFileInfo::exists(path(reserveFile)) && m_disk.remove(path(reserveFile)).has_value();
}

} // namespace astreinte::app
