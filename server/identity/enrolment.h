// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/signature/keys.h"
#include "server/deployment/deployment.h"

namespace astreinte::identity {

// Admits a phone that holds an invitation's code and proves that it holds both of its keys (protocol §3). It stays
// pending until an administrator has compared the seven digits.
class EnrolmentDesk
{
public:
    EnrolmentDesk(storage::Store &store, const signature::SigningKey &serverKey, deployment::Now now)
        : m_store(store), m_serverKey(serverKey), m_now(std::move(now))
    {
    }

    // `body` is the request's JSON; the welcome JWS comes back. The same enrolment sent again gets the same welcome (a
    // reply may be lost). UnknownCode, ExpiredCode, UsedCode, TooManyTries, WrongAudience, BadSignature, MalformedJws…
    Result<QByteArray> enrol(const QByteArray &body);

private:
    storage::Store &m_store;
    const signature::SigningKey &m_serverKey;
    deployment::Now m_now;
};

} // namespace astreinte::identity
