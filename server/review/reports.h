// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "server/identity/request_guard.h"

#include <QJsonArray>
#include <QJsonObject>

namespace astreinte::review {

// What gendarmes, firefighters, police and officers report from the field (BRIEF §1.1): what, where, when, hazards,
// access, casualties, resources. It stays inside: nothing of it is ever published. Those who run the duty read all of
// them, others their own; what it says of casualties only those whose role may see it, whatever the screen does.
class Reports
{
public:
    Reports(storage::Store &store, deployment::Now now) : m_store(store), m_now(std::move(now)) {}

    // The `items` of GET /v1/reports: the heads of the last seven days, latest first, without casualties. NotAllowed.
    Result<QJsonArray> list(const identity::Caller &caller);
    // GET /v1/reports/{id}: the whole report as this caller may read it. The first opening by one of the duty who is no
    // author writes « vu » into the author's ladder. UnknownSubmission, also for who may not read it.
    Result<QJsonObject> open(const identity::Caller &caller, const QString &submission);

private:
    storage::Store &m_store;
    deployment::Now m_now;
};

} // namespace astreinte::review
