// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"
#include "core/signature/secret.h"

#include <QByteArray>

namespace astreinte::sealing {

using signature::Secret;

// Where a sealed row belongs. All of it is authenticated with the row, so a row swapped with another, relabelled or
// rolled back does not open.
struct RowPlace
{
    QByteArray vaultId; // 16 bytes
    quint8 table = 0;
    QByteArray id; // 16 bytes
    quint64 revision = 0;
    quint8 state = 0;
};

// 0x01 ‖ nonce[24] ‖ XAES-256-GCM, the plaintext followed by 0x80 and zeros up to a multiple of 256 bytes, so that
// lengths say little (SECURITY §1).
Result<QByteArray> sealRow(const Secret &rowKey, const RowPlace &place, QByteArrayView plaintext);
// StorageFailed when the row is not what was sealed at this place; UnknownVersion for another first byte.
Result<Secret> openRow(const Secret &rowKey, const RowPlace &place, QByteArrayView sealed);

} // namespace astreinte::sealing
