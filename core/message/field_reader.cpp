// SPDX-License-Identifier: EUPL-1.2
#include "core/message/field_reader.h"

#include <QJsonArray>
#include <array>

namespace astreinte::message {
namespace {

std::optional<int> wholeNumber(const QJsonValue &value)
{
    return value.isDouble() ? std::optional(value.toInt()) : std::nullopt;
}

std::optional<double> number(const QJsonValue &value)
{
    return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
}

QHash<QString, QString> formsFrom(const QJsonObject &object)
{
    QHash<QString, QString> forms;
    for (auto it = object.begin(); it != object.end(); ++it)
        forms.insert(it.key(), it.value().toString());
    return forms;
}

Result<QList<Option>> optionsFrom(const QJsonArray &array, const QString &where)
{
    QList<Option> options;
    for (const auto &value : array) {
        const QJsonObject object = value.toObject();
        Option option{
            object.value(QLatin1String("value")).toString(), formsFrom(object.value(QLatin1String("fr")).toObject()),
            formsFrom(object.value(QLatin1String("en")).toObject()), object.value(QLatin1String("cap")).toObject()};
        if (option.value.isEmpty() || option.label(Language::French).isEmpty() ||
            option.label(Language::English).isEmpty())
            return fail(Reason::MalformedTemplate,
                        QStringLiteral("%1: option %2 needs `value`, `fr.label` and `en.label`")
                            .arg(where)
                            .arg(options.size() + 1));
        options << std::move(option);
    }
    if (options.isEmpty())
        return fail(Reason::MalformedTemplate, QStringLiteral("%1: an enumerated field needs options").arg(where));
    return options;
}

} // namespace

std::optional<FieldType> fieldTypeFromName(QStringView name)
{
    static constexpr std::array<std::pair<QLatin1String, FieldType>, 12> types{
        {{QLatin1String("text"), FieldType::Text},
         {QLatin1String("commune"), FieldType::Commune},
         {QLatin1String("communes"), FieldType::Communes},
         {QLatin1String("datetime"), FieldType::DateTime},
         {QLatin1String("road"), FieldType::Road},
         {QLatin1String("watercourse"), FieldType::Watercourse},
         {QLatin1String("integer"), FieldType::Integer},
         {QLatin1String("decimal"), FieldType::Decimal},
         {QLatin1String("boolean"), FieldType::Boolean},
         {QLatin1String("enum"), FieldType::Enumeration},
         {QLatin1String("url"), FieldType::Url},
         {QLatin1String("phone"), FieldType::Phone}}};
    for (const auto &[text, type] : types)
        if (name == text)
            return type;
    return std::nullopt;
}

Result<Field> fieldFromJson(const QJsonObject &object, const QString &where)
{
    Field field;
    field.key = object.value(QLatin1String("key")).toString();
    const QString here = QStringLiteral("%1, field `%2`").arg(where, field.key);
    const auto type = fieldTypeFromName(object.value(QLatin1String("type")).toString());
    if (field.key.isEmpty() || !type)
        return fail(Reason::MalformedTemplate, QStringLiteral("%1: `key` or `type` is missing or unknown").arg(here));
    field.type = *type;
    field.label = {object.value(QLatin1String("labelFr")).toString(),
                   object.value(QLatin1String("labelEn")).toString()};
    field.help = object.value(QLatin1String("helpFr")).toString();
    field.required = object.value(QLatin1String("required")).toBool();
    field.mustBeTrue = object.value(QLatin1String("mustBeTrue")).toBool();
    field.requiredIf = object.value(QLatin1String("requiredIf")).toString();
    field.maxLength = wholeNumber(object.value(QLatin1String("maxLength")));
    field.maxItems = wholeNumber(object.value(QLatin1String("maxItems")));
    field.least = number(object.value(QLatin1String("min")));
    field.most = number(object.value(QLatin1String("max")));
    field.unit = object.value(QLatin1String("unit")).toString();
    field.defaultValue = object.value(QLatin1String("default")).toString();
    for (const auto &suggestion : object.value(QLatin1String("suggestions")).toArray())
        field.suggestions << suggestion.toString();
    field.example = object.value(QLatin1String("example"));
    field.exampleEnglish = object.value(QLatin1String("exampleEn")).toString();
    field.pattern = QRegularExpression(object.value(QLatin1String("pattern")).toString(),
                                       QRegularExpression::UseUnicodePropertiesOption);
    if (!field.pattern.isValid())
        return fail(
            Reason::MalformedTemplate,
            QStringLiteral("%1: `pattern` is not a regular expression: %2").arg(here, field.pattern.errorString()));
    if (field.type == FieldType::Enumeration) {
        auto options = optionsFrom(object.value(QLatin1String("options")).toArray(), here);
        if (!options)
            return tl::unexpected(options.error());
        field.options = std::move(*options);
    }
    return field;
}

} // namespace astreinte::message
