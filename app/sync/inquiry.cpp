// SPDX-License-Identifier: EUPL-1.2
#include "app/sync/inquiry.h"

#include "app/outbox/retry.h"
#include "app/sync/jitter.h"
#include "app/sync/server_link.h"
#include "core/signature/strict_json.h"

#include <QJsonObject>

namespace astreinte::app {

Result<QJsonArray> itemsOf(const QByteArray &reply)
{
    signature::JsonLimits limits;
    limits.bytes = qsizetype{4} * 1024 * 1024;
    return signature::parseStrictObject(reply, limits).and_then([](const QJsonObject &list) -> Result<QJsonArray> {
        const auto items = list.value(QLatin1String("items"));
        return items.isArray() ? Result<QJsonArray>(items.toArray()) : fail(Reason::UnexpectedReply);
    });
}

Inquiry::Inquiry(ServerLink &link, QByteArray path, QObject *parent)
    : QObject(parent), jitter(anywhereBelow), m_link(link), m_path(std::move(path))
{
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &Inquiry::ask);
    connect(&link, &ServerLink::reached, this, [this] {
        m_attempts = 0;
        if (m_wanted)
            ask();
    });
}

Inquiry::~Inquiry() = default;

void Inquiry::ask()
{
    if (!m_link.isOpen())
        return;
    m_wanted = true;
    if (!m_busy)
        send();
}

void Inquiry::forget()
{
    ++m_round;
    m_again.stop();
    m_attempts = 0;
    m_wanted = false;
    m_busy = false;
}

void Inquiry::send()
{
    m_again.stop();
    m_wanted = false;
    m_busy = true;
    m_link.get(m_path, this, [this, round = m_round](const Result<HttpReply> &reply) {
        if (round == m_round)
            hear(reply);
    });
}

void Inquiry::hear(const Result<HttpReply> &reply)
{
    m_busy = false;
    if (!reply) {
        again(reply.error());
        Q_EMIT failed(reply.error());
        return;
    }
    m_attempts = 0;
    Q_EMIT answered(reply->body);
    if (m_wanted)
        ask();
}

// A refusal is an answer: it is asked again when there is a new reason to.
void Inquiry::again(const Failure &failure)
{
    const auto step = nextStep(failure.reason, ++m_attempts);
    if (step.next == Next::Person || step.next == Next::Enrolment)
        return;
    m_wanted = true;
    m_again.start(jitter(step.atMost));
}

} // namespace astreinte::app
