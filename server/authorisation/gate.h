// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/submission/statement.h"
#include "server/authorisation/policy.h"
#include "server/identity/request_guard.h"

namespace astreinte::authorisation {

inline constexpr std::chrono::minutes challengeLife{5};

struct Challenge
{
    QString challenge; // 22 characters of base64url, single use
    signature::Instant expiresAt;
};

// Decisions come in here and nowhere else (SECURITY §5): a statement signed by the approval key of the caller's own
// phone, over the very bytes of the head revision's manifest, for a challenge of this phone and this revision.
class Gate
{
public:
    Gate(storage::Store &store, identity::DeviceRegistry &devices, const signature::SigningKey &serverKey,
         deployment::Now now, Policy policy = {})
        : m_store(store), m_devices(devices), m_serverKey(serverKey), m_now(std::move(now)), m_policy(std::move(policy))
    {
    }

    // NotAllowed unless the role may ever decide; UnknownSubmission, StaleRevision.
    Result<Challenge> challenge(const identity::Caller &caller, const QString &submission, qint64 revision);

    // The signed decision (JWS); the same statement again gets the same one. Refusals as in protocol §9.
    Result<QByteArray> decide(const identity::Caller &caller, const QByteArray &statementJws);

private:
    Result<submission::Statement> readStatement(const identity::Caller &caller, const QByteArray &jws,
                                                const QString &origin);
    // Everything about the statement but what it is worth: times, challenge, bytes.
    Result<submission::Manifest> examine(storage::Transaction &transaction, const identity::Caller &caller,
                                         const submission::Statement &statement, signature::Instant now) const;
    Result<QByteArray> settle(storage::Transaction &transaction, const identity::Caller &caller,
                              const submission::Statement &statement, const QByteArray &jws);

    storage::Store &m_store;
    identity::DeviceRegistry &m_devices;
    const signature::SigningKey &m_serverKey;
    deployment::Now m_now;
    Policy m_policy;
};

// Challenges that can no longer be used.
Result<int> pruneChallenges(storage::Transaction &transaction, signature::Instant now);

} // namespace astreinte::authorisation
