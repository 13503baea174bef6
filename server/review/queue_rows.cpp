// SPDX-License-Identifier: EUPL-1.2
#include "server/review/queue_rows.h"

#include "server/duty/calls.h"
#include "server/duty/incidents.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace astreinte::review {
namespace {

using storage::Connection;
using storage::Row;

constexpr std::chrono::hours shown{24 * 7};
constexpr int mostShown = 300;

QJsonArray arrayOf(const std::vector<QJsonObject> &objects)
{
    QJsonArray array;
    for (const auto &object : objects)
        array.append(object);
    return array;
}

QJsonValue orNull(const std::optional<signature::Instant> &instant)
{
    return instant ? QJsonValue(signature::toText(*instant)) : QJsonValue();
}

// The communes of the manifest, which the server wrote itself.
QJsonArray communesOf(const QByteArray &manifest)
{
    const auto place = QJsonDocument::fromJson(manifest).object().value(QLatin1String("place"));
    return place.toObject().value(QLatin1String("communes")).toArray();
}

QJsonObject itemOf(const Row &row)
{
    QJsonObject item{
        {QStringLiteral("submission"), row.text(0)},
        {QStringLiteral("revision"), row.number(1)},
        {QStringLiteral("kind"), row.text(2)},
        {QStringLiteral("title"), row.text(3)},
        {QStringLiteral("state"), row.text(4)},
        {QStringLiteral("exercise"), row.flag(5)},
        {QStringLiteral("factsAt"), signature::toText(row.instant(7))},
        {QStringLiteral("receivedAt"), signature::toText(row.instant(8))},
        {QStringLiteral("manifestSha256"), row.text(9)},
        {QStringLiteral("photos"), row.number(10)},
        {QStringLiteral("communes"), communesOf(row.bytes(11))},
    };
    if (const auto incident = row.optionalText(6)) {
        item.insert(QStringLiteral("incident"), *incident);
        item.insert(QStringLiteral("incidentTitle"), row.text(12));
        item.insert(QStringLiteral("knownAt"), orNull(row.optionalInstant(13)));
        item.insert(QStringLiteral("firstPublicAt"), orNull(row.optionalInstant(14)));
    }
    return item;
}

// Of a message that needs two persons: who has signed already. Nothing for most.
Result<> addApprovals(Connection &connection, QJsonObject &item)
{
    if (item.value(QLatin1String("state")).toString() != QLatin1String("in_review"))
        return {};
    auto approvals = connection.all(
        "SELECT person, decided_at FROM countersign WHERE submission = ? AND revision = ? ORDER BY decided_at",
        [](const Row &row) {
            return QJsonObject{{QStringLiteral("person"), row.text(0)},
                               {QStringLiteral("at"), signature::toText(row.instant(1))}};
        },
        item.value(QLatin1String("submission")).toString(), item.value(QLatin1String("revision")).toInteger());
    if (!approvals)
        return tl::unexpected(approvals.error());
    if (!approvals->empty())
        item.insert(QStringLiteral("approvals"), arrayOf(*approvals));
    return {};
}

QJsonObject callJson(const duty::Call &call)
{
    return {{QStringLiteral("submission"), call.submission},
            {QStringLiteral("stage"), call.stage},
            {QStringLiteral("person"), call.person.isEmpty() ? QJsonValue() : QJsonValue(call.person)},
            {QStringLiteral("at"), signature::toText(call.calledAt)},
            {QStringLiteral("answeredAt"), orNull(call.answeredAt)},
            {QStringLiteral("answeredBy"), call.answeredBy.isEmpty() ? QJsonValue() : QJsonValue(call.answeredBy)}};
}

Result<> addCalls(Connection &connection, QJsonObject &incident)
{
    auto calls = duty::callsOfIncident(connection, incident.value(QLatin1String("id")).toString());
    if (!calls)
        return tl::unexpected(calls.error());
    QJsonArray array;
    for (const auto &call : *calls)
        array.append(callJson(call));
    if (!array.isEmpty())
        incident.insert(QStringLiteral("calls"), array);
    return {};
}

Result<> addLateness(Connection &connection, QJsonObject &incident)
{
    auto reason = duty::latenessOf(connection, incident.value(QLatin1String("id")).toString());
    if (!reason)
        return tl::unexpected(reason.error());
    if (!reason->isEmpty())
        incident.insert(QStringLiteral("lateReason"), *reason);
    return {};
}

Result<QJsonArray> authorsOf(Connection &connection, const QJsonObject &item)
{
    auto names = connection.all(
        "SELECT p.name FROM revision_author a JOIN person p ON p.id = a.person "
        "WHERE a.submission = ? AND a.revision = ? ORDER BY p.name",
        [](const Row &row) { return row.text(0); }, item.value(QLatin1String("submission")).toString(),
        item.value(QLatin1String("revision")).toInteger());
    if (!names)
        return tl::unexpected(names.error());
    return QJsonArray::fromStringList(QStringList(names->begin(), names->end()));
}

} // namespace

