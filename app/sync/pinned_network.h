// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/sync/pinned_connection.h"

#include <deque>
#include <vector>

namespace astreinte::app {

// The real network (SECURITY §3): a few pinned connections, kept for the next request; no redirect followed, no
// cookie, no cache. A long upload does not hold up the others.
class PinnedNetwork final : public QObject, public Transport
{
    Q_OBJECT
public:
    using QObject::QObject;
    void setServer(const ServerIdentity &server) override;
    void send(const HttpRequest &request, QObject *context, Answer answer, Progress progress = {}) override;
    void giveUp(quint64 lane) override;
    EventStream *listen(const HttpRequest &request, QObject *parent) override;

private:
    struct Waiting
    {
        HttpRequest request;
        QPointer<QObject> context;
        Answer answer;
        Progress progress;
    };
    void serve();
    // One that is free, or a new one; null when there are as many as there may be.
    [[nodiscard]] PinnedConnection *connectionFor(const QUrl &url);
    void tidy();

    ServerIdentity m_server;
    std::vector<PinnedConnection *> m_connections;
    std::deque<Waiting> m_waiting;
};

} // namespace astreinte::app
