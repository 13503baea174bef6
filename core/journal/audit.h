// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/journal/checkpoint.h"
#include "core/journal/leaf.h"

#include <QIODevice>
#include <QMap>
#include <QStringList>
#include <optional>

namespace astreinte::journal {

// An exported journal, JSON Lines: {"v":1,"journal":"astreinte","key":vkey,"size":n}, then {"index","leaf","salt"?,
// "content"?} for each leaf (salt in base64url; both absent once erased), then {"checkpoint": note}.
QByteArray exportHead(const NoteVerifier &verifier, quint64 size);
QByteArray exportLeaf(quint64 index, const QByteArray &leaf, const std::optional<Opening> &opening);
QByteArray exportTail(const QByteArray &note);

struct AuditReport
{
    Checkpoint checkpoint;
    quint64 opened = 0; // leaves whose content is there and is what they commit to
    quint64 erased = 0;
    QMap<QString, quint64> events; // how many of each
    QStringList alarms;            // "leaf 12: …", the contents of alarm leaves as far as they are there
};

// Reads an export from beginning to end with nothing but the journal's public key, as anyone may. `seen` are
// checkpoints kept elsewhere (by phones): each must be the state of this very journal at its size, so that a journal
// rewritten and signed again is found out too. JournalMismatch names the leaf or the line; BadSignature,
// UnexpectedReply.
Result<AuditReport> audit(QIODevice &journalExport, const NoteVerifier &verifier, const QList<QByteArray> &seen = {});

} // namespace astreinte::journal
