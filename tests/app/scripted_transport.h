// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/sync/transport.h"

namespace astreinte::tests {

// A network whose every answer the test gives, and which writes down what it was asked.
class ScriptedTransport final : public app::Transport
{
public:
    struct Script
    {
        // Nothing: the network cannot be reached.
        std::function<Result<app::HttpReply>(const app::HttpRequest &)> answer;
        QList<app::HttpRequest> asked;
    };
    explicit ScriptedTransport(std::shared_ptr<Script> script) : m_script(std::move(script)) {}

    void setServer(const app::ServerIdentity &) override {}
    app::EventStream *listen(const app::HttpRequest &, QObject *parent) override
    {
        return new app::EventStream(parent);
    }
    void send(const app::HttpRequest &request, QObject *context, Answer answer, Progress) override
    {
        m_script->asked.append(request);
        auto reply = m_script->answer ? m_script->answer(request) : fail(Reason::NetworkUnreachable);
        QMetaObject::invokeMethod(
            context, [answer, reply] { answer(reply); }, Qt::QueuedConnection);
    }

private:
    std::shared_ptr<Script> m_script;
};

} // namespace astreinte::tests
