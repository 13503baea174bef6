// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/submission/submission.h"
#include "server/identity/request_guard.h"
#include "server/intake/together.h"
#include "server/rules/rulebook.h"

#include <functional>

namespace astreinte::intake {

// Takes a signed submission in exactly once (SECURITY §4): one transaction holds the revision, its manifest, its nonce,
// its notice and the very bytes of the receipt.
class Intake
{
public:
    Intake(storage::Store &store, identity::DeviceRegistry &devices, const rules::Rulebook &rulebook,
           const signature::SigningKey &serverKey, deployment::Now now)
        : m_together(std::make_shared<Together>(store)), m_devices(devices), m_rulebook(rulebook),
          m_serverKey(serverKey), m_now(std::move(now))
    {
    }

    using Done = Together::Done;
    // The same content again: the same receipt. ConflictingContent, MissingPhoto (its digest in the detail),
    // StaleRevision, NotAllowed, and what Submission::parse and Rulebook::assess refuse. `done` is called once: here
    // when it is refused before the database, on the writer's thread when it is durable (storage::Store::writeLater).
    void accept(const identity::Caller &caller, const QByteArray &jws, const QByteArray &idempotencyKey, Done done);

private:
    // All that is not the database's: signatures, terms, manifest, receipt.
    Result<std::shared_ptr<const Arrival>> examine(const identity::Caller &caller, const QByteArray &jws,
                                                   const QByteArray &idempotencyKey);
    std::shared_ptr<Together> m_together;
    identity::DeviceRegistry &m_devices;
    const rules::Rulebook &m_rulebook;
    const signature::SigningKey &m_serverKey;
    deployment::Now m_now;
};

} // namespace astreinte::intake
