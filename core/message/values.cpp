// SPDX-License-Identifier: EUPL-1.2
#include "core/message/values.h"

#include "core/message/filters.h"
#include "core/message/paris_time.h"
#include "core/message/plain_text.h"
#include "core/message/web_address.h"

#include <QJsonArray>
#include <cmath>

namespace astreinte::message {
namespace {

// No field is endless: what states no maxLength (a road, a phone number) gets this one.
constexpr qsizetype longestText = 2048;
constexpr double largestWholeNumber = 9'007'199'254'740'991.0; // 2^53 − 1, RFC 8259 §6

QString nameOf(const Field &field)
{
    return QStringLiteral("field `%1`").arg(field.key);
}

tl::unexpected<Failure> invalid(const Field &field, const QString &why)
{
    return fail(Reason::InvalidValue, QStringLiteral("%1: %2").arg(nameOf(field), why));
}

bool isNothing(const QJsonValue &value)
{
    return value.isUndefined() || value.isNull() || (value.isString() && value.toString().trimmed().isEmpty()) ||
           (value.isArray() && value.toArray().isEmpty());
}

bool isSingleLine(FieldType type)
{
    return type != FieldType::Text;
}

Result<> checkForm(const Field &field, const QString &text)
{
    if (isSingleLine(field.type) && text.contains(QLatin1Char('\n')))
        return invalid(field, QStringLiteral("a line break is not allowed"));
    const qsizetype length = text.toUcs4().size();
    const qsizetype most = field.maxLength ? *field.maxLength : longestText;
    if (length > most)
        return fail(Reason::TextTooLong,
                    QStringLiteral("%1: %2 characters, at most %3").arg(nameOf(field)).arg(length).arg(most));
    if (!field.pattern.pattern().isEmpty() && !field.pattern.match(text).hasMatch())
        return invalid(
            field,
            QStringLiteral("“%1” does not have the expected form (%2)").arg(text.left(40), field.pattern.pattern()));
    if (field.type == FieldType::Url && !isPublicAddress(text))
        return invalid(field, QStringLiteral("“%1” is not an https:// address of a public site").arg(text.left(60)));
    return {};
}

Result<QString> wordingFrom(const Field &field, const QJsonValue &value, const QString &key)
{
    if (!value.isString())
        return invalid(field, QStringLiteral("a text is expected"));
    auto text = plainText(value.toString(), QStringLiteral("field `%1`").arg(key));
    if (!text)
        return text;
    // A number copied from a message has U+00A0 between its pairs.
    if (field.type == FieldType::Phone)
        text->replace(QChar::Nbsp, QLatin1Char(' '));
    if (const auto checked = checkForm(field, *text); !checked)
        return tl::unexpected(checked.error());
    return text;
}

Result<FieldValue> wording(const Field &field, const QJsonObject &values)
{
    Wording result;
    if (!isNothing(values.value(field.key))) {
        const auto text = wordingFrom(field, values.value(field.key), field.key);
        if (!text)
            return tl::unexpected(text.error());
        result.text = *text;
    }
    const QString englishKey = field.key + QLatin1String("En");
    if (field.type == FieldType::Text && !isNothing(values.value(englishKey))) {
        const auto english = wordingFrom(field, values.value(englishKey), englishKey);
        if (!english)
            return tl::unexpected(english.error());
        result.english = *english;
    }
    return result;
}

Result<FieldValue> numeral(const Field &field, const QJsonValue &value)
{
    if (!value.isDouble())
        return invalid(field, QStringLiteral("a number is expected"));
    const double number = value.toDouble();
    if (!std::isfinite(number) || std::abs(number) > largestWholeNumber)
        return invalid(field, QStringLiteral("the number is too large"));
    if (field.type == FieldType::Integer && number != std::floor(number))
        return invalid(field, QStringLiteral("a whole number is expected"));
    if (field.least && number < *field.least)
        return invalid(field, QStringLiteral("%1 is less than the minimum, %2").arg(number).arg(*field.least));
    if (field.most && number > *field.most)
        return invalid(field, QStringLiteral("%1 is more than the maximum, %2").arg(number).arg(*field.most));
    return number;
}

Result<FieldValue> communeList(const Field &field, const QJsonValue &value)
{
    if (!value.isArray())
        return invalid(field, QStringLiteral("a list of communes is expected"));
    const QJsonArray array = value.toArray();
    if (field.maxItems && array.size() > *field.maxItems)
        return invalid(field, QStringLiteral("%1 communes, at most %2").arg(array.size()).arg(*field.maxItems));
    QList<place::Commune> communes;
    for (qsizetype i = 0; i < array.size(); ++i) {
        const auto commune =
            place::communeFromJson(array.at(i), QStringLiteral("%1, number %2").arg(nameOf(field)).arg(i + 1));
        if (!commune)
            return tl::unexpected(commune.error());
        communes << *commune;
    }
    return communes;
}

Result<FieldValue> oneCommune(const Field &field, const QJsonValue &value)
{
    const auto commune = place::communeFromJson(value, nameOf(field));
    if (!commune)
        return tl::unexpected(commune.error());
    return *commune;
}

Result<FieldValue> instant(const Field &field, const QJsonValue &value)
{
    if (!value.isString())
        return invalid(field, QStringLiteral("a date and time in ISO 8601 is expected"));
    const auto read = instantFromText(value.toString(), nameOf(field));
    if (!read)
        return tl::unexpected(read.error());
    return *read;
}

Result<FieldValue> tick(const Field &field, const QJsonValue &value)
{
    if (!value.isBool())
        return invalid(field, QStringLiteral("true or false is expected"));
    if (field.mustBeTrue && !value.toBool())
        return invalid(field, QStringLiteral("must be confirmed (true) before this message can exist"));
    return value.toBool();
}

Result<FieldValue> choice(const Field &field, const QJsonValue &value)
{
    if (!value.isString())
        return invalid(field, QStringLiteral("one of the options is expected"));
    if (field.option(value.toString()))
        return Choice{value.toString()};
    QStringList known;
    for (const Option &option : field.options)
        known << option.value;
    return invalid(
        field,
        QStringLiteral("“%1” is not one of: %2").arg(value.toString().left(40), known.join(QStringLiteral(", "))));
}

Result<FieldValue> readValue(const Field &field, const QJsonObject &values)
{
    const QJsonValue value = values.value(field.key);
    switch (field.type) {
    case FieldType::Commune:
        return oneCommune(field, value);
    case FieldType::Communes:
        return communeList(field, value);
    case FieldType::DateTime:
        return instant(field, value);
    case FieldType::Integer:
    case FieldType::Decimal:
        return numeral(field, value);
    case FieldType::Boolean:
        return tick(field, value);
    case FieldType::Enumeration:
        return choice(field, value);
    case FieldType::Text:
    case FieldType::Road:
    case FieldType::Watercourse:
    case FieldType::Url:
    case FieldType::Phone:
        break;
    }
    return wording(field, values);
}

bool isRequired(const Field &field, const QJsonObject &values)
{
    return field.required || (!field.requiredIf.isEmpty() && !isNothing(values.value(field.requiredIf)));
}

std::optional<Failure> missing(const Field &field, const QJsonObject &values)
{
    if (!isNothing(values.value(field.key)) || !isRequired(field, values))
        return std::nullopt;
    const QString why = field.required ? QString() : QStringLiteral(", because `%1` is given").arg(field.requiredIf);
    return Failure{Reason::MissingField,
                   QStringLiteral("%1 (%2) is required%3").arg(nameOf(field), field.label.french, why)};
}

bool isKnown(const Template &owner, const QString &key)
{
    if (owner.field(key) || key == nextPointKey || key == departmentKey)
        return true;
    const Field *french = key.endsWith(QLatin1String("En")) ? owner.field(QStringView(key).chopped(2)) : nullptr;
    return french && french->type == FieldType::Text;
}

QList<Field> fieldsOf(const Template &owner)
{
    QList<Field> fields = owner.fields;
    if (!owner.field(QString(nextPointKey)))
        fields << nextPointField();
    return fields;
}

} // namespace

Result<std::optional<FieldValue>> valueFromJson(const Field &field, const QJsonObject &values)
{
    const bool englishOnly = field.type == FieldType::Text && !isNothing(values.value(field.key + QLatin1String("En")));
    if (isNothing(values.value(field.key)) && !englishOnly)
        return std::optional<FieldValue>();
    auto value = readValue(field, values);
    if (!value)
        return tl::unexpected(value.error());
    return std::optional(std::move(*value));
}

Result<FieldValues> valuesFromJson(const Template &owner, const QJsonObject &values, Completeness completeness)
{
    for (auto it = values.begin(); it != values.end(); ++it)
        if (!isKnown(owner, it.key()))
            return fail(Reason::UnknownField,
                        QStringLiteral("template `%1` has no field `%2`").arg(owner.id, it.key().left(40)));
    FieldValues result;
    for (const Field &field : fieldsOf(owner)) {
        if (completeness == Completeness::Required)
            if (const auto failure = missing(field, values))
                return tl::unexpected(*failure);
        const auto value = valueFromJson(field, values);
        if (!value)
            return tl::unexpected(value.error());
        if (*value)
            result.insert(field.key, **value);
    }
    return result;
}

QMap<QString, Failure> fieldFailures(const Template &owner, const QJsonObject &values)
{
    QMap<QString, Failure> failures;
    for (const Field &field : fieldsOf(owner)) {
        if (const auto failure = missing(field, values))
            failures.insert(field.key, *failure);
        else if (const auto value = valueFromJson(field, values); !value)
            failures.insert(field.key, value.error());
    }
    return failures;
}

} // namespace astreinte::message
