// SPDX-License-Identifier: EUPL-1.2
#include "server/routes/events.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace astreinte::routes {
namespace {

constexpr int page = 200;

} // namespace

http::Event eventOf(const notices::Notice &notice)
{
    QJsonObject data;
    if (!notice.submission.isEmpty()) {
        data.insert(QStringLiteral("submission"), notice.submission);
        data.insert(QStringLiteral("revision"), notice.revision);
    }
    if (!notice.state.isEmpty())
        data.insert(QStringLiteral("state"), notice.state);
    return {QByteArray::number(notice.id), notice.event.toLatin1(), QJsonDocument(data).toJson(QJsonDocument::Compact)};
}

http::EventHub::Replay replayFrom(storage::Store &store)
{
    return [&store](const QByteArray &afterId) {
        bool number = false;
        const auto after = afterId.toLongLong(&number);
        std::vector<http::Event> events;
        if (!number || after < 0)
            return events;
        const auto missed =
            store.read([&](storage::Connection &connection) { return notices::since(connection, after, page); });
        if (missed)
            for (const auto &notice : *missed)
                events.push_back(eventOf(notice));
        return events;
    };
}

} // namespace astreinte::routes
