// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "server/http/server.h"
#include "server/routes/service.h"

#include <QJsonObject>

namespace astreinte::routes {

// Everything that a phone or the public may ask; `counters` are the HTTP server's, for /metrics.
std::vector<http::Route> allRoutes(Service &service, std::function<http::Counters()> counters);

// The parts of it; each function adds the routes of its part.
void addPhoneRoutes(std::vector<http::Route> &routes, Service &service);
// Field reports and the handover of the duty.
void addDutyRoutes(std::vector<http::Route> &routes, Service &service);
// Approvals given by voice.
void addOralRoutes(std::vector<http::Route> &routes, Service &service);
void addReviewRoutes(std::vector<http::Route> &routes, Service &service);
void addConfigurationRoute(std::vector<http::Route> &routes, Service &service);
void addUploadRoutes(std::vector<http::Route> &routes, Service &service);
// Checkpoints and proofs, for phones and for anyone who audits.
void addJournalRoutes(std::vector<http::Route> &routes, Service &service);
void addPublicRoutes(std::vector<http::Route> &routes, Service &service);
// /healthz says whether the database answers; /metrics is Prometheus text, `counters` the HTTP server's.
void addHealthRoutes(std::vector<http::Route> &routes, Service &service, std::function<http::Counters()> counters);

// The journal's part of a receipt: index, leaf, opening, checkpoint, proof (docs/protocol.md §13). Empty when the leaf
// is not there: what was received before the journal began has none.
QJsonObject journalPart(Service &service, const QString &subject, journal::Event event);
// The same of what has just been accepted, which has a leaf.
QJsonObject journalPart(Service &service, const intake::Accepted &accepted);

} // namespace astreinte::routes
