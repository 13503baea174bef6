// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/message/catalogue.h"

#include <QDateTime>
#include <variant>

namespace astreinte::message {

// What was typed in a text, road, watercourse, address or phone field; `english` is empty when the text serves both.
struct Wording
{
    QString text;
    QString english;
    [[nodiscard]] const QString &in(Language language) const
    {
        return language == Language::English && !english.isEmpty() ? english : text;
    }
    friend bool operator==(const Wording &, const Wording &) = default;
};

// The `value` of the chosen option.
struct Choice
{
    QString value;
    friend bool operator==(const Choice &, const Choice &) = default;
};

using FieldValue = std::variant<Wording, place::Commune, QList<place::Commune>, QDateTime, double, bool, Choice>;
// By field key. A key that is not there has no value.
using FieldValues = QHash<QString, FieldValue>;

// A draft may lack fields; a submission may not.
enum class Completeness { Required, Partial };

// Reads `values` as the `example`s of templates.json are written: texts as strings (and `fooEn` for the English of
// `foo`), communes as {"nom","tncc","code"?}, times as ISO 8601, numbers, booleans, the option's value. Null and the
// empty text mean “no value”. `prochainPoint` is accepted by every template. Failures, each naming the field:
// MissingField, UnknownField, InvalidValue (type, pattern, bounds, option), TextTooLong, MalformedText.
[[nodiscard]] Result<FieldValues> valuesFromJson(const Template &owner, const QJsonObject &values,
                                                 Completeness completeness = Completeness::Required);

// Reads one field; nothing when it has no value.
[[nodiscard]] Result<std::optional<FieldValue>> valueFromJson(const Field &field, const QJsonObject &values);

// Every field that is missing or wrong, by key, for a form that shows all errors at once.
[[nodiscard]] QMap<QString, Failure> fieldFailures(const Template &owner, const QJsonObject &values);

} // namespace astreinte::message
