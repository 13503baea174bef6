// SPDX-License-Identifier: EUPL-1.2
#include "core/submission/review_right.h"

#include "core/submission/channel_acts.h"

namespace astreinte::submission {

QLatin1String decisionName(Decision decision)
{
    switch (decision) {
    case Decision::Approve:
        return QLatin1String("approve");
    case Decision::Return:
        return QLatin1String("return");
    case Decision::Reject:
        break;
    }
    return QLatin1String("reject");
}

std::optional<Decision> decisionFromName(QStringView name)
{
    for (const auto decision : {Decision::Approve, Decision::Return, Decision::Reject})
        if (name == decisionName(decision))
            return decision;
    return std::nullopt;
}

Result<ReviewRight> ReviewRight::grant(const ReviewQuestion &question)
{
    const auto grant = grantToDecide(question.role, question.kind);
    if (grant == Grant::No)
        return fail(Reason::NotAllowed,
                    roleName(question.role) + QStringLiteral(" on a ") + QString(kindName(question.kind)));
    const auto decidesAlone = question.sole && grant == Grant::DuringSlot;
    if (question.authors.contains(question.person) && !decidesAlone)
        return fail(Reason::OwnSubmission);
    if (grant == Grant::DuringSlot && !question.onDuty)
        return fail(Reason::OffDuty);
    if (question.revision != question.headRevision)
        return fail(Reason::StaleRevision,
                    QStringLiteral("revision %1, head is %2").arg(question.revision).arg(question.headRevision));
    ReviewRight right;
    right.m_person = question.person;
    right.m_revision = question.revision;
    return right;
}

Result<State> decide(State current, Decision decision, const ReviewRight &)
{
    const auto next = decision == Decision::Approve  ? State::Authorised
                      : decision == Decision::Return ? State::Returned
                                                     : State::Refused;
    if (allowed(current, next, Actor::Authority))
        return next;
    if (current == State::Draft || current == State::Queued || current == State::Received)
        return fail(Reason::ForbiddenTransition, stateName(current) + QStringLiteral(" → ") + stateName(next));
    return fail(Reason::AlreadyDecided, stateName(current));
}

} // namespace astreinte::submission
