// SPDX-License-Identifier: EUPL-1.2
#include "server/http/server.h"
#include "server/http/reactor.h"

namespace astreinte::http {

Server::Server(Options options, std::vector<Route> routes)
    : m_reactor(std::make_unique<Reactor>(std::move(options), std::move(routes)))
{
}

Server::~Server() = default;

Result<> Server::listen()
{
    return m_reactor->listen();
}

quint16 Server::port() const
{
    return m_reactor->port();
}

Result<> Server::reloadTls()
{
    return m_reactor->reloadTls();
}

void Server::stop()
{
    m_reactor->stop();
}

Counters Server::counters() const
{
    return m_reactor->counters();
}

} // namespace astreinte::http
