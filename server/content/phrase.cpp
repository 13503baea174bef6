// SPDX-License-Identifier: EUPL-1.2
#include "server/content/phrase.h"

#include "core/message/grammar.h"
#include "core/message/paris_time.h"
#include "core/message/plain_text.h"
#include "core/message/typography.h"
#include "core/place/hashtag.h"
#include "core/place/place_forms.h"
#include "server/content/request_reading.h"

#include <QRegularExpression>
#include <array>

namespace astreinte::content {
namespace {

using message::DateForm;
using message::RiverForm;
using message::RoadForm;

const QString valueName = QStringLiteral("value");

tl::unexpected<Failure> unknownForm(const QString &form, const QString &known)
{
    return fail(Reason::InvalidValue, QStringLiteral("form: “%1” is not one of %2").arg(form.left(40), known));
}

Result<QString> formOf(const QJsonObject &request)
{
    return textOf(request, QStringLiteral("form"));
}

Result<QString> wordsOf(const QJsonObject &request, const QString &name)
{
    const auto text = textOf(request, name);
    return text ? message::plainText(*text, name) : text;
}

Result<QString> commune(const QJsonObject &request, Language language)
{
    const auto value = place::communeFromJson(request.value(valueName), valueName);
    if (!value)
        return tl::unexpected(value.error());
    const auto name = formOf(request);
    if (!name)
        return name;
    const auto form = place::communeFormFromName(*name);
    if (!form)
        return unknownForm(*name, QStringLiteral("nom, de, a, tag"));
    return place::communeForm(*value, *form, language);
}

Result<QString> department(const QJsonObject &request, Language language)
{
    const auto value = place::departmentFromJson(request.value(valueName), valueName);
    if (!value)
        return tl::unexpected(value.error());
    const auto name = formOf(request);
    if (!name)
        return name;
    const auto form = place::departmentFormFromName(*name);
    if (!form)
        return unknownForm(*name, QStringLiteral("nom, le, de, dans, tag"));
    return place::departmentForm(*value, *form, language);
}

Result<QString> river(const QJsonObject &request, Language language)
{
    const auto value = wordsOf(request, valueName);
    if (!value)
        return value;
    const auto name = formOf(request);
    if (!name)
        return name;
    if (*name == QLatin1String("de"))
        return message::riverForm(*value, RiverForm::De, language);
    if (*name == QLatin1String("a"))
        return message::riverForm(*value, RiverForm::A, language);
    if (*name == QLatin1String("nom") || *name == QLatin1String("le"))
        return message::riverForm(*value, RiverForm::Name, language);
    return unknownForm(*name, QStringLiteral("nom, le, de, a"));
}

Result<QString> road(const QJsonObject &request, Language language)
{
    const auto value = wordsOf(request, valueName);
    if (!value)
        return value;
    const auto name = formOf(request);
    if (!name)
        return name;
    const auto form = *name == QLatin1String("nom") ? std::optional(RoadForm::Name) : message::roadFormFromName(*name);
    if (!form)
        return unknownForm(*name, QStringLiteral("nom, le, sur, de, tag"));
    return message::roadForm(*value, *form, language);
}

Result<QString> date(const QJsonObject &request, Language language)
{
    static const QRegularExpression dayAlone(QStringLiteral("^[0-9]{4}-[0-9]{2}-[0-9]{2}$"));
    const auto text = textOf(request, valueName);
    if (!text)
        return text;
    const auto name = formOf(request);
    if (!name)
        return name;
    const auto form = message::dateFormFromName(*name);
    if (!form)
        return unknownForm(*name, QStringLiteral("h, hl, jh, jhl, j, d"));
    // A day without its time is enough for the forms that show no time.
    const bool day = (*form == DateForm::J || *form == DateForm::D) && dayAlone.match(*text).hasMatch();
    const auto instant = message::instantFromText(day ? *text + QStringLiteral("T12:00") : *text, valueName);
    if (!instant)
        return tl::unexpected(instant.error());
    return message::dateForm(*instant, *form, language);
}

Result<QString> plural(const QJsonObject &request, Language language)
{
    const QJsonValue value = request.value(valueName);
    if (!value.isDouble())
        return fail(value.isUndefined() ? Reason::MissingField : Reason::InvalidValue,
                    QStringLiteral("value: a number is expected"));
    const auto one = textOf(request, QStringLiteral("one"), Empty::Allowed);
    if (!one)
        return one;
    const auto many = textOf(request, QStringLiteral("many"), Empty::Allowed);
    if (!many)
        return many;
    return message::plural(value.toDouble(), *one, *many, language);
}

Result<QString> list(const QJsonObject &request, Language language)
{
    const auto items = textsOf(request, QStringLiteral("items"), Presence::Required);
    if (!items)
        return tl::unexpected(items.error());
    return message::joinedList(*items, language);
}

Result<QString> hashtag(const QJsonObject &request, Language)
{
    const auto value = textOf(request, valueName);
    if (!value)
        return value;
    const QString tag = place::hashtag(*value);
    if (tag.isEmpty())
        return fail(Reason::InvalidValue, QStringLiteral("value: a hashtag needs at least one letter"));
    return tag;
}

Result<QString> typo(const QJsonObject &request, Language)
{
    const auto value = textOf(request, valueName, Empty::Allowed);
    return value ? message::typoFr(*value) : value;
}

using Phrase = Result<QString> (*)(const QJsonObject &, Language);

Phrase phraseOf(const QString &kind)
{
    static const std::array<std::pair<QLatin1String, Phrase>, 9> phrases{{{QLatin1String("commune"), commune},
                                                                          {QLatin1String("department"), department},
                                                                          {QLatin1String("river"), river},
                                                                          {QLatin1String("road"), road},
                                                                          {QLatin1String("date"), date},
                                                                          {QLatin1String("plural"), plural},
                                                                          {QLatin1String("list"), list},
                                                                          {QLatin1String("hashtag"), hashtag},
                                                                          {QLatin1String("typo"), typo}}};
    for (const auto &[name, phrase] : phrases)
        if (kind == name)
            return phrase;
    return nullptr;
}

} // namespace

Result<QJsonObject> phraseReply(const QJsonObject &request)
{
    const auto kind = textOf(request, QStringLiteral("kind"));
    if (!kind)
        return tl::unexpected(kind.error());
    const Phrase phrase = phraseOf(*kind);
    if (!phrase)
        return fail(Reason::InvalidValue, QStringLiteral("kind: “%1” is not one of commune, department, river, road, "
                                                         "date, plural, list, hashtag, typo")
                                              .arg(kind->left(40)));
    const auto language = languageOf(request, Language::French);
    if (!language)
        return tl::unexpected(language.error());
    const auto text = phrase(request, *language);
    if (!text)
        return tl::unexpected(text.error());
    return QJsonObject{{QStringLiteral("text"), *text}};
}

} // namespace astreinte::content
