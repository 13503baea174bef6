// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/submission/submission.h"

#include <QJsonArray>

namespace astreinte::submission::sample {

inline Uuid7 id(char last = '0')
{
    return *Uuid7::parse(QStringLiteral("0190163d-8694-739b-aea5-966c26f8ad9") + QLatin1Char(last));
}

inline signature::Instant at(QStringView time)
{
    return *signature::instantFromText(QStringLiteral("2026-11-14T") + time.toString() + QStringLiteral("Z"));
}

inline PhotoRecord photo()
{
    PhotoRecord photo;
    photo.sha256 = QByteArray(32, '\x11');
    photo.size = 245'760;
    photo.type = QStringLiteral("image/jpeg");
    photo.width = 1920;
    photo.height = 1080;
    photo.alt = {{QStringLiteral("fr"), QStringLiteral("Rue inondée.")},
                 {QStringLiteral("en"), QStringLiteral("Flooded street.")}};
    photo.author = QStringLiteral("Cadre d’astreinte A");
    photo.licence = QStringLiteral("Licence Ouverte 2.0");
    photo.capturedAt = at(u"13:20:00.000");
    photo.fix = PositionFix{46.8029, 1.6903, 8.5, 3, QStringLiteral("gnss"), false};
    photo.commune = QStringLiteral("36044");
    photo.partners = {QStringLiteral("@SDIS36")};
    photo.rights = RightsRecord{QStringLiteral("1.0.0"),      {{QStringLiteral("Q01"), QStringLiteral("Q01-moi")}},
                                {QStringLiteral("alt-text")}, QStringLiteral("publishable"),
                                at(u"13:25:00.000"),          QStringLiteral("officer-a")};
    return photo;
}

inline SubmissionContent draft()
{
    SubmissionContent draft;
    draft.id = id();
    draft.authors = {QStringLiteral("officer-a")};
    draft.device = QStringLiteral("0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I");
    draft.createdAt = at(u"13:31:00.250");
    draft.factsAt = at(u"13:30:00.000");
    draft.clockOffsetMs = -1500;
    draft.incident = IncidentRef{id('1'), QStringLiteral("Crue de l’Indre"), at(u"13:05:00.000")};
    draft.messageTemplate = TemplateRef{QStringLiteral("inondation"), QStringLiteral("1.0.0")};
    draft.values = {
        {QStringLiteral("coursEau"), QStringLiteral("l’Indre")},
        {QStringLiteral("cote"), 2.85},
        {QStringLiteral("communes"),
         QJsonArray{QJsonObject{{QStringLiteral("code"), QStringLiteral("36044")}, {QStringLiteral("tncc"), 0}}}}};
    draft.languages = {QStringLiteral("fr"), QStringLiteral("en")};
    draft.texts = {{QStringLiteral("site"),
                    {{QStringLiteral("fr"), QStringLiteral("Crue.\nÉvitez les berges 👩‍🚒.")},
                     {QStringLiteral("en"), QStringLiteral("Flood.")}}}};
    draft.photos = {photo()};
    return draft;
}

// Another encoding of the same photo.
inline PictureFile otherFile()
{
    return {QByteArray(32, '\x22'), 98'304, QStringLiteral("image/jpeg"), 1600, 900};
}

} // namespace astreinte::submission::sample
