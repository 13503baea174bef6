// SPDX-License-Identifier: EUPL-1.2
#include "server/authorisation/duty.h"

#include "server/roster/roster.h"

#include <algorithm>

namespace astreinte::authorisation {

using storage::Connection;
using storage::Row;
using submission::Grant;
using submission::Permission;
using submission::Role;

Result<bool> onDuty(Connection &connection, Role role, const QString &person, const submission::Statement &statement,
                    qint64 rosterVersion, signature::Instant at)
{
    if (submission::grantOf(role, Permission::Decide) != Grant::DuringSlot)
        return true;
    if (statement.rosterVersion != rosterVersion)
        return fail(Reason::OffDuty, QStringLiteral("the roster has changed: version %1").arg(rosterVersion));
    auto entries = roster::slotsOf(connection, rosterVersion);
    if (!entries)
        return tl::unexpected(entries.error());
    const auto dutyRole = QLatin1String(submission::roleName(Role::DutyAuthority));
    return std::ranges::any_of(*entries, [&](const roster::Slot &slot) {
        return slot.entry == statement.rosterEntry && slot.role == dutyRole && slot.person == person &&
               slot.from <= at && at < slot.to;
    });
}

Result<QStringList> allAuthors(Connection &connection, const QString &submission)
{
    auto authors = connection.all(
        "SELECT DISTINCT person FROM revision_author WHERE submission = ?", [](const Row &row) { return row.text(0); },
        submission);
    if (!authors)
        return tl::unexpected(authors.error());
    return QStringList(authors->begin(), authors->end());
}

Result<submission::ReviewRight> rightToDecide(Connection &connection, const submission::Statement &statement,
                                              const submission::Manifest &manifest, Role role, qint64 headRevision,
                                              qint64 rosterVersion, signature::Instant at)
{
    auto authors = allAuthors(connection, statement.submission.text());
    if (!authors)
        return tl::unexpected(authors.error());
    submission::ReviewQuestion question;
    question.person = statement.issuer;
    question.role = role;
    question.authors = manifest.content().action == submission::Action::Withdraw ? QStringList() : *authors;
    question.revision = statement.revision;
    question.headRevision = headRevision;
    auto duty = onDuty(connection, role, statement.issuer, statement, rosterVersion, at);
    question.onDuty = duty.value_or(false);
    auto right = submission::ReviewRight::grant(question);
    // The roster's own words say more than "off duty".
    if (!right && right.error().reason == Reason::OffDuty && !duty)
        return tl::unexpected(duty.error());
    return right;
}

} // namespace astreinte::authorisation
