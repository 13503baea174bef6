// SPDX-License-Identifier: EUPL-1.2
#include "server/http/route.h"

namespace astreinte::http {

void Answer::composed(Compose compose) const
{
    m_post([once = m_once, compose = std::move(compose)] {
        try {
            once->give(compose());
        } catch (...) {
            once->give(Response::problem({Reason::Internal, {}}, 500));
        }
    });
}

Answer::Once::~Once()
{
    give(Response::problem({Reason::Internal, {}}, 500));
}

void Answer::Once::give(Response response)
{
    if (!given.test_and_set())
        deliver(std::move(response));
}

} // namespace astreinte::http
