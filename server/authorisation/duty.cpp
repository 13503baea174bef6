// SPDX-License-Identifier: EUPL-1.2
#include "server/authorisation/duty.h"

#include "core/submission/channel_acts.h"
#include "server/authorisation/check.h"
#include "server/roster/delegations.h"
#include "server/roster/roster.h"

namespace astreinte::authorisation {

using storage::Connection;
using storage::Row;
using submission::Grant;
using submission::Role;

Result<bool> onDuty(Connection &connection, Role role, submission::Kind kind, const submission::Statement &statement,
                    qint64 rosterVersion, signature::Instant at, const Policy &policy)
{
    if (submission::grantToDecide(role, kind) != Grant::DuringSlot)
        return true;
    if (!holds(Check::RosterInForce, statement.rosterVersion == rosterVersion))
        return fail(Reason::OffDuty, QStringLiteral("the roster has changed: version %1").arg(rosterVersion));
    auto found = roster::slotNamed(connection, statement.rosterEntry, rosterVersion);
    if (!found)
        return tl::unexpected(found.error());
    const auto &slot = *found;
    if (!slot || slot->role != submission::roleName(role) || slot->person != statement.issuer || at < slot->from ||
        at >= slot->to)
        return false;
    if (slot->delegation.isEmpty() && !policy.asksDelegation(role))
        return true;
    auto delegated = roster::delegationHolds(connection, slot->delegation, slot->person, at);
    if (!delegated)
        return delegated;
    return holds(Check::Delegated, *delegated) ? Result<bool>(true) : fail(Reason::NoDelegation, slot->delegation);
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

namespace {

// What approving does, in the words of the matrix.
Result<> acceptActs(Role role, const submission::Statement &statement, const submission::Manifest &manifest)
{
    if (statement.decision != submission::Decision::Approve)
        return {};
    return manifest.content().action == submission::Action::Withdraw ? submission::acceptTakeDown(role)
                                                                     : submission::acceptActs(role, statement.channels);
}

} // namespace

Result<submission::ReviewRight> rightToDecide(Connection &connection, const submission::Statement &statement,
                                              const submission::Manifest &manifest, Role role, qint64 headRevision,
                                              qint64 rosterVersion, signature::Instant at, const Policy &policy)
{
    if (auto acts = acceptActs(role, statement, manifest); !acts)
        return tl::unexpected(acts.error());
    auto authors = allAuthors(connection, statement.submission.text());
    if (!authors)
        return tl::unexpected(authors.error());
    submission::ReviewQuestion question;
    question.person = statement.issuer;
    question.role = role;
    question.kind = manifest.content().kind;
    const auto withdrawal = manifest.content().action == submission::Action::Withdraw;
    const auto own = !withdrawal && authors->contains(statement.issuer);
    if (statement.sole && !own)
        return fail(Reason::InvalidValue, QStringLiteral("$.sole: not an author"));
    if (!holds(Check::NotAnAuthor, !own))
        question.authors = *authors;
    question.sole = statement.sole;
    question.revision = statement.revision;
    question.headRevision =
        holds(Check::HeadRevision, statement.revision == headRevision) ? statement.revision : headRevision;
    auto duty = onDuty(connection, role, question.kind, statement, rosterVersion, at, policy);
    question.onDuty = holds(Check::OnDuty, duty.value_or(false));
    auto right = submission::ReviewRight::grant(question);
    // The roster's own words say more than "off duty".
    if (!right && right.error().reason == Reason::OffDuty && !duty)
        return tl::unexpected(duty.error());
    return right;
}

} // namespace astreinte::authorisation
