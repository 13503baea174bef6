// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QHash>
#include <QList>
#include <QMap>
#include <QRandomGenerator>
#include <QSet>
#include <functional>
#include <memory>
#include <optional>

namespace astreinte::tests {

// One call of the subject, as the recorder wrote it down.
struct Call
{
    char kind = 0; // New, Open, Write, Truncate, Sync, Rename, Unlink, D (mkdir), Acknowledged, L (late sync)
    int file = -1;
    quint64 offset = 0;
    QByteArray path;
    QByteArray data;
};
QList<Call> readTrace(const QByteArray &bytes);

// The files a power cut left, by path below the root; folders have no value.
using Image = QMap<QByteArray, std::optional<QByteArray>>;

// Every disk a power cut could leave behind a recorded run: after each call, only what was synced; everything; all
// but one of what was not; one of it alone; and a write torn at sectors of 512 bytes. A file's bytes are on the medium
// after its fsync, a name after the fsync of its folder, and never before.
class DiskStates
{
public:
    // `root` is where the recorded paths begin.
    DiskStates(const QList<Call> &trace, const QByteArray &root) : m_trace(trace), m_root(root) {}

    struct State
    {
        Image image;
        qsizetype calls = 0;         // how many had been made
        QByteArrayList acknowledged; // before the cut
        QByteArray kind;
    };
    // Each distinct state once, until `visit` says false. Two states are the same when their files and what had been
    // acknowledged are. `every`: only each n-th call is a cut (the reduced run).
    void visit(const std::function<bool(const State &)> &visit, int every = 1);
    [[nodiscard]] qsizetype distinct() const { return m_seen.size(); }

private:
    struct File
    {
        QByteArray synced;
        QList<Call> pending; // writes and truncations since
    };
    // A name that appears or goes: what a folder's fsync makes certain.
    struct NameChange
    {
        QByteArray path;
        std::shared_ptr<File> file; // null: the name goes
        bool folder = false;
    };
    struct Pending
    {
        std::shared_ptr<File> file; // one write of this file…
        qsizetype write = -1;
        qsizetype name = -1; // …or one change of a name
    };

    void apply(const Call &call);
    void name(const NameChange &change);
    void syncFolder(const QByteArray &path);
    void syncFile(File &file) const;
    [[nodiscard]] QList<Pending> pending() const;
    // The image in which exactly the pending changes hold that `holds` names; `torn` cuts that write at random sectors.
    [[nodiscard]] Image image(const std::function<bool(const Pending &)> &holds, const Pending *torn,
                              quint32 sectors) const;
    bool offer(const Image &image, const char *kind, const std::function<bool(const State &)> &visit);

    const QList<Call> &m_trace;
    QByteArray m_root;
    QMap<QByteArray, std::shared_ptr<File>> m_now; // as the subject sees it
    QSet<QByteArray> m_folders;
    QMap<QByteArray, std::shared_ptr<File>> m_syncedNames;
    QSet<QByteArray> m_syncedFolders;
    QList<NameChange> m_names; // not synced yet
    QByteArrayList m_acknowledged;
    qsizetype m_calls = 0;
    QSet<QByteArray> m_seen;
};

void writeImage(const Image &image, const QString &folder);

} // namespace astreinte::tests
