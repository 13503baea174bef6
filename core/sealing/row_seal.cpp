// SPDX-License-Identifier: EUPL-1.2
#include "core/sealing/row_seal.h"

#include "core/sealing/xaes256gcm.h"
#include "core/signature/bytes.h"

#include <QtEndian>
#include <algorithm>

namespace astreinte::sealing {
namespace {

constexpr char version = 0x01;
constexpr uchar endMark = 0x80;
constexpr qsizetype step = 256;
constexpr qsizetype idSize = 16;

Result<QByteArray> besideOf(const RowPlace &place)
{
    if (place.vaultId.size() != idSize || place.id.size() != idSize)
        return fail(Reason::Internal, QStringLiteral("a vault and a row have identifiers of 16 bytes"));
    QByteArray beside("AST-ROW1");
    beside += place.vaultId;
    beside += static_cast<char>(place.table);
    beside += place.id;
    QByteArray revision(8, '\0');
    qToBigEndian(place.revision, revision.data());
    beside += revision;
    beside += static_cast<char>(place.state);
    return beside;
}

tl::unexpected<Failure> damaged()
{
    return fail(Reason::StorageFailed, QStringLiteral("a sealed row is damaged or not in its place"));
}

} // namespace

Result<QByteArray> sealRow(const Secret &rowKey, const RowPlace &place, QByteArrayView plaintext)
{
    const auto beside = besideOf(place);
    const auto nonce = signature::randomBytes(xaesNonceSize);
    if (!beside || !nonce)
        return tl::unexpected(beside ? nonce.error() : beside.error());
    Secret padded((plaintext.size() / step + 1) * step);
    std::copy_n(plaintext.data(), plaintext.size(), padded.data());
    padded.data()[plaintext.size()] = endMark;
    return sealXaes(rowKey.view(), *nonce, padded.view(), *beside).map([&](const QByteArray &sealed) {
        return version + *nonce + sealed;
    });
}

Result<Secret> openRow(const Secret &rowKey, const RowPlace &place, QByteArrayView sealed)
{
    const auto beside = besideOf(place);
    if (!beside)
        return tl::unexpected(beside.error());
    if (sealed.isEmpty())
        return damaged();
    if (sealed.front() != version)
        return fail(Reason::UnknownVersion, QStringLiteral("a sealed row of version %1").arg(int(sealed.front())));
    const auto body = sealed.sliced(1);
    if (body.size() < xaesNonceSize + step + tagSize || (body.size() - xaesNonceSize - tagSize) % step != 0)
        return damaged();
    auto padded = openXaes(rowKey.view(), body.first(xaesNonceSize), body.sliced(xaesNonceSize), *beside);
    if (!padded)
        return damaged();
    auto end = padded->size() - 1;
    while (end > 0 && padded->data()[end] == 0)
        --end;
    if (padded->data()[end] != endMark)
        return damaged();
    padded->truncate(end);
    return padded;
}

} // namespace astreinte::sealing
