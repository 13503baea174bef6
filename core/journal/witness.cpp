// SPDX-License-Identifier: EUPL-1.2
#include "core/journal/witness.h"

#include "core/journal/leaf.h"
#include "core/signature/bytes.h"
#include "core/signature/strict_json.h"

namespace astreinte::journal {

Result<Checkpoint> follow(const NoteVerifier &verifier, QByteArrayView kept, QByteArrayView shown, const Proof &proof)
{
    auto now = openCheckpoint(shown, verifier);
    if (!now || kept.isEmpty())
        return now;
    auto before = openCheckpoint(kept, verifier);
    if (!before)
        return before;
    // No leaves prove nothing, and bind to nothing.
    if (before->size == 0)
        return now;
    return verifyConsistency(before->size, now->size, proof, before->root, now->root).map([&] { return *now; });
}

Result<> acceptTestimony(const NoteVerifier &verifier, const Testimony &testimony, QByteArrayView sha256)
{
    auto checkpoint = openCheckpoint(testimony.checkpoint, verifier);
    if (!checkpoint)
        return tl::unexpected(checkpoint.error());
    auto placed =
        verifyInclusion(testimony.index, checkpoint->size, leafHash(testimony.leaf), testimony.proof, checkpoint->root);
    if (!placed)
        return placed;
    auto leaf = Leaf::fromBytes(testimony.leaf);
    if (!leaf)
        return tl::unexpected(leaf.error());
    if (auto opened = opens({testimony.salt, testimony.content}, *leaf); !opened)
        return opened;
    auto content = signature::parseStrictObject(testimony.content);
    const auto named = content ? content->value(QLatin1String("sha256")).toString() : QString();
    return named == QLatin1String(signature::hex(sha256))
               ? Result<>()
               : fail(Reason::JournalMismatch, QStringLiteral("the leaf is about something else"));
}

} // namespace astreinte::journal
