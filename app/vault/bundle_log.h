// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/vault/disk.h"
#include "app/vault/row_store.h"
#include "core/signature/secret.h"

#include <functional>
#include <optional>

namespace astreinte::app {

// The second copy of every sealed row: a file that only grows, one bundle for each commit, on the medium before the
// database commits. The database is rebuilt from it when it is damaged (SECURITY §2), and a commit that the database
// forgot (a damaged write-ahead log is cut in silence) is found again at its end.
//
// A bundle, version 1: "BND1" size[4] sequence[8], then per row: kind[1] id[16] revision[8] state[1] size[4] sealed;
// HMAC-SHA256[32] under the vault's ledger key over all that; size[4] "1DNB", so that the end can be read backwards.
// Numbers are big-endian. A row of size 0 was removed.
class BundleLog
{
public:
    struct Bundle
    {
        quint64 sequence = 0;
        QList<StoredRow> rows;
    };
    struct Survey
    {
        bool damaged = false;     // something that is not a whole bundle lies before a whole one
        qint64 end = 0;           // where the last whole bundle ends
        qint64 size = 0;          // of the file; beyond `end` lies what a cut left behind
        quint64 lastSequence = 0; // of the last whole bundle, 0 without any
    };

    BundleLog(Disk &disk, QString file) : m_disk(disk), m_file(std::move(file)) {}
    ~BundleLog() { close(); }
    BundleLog(const BundleLog &) = delete;
    BundleLog &operator=(const BundleLog &) = delete;

    // Every whole bundle, oldest first.
    Result<Survey> read(const signature::Secret &key, const std::function<void(const Bundle &)> &each) const;
    // The bundles after `sequence`, oldest first; reads from the end unless the end was cut.
    struct Tail
    {
        QList<Bundle> bundles;
        Survey survey;
    };
    Result<Tail> tail(const signature::Secret &key, quint64 sequence) const;

    // Cuts what lies beyond `end`, so that the next bundle follows a whole one.
    Result<void> cutAt(qint64 end);
    // On the medium when it returns. After a failure the file must be written again (needsRewriting()).
    Result<void> append(const signature::Secret &key, const Bundle &bundle);
    // The last bundle's commit did not happen.
    void takeBack();
    [[nodiscard]] bool needsRewriting() const { return m_broken; }
    // A new file with these rows alone, in place of the old one, whole or not at all. `next` gives the rows in portions
    // and an empty list at the end.
    Result<void> rewrite(const signature::Secret &key, quint64 sequence,
                         const std::function<Result<QList<StoredRow>>()> &next);
    void close();
    [[nodiscard]] qint64 size() const;
    [[nodiscard]] bool exists() const;
    [[nodiscard]] const QString &path() const { return m_file; }

private:
    Disk &m_disk;
    QString m_file;
    int m_open = -1;
    qint64 m_end = 0;
    qint64 m_before = 0; // where the last bundle began
    bool m_broken = false;
};

} // namespace astreinte::app
