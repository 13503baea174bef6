// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/journal/checkpoint.h"
#include "server/journal/book.h"

#include <QIODevice>
#include <mutex>
#include <unordered_map>

namespace astreinte::journal {

// A leaf with what proves its place under a checkpoint.
struct Placed
{
    StoredLeaf stored;
    QByteArray checkpoint; // the note
    Proof proof;
};

// Signs the journal's checkpoints and proves what they say. The only holder of the journal's private key. Its name is
// settled once, from the installation's first address, and outlives a move. Thread-safe.
class Keeper
{
public:
    // `keyFile` is made when it is not there.
    Keeper(storage::Store &store, QString keyFile) : m_store(store), m_keyFile(std::move(keyFile)) {}

    // What phones and auditors keep.
    Result<NoteVerifier> verifier();
    // Of the journal as it is now.
    Result<QByteArray> checkpoint();
    // InvalidValue for sizes that the journal does not have.
    Result<Proof> consistency(quint64 older, quint64 newer);
    // Of the last leaf of this kind about this subject: UnknownSubmission when there is none.
    Result<Placed> place(const QString &subject, Event event);
    // Of a new leaf, one of those `beside` that have just become durable: nothing of them is read again.
    Result<Placed> place(const StoredLeaf &leaf, const std::vector<StoredLeaf> &beside);
    // InvalidValue when the tree of `size` does not hold it.
    Result<Proof> inclusion(quint64 index, quint64 size);
    // Everything, as core/journal/audit.h reads it. The journal may grow meanwhile: what is written is one state of it.
    Result<Checkpoint> writeExport(QIODevice &out);

private:
    struct State
    {
        quint64 size = 0;
        QByteArray note;
    };
    Result<const NoteSigner *> signer();
    Result<QString> name();
    Result<State> present(storage::Connection &connection);
    Result<Placed> placed(storage::Connection &connection, const StoredLeaf &leaf, const State &state);
    NodeSource remembering(storage::Connection &connection);
    std::optional<QByteArray> remembered(int level, quint64 index);
    void remember(quint64 key, const QByteArray &hash);

    storage::Store &m_store;
    QString m_keyFile;
    std::mutex m_mutex;
    std::optional<NoteSigner> m_signer;
    State m_last;
    // Complete subtrees never change, so what was read once needs no reading again.
    std::unordered_map<quint64, QByteArray> m_nodes;
};

} // namespace astreinte::journal
