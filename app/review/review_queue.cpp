// SPDX-License-Identifier: EUPL-1.2
#include "app/review/review_queue.h"

#include <QJsonObject>
#include <algorithm>

namespace astreinte::app {
namespace {

// "incident" is an id or an object that holds one.
QString incidentOf(const QJsonValue &value)
{
    return value.isObject() ? value.toObject().value(QLatin1String("id")).toString() : value.toString();
}

std::optional<ReviewItem> itemOf(const QJsonObject &object)
{
    const auto text = [&](QLatin1String name) { return object[name].toString(); };
    const auto state = submission::stateFromName(text(QLatin1String("state")));
    const auto facts = signature::instantFromText(text(QLatin1String("factsAt")));
    const auto received = signature::instantFromText(text(QLatin1String("receivedAt")));
    if (!state || !facts || !received)
        return std::nullopt;
    ReviewItem item;
    item.submission = text(QLatin1String("submission"));
    item.revision = object[QLatin1String("revision")].toInt();
    item.kind = text(QLatin1String("kind"));
    item.title = text(QLatin1String("title"));
    item.state = *state;
    item.exercise = object[QLatin1String("exercise")].toBool();
    item.factsAt = *facts;
    item.receivedAt = *received;
    for (const auto names = object[QLatin1String("authors")].toArray(); const auto &name : names)
        item.authors.append(name.toString());
    item.incident = incidentOf(object[QLatin1String("incident")]);
    for (const auto codes = object[QLatin1String("communes")].toArray(); const auto &code : codes)
        item.communes.append(code.toString());
    for (const auto given = object[QLatin1String("approvals")].toArray(); const auto &entry : given)
        if (const auto at = signature::instantFromText(entry.toObject()[QLatin1String("at")].toString()))
            item.signatures.append({entry.toObject()[QLatin1String("person")].toString(), *at});
    item.photos = object[QLatin1String("photos")].toInt();
    return item;
}

} // namespace

ReviewQueue::ReviewQueue(ServerLink &link, QObject *parent) : QObject(parent), m_inquiry(link, "/v1/review")
{
    connect(&m_inquiry, &Inquiry::answered, this, &ReviewQueue::adopt);
    connect(&m_inquiry, &Inquiry::failed, this, &ReviewQueue::failed);
}

void ReviewQueue::refresh()
{
    m_inquiry.ask();
    Q_EMIT changed();
}

void ReviewQueue::adopt(const QByteArray &reply)
{
    const auto items = itemsOf(reply);
    if (!items)
        return failed(items.error());
    m_failure.reset();
    m_items.clear();
    for (const auto &entry : *items)
        if (const auto item = itemOf(entry.toObject()))
            m_items.append(*item);
    Q_EMIT changed();
}

void ReviewQueue::failed(const Failure &failure)
{
    m_failure = failure;
    Q_EMIT changed();
}

void ReviewQueue::forget()
{
    m_inquiry.forget();
    m_items.clear();
    m_failure.reset();
    Q_EMIT changed();
}

int ReviewQueue::waitingCount() const
{
    return int(std::ranges::count_if(m_items, &ReviewItem::awaitsDecision));
}

} // namespace astreinte::app
