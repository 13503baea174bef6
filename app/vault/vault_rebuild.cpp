// SPDX-License-Identifier: EUPL-1.2
#include "app/vault/blob_names.h"
#include "app/vault/vault.h"
#include "app/vault/vault_keys.h"
#include "core/sealing/age.h"
#include "core/sealing/row_seal.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QJsonDocument>

// Damage: found by examine(), mended by rebuild(). Nothing is deleted: what was damaged goes to `quarantine/`.
namespace astreinte::app {
namespace {

constexpr int presentSchema = 2;
const QString databaseFile = QStringLiteral("rows.sqlite");
const QString rebuiltFile = QStringLiteral("rebuilt.sqlite");
const QString quarantine = QStringLiteral("quarantine");

Result<signature::Secret> openedWith(const VaultKeys &keys, const StoredRow &row)
{
    return sealing::openRow(keys.rowKey, {keys.vaultId, quint8(row.table), row.id, row.revision, row.state},
                            row.sealed);
}

// What was gathered from the copies of the database: the newest of each row that opens.
class Gathering
{
public:
    explicit Gathering(const VaultKeys &keys) : m_keys(keys) {}

    void replay(const BundleLog::Bundle &bundle)
    {
        for (const auto &row : bundle.rows) {
            const auto place = std::pair(quint8(row.table), row.id);
            if (row.sealed.isEmpty()) {
                m_rows.remove(place);
                m_removed.insert(place);
            } else if (openedWith(m_keys, row)) {
                m_rows.insert(place, row);
                m_removed.remove(place);
            }
        }
    }
    // From a database that may break off anywhere.
    void salvage(const QString &file)
    {
        RowStore old;
        if (!QFileInfo::exists(file) || !old.openBeside(file))
            return;
        for (const bool newestFirst : {false, true})
            for (int table = 0; table <= int(Table::Search); ++table)
                for (QByteArray beyond;;) {
                    const auto rows = old.page({Table(table), {}, beyond, newestFirst, 1});
                    if (!rows || rows->isEmpty())
                        break;
                    beyond = rows->first().id;
                    offer(rows->first());
                }
    }
    [[nodiscard]] std::optional<StoredRow> ledger() const
    {
        const auto found = m_rows.constFind({quint8(Table::Ledger), ledgerId});
        return found == m_rows.cend() ? std::nullopt : std::optional(*found);
    }
    [[nodiscard]] QList<StoredRow> rows() const
    {
        auto rows = m_rows.values();
        rows.removeIf([](const StoredRow &row) { return row.table == Table::Ledger; });
        return rows;
    }

private:
    void offer(const StoredRow &row)
    {
        const auto place = std::pair(quint8(row.table), row.id);
        const auto known = m_rows.constFind(place);
        const bool newer = known == m_rows.cend() ? !m_removed.contains(place) : known->revision < row.revision;
        if (newer && openedWith(m_keys, row))
            m_rows.insert(place, row);
    }

