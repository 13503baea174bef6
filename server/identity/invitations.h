// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "server/deployment/deployment.h"

namespace astreinte::identity {

inline constexpr std::chrono::minutes invitationLife{15};
inline constexpr int mostTries = 5;

// A one-time right to enrol one phone for one person.
struct OneTimeCode
{
    QString code; // 128 random bits, 22 characters of base64url; shown once, stored only as a digest
    QString person;
    signature::Instant expiresAt;
};

// InvalidValue when the person is not known.
Result<OneTimeCode> invite(storage::Store &store, const QString &person, signature::Instant now);

// The characters that find an invitation; the others prove it.
QString selectorOf(const QString &code);
QString proofOf(const QString &code);

} // namespace astreinte::identity
