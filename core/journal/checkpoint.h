// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/journal/note_key.h"

namespace astreinte::journal {

// The state of the journal at one moment (C2SP tlog-checkpoint): how many leaves, under which root.
struct Checkpoint
{
    QString origin; // the signer's name
    quint64 size = 0;
    QByteArray root; // 32 bytes

    // "origin LF size LF base64(root) LF": what is signed.
    [[nodiscard]] QByteArray body() const;
    friend bool operator==(const Checkpoint &, const Checkpoint &) = default;
};

inline constexpr qsizetype longestNote = 4096;

// The signed note: body, blank line, "— name base64(key number ‖ signature)".
Result<QByteArray> signCheckpoint(const Checkpoint &checkpoint, const NoteSigner &signer);

// A note signed by `verifier`; signatures of other names are passed over, as C2SP asks. UnexpectedReply when it is not
// such a note or is signed by nobody we know; BadSignature when the known signature does not hold. Extension lines are
// refused: none are defined here, and what is not understood must not be vouched for.
Result<Checkpoint> openCheckpoint(QByteArrayView note, const NoteVerifier &verifier);

} // namespace astreinte::journal
