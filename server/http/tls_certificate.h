// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"

#include <QByteArray>
#include <QDateTime>
#include <QStringList>
#include <memory>
#include <openssl/evp.h>
#include <openssl/x509.h>

namespace astreinte::http {

using Key = std::shared_ptr<EVP_PKEY>;
using Certificate = std::shared_ptr<X509>;

// P-256: the one curve that phones' secure elements, iOS and Android all do.
[[nodiscard]] Result<Key> newKey();
[[nodiscard]] Result<Key> keyFromPem(const QByteArray &pem);
[[nodiscard]] Result<QByteArray> pemFromKey(const Key &key);
[[nodiscard]] Result<Certificate> certificateFromPem(const QByteArray &pem);
[[nodiscard]] Result<QByteArray> pemFromCertificate(const Certificate &certificate);
// base64url without padding of SHA-256(SubjectPublicKeyInfo).
[[nodiscard]] Result<QByteArray> pinOf(const Key &key);

struct Validity
{
    QDateTime from;
    int days;
};

// Self-signed, CA:TRUE with pathlen 0, for signing certificates only (RFC 5280 4.2.1).
[[nodiscard]] Result<Certificate> issueAuthority(const Key &key, const Validity &validity);
// For TLS servers only; names in subjectAltName (RFC 6125 6.4.4 no longer reads the common name).
[[nodiscard]] Result<Certificate> issueLeaf(const Key &leaf, const QStringList &names, const Certificate &authority,
                                            const Key &authorityKey, const Validity &validity);

// "DNS:a.example,IP:192.0.2.1": OpenSSL's writing of the names; InvalidValue for one that is neither.
[[nodiscard]] Result<QByteArray> alternativeNames(const QStringList &names);
[[nodiscard]] bool isFor(const Certificate &certificate, const Key &key, const QStringList &names);
[[nodiscard]] QDateTime notAfter(const Certificate &certificate);

} // namespace astreinte::http
