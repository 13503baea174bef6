// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/submission/roles.h"
#include "core/submission/states.h"
#include "core/submission/submission_content.h"
#include "core/submission/uuid7.h"

#include <QStringList>

namespace astreinte::submission {

enum class Decision { Approve, Return, Reject };
QLatin1String decisionName(Decision decision);
std::optional<Decision> decisionFromName(QStringView name);

// What is known, by the server's clock and roster, of a person about to decide on a revision.
struct ReviewQuestion
{
    QString person;
    Role role = Role::Dpo;
    bool onDuty = false; // in a slot of the roster in force
    bool sole = false;   // « décision unique », claimed and motivated
    QStringList authors; // of every revision so far, so that withdrawing from the authors does not help
    qint64 revision = 0;
    qint64 headRevision = 0;
    Kind kind = Kind::Proposal; // of what is decided on
};

// The right to decide on one revision. Only grant() makes one, so self-approval, approval off duty and approval of a
// stale revision cannot be written.
class ReviewRight
{
public:
    // In this order: NotAllowed (the role never decides on this kind), OwnSubmission (but for the « décision unique »
    // of a duty authority, BRIEF §1.4), OffDuty (the grant needs a slot), StaleRevision.
    static Result<ReviewRight> grant(const ReviewQuestion &question);
    [[nodiscard]] const QString &person() const { return m_person; }
    [[nodiscard]] qint64 revision() const { return m_revision; }

private:
    ReviewRight() = default;
    QString m_person;
    qint64 m_revision = 0;
};

// The state a decision leads to; AlreadyDecided or ForbiddenTransition when the revision is not in review.
Result<State> decide(State current, Decision decision, const ReviewRight &right);

} // namespace astreinte::submission
