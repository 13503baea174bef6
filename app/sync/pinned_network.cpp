// SPDX-License-Identifier: EUPL-1.2
#include "app/sync/pinned_network.h"

#include <algorithm>

namespace astreinte::app {
namespace {

constexpr std::size_t mostConnections = 6;

} // namespace

void PinnedNetwork::setServer(const ServerIdentity &server)
{
    m_server = server;
    // A connection opened for another identity must not be used again.
    for (auto *connection : std::vector(m_connections))
        connection->retire();
}

void PinnedNetwork::send(const HttpRequest &request, QObject *context, Answer answer, Progress progress)
{
    const auto before = request.behind
                            ? std::ranges::find_if(m_connections, [&](auto *one) { return one->carries(request.lane); })
                            : m_connections.end();
    if (before != m_connections.end())
        return (*before)->sendBehind(request, context, std::move(answer), std::move(progress));
    m_waiting.push_back({request, context, std::move(answer), std::move(progress)});
    serve();
}

void PinnedNetwork::giveUp(quint64 lane)
{
    if (lane == 0)
        return;
    std::erase_if(m_waiting, [lane](const Waiting &one) { return one.request.lane == lane; });
    for (auto *connection : std::vector(m_connections))
        connection->giveUp(lane);
}

EventStream *PinnedNetwork::listen(const HttpRequest &request, QObject *parent)
{
    auto *stream = new EventStream(parent);
    auto *connection = new PinnedConnection(m_server, request.url, stream);
    connection->listen(request, stream);
    return stream;
}

void PinnedNetwork::serve()
{
    while (!m_waiting.empty()) {
        auto *connection = connectionFor(m_waiting.front().request.url);
        if (!connection)
            return;
        auto next = std::move(m_waiting.front());
        m_waiting.pop_front();
        if (next.context)
            connection->send(next.request, next.context, std::move(next.answer), std::move(next.progress));
    }
}

PinnedConnection *PinnedNetwork::connectionFor(const QUrl &url)
{
    const auto free = std::ranges::find_if(m_connections, [&](auto *one) { return one->isFreeFor(url); });
    if (free != m_connections.end())
        return *free;
    if (m_connections.size() >= mostConnections)
        return nullptr;
    auto *connection = new PinnedConnection(m_server, url, this);
    connect(connection, &PinnedConnection::released, this, &PinnedNetwork::tidy);
    m_connections.push_back(connection);
    return connection;
}

void PinnedNetwork::tidy()
{
    std::erase_if(m_connections, [](PinnedConnection *one) {
        if (one->isOver())
            one->deleteLater();
        return one->isOver();
    });
    serve();
}

} // namespace astreinte::app
