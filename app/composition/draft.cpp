// SPDX-License-Identifier: EUPL-1.2
#include "app/composition/draft.h"

#include "core/signature/bytes.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace astreinte::app {
namespace {

QStringList stringsOf(const QJsonValue &value)
{
    QStringList strings;
    for (const auto array = value.toArray(); const auto &element : array)
        strings.append(element.toString());
    return strings;
}

} // namespace

QString Draft::digestOfWords() const
{
    const auto bytes = QJsonDocument(values).toJson(QJsonDocument::Compact);
    return QString::fromLatin1(signature::hex(signature::sha256(bytes)));
}

QJsonObject Draft::toJson() const
{
    QJsonObject object{{QStringLiteral("v"), 1},
                       {QStringLiteral("id"), id},
                       {QStringLiteral("revision"), revision},
                       {QStringLiteral("parent"), parent},
                       {QStringLiteral("offered"), offered},
                       {QStringLiteral("kind"), kind},
                       {QStringLiteral("action"), action},
                       {QStringLiteral("target"), target},
                       {QStringLiteral("template"), templateId},
                       {QStringLiteral("values"), values},
                       {QStringLiteral("channels"), QJsonArray::fromStringList(channels)},
                       {QStringLiteral("includeEnglish"), includeEnglish},
                       {QStringLiteral("incident"), incident},
                       {QStringLiteral("photos"), QJsonArray::fromStringList(photos)},
                       {QStringLiteral("agreements"), submission::toJson(agreements)},
                       {QStringLiteral("guards"), QJsonArray::fromStringList(guards)},
                       {QStringLiteral("returnedReason"), returnedReason},
                       {QStringLiteral("createdAt"), signature::toText(createdAt)},
                       {QStringLiteral("savedAt"), signature::toText(savedAt)}};
    if (!submittedWords.isEmpty())
        object.insert(QStringLiteral("submittedWords"), submittedWords);
    if (!takenBack.isEmpty())
        object.insert(QStringLiteral("takenBack"), QJsonArray::fromStringList(takenBack));
    if (factsAt)
        object.insert(QStringLiteral("factsAt"), signature::toText(*factsAt));
    return object;
}

Result<Draft> Draft::fromJson(const QJsonObject &object)
{
    if (object[QLatin1String("v")].toInt() != 1)
        return fail(Reason::StorageNewer, QStringLiteral("draft"));
    const auto text = [&](QLatin1String name) { return object[name].toString(); };
    const auto instant = [&](QLatin1String name) {
        return signature::instantFromText(text(name)).value_or(signature::Instant{});
    };
    Draft draft;
    draft.id = text(QLatin1String("id"));
    draft.revision = object[QLatin1String("revision")].toInt(1);
    draft.parent = text(QLatin1String("parent"));
    draft.offered = text(QLatin1String("offered"));
    draft.kind = text(QLatin1String("kind"));
    draft.action = text(QLatin1String("action"));
    draft.target = text(QLatin1String("target"));
    draft.templateId = text(QLatin1String("template"));
    draft.values = object[QLatin1String("values")].toObject();
    draft.channels = stringsOf(object[QLatin1String("channels")]);
    draft.includeEnglish = object[QLatin1String("includeEnglish")].toBool();
    if (object.contains(QLatin1String("factsAt")))
        draft.factsAt = instant(QLatin1String("factsAt"));
    draft.incident = text(QLatin1String("incident"));
    draft.photos = stringsOf(object[QLatin1String("photos")]);
    // Drafts of before had a text for each, without a time of its own: they ask again.
    if (const auto recorded = object[QLatin1String("agreements")].toArray(); !recorded.isEmpty()) {
        signature::ObjectReader reader(QJsonObject{{QStringLiteral("agreements"), recorded}});
        draft.agreements = submission::readAgreements(reader);
        if (const auto read = reader.finish(); !read)
            return tl::unexpected(read.error());
    }
    draft.guards = stringsOf(object[QLatin1String("guards")]);
    draft.returnedReason = text(QLatin1String("returnedReason"));
    draft.submittedWords = text(QLatin1String("submittedWords"));
    draft.takenBack = stringsOf(object[QLatin1String("takenBack")]);
    draft.createdAt = instant(QLatin1String("createdAt"));
    draft.savedAt = instant(QLatin1String("savedAt"));
    return draft;
}

} // namespace astreinte::app
