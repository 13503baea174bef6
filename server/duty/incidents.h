// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "server/identity/request_guard.h"

namespace astreinte::duty {

// What becomes of an incident once a submission has opened it.
class IncidentDesk
{
public:
    IncidentDesk(storage::Store &store, deployment::Now now) : m_store(store), m_now(std::move(now)) {}

    // Its clocks stop, and nothing more is handed over of it; its messages go on living. For the civil defence service
    // and those who decide (BRIEF §1.1), and for the person who opened it. Closing it again changes nothing.
    // UnknownSubmission when there is none, NotAllowed.
    Result<> close(const identity::Caller &caller, const QString &incident);
    // Why its first message did not come within the hour (BRIEF §1.6), from one of those who may submit; the last word
    // counts, and each stays in the journal. InvalidValue while the hour is not missed, MalformedText, NotAllowed.
    Result<> explainLateness(const identity::Caller &caller, const QString &incident, const QString &reason);

private:
    storage::Store &m_store;
    deployment::Now m_now;
};

// What explainLateness() wrote last; empty when nobody has.
Result<QString> latenessOf(storage::Connection &connection, const QString &incident);

} // namespace astreinte::duty
