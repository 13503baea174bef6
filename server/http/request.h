// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "server/http/body_follower.h"

#include <QByteArray>
#include <QByteArrayView>
#include <memory>
#include <optional>
#include <vector>

namespace astreinte::http {

// One header field as received: the name in lower case, the value without the white space around it (RFC 9110 5.5).
struct Header
{
    QByteArray name;
    QByteArray value;
    friend bool operator==(const Header &, const Header &) = default;
};

// A whole request: framing checked (RFC 9112 6.3), body complete and within the limit of its route. Trailer fields
// are dropped: nothing after the body can change what the header said.
struct Request
{
    QByteArray method;     // as sent, case-sensitive (RFC 9110 9.1)
    QByteArray target;     // the request-target as sent
    QByteArray path;       // its path, still percent-encoded; always begins with '/', or is "*" (OPTIONS)
    QByteArray query;      // what follows '?', without it
    bool hasQuery = false; // "/a?" and "/a" are not the same to a signature (RFC 9421 2.2.7)
    QByteArray authority;  // Host as received
    std::vector<Header> headers;
    QByteArray body;
    QByteArray remoteAddress;               // numeric, without port; an IPv4 address mapped into IPv6 is shown as IPv4
    bool secure = false;                    // came over our own TLS
    std::vector<QByteArray> captures;       // the {…} of the route's pattern, percent-decoded, in order
    std::shared_ptr<BodyFollower> follower; // what its route had work on the body as it came; null for a small one
    std::shared_ptr<BodyDigest> digest;     // the same

    // The field's values joined with ", " in order of arrival (RFC 9110 5.3); empty when absent. `name` in any case.
    [[nodiscard]] QByteArray header(QByteArrayView name) const;
    [[nodiscard]] bool hasHeader(QByteArrayView name) const;
    // How many field lines bear this name.
    [[nodiscard]] int headerCount(QByteArrayView name) const;
    // 32 bytes, of the body.
    [[nodiscard]] QByteArray bodySha256() const;
    // The decoded value of a query parameter ('+' is a space); nullopt when absent or not valid percent-encoding.
    [[nodiscard]] std::optional<QByteArray> queryValue(QByteArrayView name) const;
};

// Percent-decoding that refuses: nullopt for a '%' without two hexadecimal digits.
[[nodiscard]] std::optional<QByteArray> percentDecoded(QByteArrayView text);

} // namespace astreinte::http
