// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"

#include <QString>
#include <QStringList>

namespace astreinte::submission {

// What the enrolment QR says (docs/protocol.md §3).
struct Invitation
{
    QString origin;    // "https://astreinte.example:8443": scheme, host, port; nothing after
    QString code;      // 22 characters of base64url: 128 bits
    QStringList pins;  // one or two SPKI pins: SHA-256 in base64url; the second is the backup's
    QString serverKey; // RFC 7638 thumbprint of the server's signing key

    // astreinte://enrol?v=1&o=…&c=…&p=…[&p=…]&k=…
    [[nodiscard]] QString toText() const;
    // That form exactly, white space around apart; MalformedInvitation, or UnknownVersion for another v.
    static Result<Invitation> fromText(QStringView text);
    friend bool operator==(const Invitation &, const Invitation &) = default;
};

// The seven digits both screens show: the first 8 bytes of SHA-256(enrolment ‖ 0x00 ‖ welcome), big-endian, modulo
// 10,000,000.
QString comparisonDigits(QByteArrayView enrolmentJws, QByteArrayView welcomeJws);

} // namespace astreinte::submission
