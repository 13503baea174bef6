// SPDX-License-Identifier: EUPL-1.2
#include "app/vault/ledger.h"

#include "core/sealing/derivation.h"

#include <QtEndian>

namespace astreinte::app {
namespace {

constexpr qsizetype ledgerSize = 48;

void exclusiveOr(QByteArray &sum, const QByteArray &mark)
{
    for (qsizetype i = 0; i < sum.size(); ++i)
        sum[i] = char(sum[i] ^ mark[i]);
}

} // namespace

void Ledger::add(const QByteArray &mark)
{
    exclusiveOr(sum, mark);
    ++rows;
}

void Ledger::take(const QByteArray &mark)
{
    exclusiveOr(sum, mark);
    --rows;
}

QByteArray Ledger::toBytes() const
{
    QByteArray bytes(16, '\0');
    qToBigEndian(sequence, bytes.data());
    qToBigEndian(rows, bytes.data() + 8);
    return bytes + sum;
}

Result<Ledger> Ledger::fromBytes(QByteArrayView bytes)
{
    if (bytes.size() != ledgerSize)
        return fail(Reason::StorageDamaged, QStringLiteral("ledger"));
    return Ledger{qFromBigEndian<quint64>(bytes.data()), qFromBigEndian<quint64>(bytes.data() + 8),
                  bytes.sliced(16).toByteArray()};
}

Result<QByteArray> rowMark(const signature::Secret &ledgerKey, const RowHead &head)
{
    QByteArray message("AST-MARK1");
    message += char(head.table);
    message += head.id;
    QByteArray revision(8, '\0');
    qToBigEndian(head.revision, revision.data());
    message += revision;
    message += char(head.state);
    message += head.nonce;
    return sealing::hmacSha256(ledgerKey.view(), message);
}

} // namespace astreinte::app
