// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/journal/leaf.h"
#include "core/signature/keys.h"
#include "core/submission/statement.h"
#include "server/storage/store.h"

namespace astreinte::authorisation {

// A decision that was found right, to be written.
struct Ruling
{
    submission::Statement statement;
    submission::Manifest manifest;
    submission::ReviewRight right;
    QByteArray jws;
    QString kid;    // of the phone that asked, to which the reply is addressed
    QString aprKid; // of the key that signed
    qint64 rosterVersion = 0;
    signature::Instant at;
};

// The stored bytes of a revision's manifest, parsed again. UnknownRevision.
Result<submission::Manifest> storedManifest(storage::Connection &connection, const QString &submission,
                                            qint64 revision);

// The reply already given to this very statement; ConflictingContent for other bytes under the same identifier.
Result<std::optional<QByteArray>> earlierReply(storage::Connection &connection, const QString &statementId,
                                               const QByteArray &jws);

// The steps of writing a decision, also for the first of two. The first gives the state in which the revision is then:
// who signs has read it. ForbiddenTransition when the manifest's window is over.
Result<submission::State> beginRuling(storage::Transaction &transaction, const Ruling &ruling);
Result<QByteArray> replyTo(const Ruling &ruling, submission::State state, const signature::SigningKey &serverKey);
Result<> enterInJournal(storage::Transaction &transaction, const Ruling &ruling, journal::Event event);

// Writes decision, step and, when it approves, one publication for each channel; gives the signed decision.
// AlreadyDecided, ForbiddenTransition (also when the manifest's window is over).
Result<QByteArray> enter(storage::Transaction &transaction, const Ruling &ruling,
                         const signature::SigningKey &serverKey);

} // namespace astreinte::authorisation
