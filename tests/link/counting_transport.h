// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/sync/pinned_network.h"

#include <algorithm>

namespace astreinte::tests {

// The real network, and what was asked of it.
class CountingTransport final : public app::Transport
{
public:
    void setServer(const app::ServerIdentity &server) override { m_network.setServer(server); }
    void giveUp(quint64 lane) override { m_network.giveUp(lane); }
    app::EventStream *listen(const app::HttpRequest &request, QObject *parent) override
    {
        return m_network.listen(request, parent);
    }
    void send(const app::HttpRequest &request, QObject *context, Answer answer, Progress progress) override
    {
        if (request.method == "PATCH") {
            ++parts;
            partBytes += request.body.size();
            largestPart = std::max(largestPart, request.body.size());
        }
        m_network.send(request, context, std::move(answer), std::move(progress));
    }

    int parts = 0;
    qint64 partBytes = 0;
    qsizetype largestPart = 0;

private:
    app::PinnedNetwork m_network;
};

} // namespace astreinte::tests
