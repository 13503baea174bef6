// SPDX-License-Identifier: EUPL-1.2
#include "tests/server/authorisation/oracle.h"

#include "core/signature/bytes.h"

#include <algorithm>

namespace astreinte::tests {

using namespace std::chrono_literals;
using signature::Instant;
using submission::Decision;
using submission::Role;
using submission::Statement;

namespace {

bool onlyOwnFirst(const Proposal &proposal, const QString &person)
{
    return proposal.firstSigner.size() == 1 && proposal.firstSigner.contains(person);
}

} // namespace

// The rule book, one sentence each; the order does not matter.
bool Oracle::judge(std::size_t carrier, const Proposal &proposal, const Statement &statement, const Asked &asked,
                   Instant now)
{
    const auto &who = GateWorld::carriers()[carrier];
    const auto approves = statement.decision == Decision::Approve;
    if (statement.revision != proposal.head() || proposal.decided)
        return false;
    const auto &head = proposal.revisions.back();
    const bool clock = statement.issuedAt <= now + 120s && now < statement.expiresAt;
    const bool fresh = asked.carrier == carrier && proposals[asked.proposal].id == proposal.id &&
                       asked.revision == statement.revision && !asked.used && now < asked.until;
    const bool shown =
        statement.manifestSha256 == signature::sha256(head.bytes) && statement.manifestBytes == head.bytes.size();
    const bool mayDecide =
        who.role == Role::CabinetDirector || (who.role == Role::DutyAuthority && onDuty(statement, now));
    const bool own = proposal.everAuthor(who.person);
    const bool others = own ? statement.sole && who.role == Role::DutyAuthority : !statement.sole;
    const bool facts = !approves || statement.factsConfirmed || now - head.factsAt <= 30min;
    const bool open = !approves || now < head.until;
    const bool two = !approves || !head.grave ||
                     (!statement.sole && (proposal.firstSigner.empty() || !onlyOwnFirst(proposal, who.person)));
    const bool agreed = !approves || !head.grave || head.agreed;
    const bool consent = !approves || head.shown;
    judged = QStringLiteral("clock %1, fresh %2, shown %3, may decide %4, not alone %5, facts %6, open %7, two "
                            "%8, agreed %9, consent %10: ")
                 .arg(clock)
                 .arg(fresh)
                 .arg(shown)
                 .arg(mayDecide)
                 .arg(others)
                 .arg(facts)
                 .arg(open)
                 .arg(two)
                 .arg(agreed)
                 .arg(consent);
    return clock && fresh && shown && mayDecide && others && facts && open && two && agreed && consent;
}

bool Oracle::onDuty(const Statement &statement, Instant now) const
{
    return statement.rosterVersion == rosterVersion && std::ranges::any_of(duties, [&](const Duty &duty) {
               return duty.entry == statement.rosterEntry && duty.person == statement.issuer && !duty.removed &&
                      duty.from <= now && now < duty.to;
           });
}

void Oracle::settle(Proposal &proposal, const Statement &statement)
{
    const bool needsTwo = statement.decision == Decision::Approve && proposal.revisions.back().grave;
    if (needsTwo && proposal.firstSigner.empty()) {
        proposal.firstSigner.insert(statement.issuer);
        return;
    }
    proposal.decided = true;
    if (statement.decision == Decision::Approve)
        opened.insert(key(proposal));
}

QString Oracle::key(const Proposal &proposal)
{
    return proposal.id + QLatin1Char(':') + QString::number(proposal.head());
}

} // namespace astreinte::tests