Result<QJsonArray> queueRows(Connection &connection, signature::Instant now)
{
    auto items = connection.all("SELECT s.id, s.head, s.kind, s.title, s.state, s.exercise, s.incident, r.facts_at, "
                                "r.received_at, r.manifest_sha256, (SELECT COUNT(*) FROM revision_photo p WHERE "
                                "p.submission = s.id AND p.revision = s.head), r.manifest, i.title, i.known_at, "
                                "i.first_public_at FROM message s JOIN revision r "
                                "ON r.submission = s.id AND r.revision = s.head LEFT JOIN incident i "
                                "ON i.id = s.incident WHERE s.received_at > ? "
                                "OR s.state IN ('received', 'in_review') ORDER BY CASE WHEN s.kind = 'proposal' AND "
                                "s.state IN ('received', 'in_review') THEN 0 ELSE 1 END, "
                                "CASE WHEN s.state IN ('received', 'in_review') THEN s.received_at "
                                "ELSE -s.received_at END LIMIT ?",
                                itemOf, now - shown, mostShown);
    if (!items)
        return tl::unexpected(items.error());
    QJsonArray array;
    for (auto &item : *items) {
        auto authors = authorsOf(connection, item);
        if (!authors)
            return authors;
        item.insert(QStringLiteral("authors"), *authors);
        if (auto added = addApprovals(connection, item); !added)
            return tl::unexpected(added.error());
        array.append(item);
    }
    return array;
}

Result<QJsonArray> incidentRows(Connection &connection, signature::Instant now)
{
    auto items = connection.all(
        "SELECT id, title, known_at, opened_by, first_public_at, next_update_at, closed_at, "
        "exercise FROM incident WHERE closed_at IS NULL OR closed_at > ? "
        "ORDER BY known_at DESC LIMIT ?",
        [](const Row &row) {
            return QJsonObject{
                {QStringLiteral("id"), row.text(0)},
                {QStringLiteral("title"), row.text(1)},
                {QStringLiteral("knownAt"), signature::toText(row.instant(2))},
                {QStringLiteral("openedBy"), row.text(3)},
                {QStringLiteral("firstPublicAt"), orNull(row.optionalInstant(4))},
                {QStringLiteral("nextUpdateAt"), orNull(row.optionalInstant(5))},
                {QStringLiteral("closedAt"), orNull(row.optionalInstant(6))},
                {QStringLiteral("exercise"), row.flag(7)},
            };
        },
        now - shown, mostShown);
    if (!items)
        return tl::unexpected(items.error());
    for (auto &item : *items)
        if (auto added = addCalls(connection, item).and_then([&] { return addLateness(connection, item); }); !added)
            return tl::unexpected(added.error());
    return arrayOf(*items);
}

} // namespace astreinte::review
