// SPDX-License-Identifier: EUPL-1.2
#include "server/content/replies.h"

#include "core/message/render.h"
#include "core/rights/assessment.h"
#include "server/content/request_reading.h"

#include <QJsonArray>

namespace astreinte::content {
namespace {

QJsonValue limitOf(const message::Limit &limit)
{
    return limit.most ? QJsonValue(static_cast<qint64>(*limit.most)) : QJsonValue(QJsonValue::Null);
}

Result<message::Channel> channelOf(const QJsonObject &request)
{
    const auto name = textOf(request, QStringLiteral("channel"));
    if (!name)
        return tl::unexpected(name.error());
    const auto channel = message::channelFromName(*name);
    if (!channel)
        return fail(Reason::InvalidValue,
                    QStringLiteral("channel: “%1” is not x, bluesky, mastodon, facebook or site").arg(name->left(40)));
    return *channel;
}

// The department beside the values, or among them as `dep`, the way contextExample writes it.
Result<place::Department> departmentOf(const QJsonObject &request, const QJsonObject &values)
{
    const QJsonValue beside = request.value(QLatin1String("department"));
    const QJsonValue among = values.value(message::departmentKey);
    return place::departmentFromJson(beside.isUndefined() && !among.isUndefined() ? among : beside,
                                     QStringLiteral("department"));
}

Result<message::RenderRequest> renderRequestFrom(const QJsonObject &request, const QJsonObject &values)
{
    const auto channel = channelOf(request);
    if (!channel)
        return tl::unexpected(channel.error());
    const auto language = languageOf(request, std::nullopt);
    if (!language)
        return tl::unexpected(language.error());
    const auto department = departmentOf(request, values);
    if (!department)
        return tl::unexpected(department.error());
    const QJsonValue exercise = request.value(QLatin1String("exercise"));
    if (!exercise.isUndefined() && !exercise.isBool())
        return fail(Reason::InvalidValue, QStringLiteral("exercise: true or false is expected"));
    return message::RenderRequest{*channel, *language, *department, exercise.toBool()};
}

} // namespace

Result<QJsonObject> renderReply(const message::Catalogue &catalogue, const QJsonObject &request)
{
    const auto id = textOf(request, QStringLiteral("template"));
    if (!id)
        return tl::unexpected(id.error());
    const auto owner = catalogue.find(*id);
    if (!owner)
        return tl::unexpected(owner.error());
    const QJsonValue given = request.value(QLatin1String("values"));
    if (!given.isObject())
        return fail(given.isUndefined() ? Reason::MissingField : Reason::InvalidValue,
                    QStringLiteral("values: an object is expected"));
    const auto asked = renderRequestFrom(request, given.toObject());
    if (!asked)
        return tl::unexpected(asked.error());
    const auto values = message::valuesFromJson(**owner, given.toObject());
    if (!values)
        return tl::unexpected(values.error());
    const message::Rendered rendered = message::render(catalogue, **owner, *values, *asked);
    return QJsonObject{{QStringLiteral("text"), rendered.text},
                       {QStringLiteral("length"), static_cast<qint64>(rendered.length)},
                       {QStringLiteral("limit"), limitOf(rendered.limit)},
                       {QStringLiteral("fits"), rendered.fits},
                       {QStringLiteral("dropped"), QJsonArray::fromStringList(message::droppedKeys(rendered))}};
}

Result<QJsonObject> measureReply(const message::Catalogue &catalogue, const QJsonObject &request)
{
    const auto channel = channelOf(request);
    if (!channel)
        return tl::unexpected(channel.error());
    const auto text = textOf(request, QStringLiteral("text"), Empty::Allowed);
    if (!text)
        return tl::unexpected(text.error());
    const message::Measure measured = message::measure(*channel, *text, catalogue.limit(*channel));
    return QJsonObject{{QStringLiteral("length"), static_cast<qint64>(measured.length)},
                       {QStringLiteral("limit"), limitOf(measured.limit)},
                       {QStringLiteral("valid"), measured.valid}};
}

Result<QJsonObject> assessReply(const rights::Questionnaire &questionnaire, const QJsonObject &request)
{
    const QJsonValue given = request.value(QLatin1String("answers"));
    if (!given.isObject())
        return fail(given.isUndefined() ? Reason::MissingField : Reason::InvalidValue,
                    QStringLiteral("answers: an object from question to answer is expected"));
    rights::Answers answers;
    const QJsonObject object = given.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (!it.value().isString())
            return fail(Reason::InvalidValue, QStringLiteral("answers.%1: a text is expected").arg(it.key().left(40)));
        answers.insert(it.key(), it.value().toString());
    }
    const auto closed = textsOf(request, QStringLiteral("closed"), Presence::Optional);
    if (!closed)
        return tl::unexpected(closed.error());
    const auto assessed = rights::assess(questionnaire, answers, QSet<QString>(closed->begin(), closed->end()));
    if (!assessed)
        return tl::unexpected(assessed.error());
    return QJsonObject{{QStringLiteral("outcome"), assessed->outcome},
                       {QStringLiteral("openRequirements"), QJsonArray::fromStringList(assessed->openRequirements)},
                       {QStringLiteral("unanswered"), QJsonArray::fromStringList(assessed->unanswered)}};
}

} // namespace astreinte::content
