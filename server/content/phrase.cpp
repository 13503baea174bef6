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

// The value in the form that the request names; `known` lists the forms for whoever named another.
template <typename Value, typename FormFromName, typename Inflect>
Result<QString> inflected(const Result<Value> &value, const QJsonObject &request, const QString &known,
                          FormFromName formFromName, Inflect inflect)
{
    if (!value)
        return tl::unexpected(value.error());
    const auto name = formOf(request);
    if (!name)
        return name;
    const auto form = formFromName(*name);
    if (!form)
        return unknownForm(*name, known);
    return inflect(*value, *form);
}

Result<QString> commune(const QJsonObject &request, Language language)
{
    return inflected(place::communeFromJson(request.value(valueName), valueName), request,
                     QStringLiteral("nom, de, a, tag"), place::communeFormFromName,
                     [language](const auto &value, auto form) { return place::communeForm(value, form, language); });
}

Result<QString> department(const QJsonObject &request, Language language)
{
    return inflected(place::departmentFromJson(request.value(valueName), valueName), request,
                     QStringLiteral("nom, le, de, dans, tag"), place::departmentFormFromName,
                     [language](const auto &value, auto form) { return place::departmentForm(value, form, language); });
}

std::optional<RiverForm> riverFormFromName(const QString &name)
{
    if (name == QLatin1String("de"))
        return RiverForm::De;
    if (name == QLatin1String("a"))
        return RiverForm::A;
    // In French a river's name begins with its article.
    return name == QLatin1String("nom") || name == QLatin1String("le") ? std::optional(RiverForm::Name) : std::nullopt;
}

Result<QString> river(const QJsonObject &request, Language language)
{
    return inflected(wordsOf(request, valueName), request, QStringLiteral("nom, le, de, a"), riverFormFromName,
                     [language](const auto &value, auto form) { return message::riverForm(value, form, language); });
}

Result<QString> road(const QJsonObject &request, Language language)
{
    const auto formFromName = [](const QString &name) {
        return name == QLatin1String("nom") ? std::optional(RoadForm::Name) : message::roadFormFromName(name);
    };
    return inflected(wordsOf(request, valueName), request, QStringLiteral("nom, le, sur, de, tag"), formFromName,
                     [language](const auto &value, auto form) { return message::roadForm(value, form, language); });
}

Result<QString> dateInForm(const QString &text, DateForm form, Language language)
{
    static const QRegularExpression dayAlone(QStringLiteral("^[0-9]{4}-[0-9]{2}-[0-9]{2}$"));
    // A day without its time is enough for the forms that show no time.
    const bool day = (form == DateForm::J || form == DateForm::D) && dayAlone.match(text).hasMatch();
    return message::instantFromText(day ? text + QStringLiteral("T12:00") : text, valueName)
        .map([&](const QDateTime &instant) { return message::dateForm(instant, form, language); });
}

Result<QString> date(const QJsonObject &request, Language language)
{
    return inflected(textOf(request, valueName), request, QStringLiteral("h, hl, jh, jhl, j, d"),
                     message::dateFormFromName,
                     [language](const auto &text, auto form) { return dateInForm(text, form, language); });
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
