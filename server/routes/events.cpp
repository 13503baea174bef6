// SPDX-License-Identifier: EUPL-1.2
#include "server/routes/events.h"

#include "server/review/desk.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace astreinte::routes {
namespace {

constexpr int page = 200;
constexpr char reviews = '+';

notices::Recipient recipientOf(const identity::Caller &caller)
{
    return {caller.device.person, review::readsEverything(caller.device.role)};
}

// "kid+person" or "kid-person": a key id is 43 characters.
constexpr qsizetype kidSize = 43;

notices::Recipient recipientOf(const QByteArray &listener)
{
    return {QString::fromUtf8(listener.mid(kidSize + 1)), listener.at(kidSize) == reviews};
}

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

QByteArray listenerOf(const identity::Caller &caller)
{
    const auto recipient = recipientOf(caller);
    return caller.device.kid.toLatin1() + (recipient.reviews ? reviews : '-') + recipient.person.toUtf8();
}

bool isDevice(const QByteArray &listener, const QString &kid)
{
    return listener.first(kidSize) == kid.toLatin1();
}

http::EventHub::Audience audienceOf(storage::Store &store, const notices::Notice &notice)
{
    std::vector<QString> authors;
    if (!notice.submission.isEmpty())
        authors = store
                      .read([&](storage::Connection &connection) {
                          return notices::authorsOf(connection, notice.submission);
                      })
                      .value_or(std::vector<QString>());
    return [notice, authors = std::move(authors)](const QByteArray &listener) {
        return notices::concerns(notice, recipientOf(listener), authors);
    };
}

http::EventHub::Replay replayFrom(storage::Store &store, const identity::Caller &caller)
{
    return [&store, recipient = recipientOf(caller)](const QByteArray &afterId) {
        bool number = false;
        const auto after = afterId.toLongLong(&number);
        std::vector<http::Event> events;
        if (!number || after < 0)
            return events;
        const auto missed = store.read(
            [&](storage::Connection &connection) { return notices::sinceFor(connection, recipient, after, page); });
        if (missed)
            for (const auto &notice : *missed)
                events.push_back(eventOf(notice));
        return events;
    };
}

} // namespace astreinte::routes
