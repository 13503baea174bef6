// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"

#include <QByteArray>
#include <QDateTime>
#include <QStringList>

namespace astreinte::http {

// The server's own certificates when the State's PKI gives none (SECURITY section 3): a private authority and a leaf
// for the server's names, both P-256, in one directory.
struct TlsIdentity
{
    QString chainFile;     // PEM, leaf then authority: what the server sends
    QString keyFile;       // PEM, PKCS #8, mode 0600
    QString authorityFile; // PEM of the authority alone
    QByteArray authorityPem;
    QByteArray pin;       // base64url without padding of the SHA-256 of the leaf's SubjectPublicKeyInfo (RFC 7469 2.4)
    QByteArray backupPin; // of the key that replaces the leaf's if it is lost or stolen
    QDateTime notAfter;   // of the leaf, UTC
};

constexpr int authorityDays = 3652; // 10 years
constexpr int leafDays = 397;
constexpr int renewalDays = 30; // a leaf with less left is renewed

// Creates what `directory` lacks, once; later calls give the same keys. The leaf is issued again, with the SAME key so
// that pins survive, when less than `renewalDays` remain or `names` (DNS names and IP addresses) changed. Failures:
// InvalidValue (no name, or one that is neither), StorageFailed (a file that cannot be read or written, or a key that
// is missing while its certificate is there: nothing is replaced silently).
[[nodiscard]] Result<TlsIdentity> openTlsIdentity(const QString &directory, const QStringList &names,
                                                  const QDateTime &now = QDateTime::currentDateTimeUtc());

// Makes the backup key the leaf's key and a fresh key the backup. Phones that hold both pins go on trusting; the new
// backup pin reaches them with the configuration.
[[nodiscard]] Result<TlsIdentity> promoteBackupKey(const QString &directory, const QStringList &names,
                                                   const QDateTime &now = QDateTime::currentDateTimeUtc());

} // namespace astreinte::http
