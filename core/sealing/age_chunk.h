// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QByteArray>
#include <QtEndian>

// The STREAM construction of age ("Payload"); for the .cpp files of this folder.
namespace astreinte::sealing {

inline constexpr qsizetype ageNonceSize = 16;

// 11 bytes of counter, big-endian, then 0x01 for the last chunk and 0x00 before.
inline QByteArray ageChunkNonce(quint64 counter, bool last)
{
    QByteArray nonce(12, '\0');
    qToBigEndian(counter, nonce.data() + 3);
    nonce.back() = last ? '\1' : '\0';
    return nonce;
}

} // namespace astreinte::sealing
