// SPDX-License-Identifier: EUPL-1.2
#include "core/submission/wire_forms.h"

#include "core/signature/bytes.h"
#include "core/submission/submission.h"

namespace astreinte::submission {

using signature::ObjectReader;
using text::Lines;

namespace {

template <typename Enum, std::size_t N>
QLatin1String nameIn(const std::array<std::pair<Enum, QLatin1String>, N> &choices, Enum value)
{
    for (const auto &[choice, name] : choices)
        if (choice == value)
            return name;
    return {};
}

constexpr std::array<std::pair<int, QLatin1String>, 2> pictureTypes{
    {{0, QLatin1String("image/jpeg")}, {1, QLatin1String("image/png")}}};

void addFile(QJsonObject &object, const PictureFile &file)
{
    object.insert(QStringLiteral("sha256"), hexText(file.sha256));
    object.insert(QStringLiteral("size"), file.size);
    object.insert(QStringLiteral("type"), file.type);
    object.insert(QStringLiteral("width"), file.width);
    object.insert(QStringLiteral("height"), file.height);
}

PictureFile readFile(ObjectReader &reader)
{
    PictureFile file;
    file.sha256 = reader.hexBytes(QLatin1String("sha256"), 32);
    file.size = reader.integer(QLatin1String("size"), 1, largestPhoto);
    file.type = pictureTypes[static_cast<std::size_t>(reader.oneOf(QLatin1String("type"), pictureTypes))].second;
    file.width = static_cast<int>(reader.integer(QLatin1String("width"), 1, 65'535));
    file.height = static_cast<int>(reader.integer(QLatin1String("height"), 1, 65'535));
    return file;
}

} // namespace

QLatin1String kindName(Kind kind)
{
    return nameIn(kinds, kind);
}

std::optional<Kind> kindFromName(QStringView name)
{
    for (const auto &[kind, known] : kinds)
        if (name == known)
            return kind;
    return std::nullopt;
}

QLatin1String actionName(Action action)
{
    return nameIn(actions, action);
}

QLatin1String precisionName(Precision precision)
{
    return nameIn(precisions, precision);
}

QString hexText(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toHex());
}

QJsonObject toJson(const Localised &texts)
{
    QJsonObject object;
    for (auto text = texts.constBegin(); text != texts.constEnd(); ++text)
        object.insert(text.key(), text.value());
    return object;
}

QJsonObject toJson(const QMap<QString, Localised> &channels)
{
    QJsonObject object;
    for (auto channel = channels.constBegin(); channel != channels.constEnd(); ++channel)
        object.insert(channel.key(), toJson(channel.value()));
    return object;
}

QJsonObject toJson(const IncidentRef &incident)
{
    return {{QStringLiteral("id"), incident.id.text()},
            {QStringLiteral("knownAt"), signature::toText(incident.knownAt)},
            {QStringLiteral("title"), incident.title}};
}

QJsonObject toJson(const TemplateRef &reference)
{
    return {{QStringLiteral("id"), reference.id}, {QStringLiteral("version"), reference.version}};
}

Uuid7 readUuid(ObjectReader &reader, QLatin1String name)
{
    return reader.parsed<Uuid7>(name, [](const QString &text) { return Uuid7::parse(text); });
}

std::optional<Uuid7> readOptionalUuid(ObjectReader &reader, QLatin1String name)
{
    const auto text = reader.optionalToken(name, 36);
    if (!text)
        return std::nullopt;
    return readUuid(reader, name);
}

std::optional<QByteArray> readOptionalDigest(ObjectReader &reader, QLatin1String name)
{
    const auto text = reader.optionalToken(name, 64);
    if (!text)
        return std::nullopt;
    return reader.hexBytes(name, 32);
}

Localised readLocalised(ObjectReader &reader, QLatin1String name, qsizetype longest)
{
    return reader.nested<Localised>(name, [longest](ObjectReader &inner) {
        Localised texts;
        for (const auto language : languageNames)
            if (const auto text = inner.optionalText(language, longest))
                texts.insert(language, *text);
        return texts;
    });
}

QMap<QString, Localised> readChannels(ObjectReader &reader, QLatin1String name, qsizetype longest)
{
    return reader.nested<QMap<QString, Localised>>(name, [longest](ObjectReader &inner) {
        QMap<QString, Localised> channels;
        for (const auto channel : channelNames)
            if (inner.has(channel))
                channels.insert(channel, readLocalised(inner, channel, longest));
        return channels;
    });
}

void addFiles(QJsonObject &photo, const PictureFiles &files)
{
    addFile(photo, files);
    if (files.renditions.isEmpty())
        return; // written only where it says something: a photo of one file is what it was before renditions
    QJsonObject renditions;
    for (auto it = files.renditions.begin(); it != files.renditions.end(); ++it) {
        QJsonObject file;
        addFile(file, *it);
        renditions.insert(it.key(), file);
    }
    photo.insert(QStringLiteral("renditions"), renditions);
}

PictureFiles readFiles(ObjectReader &reader)
{
    PictureFiles files{readFile(reader), {}};
    using Renditions = QMap<QString, PictureFile>;
    if (auto renditions = reader.optionalNested<Renditions>(QLatin1String("renditions"), [](ObjectReader &inner) {
            Renditions read;
            for (const auto channel : channelNames)
                if (inner.has(channel))
                    read.insert(channel, inner.nested<PictureFile>(channel, readFile));
            return read;
        }))
        files.renditions = *renditions;
    return files;
}

QMap<QString, QString> readAnswers(ObjectReader &reader)
{
    // The names are the data file's, so they are asked for one by one.
    const auto object = reader.object(QLatin1String("answers"));
    QMap<QString, QString> answers;
    ObjectReader inner(object, reader.pathOf(QLatin1String("answers")));
    if (object.size() > 64)
        reader.refuse(QLatin1String("answers"), QStringLiteral("has too many answers"));
    for (const auto &question : object.keys()) {
        const auto name = question.toLatin1();
        answers.insert(question, inner.token(QLatin1String(name), 64));
    }
    if (const auto done = inner.finish(); !done)
        reader.refuse(done.error().reason, done.error().detail);
    return answers;
}

std::optional<IncidentRef> readIncident(ObjectReader &reader)
{
    if (!reader.optionalObject(QLatin1String("incident")))
        return std::nullopt;
    return reader.nested<IncidentRef>(QLatin1String("incident"), [](ObjectReader &inner) {
        return IncidentRef{readUuid(inner, QLatin1String("id")), inner.text(QLatin1String("title"), 120, Lines::One),
                           inner.instant(QLatin1String("knownAt"))};
    });
}

std::optional<TemplateRef> readTemplate(ObjectReader &reader)
{
    if (!reader.optionalObject(QLatin1String("template")))
        return std::nullopt;
    return reader.nested<TemplateRef>(QLatin1String("template"), [](ObjectReader &inner) {
        return TemplateRef{inner.token(QLatin1String("id")), inner.token(QLatin1String("version"), 32)};
    });
}

QStringList readAuthors(ObjectReader &reader)
{
    return reader.tokens(QLatin1String("authors"), 8, 1);
}

signature::Instant readSeconds(ObjectReader &reader, QLatin1String name)
{
    // Until the year 9999.
    return signature::fromUnixSeconds(reader.integer(name, 0, 253'402'300'799));
}

} // namespace astreinte::submission
