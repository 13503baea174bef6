// SPDX-License-Identifier: EUPL-1.2
#include "app/outbox/outbox_item.h"
#include "core/signature/bytes.h"
#include "core/signature/jws.h"
#include "core/signature/object_reader.h"
#include "core/submission/documents.h"

#include <QJsonDocument>

#include <algorithm>

namespace astreinte::app {
namespace {

QString text(signature::Instant at)
{
    return signature::toText(at);
}

signature::Instant instant(const QJsonValue &value)
{
    return signature::instantFromText(value.toString()).value_or(signature::Instant{});
}

QJsonObject stepToJson(const submission::StatusStep &step)
{
    return {{QStringLiteral("state"), QString(submission::stateName(step.state))},
            {QStringLiteral("marks"), submission::toJson(step.marks)},
            {QStringLiteral("at"), text(step.at)},
            {QStringLiteral("by"), step.by.value_or(QString())},
            {QStringLiteral("reason"), step.reason.value_or(QString())},
            {QStringLiteral("channel"), step.channel.value_or(QString())},
            {QStringLiteral("url"), step.url.value_or(QString())}};
}

QList<submission::MarkedRegion> marksFrom(const QJsonArray &array)
{
    if (array.isEmpty())
        return {};
    const auto name = QLatin1String("marks");
    signature::ObjectReader reader(QJsonObject{{name, array}});
    return submission::readMarks(reader, name);
}

submission::StatusStep stepFromJson(const QJsonObject &object)
{
    const auto optional = [&](QLatin1String name) -> std::optional<QString> {
        const auto value = object[name].toString();
        return value.isEmpty() ? std::nullopt : std::optional(value);
    };
    return {submission::stateFromName(object[QLatin1String("state")].toString()).value_or(submission::State::Received),
            instant(object[QLatin1String("at")]),
            optional(QLatin1String("by")),
            optional(QLatin1String("reason")),
            optional(QLatin1String("channel")),
            optional(QLatin1String("url")),
            marksFrom(object[QLatin1String("marks")].toArray())};
}

QJsonObject photoToJson(const OutboxPhoto &photo)
{
    return {
        {QStringLiteral("photo"), photo.photo}, {QStringLiteral("sha256"), QString::fromLatin1(photo.sha256.toHex())},
        {QStringLiteral("blob"), photo.blob},   {QStringLiteral("size"), photo.size},
        {QStringLiteral("sent"), photo.sent},   {QStringLiteral("location"), photo.location}};
}

OutboxPhoto photoFromJson(const QJsonObject &object)
{
    return {object[QLatin1String("photo")].toString(),
            QByteArray::fromHex(object[QLatin1String("sha256")].toString().toLatin1()),
            object[QLatin1String("blob")].toString(),
            object[QLatin1String("size")].toInteger(),
            object[QLatin1String("sent")].toInteger(),
            object[QLatin1String("location")].toString()};
}

} // namespace

QJsonObject OralRecord::toJson() const
{
    QJsonObject object{{QStringLiteral("id"), id},
                       {QStringLiteral("authority"), authority},
                       {QStringLiteral("means"), means},
                       {QStringLiteral("givenAt"), text(givenAt)},
                       {QStringLiteral("readBack"), readBack},
                       {QStringLiteral("jws"), QString::fromLatin1(jws)}};
    if (refused) {
        object.insert(QStringLiteral("refused"), refused->code());
        object.insert(QStringLiteral("refusedDetail"), refused->detail);
    }
    return object;
}

std::optional<OralRecord> OralRecord::fromJson(const QJsonObject &object)
{
    if (object.isEmpty())
        return std::nullopt;
    OralRecord record{object[QLatin1String("id")].toString(),
                      object[QLatin1String("authority")].toString(),
                      object[QLatin1String("means")].toString(),
                      instant(object[QLatin1String("givenAt")]),
                      object[QLatin1String("readBack")].toString(),
                      object[QLatin1String("jws")].toString().toLatin1(),
                      std::nullopt};
    if (object.contains(QLatin1String("refused")))
        record.refused = Failure{reasonFromCode(object[QLatin1String("refused")].toString()),
                                 object[QLatin1String("refusedDetail")].toString()};
    return record;
}

qint64 OutboxItem::bytes() const
{
    qint64 sum = jws.size();
    for (const auto &photo : photos)
        sum += photo.size;
    return sum;
}

qint64 OutboxItem::sentBytes() const
{
    qint64 sum = waiting() ? 0 : jws.size();
    for (const auto &photo : photos)
        sum += photo.sent;
    return sum;
}

QString OutboxItem::returnedReason() const
{
    for (auto step = steps.crbegin(); step != steps.crend(); ++step)
        if (step->reason)
            return *step->reason;
    return {};
}

bool OutboxItem::mayRevise() const
{
    const bool begun = std::ranges::any_of(steps, [](const auto &step) { return step.channel.has_value(); });
    return waiting() || (submission::isRevisable(state) && !begun);
}

bool OutboxItem::isPublic() const
{
    return std::ranges::any_of(steps,
                               [](const auto &step) { return step.channel && submission::isPublic(step.state); });
}

QList<submission::StatusStep> OutboxItem::seen() const
{
    QList<submission::StatusStep> receipts;
    for (const auto &step : steps) {
        if (step.state == submission::State::Received)
            receipts.clear(); // a newer revision, which nobody has opened yet
        else if (step.state == submission::State::InReview)
            receipts.append(step);
    }
    return waiting() ? QList<submission::StatusStep>() : receipts;
}

QList<submission::MarkedRegion> OutboxItem::marks() const
{
    return state == submission::State::Returned && !steps.isEmpty() ? steps.last().marks
                                                                    : QList<submission::MarkedRegion>();
}

Draft OutboxItem::nextDraft() const
{
    Draft next = draft;
    next.submittedWords = draft.digestOfWords();
    const auto frozen = signature::parseCompact(jws, submission::typ::submission);
    const auto digest =
        frozen ? QString::fromLatin1(signature::hex(signature::sha256(frozen->unverifiedPayload()))) : QString();
    const bool conflict = failure && failure->reason == Reason::ConflictingContent && !draft.offered.isEmpty();
    if (!waiting() || conflict) {
        next.parent = conflict ? draft.offered : digest;
        ++next.revision;
        next.offered.clear();
        next.returnedReason = returnedReason();
    } else if (offered) {
        next.offered = digest;
    }
    return next;
}

QJsonObject OutboxItem::toJson() const
{
    QJsonArray pictures;
    for (const auto &photo : photos)
        pictures.append(photoToJson(photo));
    QJsonArray ladder;
    for (const auto &step : steps)
        ladder.append(stepToJson(step));
    QJsonObject object{{QStringLiteral("v"), 1},
                       {QStringLiteral("draft"), draft.toJson()},
                       {QStringLiteral("title"), title},
                       {QStringLiteral("jws"), QString::fromLatin1(jws)},
                       {QStringLiteral("photos"), pictures},
                       {QStringLiteral("state"), QString(submission::stateName(state))},
                       {QStringLiteral("attempts"), attempts},
                       {QStringLiteral("needsPerson"), needsPerson},
                       {QStringLiteral("nextTry"), text(nextTry)},
                       {QStringLiteral("queuedAt"), text(queuedAt)},
                       {QStringLiteral("updatedAt"), text(updatedAt)},
                       {QStringLiteral("receipt"), QString::fromLatin1(receipt)},
                       {QStringLiteral("receivedAt"), text(receivedAt)},
                       {QStringLiteral("steps"), ladder},
                       {QStringLiteral("channels"), channelsText},
                       {QStringLiteral("exercise"), exercise},
                       {QStringLiteral("offered"), offered},
                       {QStringLiteral("anyNetwork"), anyNetwork}};
    if (failure) {
        object.insert(QStringLiteral("failure"), failure->code());
        object.insert(QStringLiteral("failureDetail"), failure->detail);
    }
    if (oral)
        object.insert(QStringLiteral("oral"), oral->toJson());
    return object;
}

Result<OutboxItem> OutboxItem::fromJson(const QJsonObject &object)
{
    if (object[QLatin1String("v")].toInt() != 1)
        return fail(Reason::StorageNewer, QStringLiteral("outbox"));
    auto written = Draft::fromJson(object[QLatin1String("draft")].toObject());
    const auto state = submission::stateFromName(object[QLatin1String("state")].toString());
    if (!written || !state)
        return fail(Reason::StorageNewer, QStringLiteral("outbox"));
    OutboxItem item;
    item.draft = *std::move(written);
    item.title = object[QLatin1String("title")].toString();
    item.jws = object[QLatin1String("jws")].toString().toLatin1();
    for (const auto pictures = object[QLatin1String("photos")].toArray(); const auto &picture : pictures)
        item.photos.append(photoFromJson(picture.toObject()));
    item.state = *state;
    item.attempts = object[QLatin1String("attempts")].toInt();
    item.needsPerson = object[QLatin1String("needsPerson")].toBool();
    item.nextTry = instant(object[QLatin1String("nextTry")]);
    item.queuedAt = instant(object[QLatin1String("queuedAt")]);
    item.updatedAt = instant(object[QLatin1String("updatedAt")]);
    item.receipt = object[QLatin1String("receipt")].toString().toLatin1();
    item.receivedAt = instant(object[QLatin1String("receivedAt")]);
    for (const auto ladder = object[QLatin1String("steps")].toArray(); const auto &step : ladder)
        item.steps.append(stepFromJson(step.toObject()));
    item.channelsText = object[QLatin1String("channels")].toString();
    item.exercise = object[QLatin1String("exercise")].toBool();
    item.offered = object[QLatin1String("offered")].toBool();
    item.anyNetwork = object[QLatin1String("anyNetwork")].toBool();
    item.oral = OralRecord::fromJson(object[QLatin1String("oral")].toObject());
    if (object.contains(QLatin1String("failure")))
        item.failure = Failure{reasonFromCode(object[QLatin1String("failure")].toString()),
                               object[QLatin1String("failureDetail")].toString()};
    return item;
}

} // namespace astreinte::app
