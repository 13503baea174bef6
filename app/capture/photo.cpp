// SPDX-License-Identifier: EUPL-1.2
#include "app/capture/photo.h"

#include <QJsonArray>

namespace astreinte::app {
namespace {

QString instantText(signature::Instant at)
{
    return signature::toText(at);
}

signature::Instant instantOf(const QJsonValue &value)
{
    return signature::instantFromText(value.toString()).value_or(signature::Instant{});
}

QJsonObject toObject(const QMap<QString, QString> &map)
{
    QJsonObject object;
    for (auto it = map.cbegin(); it != map.cend(); ++it)
        object.insert(it.key(), it.value());
    return object;
}

QMap<QString, QString> toMap(const QJsonObject &object)
{
    QMap<QString, QString> map;
    for (auto it = object.begin(); it != object.end(); ++it)
        map.insert(it.key(), it.value().toString());
    return map;
}

QJsonObject fixToJson(const Fix &fix)
{
    QJsonObject object{{QStringLiteral("lat"), fix.latitude},        {QStringLiteral("lon"), fix.longitude},
                       {QStringLiteral("accuracyM"), fix.accuracyM}, {QStringLiteral("at"), instantText(fix.at)},
                       {QStringLiteral("source"), fix.source},       {QStringLiteral("simulated"), fix.simulated}};
    if (fix.altitudeM)
        object.insert(QStringLiteral("altitudeM"), *fix.altitudeM);
    if (fix.bearing)
        object.insert(QStringLiteral("bearing"), *fix.bearing);
    return object;
}

Fix fixFromJson(const QJsonObject &object)
{
    Fix fix{object[QLatin1String("lat")].toDouble(),
            object[QLatin1String("lon")].toDouble(),
            object[QLatin1String("accuracyM")].toDouble(),
            instantOf(object[QLatin1String("at")]),
            object[QLatin1String("source")].toString(),
            object[QLatin1String("simulated")].toBool(),
            std::nullopt,
            std::nullopt};
    if (object.contains(QLatin1String("altitudeM")))
        fix.altitudeM = object[QLatin1String("altitudeM")].toDouble();
    if (object.contains(QLatin1String("bearing")))
        fix.bearing = object[QLatin1String("bearing")].toDouble();
    return fix;
}

QJsonObject renditionToJson(const RenditionRecord &rendition)
{
    return {{QStringLiteral("blob"), rendition.blob},
            {QStringLiteral("sha256"), QString::fromLatin1(rendition.sha256.toHex())},
            {QStringLiteral("size"), rendition.size},
            {QStringLiteral("width"), rendition.pixels.width()},
            {QStringLiteral("height"), rendition.pixels.height()},
            {QStringLiteral("rights"), QString::fromLatin1(rendition.rights.toHex())}};
}

RenditionRecord renditionFromJson(const QJsonObject &object)
{
    return {object[QLatin1String("blob")].toString(),
            QByteArray::fromHex(object[QLatin1String("sha256")].toString().toLatin1()),
            object[QLatin1String("size")].toInteger(),
            QSize(object[QLatin1String("width")].toInt(), object[QLatin1String("height")].toInt()),
            QByteArray::fromHex(object[QLatin1String("rights")].toString().toLatin1())};
}

QJsonObject renditionsToJson(const QMap<QString, RenditionRecord> &renditions)
{
    QJsonObject object;
    for (auto it = renditions.cbegin(); it != renditions.cend(); ++it)
        object.insert(it.key(), renditionToJson(*it));
    return object;
}

QMap<QString, RenditionRecord> renditionsFromJson(const QJsonObject &object)
{
    QMap<QString, RenditionRecord> renditions;
    for (auto it = object.begin(); it != object.end(); ++it)
        renditions.insert(it.key(), renditionFromJson(it.value().toObject()));
    return renditions;
}

QJsonArray logToJson(const QList<AnswerMark> &log)
{
    QJsonArray array;
    for (const auto &mark : log)
        array.append(QJsonObject{{QStringLiteral("q"), mark.question},
                                 {QStringLiteral("a"), mark.answer},
                                 {QStringLiteral("at"), instantText(mark.at)},
                                 {QStringLiteral("by"), mark.by}});
    return array;
}

QList<AnswerMark> logFromJson(const QJsonArray &array)
{
    QList<AnswerMark> log;
    for (const auto &value : array) {
        const auto mark = value.toObject();
        log.append({mark[QLatin1String("q")].toString(), mark[QLatin1String("a")].toString(),
                    instantOf(mark[QLatin1String("at")]), mark[QLatin1String("by")].toString()});
    }
    return log;
}

QJsonArray consentsToJson(const QList<Consent> &consents)
{
    QJsonArray array;
    for (const auto &consent : consents)
        array.append(consent.toJson());
    return array;
}

} // namespace

const RenditionRecord &Photo::renditionFor(const QString &channel) const
{
    const auto found = channelRenditions.constFind(channel);
    return found == channelRenditions.cend() ? *rendition : *found;
}

QList<RenditionRecord> Photo::renditions() const
{
    QList<RenditionRecord> files;
    if (rendition)
        files.append(*rendition);
    for (const auto &file : channelRenditions)
        if (!files.contains(file))
            files.append(file);
    return files;
}

void Photo::changeRenditions(const std::function<RenditionRecord(const RenditionRecord &)> &change)
{
    for (const auto &before : renditions()) {
        const auto after = change(before);
        if (rendition == before)
            rendition = after;
        for (auto &file : channelRenditions)
            if (file == before)
                file = after;
    }
}

QJsonObject Photo::toJson() const
{
    QJsonArray boxes;
    for (const auto &region : regions)
        boxes.append(region.toJson());
    QJsonObject object{{QStringLiteral("v"), 1},
                       {QStringLiteral("id"), id},
                       {QStringLiteral("draft"), draft},
                       {QStringLiteral("blob"), blob},
                       {QStringLiteral("sha256"), QString::fromLatin1(sha256.toHex())},
                       {QStringLiteral("size"), size},
                       {QStringLiteral("width"), pixels.width()},
                       {QStringLiteral("height"), pixels.height()},
                       {QStringLiteral("turns"), turns},
                       {QStringLiteral("origin"), origin},
                       {QStringLiteral("capturedAt"), instantText(capturedAt)},
                       {QStringLiteral("fileRemark"), fileRemark},
                       {QStringLiteral("commune"), commune},
                       {QStringLiteral("altFr"), altFr},
                       {QStringLiteral("altEn"), altEn},
                       {QStringLiteral("author"), author},
                       {QStringLiteral("licence"), licence},
                       {QStringLiteral("partners"), QJsonArray::fromStringList(partners)},
                       {QStringLiteral("answers"), toObject(answers)},
                       {QStringLiteral("records"), toObject(records)},
                       {QStringLiteral("answeredBy"), answeredBy},
                       {QStringLiteral("answerLog"), logToJson(answerLog)},
                       {QStringLiteral("context"), context},
                       {QStringLiteral("regions"), boxes},
                       {QStringLiteral("searched"), searched},
                       {QStringLiteral("facesLeft"), facesLeft},
                       {QStringLiteral("consents"), consentsToJson(consents)},
                       {QStringLiteral("version"), version}};
    if (fix)
        object.insert(QStringLiteral("fix"), fixToJson(*fix));
    if (answeredAt)
        object.insert(QStringLiteral("answeredAt"), instantText(*answeredAt));
    if (sealedAt)
        object.insert(QStringLiteral("sealedAt"), instantText(*sealedAt));
    if (crop != QRectF(0, 0, 1, 1))
        object.insert(QStringLiteral("crop"), QJsonArray{crop.x(), crop.y(), crop.width(), crop.height()});
    if (rendition)
        object.insert(QStringLiteral("rendition"), renditionToJson(*rendition));
    if (!channelRenditions.isEmpty())
        object.insert(QStringLiteral("channelRenditions"), renditionsToJson(channelRenditions));
    return object;
}

Result<Photo> Photo::fromJson(const QJsonObject &object)
{
    if (object[QLatin1String("v")].toInt() != 1)
        return fail(Reason::StorageNewer, QStringLiteral("photo"));
    const auto text = [&](QLatin1String name) { return object[name].toString(); };
    Photo photo;
    photo.id = text(QLatin1String("id"));
    photo.draft = text(QLatin1String("draft"));
    photo.blob = text(QLatin1String("blob"));
    photo.sha256 = QByteArray::fromHex(text(QLatin1String("sha256")).toLatin1());
    photo.size = object[QLatin1String("size")].toInteger();
    photo.pixels = QSize(object[QLatin1String("width")].toInt(), object[QLatin1String("height")].toInt());
    photo.turns = object[QLatin1String("turns")].toInt();
    photo.origin = text(QLatin1String("origin"));
    photo.capturedAt = instantOf(object[QLatin1String("capturedAt")]);
    photo.fileRemark = text(QLatin1String("fileRemark"));
    photo.commune = text(QLatin1String("commune"));
    photo.altFr = text(QLatin1String("altFr"));
    photo.altEn = text(QLatin1String("altEn"));
    photo.author = text(QLatin1String("author"));
    photo.licence = text(QLatin1String("licence"));
    for (const auto partners = object[QLatin1String("partners")].toArray(); const auto &partner : partners)
        photo.partners.append(partner.toString());
    photo.answers = toMap(object[QLatin1String("answers")].toObject());
    photo.records = toMap(object[QLatin1String("records")].toObject());
    photo.answeredBy = text(QLatin1String("answeredBy"));
    for (const auto boxes = object[QLatin1String("regions")].toArray(); const auto &box : boxes)
        photo.regions.append(Region::fromJson(box.toObject()));
    photo.answerLog = logFromJson(object[QLatin1String("answerLog")].toArray());
    photo.context = text(QLatin1String("context"));
    photo.searched = object[QLatin1String("searched")].toBool();
    photo.facesLeft = object[QLatin1String("facesLeft")].toInt();
    for (const auto forms = object[QLatin1String("consents")].toArray(); const auto &form : forms)
        photo.consents.append(Consent::fromJson(form.toObject()));
    if (object.contains(QLatin1String("sealedAt")))
        photo.sealedAt = instantOf(object[QLatin1String("sealedAt")]);
    photo.version = object[QLatin1String("version")].toInt();
    if (object.contains(QLatin1String("fix")))
        photo.fix = fixFromJson(object[QLatin1String("fix")].toObject());
    if (const auto crop = object[QLatin1String("crop")].toArray(); crop.size() == 4)
        photo.crop = QRectF(crop[0].toDouble(), crop[1].toDouble(), crop[2].toDouble(), crop[3].toDouble());
    if (object.contains(QLatin1String("answeredAt")))
        photo.answeredAt = instantOf(object[QLatin1String("answeredAt")]);
    if (object.contains(QLatin1String("rendition")))
        photo.rendition = renditionFromJson(object[QLatin1String("rendition")].toObject());
    photo.channelRenditions = renditionsFromJson(object[QLatin1String("channelRenditions")].toObject());
    return photo;
}

} // namespace astreinte::app
