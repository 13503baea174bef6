// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/vault/row_store.h"
#include "core/signature/secret.h"

namespace astreinte::app {

// What the vault holds, in a few bytes: how many commits were made, how many rows there are, and a keyed sum over them.
// It is a sealed row itself, written in every commit, so that a row which vanished, came back or was replaced by an
// older one is noticed although each single row opens (SECURITY §8, "row rolled back").
struct Ledger
{
    quint64 sequence = 0; // commits so far
    quint64 rows = 0;
    QByteArray sum = QByteArray(32, '\0'); // exclusive or of rowMark() over all rows but the ledger's own

    void add(const QByteArray &mark);
    void take(const QByteArray &mark);
    // 8 + 8 + 32 bytes, big-endian.
    [[nodiscard]] QByteArray toBytes() const;
    static Result<Ledger> fromBytes(QByteArrayView bytes);
    friend bool operator==(const Ledger &, const Ledger &) = default;
};

// The row that holds the ledger.
inline const QByteArray ledgerId = QByteArray(16, '\0');

// HMAC-SHA256 under the vault's ledger key: kind, id, revision, state and the seal's nonce. Without the key nobody can
// compute which set of old rows would give the same sum.
Result<QByteArray> rowMark(const signature::Secret &ledgerKey, const RowHead &head);

} // namespace astreinte::app
