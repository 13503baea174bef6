// SPDX-License-Identifier: EUPL-1.2
#include "server/identity/invitations.h"

#include "core/signature/bytes.h"
#include "server/identity/people.h"

namespace astreinte::identity {
namespace {

constexpr int codeBytes = 16;
constexpr int selectorCharacters = 6;

} // namespace

QString selectorOf(const QString &code)
{
    return code.left(selectorCharacters);
}

QString proofOf(const QString &code)
{
    return QLatin1String(signature::hex(signature::sha256(code.toUtf8())));
}

Result<OneTimeCode> invite(storage::Store &store, const QString &person, signature::Instant now)
{
    auto random = signature::randomBytes(codeBytes);
    if (!random)
        return tl::unexpected(random.error());
    const OneTimeCode invitation{QLatin1String(signature::base64Url(*random)), person, now + invitationLife};
    return store.write([&](storage::Transaction &transaction) -> Result<OneTimeCode> {
        auto known = findPerson(transaction.connection(), person);
        if (!known)
            return tl::unexpected(known.error());
        if (!*known)
            return fail(Reason::InvalidValue, QStringLiteral("no person %1").arg(person));
        auto done =
            transaction->run("INSERT INTO invitation (selector, code_sha256, person, expires_at) "
                             "VALUES (?, ?, ?, ?)",
                             selectorOf(invitation.code), proofOf(invitation.code), person, invitation.expiresAt);
        if (!done)
            return tl::unexpected(done.error());
        return invitation;
    });
}

} // namespace astreinte::identity