    const VaultKeys &m_keys;
    QHash<std::pair<quint8, QByteArray>, StoredRow> m_rows;
    QSet<std::pair<quint8, QByteArray>> m_removed;
};

Result<Ledger> countOf(const QList<StoredRow> &rows, const VaultKeys &keys)
{
    Ledger counted;
    for (const auto &row : rows) {
        const auto mark = rowMark(keys.ledgerKey, headOf(row));
        if (!mark)
            return tl::unexpected(mark.error());
        counted.add(*mark);
    }
    return counted;
}

} // namespace

Result<void> Vault::rebuild()
{
    m_rows.close();
    m_bundles.close();
    Gathering gathered(*m_keys);
    BundleLog::Survey survey{true, 0, 0, 0};
    if (m_bundles.exists())
        if (const auto read = m_bundles.read(m_keys->ledgerKey, [&](const auto &bundle) { gathered.replay(bundle); }))
            survey = *read;
    gathered.salvage(path(rebuiltFile)); // of a rebuilding that was cut short
    gathered.salvage(path(databaseFile));
    const auto rows = gathered.rows();
    auto ledger = countOf(rows, *m_keys);
    if (!ledger)
        return tl::unexpected(ledger.error());
    const auto said = gathered.ledger() ? openedLedger(*gathered.ledger()) : fail(Reason::StorageDamaged);
    const bool whole = said && said->sum == ledger->sum && said->rows == ledger->rows;
    ledger->sequence = std::max(survey.lastSequence, said ? said->sequence : 0) + 1;
    if (auto replaced = replaceDatabase(rows, *ledger); !replaced)
        return replaced;
    m_ledger = *std::move(ledger);
    if (survey.damaged)
        (void)QFile::copy(m_bundles.path(), path(quarantine) + QStringLiteral("/bundles-") + quarantineStamp());
    if (auto renewed = renewBundles(); !renewed)
        return renewed;
    m_notice = Failure{whole ? Reason::StorageRebuilt : Reason::StorageIncomplete, {}};
    return {};
}

QString Vault::quarantineStamp() const
{
    return QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-HHmmss-zzz"));
}

// The new one is whole before the old one moves.
Result<void> Vault::replaceDatabase(const QList<StoredRow> &rows, const Ledger &ledger)
{
    const auto fresh = path(rebuiltFile);
    for (const auto *suffix : {"", "-wal", "-shm"})
        if (auto removed = m_disk.remove(fresh + QLatin1String(suffix)); !removed)
            return removed;
    const auto last = sealedLedger(ledger);
    if (!last)
        return tl::unexpected(last.error());
    if (auto made = m_rows.open(fresh).and_then([&] { return m_rows.commit(rows + QList{*last}, presentSchema); });
        !made)
        return made;
    m_rows.close(); // brings the write-ahead log into the file, and syncs it
    auto moved = m_disk.makeFolder(path(quarantine));
    const auto stamp = quarantineStamp();
    for (const auto *suffix : {"-shm", "-wal", ""})
        if (const auto file = databaseFile + QLatin1String(suffix); moved && QFileInfo::exists(path(file)))
            moved = m_disk.rename(path(file), path(quarantine + QLatin1Char('/') + stamp + QLatin1Char('-') + file));
    return moved.and_then([&] { return m_disk.rename(fresh, path(databaseFile)); })
        .and_then([&] { return m_disk.syncFolder(path(quarantine)); })
        .and_then([&] { return m_disk.syncFolder(m_folder); })
        .and_then([&] { return m_rows.open(path(databaseFile)); });
}

Result<Findings> Vault::examine(const VaultKeys &keys, bool withBlobs) const
{
    Findings findings;
    QSet<QString> named;
    RowStore beside;
    const auto walked = [&]() -> Result<void> {
        if (auto opened = beside.openBeside(path(databaseFile)).and_then([&] { return beside.beginReading(); });
            !opened)
            return opened;
        if (auto checked = beside.checkStructure(); !checked)
            return checked;
        Ledger counted;
        Ledger said;
        StoredRow last{Table(0), QByteArray(16, '\0'), 0, 0, {}};
        for (;;) {
            const auto rows = beside.after(last.table, last.id, 128);
            if (!rows)
                return tl::unexpected(rows.error());
            if (rows->isEmpty())
                break;
            for (const auto &row : *rows)
                if (auto counts = examineRow(row, keys, counted, said, named); !counts)
                    return counts;
            last = rows->last();
        }
        counted.sequence = said.sequence;
        return counted == said ? Result<void>() : fail(Reason::StorageDamaged, QStringLiteral("ledger"));
    }();
    if (!walked)
        findings.database = walked.error();
    beside.close();
    quint64 before = 0;
    const auto survey = m_bundles.read(keys.ledgerKey, [&](const BundleLog::Bundle &bundle) {
        if (before != 0 && bundle.sequence != before && bundle.sequence != before + 1)
            findings.bundles = true;
        before = bundle.sequence;
    });
    findings.bundles = findings.bundles || !survey || survey->damaged;
    for (const auto &note : QDir(path(QStringLiteral("held"))).entryList({QStringLiteral("*.age")}, QDir::Files)) {
        const auto file = m_disk.read(path(QStringLiteral("held/") + note));
        const auto plain = file ? sealing::decryptAge(*file, keys.pictures) : tl::unexpected(file.error());
        if (plain)
            namedBlobs(QJsonDocument::fromJson(plain->view().toByteArray()).object(), named);
        else
            findings.blobs.append(note);
    }
    for (const auto &name : named)
        if (withBlobs ? !readBlob(keys, name) : !QFileInfo::exists(path(QStringLiteral("blobs/") + name)))
            findings.blobs.append(name);
    if (!findings.database)
        findings.orphans = orphans(keys, named);
    return findings;
}

Result<void> Vault::examineRow(const StoredRow &row, const VaultKeys &keys, Ledger &counted, Ledger &said,
                               QSet<QString> &named) const
{
    const auto plain = openedWith(keys, row);
    if (!plain)
        return fail(Reason::StorageDamaged, QStringLiteral("row"));
    if (row.table == Table::Ledger) {
        auto ledger = Ledger::fromBytes(plain->view());
        if (ledger)
            said = *std::move(ledger);
        return ledger ? Result<void>() : tl::unexpected(ledger.error());
    }
    const auto mark = rowMark(keys.ledgerKey, headOf(row));
    if (!mark)
        return tl::unexpected(mark.error());
    counted.add(*mark);
    if (row.table == Table::Photo || row.table == Table::Outbox)
        namedBlobs(QJsonDocument::fromJson(plain->view().toByteArray()).object(), named);
    return {};
}

} // namespace astreinte::app
