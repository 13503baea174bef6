// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/sync/pinned_network.h"

#include <deque>

namespace astreinte::tests {

// The real network with mishaps that only something inside TLS can cause.
class UnrulyTransport final : public app::Transport
{
public:
    enum class Mishap { Busy, Twice, ReplyLost, Refused };
    // What happens to the next requests whose path begins with `path`, one mishap each.
    struct Plan
    {
        QString path;
        std::deque<Mishap> mishaps;
        int requests = 0; // with this path, as the phone made them
        // Sees every reply of the real server, and may put another in its place.
        std::function<void(const app::HttpRequest &, app::HttpReply &)> alter;
    };
    explicit UnrulyTransport(std::shared_ptr<Plan> plan) : m_plan(std::move(plan)) {}

    void setServer(const app::ServerIdentity &server) override { m_network.setServer(server); }
    void giveUp(quint64 lane) override { m_network.giveUp(lane); }
    app::EventStream *listen(const app::HttpRequest &request, QObject *parent) override
    {
        return m_network.listen(request, parent);
    }
    void send(const app::HttpRequest &request, QObject *context, Answer answer, Progress progress) override
    {
        if (m_plan->alter) {
            answer = [plan = m_plan, request, answer = std::move(answer)](Result<app::HttpReply> reply) {
                if (reply && plan->alter)
                    plan->alter(request, *reply);
                answer(std::move(reply));
            };
        }
        if (!request.url.path().startsWith(m_plan->path) || request.method != "POST")
            return m_network.send(request, context, std::move(answer), std::move(progress));
        ++m_plan->requests;
        if (m_plan->mishaps.empty())
            return m_network.send(request, context, std::move(answer), std::move(progress));
        const auto mishap = m_plan->mishaps.front();
        m_plan->mishaps.pop_front();
        if (mishap == Mishap::Busy || mishap == Mishap::Refused) {
            app::HttpReply reply{503, {}, {}};
            if (mishap == Mishap::Refused)
                reply = {422, {}, R"({"reason":"unknown-template","detail":"inondation 0.9.0"})"};
            QMetaObject::invokeMethod(
                context, [answer, reply] { answer(reply); }, Qt::QueuedConnection);
            return;
        }
        if (mishap == Mishap::ReplyLost) {
            m_network.send(request, context,
                           [answer](const Result<app::HttpReply> &) { answer(fail(Reason::NetworkUnreachable)); });
            return;
        }
        // The very same bytes twice, as a network manager does by itself on a dropped connection.
        m_network.send(request, context, [](const Result<app::HttpReply> &) {});
        m_network.send(request, context, std::move(answer), std::move(progress));
    }

private:
    app::PinnedNetwork m_network;
    std::shared_ptr<Plan> m_plan;
};

} // namespace astreinte::tests
