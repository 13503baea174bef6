// SPDX-License-Identifier: EUPL-1.2
#include "core/journal/checkpoint.h"

#include "core/journal/merkle.h"
#include "core/signature/bytes.h"

#include <optional>

namespace astreinte::journal {
namespace {

// "— ", U+2014 EM DASH and a space.
constexpr QByteArrayView signatureMark("\xe2\x80\x94 ");
constexpr qsizetype keyNumberSize = 4;
constexpr qsizetype mostSignatures = 16;

Result<QByteArray> refuse(const char *why)
{
    return fail(Reason::UnexpectedReply, QLatin1String(why));
}

// The one spelling of a size: digits without a leading zero.
std::optional<quint64> sizeFrom(const QByteArray &text)
{
    bool number = false;
    const auto size = text.toULongLong(&number);
    return number && QByteArray::number(size) == text ? std::optional(size) : std::nullopt;
}

// The signature of `verifier` among the lines; empty when there is none.
Result<QByteArray> signatureIn(const QByteArray &lines, const NoteVerifier &verifier)
{
    const auto all = lines.split('\n');
    if (all.size() < 2 || all.size() > mostSignatures || !all.last().isEmpty())
        return refuse("the signatures of the checkpoint");
    QByteArray ours;
    for (qsizetype i = 0; i + 1 < all.size(); ++i) {
        const auto &line = all[i];
        const auto space = line.indexOf(' ', signatureMark.size());
        auto bytes = line.startsWith(signatureMark) && space > 0 ? signature::fromBase64(line.sliced(space + 1))
                                                                 : Result<QByteArray>(refuse(""));
        if (!bytes || bytes->size() <= keyNumberSize)
            return refuse("a signature line of the checkpoint");
        const auto name = line.sliced(signatureMark.size(), space - signatureMark.size());
        if (name != verifier.name().toUtf8() || bytes->first(keyNumberSize) != verifier.keyNumber())
            continue;
        if (!ours.isEmpty())
            return refuse("the checkpoint is signed twice by one key");
        ours = bytes->sliced(keyNumberSize);
    }
    return ours.isEmpty() ? refuse("the checkpoint is not signed by the journal's key") : Result<QByteArray>(ours);
}

} // namespace

QByteArray Checkpoint::body() const
{
    return origin.toUtf8() + '\n' + QByteArray::number(size) + '\n' + signature::base64(root) + '\n';
}

Result<QByteArray> signCheckpoint(const Checkpoint &checkpoint, const NoteSigner &signer)
{
    const auto &verifier = signer.verifier();
    if (checkpoint.origin != verifier.name() || checkpoint.root.size() != hashSize)
        return fail(Reason::InvalidValue, QStringLiteral("not a checkpoint of this journal"));
    const auto body = checkpoint.body();
    return signer.sign(body).map([&](const QByteArray &signature) {
        return body + '\n' + signatureMark.toByteArray() + verifier.name().toUtf8() + ' ' +
               signature::base64(verifier.keyNumber() + signature) + '\n';
    });
}

Result<Checkpoint> openCheckpoint(QByteArrayView note, const NoteVerifier &verifier)
{
    const auto bytes = note.toByteArray();
    const auto blank = bytes.indexOf("\n\n");
    if (bytes.size() > longestNote || blank < 0)
        return fail(Reason::UnexpectedReply, QStringLiteral("not a signed note"));
    const auto body = bytes.first(blank + 1);
    auto signature = signatureIn(bytes.sliced(blank + 2), verifier);
    if (!signature)
        return tl::unexpected(signature.error());
    if (auto valid = verifier.verify(body, *signature); !valid)
        return tl::unexpected(valid.error());
    const auto lines = body.split('\n');
    if (lines.size() != 4)
        return fail(Reason::UnexpectedReply, QStringLiteral("not three lines"));
    const auto size = sizeFrom(lines[1]);
    auto root = signature::fromBase64(lines[2]);
    if (lines[0] != verifier.name().toUtf8() || !size || !root || root->size() != hashSize)
        return fail(Reason::UnexpectedReply, QStringLiteral("origin, size or root of the checkpoint"));
    return Checkpoint{verifier.name(), *size, *root};
}

} // namespace astreinte::journal
