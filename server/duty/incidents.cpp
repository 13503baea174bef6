// SPDX-License-Identifier: EUPL-1.2
#include "server/duty/incidents.h"

#include "core/submission/roles.h"
#include "server/journal/book.h"
#include "server/notices/notices.h"

namespace astreinte::duty {
namespace {

using identity::Caller;
using storage::Row;
using storage::Transaction;

struct Standing
{
    QString openedBy;
    bool closed;
};

bool mayClose(const Caller &caller, const Standing &incident)
{
    const auto role = submission::roleFromName(caller.device.role);
    return role && (submission::isAuthority(*role) || *role == submission::Role::SidpcOfficer ||
                    incident.openedBy == caller.device.person);
}

Result<> write(Transaction &transaction, const Caller &caller, const QString &incident, signature::Instant now)
{
    auto done = transaction->run("UPDATE incident SET closed_at = ? WHERE id = ?", now, incident);
    if (!done)
        return tl::unexpected(done.error());
    auto leaf =
        journal::append(transaction,
                        {journal::Event::IncidentClosed,
                         QStringLiteral("incident:") + incident,
                         {{QStringLiteral("incident"), incident}, {QStringLiteral("person"), caller.device.person}}},
                        now);
    if (!leaf)
        return tl::unexpected(leaf.error());
    return notices::post(transaction, {0, QStringLiteral("incident"), {}, 0, {}}, now);
}

} // namespace

Result<> IncidentDesk::close(const Caller &caller, const QString &incident)
{
    return m_store.write([&](Transaction &transaction) -> Result<> {
        if (auto spent = identity::spendNonce(transaction, caller); !spent)
            return spent;
        auto standing = transaction->one(
            "SELECT opened_by, closed_at FROM incident WHERE id = ?",
            [](const Row &row) {
                return Standing{row.text(0), !row.isNull(1)};
            },
            incident);
        if (!standing)
            return tl::unexpected(standing.error());
        if (!*standing)
            return fail(Reason::UnknownSubmission, incident);
        if (!mayClose(caller, **standing))
            return fail(Reason::NotAllowed, caller.device.role);
        return (*standing)->closed ? Result<>() : write(transaction, caller, incident, m_now());
    });
}

} // namespace astreinte::duty
