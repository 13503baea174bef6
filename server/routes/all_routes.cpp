// SPDX-License-Identifier: EUPL-1.2
#include "server/routes/routes.h"

namespace astreinte::routes {

std::vector<http::Route> allRoutes(Service &service, std::function<http::Counters()> counters)
{
    std::vector<http::Route> routes;
    addPhoneRoutes(routes, service);
    addReviewRoutes(routes, service);
    addOralRoutes(routes, service);
    addDutyRoutes(routes, service);
    addConfigurationRoute(routes, service);
    addUploadRoutes(routes, service);
    addHealthRoutes(routes, service, std::move(counters));
    addJournalRoutes(routes, service);
    addPublicRoutes(routes, service);
    return routes;
}

} // namespace astreinte::routes
