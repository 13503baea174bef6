// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "server/self_test/self_test.h"

// The stations of a self-test, in the order and under the rules of a message's: taken in when its device signed it,
// let through when its authority approved these very bytes, verified again from what is stored before it is published.
// The types of its documents are its own: no signature of a message is one of these, and none of these is a message's.
namespace astreinte::self_test {

namespace typ {
inline constexpr QLatin1String submission("astreinte-self-test+jws");
inline constexpr QLatin1String receipt("astreinte-self-test-receipt+jws");
inline constexpr QLatin1String statement("astreinte-self-test-auth+jws");
} // namespace typ

// What the authority of a self-test signs.
struct Approval
{
    QString audience; // the installation's origin
    QString id;
    QString documentSha256;
    signature::Instant issuedAt;
    signature::Instant expiresAt;

    [[nodiscard]] Result<QByteArray> toPayload() const;
    static Result<Approval> fromPayload(const QByteArray &payload);
};

// The key that may sign requests for a self-test that is under way; nothing for any other key, a phone's included.
Result<std::optional<signature::VerifyingKey>> deviceKey(storage::Connection &connection, const QString &kid,
                                                         signature::Instant now);
// The bytes that were begun: what its device has to submit.
Result<QByteArray> documentOf(storage::Connection &connection, const QString &id);

// Intake. `jws`: the document under the signature of the device `kid`, whose request this is. NotAllowed, BadSignature,
// DigestMismatch, SignatureExpired once it is overdue, ForbiddenTransition the second time.
Result<Probe> receive(storage::Transaction &transaction, const QString &kid, const QByteArray &jws,
                      signature::Instant at);
// Gate. `jws`: an Approval signed by the authority of the self-test whose device `kid` brings it. WrongAudience,
// ManifestMismatch, SignatureExpired, NotAllowed; what it lets through is in the publisher's queue.
Result<Probe> approve(storage::Transaction &transaction, const QString &kid, const QByteArray &jws,
                      const QString &origin, signature::Instant at);
// Verifier: everything again, from the stored bytes. UnknownSubmission, DigestMismatch, NotAllowed and the above.
Result<Probe> verified(storage::Connection &connection, const QString &documentSha256, const QString &origin);

} // namespace astreinte::self_test
