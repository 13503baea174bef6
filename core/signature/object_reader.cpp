// SPDX-License-Identifier: EUPL-1.2
#include "core/signature/object_reader.h"

#include "core/signature/bytes.h"

#include <algorithm>
#include <cmath>

namespace astreinte::signature {
namespace {

bool isTokenCharacter(QChar c)
{
    const char16_t u = c.unicode();
    return (u >= u'a' && u <= u'z') || (u >= u'A' && u <= u'Z') || (u >= u'0' && u <= u'9') || u == u'.' || u == u'_' ||
           u == u':' || u == u'/' || u == u'+' || u == u'-';
}

bool isToken(const QString &text, qsizetype maxLength)
{
    return !text.isEmpty() && text.size() <= maxLength && std::ranges::all_of(text, isTokenCharacter);
}

} // namespace

ObjectReader::ObjectReader(QJsonObject object, QString path)
    : m_object(std::move(object)), m_path(std::move(path)), m_asked(m_object.size())
{
    std::ranges::fill(m_asked, false);
}

QString ObjectReader::pathOf(QLatin1String name) const
{
    return m_path + QLatin1Char('.') + name;
}

void ObjectReader::refuse(Reason reason, QString detail)
{
    if (!m_failure)
        m_failure = Failure{reason, std::move(detail)};
}

void ObjectReader::refuse(QLatin1String name, const QString &why)
{
    refuse(Reason::InvalidValue, pathOf(name) + QLatin1Char(' ') + why);
}

void ObjectReader::adopt(ObjectReader &inner)
{
    if (auto done = inner.finish(); !done)
        refuse(done.error().reason, done.error().detail);
}

Result<void> ObjectReader::finish()
{
    if (m_failure)
        return tl::unexpected(*m_failure);
    const auto unasked = std::ranges::find(m_asked, false);
    if (unasked == m_asked.end())
        return {};
    const auto member = m_object.constBegin() + (unasked - m_asked.begin());
    return fail(Reason::UnknownField, m_path + QLatin1Char('.') + member.key().left(64));
}

std::optional<QJsonValue> ObjectReader::take(QLatin1String name, bool required)
{
    const auto found = m_object.constFind(name);
    if (found != m_object.constEnd()) {
        m_asked[found - m_object.constBegin()] = true;
        return *found;
    }
    if (required)
        refuse(Reason::MissingField, pathOf(name));
    return std::nullopt;
}

std::optional<QString> ObjectReader::string(QLatin1String name, bool required)
{
    const auto value = take(name, required);
    if (!value || (!required && value->isNull()))
        return std::nullopt;
    if (!value->isString()) {
        refuse(name, QStringLiteral("is not a text"));
        return std::nullopt;
    }
    return value->toString();
}

std::optional<QString> ObjectReader::takeText(QLatin1String name, qsizetype max, Lines lines, qsizetype min,
                                              bool required)
{
    auto value = string(name, required);
    if (!value)
        return std::nullopt;
    if (value->size() > max || value->size() < min) {
        refuse(
            name,
            QStringLiteral("has %1 characters, between %2 and %3 are accepted").arg(value->size()).arg(min).arg(max));
        return std::nullopt;
    }
    if (auto checked = text::checkPlainText(*value, lines); !checked) {
        refuse(checked.error().reason, pathOf(name) + QStringLiteral(": ") + checked.error().detail);
        return std::nullopt;
    }
    return value;
}

QString ObjectReader::text(QLatin1String name, qsizetype maxLength, Lines lines, qsizetype minLength)
{
    return takeText(name, maxLength, lines, minLength, true).value_or(QString());
}

std::optional<QString> ObjectReader::optionalText(QLatin1String name, qsizetype maxLength, Lines lines,
                                                  qsizetype minLength)
{
    return takeText(name, maxLength, lines, minLength, false);
}

std::optional<QString> ObjectReader::takeToken(QLatin1String name, qsizetype maxLength, bool required)
{
    auto value = string(name, required);
    if (value && !isToken(*value, maxLength)) {
        refuse(name, QStringLiteral("is not an identifier"));
        return std::nullopt;
    }
    return value;
}

QString ObjectReader::token(QLatin1String name, qsizetype maxLength)
{
    return takeToken(name, maxLength, true).value_or(QString());
}

std::optional<QString> ObjectReader::optionalToken(QLatin1String name, qsizetype maxLength)
{
    return takeToken(name, maxLength, false);
}

void ObjectReader::constant(QLatin1String name, QLatin1String expected)
{
    const auto value = string(name, true);
    if (value && *value != expected)
        refuse(name, QStringLiteral("is not %1").arg(expected));
}

void ObjectReader::version(QLatin1String name, qint64 expected)
{
    const auto value = takeInteger(name, 0, largestJsonInteger, true);
    if (value && *value != expected)
        refuse(Reason::UnknownVersion, QStringLiteral("%1 is %2").arg(pathOf(name)).arg(*value));
}

std::optional<double> ObjectReader::takeNumber(QLatin1String name, double min, double max, bool required)
{
    const auto value = take(name, required);
    if (!value || (!required && value->isNull()))
        return std::nullopt;
    const auto number = value->toDouble();
    if (!value->isDouble() || number < min || number > max) {
        refuse(name, QStringLiteral("is not a number between %1 and %2").arg(min).arg(max));
        return std::nullopt;
    }
    return number;
}

std::optional<qint64> ObjectReader::takeInteger(QLatin1String name, qint64 min, qint64 max, bool required)
{
    const auto number = takeNumber(name, static_cast<double>(min), static_cast<double>(max), required);
    if (number && std::trunc(*number) != *number) {
        refuse(name, QStringLiteral("is not an integer"));
        return std::nullopt;
    }
    return number ? std::optional(static_cast<qint64>(*number)) : std::nullopt;
}

qint64 ObjectReader::integer(QLatin1String name, qint64 min, qint64 max)
{
    return takeInteger(name, min, max, true).value_or(0);
}

std::optional<qint64> ObjectReader::optionalInteger(QLatin1String name, qint64 min, qint64 max)
{
    return takeInteger(name, min, max, false);
}

double ObjectReader::number(QLatin1String name, double min, double max)
{
    return takeNumber(name, min, max, true).value_or(0);
}

std::optional<double> ObjectReader::optionalNumber(QLatin1String name, double min, double max)
{
    return takeNumber(name, min, max, false);
}

bool ObjectReader::boolean(QLatin1String name)
{
    const auto value = take(name, true);
    if (value && !value->isBool())
        refuse(name, QStringLiteral("is neither true nor false"));
    return value && value->toBool();
}

std::optional<bool> ObjectReader::optionalBoolean(QLatin1String name)
{
    const auto value = take(name, false);
    if (!value || value->isNull())
        return std::nullopt;
    return boolean(name);
}

std::optional<Instant> ObjectReader::takeInstant(QLatin1String name, bool required)
{
    const auto value = string(name, required);
    if (!value)
        return std::nullopt;
    const auto instant = instantFromText(*value);
    if (!instant) {
        refuse(instant.error().reason, pathOf(name) + QStringLiteral(": ") + instant.error().detail);
        return std::nullopt;
    }
    return *instant;
}

Instant ObjectReader::instant(QLatin1String name)
{
    return takeInstant(name, true).value_or(Instant());
}

std::optional<Instant> ObjectReader::optionalInstant(QLatin1String name)
{
    return takeInstant(name, false);
}

QByteArray ObjectReader::bytes(QLatin1String name, qsizetype size)
{
    const auto value = string(name, true);
    const auto decoded = value ? fromBase64Url(value->toUtf8()) : Result<QByteArray>();
    if (value && (!decoded || decoded->size() != size)) {
        refuse(name, QStringLiteral("is not %1 bytes in base64url").arg(size));
        return {};
    }
    return *decoded;
}

QByteArray ObjectReader::hexBytes(QLatin1String name, qsizetype size)
{
    const auto value = string(name, true);
    const auto decoded = value ? fromHex(value->toUtf8()) : Result<QByteArray>();
    if (value && (!decoded || decoded->size() != size)) {
        refuse(name, QStringLiteral("is not %1 bytes in lowercase hexadecimal").arg(size));
        return {};
    }
    return *decoded;
}

QJsonObject ObjectReader::object(QLatin1String name)
{
    const auto value = take(name, true);
    if (value && !value->isObject())
        refuse(name, QStringLiteral("is not an object"));
    return value ? value->toObject() : QJsonObject();
}

std::optional<QJsonObject> ObjectReader::optionalObject(QLatin1String name)
{
    const auto value = take(name, false);
    if (!value || value->isNull())
        return std::nullopt;
    return object(name);
}

QJsonArray ObjectReader::array(QLatin1String name, qsizetype max, qsizetype min)
{
    const auto value = take(name, true);
    if (!value)
        return {};
    if (!value->isArray()) {
        refuse(name, QStringLiteral("is not an array"));
        return {};
    }
    const auto elements = value->toArray();
    if (elements.size() > max || elements.size() < min) {
        refuse(
            name,
            QStringLiteral("has %1 elements, between %2 and %3 are accepted").arg(elements.size()).arg(min).arg(max));
        return {};
    }
    return elements;
}

QStringList ObjectReader::tokens(QLatin1String name, qsizetype max, qsizetype min)
{
    QStringList result;
    for (const auto &element : array(name, max, min)) {
        const auto text = element.toString();
        if (!isToken(text, 64) || result.contains(text)) {
            refuse(name, QStringLiteral("holds a repeated or malformed identifier"));
            return {};
        }
        result.append(text);
    }
    return result;
}

} // namespace astreinte::signature
