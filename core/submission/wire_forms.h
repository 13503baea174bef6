// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/signature/object_reader.h"
#include "core/submission/submission_content.h"

#include <QJsonArray>
#include <QJsonValue>
#include <array>

// The JSON forms that several documents of docs/protocol.md share; for the .cpp files of this folder.
namespace astreinte::submission {

inline constexpr std::array<QLatin1String, 6> channelNames{QLatin1String("x"),        QLatin1String("bluesky"),
                                                           QLatin1String("mastodon"), QLatin1String("facebook"),
                                                           QLatin1String("site"),     selfTestChannel};
inline constexpr std::array<QLatin1String, 2> languageNames{QLatin1String("fr"), QLatin1String("en")};
inline constexpr std::array<std::pair<Kind, QLatin1String>, 3> kinds{{{Kind::Proposal, QLatin1String("proposal")},
                                                                      {Kind::FieldReport, QLatin1String("fieldReport")},
                                                                      {Kind::SelfTest, QLatin1String("selfTest")}}};
inline constexpr std::array<std::pair<Action, QLatin1String>, 3> actions{
    {{Action::Publish, QLatin1String("publish")},
     {Action::Correct, QLatin1String("correct")},
     {Action::Withdraw, QLatin1String("withdraw")}}};
inline constexpr std::array<std::pair<Precision, QLatin1String>, 3> precisions{
    {{Precision::Commune, QLatin1String("commune")},
     {Precision::Exact, QLatin1String("exact")},
     {Precision::None, QLatin1String("none")}}};

// null when absent.
template <typename T, typename Write>
QJsonValue orNull(const std::optional<T> &value, Write write)
{
    return value ? QJsonValue(write(*value)) : QJsonValue(QJsonValue::Null);
}
QString hexText(const QByteArray &bytes);

QJsonObject toJson(const Localised &texts);
QJsonObject toJson(const QMap<QString, Localised> &channels);
// Adds the members of the photo's own file, and "renditions" where a channel takes another one.
void addFiles(QJsonObject &photo, const PictureFiles &files);
QJsonObject toJson(const IncidentRef &incident);
QJsonObject toJson(const TemplateRef &reference);

Uuid7 readUuid(signature::ObjectReader &reader, QLatin1String name);
std::optional<Uuid7> readOptionalUuid(signature::ObjectReader &reader, QLatin1String name);
// hex SHA-256 or null.
std::optional<QByteArray> readOptionalDigest(signature::ObjectReader &reader, QLatin1String name);
Localised readLocalised(signature::ObjectReader &reader, QLatin1String name, qsizetype longest);
QMap<QString, Localised> readChannels(signature::ObjectReader &reader, QLatin1String name, qsizetype longest);
// What addFiles() wrote; JPEG or PNG, largestPhoto bytes at most.
PictureFiles readFiles(signature::ObjectReader &reader);
// "answers": question id → answer id.
QMap<QString, QString> readAnswers(signature::ObjectReader &reader);
std::optional<IncidentRef> readIncident(signature::ObjectReader &reader);
std::optional<TemplateRef> readTemplate(signature::ObjectReader &reader);
// Person ids, each once.
QStringList readAuthors(signature::ObjectReader &reader);
// Whole seconds since 1970 (`iat`, `exp`).
signature::Instant readSeconds(signature::ObjectReader &reader, QLatin1String name);

} // namespace astreinte::submission
