// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/journal/checkpoint.h"
#include "core/journal/merkle.h"

namespace astreinte::journal {

// What a phone does at each sync: holds the checkpoint it is shown against the one it kept (empty the first time). The
// checkpoint to keep from now on. JournalMismatch when the journal shrank, forked, or its proof does not hold;
// BadSignature and UnexpectedReply when the note is not the journal's. Whatever the failure, the kept one stays kept.
Result<Checkpoint> follow(const NoteVerifier &verifier, QByteArrayView kept, QByteArrayView shown, const Proof &proof);

// What comes with a receipt: the leaf of what was sent, what opens it, and its place under a checkpoint.
struct Testimony
{
    quint64 index = 0;
    QByteArray leaf;
    QByteArray salt;
    QByteArray content;
    QByteArray checkpoint; // the note
    Proof proof;
};
// JournalMismatch unless the journal's leaf commits to a content whose `sha256` is this one (32 bytes).
Result<> acceptTestimony(const NoteVerifier &verifier, const Testimony &testimony, QByteArrayView sha256);

} // namespace astreinte::journal
