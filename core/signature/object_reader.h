// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"
#include "core/signature/instant.h"
#include "core/signature/strict_json.h"
#include "core/text/plain_text.h"

#include <QJsonObject>
#include <QStringList>
#include <QVarLengthArray>
#include <functional>
#include <optional>

namespace astreinte::signature {

using text::Lines; // what the reader of a text is told

// Reads the members of one JSON object into typed values, and remembers the first thing that was wrong: the accessors
// return an empty value after a failure, finish() returns it. Failures name the JSON path ("$.photos[1].sha256"):
// MissingField, UnknownField, InvalidValue (wrong type, length, range or spelling), MalformedText.
// A member that no accessor asked for is unknown, and refused by finish().
class ObjectReader
{
public:
    explicit ObjectReader(QJsonObject object, QString path = QStringLiteral("$"));

    // Human text that passes checkPlainText(); lengths in UTF-16 units.
    QString text(QLatin1String name, qsizetype maxLength, Lines lines = Lines::Many, qsizetype minLength = 1);
    std::optional<QString> optionalText(QLatin1String name, qsizetype maxLength, Lines lines = Lines::Many,
                                        qsizetype minLength = 1);
    // An identifier: 1 to maxLength characters of [A-Za-z0-9._:/+-].
    QString token(QLatin1String name, qsizetype maxLength = 64);
    std::optional<QString> optionalToken(QLatin1String name, qsizetype maxLength = 64);
    // Must be this very text.
    void constant(QLatin1String name, QLatin1String value);
    // Must be this very number.
    void version(QLatin1String name, qint64 value);
    qint64 integer(QLatin1String name, qint64 min, qint64 max);
    std::optional<qint64> optionalInteger(QLatin1String name, qint64 min, qint64 max);
    double number(QLatin1String name, double min, double max);
    std::optional<double> optionalNumber(QLatin1String name, double min, double max);
    bool boolean(QLatin1String name);
    std::optional<bool> optionalBoolean(QLatin1String name);
    Instant instant(QLatin1String name);
    std::optional<Instant> optionalInstant(QLatin1String name);
    // `size` bytes written in base64url; lowercase hexadecimal for hexBytes.
    QByteArray bytes(QLatin1String name, qsizetype size);
    QByteArray hexBytes(QLatin1String name, qsizetype size);
    // One of a closed list of texts; the index in it.
    template <typename Enum, std::size_t N>
    Enum oneOf(QLatin1String name, const std::array<std::pair<Enum, QLatin1String>, N> &choices);

    QJsonObject object(QLatin1String name);
    std::optional<QJsonObject> optionalObject(QLatin1String name);
    // A raw array, at most `max` elements.
    QJsonArray array(QLatin1String name, qsizetype max, qsizetype min = 0);
    // Tokens, each once.
    QStringList tokens(QLatin1String name, qsizetype max, qsizetype min = 0);
    // Each element an object, read by `read` through its own reader (finished here).
    template <typename T>
    QList<T> objects(QLatin1String name, qsizetype max, const std::function<T(ObjectReader &)> &read,
                     qsizetype min = 0);
    // One nested object, read by `read` through its own reader (finished here).
    template <typename T>
    T nested(QLatin1String name, const std::function<T(ObjectReader &)> &read);
    template <typename T>
    std::optional<T> optionalNested(QLatin1String name, const std::function<T(ObjectReader &)> &read);
    // A text turned into a type by `parse`, whose failure becomes this reader's, with the path.
    template <typename T>
    T parsed(QLatin1String name, const std::function<Result<T>(const QString &)> &parse);

    // Present, whatever its type; does not count as asked for.
    [[nodiscard]] bool has(QLatin1String name) const { return m_object.contains(name); }
    // The path of a member: "$.photos".
    [[nodiscard]] QString pathOf(QLatin1String name) const;
    // Records a failure (the first one stays).
    void refuse(Reason reason, QString detail);
    void refuse(QLatin1String name, const QString &why);
    [[nodiscard]] bool failed() const { return m_failure.has_value(); }
    // The first failure, or UnknownField for a member never asked for.
    [[nodiscard]] Result<void> finish();

private:
    std::optional<QJsonValue> take(QLatin1String name, bool required);
    std::optional<QString> string(QLatin1String name, bool required);
    std::optional<qint64> takeInteger(QLatin1String name, qint64 min, qint64 max, bool required);
    std::optional<double> takeNumber(QLatin1String name, double min, double max, bool required);
    std::optional<QString> takeText(QLatin1String name, qsizetype max, Lines lines, qsizetype min, bool required);
    std::optional<QString> takeToken(QLatin1String name, qsizetype maxLength, bool required);
    std::optional<Instant> takeInstant(QLatin1String name, bool required);
    void adopt(ObjectReader &inner);

    QJsonObject m_object;
    QString m_path;
    QVarLengthArray<bool, 32> m_asked; // by the member's place in the object
    std::optional<Failure> m_failure;
};

template <typename Enum, std::size_t N>
Enum ObjectReader::oneOf(QLatin1String name, const std::array<std::pair<Enum, QLatin1String>, N> &choices)
{
    const auto value = string(name, true);
    for (const auto &[choice, text] : choices)
        if (value && *value == text)
            return choice;
    if (value)
        refuse(name, QStringLiteral("is none of the values accepted here"));
    return choices.front().first;
}

template <typename T>
QList<T> ObjectReader::objects(QLatin1String name, qsizetype max, const std::function<T(ObjectReader &)> &read,
                               qsizetype min)
{
    const auto elements = array(name, max, min);
    QList<T> values;
    for (qsizetype i = 0; i < elements.size() && !failed(); ++i) {
        const auto path = pathOf(name) + QLatin1Char('[') + QString::number(i) + QLatin1Char(']');
        if (!elements[i].isObject()) {
            refuse(Reason::InvalidValue, path + QStringLiteral(" is not an object"));
            break;
        }
        ObjectReader inner(elements[i].toObject(), path);
        values.append(read(inner));
        adopt(inner);
    }
    return values;
}

template <typename T>
T ObjectReader::nested(QLatin1String name, const std::function<T(ObjectReader &)> &read)
{
    ObjectReader inner(object(name), pathOf(name));
    if (failed())
        return T{};
    T value = read(inner);
    adopt(inner);
    return value;
}

template <typename T>
std::optional<T> ObjectReader::optionalNested(QLatin1String name, const std::function<T(ObjectReader &)> &read)
{
    if (!has(name))
        return std::nullopt;
    return nested<T>(name, read);
}

template <typename T>
T ObjectReader::parsed(QLatin1String name, const std::function<Result<T>(const QString &)> &parse)
{
    const auto value = string(name, true);
    if (!value)
        return T{};
    auto result = parse(*value);
    if (!result) {
        refuse(result.error().reason, pathOf(name) + QStringLiteral(": ") + result.error().detail);
        return T{};
    }
    return *std::move(result);
}

} // namespace astreinte::signature
