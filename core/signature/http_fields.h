// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"

#include <QByteArray>
#include <QList>

namespace astreinte::signature {

// The structured fields (RFC 8941) of the profile `astreinte-1`, in the one serialisation that RFC 8941 §4.1 gives
// them. Anything else is MalformedRequest: other labels, more members, other parameters, one twice, other white space.

// Signature-Input: sig1=("@method" …);created=…;expires=…;nonce="…";alg="…";keyid="…";tag="…"
struct SignatureInput
{
    QList<QByteArray> components;
    qint64 created = 0; // seconds since 1970
    qint64 expires = 0;
    QByteArray nonce;
    QByteArray alg;
    QByteArray keyid;
    QByteArray tag;

    // The inner list and its parameters, without the label: the value of "@signature-params".
    [[nodiscard]] QByteArray parameters() const;
};
Result<SignatureInput> parseSignatureInput(QByteArrayView field);

// Signature: sig1=:…: (64 bytes), and Content-Digest: sha-256=:…: (32 bytes).
Result<QByteArray> parseBinaryMember(QByteArrayView field, QByteArrayView key, qsizetype size);
QByteArray binaryMember(QByteArrayView key, QByteArrayView bytes);

} // namespace astreinte::signature
