// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "server/authorisation/ledger.h"
#include "server/identity/request_guard.h"

#include <QJsonArray>

namespace astreinte::authorisation {

// BRIEF §1.4: an authority that has no network may approve by voice; who telephoned writes it down, and the authority
// confirms it by signature within this time. A record is not an authorisation: the server publishes nothing on it.
inline constexpr std::chrono::hours regularisedWithin{24};

// What the officer signs (`astreinte-oral+jws`, by the `dev` key).
struct OralApproval
{
    submission::Uuid7 id;
    submission::SubmissionId submission;
    qint64 revision = 0;
    QByteArray manifestSha256; // 32 bytes
    QString authority;         // person id
    QString means;             // "phone", "radio", "inPerson"
    QString readBack;          // what was read back to the authority
    signature::Instant givenAt;

    static Result<OralApproval> fromPayload(QByteArrayView payload);
};

class OralDesk
{
public:
    OralDesk(storage::Store &store, identity::DeviceRegistry &devices, const signature::SigningKey &serverKey,
             deployment::Now now)
        : m_store(store), m_devices(devices), m_serverKey(serverKey), m_now(std::move(now))
    {
    }
    // The signed answer (JWS, a decision record whose state is the submission's own, unchanged); the same document
    // again gets the same one. NotAllowed (role, not an author, the authority may not decide), OwnSubmission, OffDuty
    // (the authority was not on duty then), StaleRevision, ManifestMismatch, InvalidValue (not within the last 24 h).
    Result<QByteArray> record(const identity::Caller &caller, const QByteArray &jws);
    // What is to be regularised, the oldest first, and what was settled in the last seven days; for authorities all,
    // for others what they recorded. `state`: "toRegularise", "overdue", "confirmed", "disowned".
    Result<QJsonArray> list(const identity::Caller &caller);

private:
    Result<> accept(storage::Connection &connection, const identity::Caller &caller,
                    const OralApproval &approval) const;

    storage::Store &m_store;
    identity::DeviceRegistry &m_devices;
    const signature::SigningKey &m_serverKey;
    deployment::Now m_now;
};

// The authority has signed a decision over the very bytes that it had approved by voice: confirmed or disowned.
Result<> settleOral(storage::Transaction &transaction, const Ruling &ruling);

} // namespace astreinte::authorisation
