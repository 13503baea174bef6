// SPDX-License-Identifier: EUPL-1.2
#include "core/signature/strict_json.h"

#include <QString>
#include <charconv>
#include <cmath>
#include <optional>

namespace astreinte::signature {
namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

// A recursive descent over RFC 8259. Every function returns nothing after a failure, which is kept in m_failure.
class Parser
{
public:
    Parser(QByteArrayView json, const JsonLimits &limits) : m_json(json), m_limits(limits) {}
    Result<QJsonValue> parse();

private:
    std::optional<QJsonValue> value(int depth);
    std::optional<QJsonValue> object(int depth);
    std::optional<QJsonValue> array(int depth);
    std::optional<QJsonValue> number();
    std::optional<QJsonValue> word(QByteArrayView text, QJsonValue meaning);
    std::optional<QString> string();
    bool escape(QString &text);
    std::optional<char16_t> hexUnit();
    bool digits();
    void skipSpace();
    char peek() const { return m_at < m_json.size() ? m_json[m_at] : '\0'; }
    bool accept(char c);
    std::nullopt_t refuse(QLatin1String why, Reason reason = Reason::MalformedJson);

    QByteArrayView m_json;
    const JsonLimits &m_limits;
    qsizetype m_at = 0;
    Failure m_failure;
};

std::nullopt_t Parser::refuse(QLatin1String why, Reason reason)
{
    m_failure = {reason, QStringLiteral("byte %1: %2").arg(m_at).arg(why)};
    return std::nullopt;
}

bool Parser::accept(char c)
{
    if (m_at >= m_json.size() || m_json[m_at] != c)
        return false;
    ++m_at;
    return true;
}

void Parser::skipSpace()
{
    while (m_at < m_json.size() && (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r'))
        ++m_at;
}

// The offset of the first byte that is not UTF-8 (RFC 3629: no overlong form, no surrogate, at most U+10FFFF).
std::optional<qsizetype> firstInvalidUtf8(QByteArrayView bytes)
{
    if (bytes.isValidUtf8())
        return std::nullopt;
    for (qsizetype at = 0;;) {
        const auto lead = static_cast<uchar>(bytes[at]);
        const qsizetype length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        if (at + length > bytes.size() || !bytes.sliced(at, length).isValidUtf8())
            return at;
        at += length;
    }
}

Result<QJsonValue> Parser::parse()
{
    if (m_json.size() > m_limits.bytes)
        return fail(Reason::TooLarge,
                    QStringLiteral("JSON of %1 bytes, %2 at most").arg(m_json.size()).arg(m_limits.bytes));
    if (const auto invalid = firstInvalidUtf8(m_json))
        return fail(Reason::MalformedJson, QStringLiteral("byte %1: invalid UTF-8").arg(*invalid));
    if (m_json.startsWith("\xEF\xBB\xBF"))
        return fail(Reason::MalformedJson, QStringLiteral("byte 0: a byte order mark"));
    skipSpace();
    auto whole = value(0);
    if (whole) {
        skipSpace();
        if (m_at == m_json.size())
            return *std::move(whole);
        refuse(QLatin1String("data after the end"));
    }
    return tl::unexpected(m_failure);
}

std::optional<QJsonValue> Parser::value(int depth)
{
    if (m_at >= m_json.size())
        return refuse(QLatin1String("a value is missing"));
    switch (peek()) {
    case '{':
        return object(depth + 1);
    case '[':
        return array(depth + 1);
    case '"': {
        auto text = string();
        return text ? std::optional(QJsonValue(*text)) : std::nullopt;
    }
    case 't':
        return word("true", true);
    case 'f':
        return word("false", false);
    case 'n':
        return word("null", QJsonValue::Null);
    default:
        return number();
    }
}

std::optional<QJsonValue> Parser::word(QByteArrayView text, QJsonValue meaning)
{
    if (!m_json.sliced(m_at).startsWith(text))
        return refuse(QLatin1String("not a JSON value"));
    m_at += text.size();
    return meaning;
}

std::optional<QJsonValue> Parser::object(int depth)
{
    if (depth > m_limits.depth)
        return refuse(QLatin1String("nested too deeply"));
    accept('{');
    QJsonObject members;
    skipSpace();
    if (accept('}'))
        return members;
    do {
        skipSpace();
        const auto nameAt = m_at;
        if (peek() != '"')
            return refuse(QLatin1String("a member's name is missing"));
        const auto name = string();
        if (!name)
            return std::nullopt;
        if (members.contains(*name)) {
            m_at = nameAt;
            return refuse(QLatin1String("a duplicate name"));
        }
        if (members.size() == m_limits.members)
            return refuse(QLatin1String("too many members"), Reason::TooLarge);
        skipSpace();
        if (!accept(':'))
            return refuse(QLatin1String("a colon is missing"));
        skipSpace();
        const auto member = value(depth);
        if (!member)
            return std::nullopt;
        members.insert(*name, *member);
        skipSpace();
    } while (accept(','));
    if (!accept('}'))
        return refuse(QLatin1String("an object is not closed"));
    return members;
}

std::optional<QJsonValue> Parser::array(int depth)
{
    if (depth > m_limits.depth)
        return refuse(QLatin1String("nested too deeply"));
    accept('[');
    QJsonArray elements;
    skipSpace();
    if (accept(']'))
        return elements;
    do {
        if (elements.size() == m_limits.elements)
            return refuse(QLatin1String("too many elements"), Reason::TooLarge);
        skipSpace();
        const auto element = value(depth);
        if (!element)
            return std::nullopt;
        elements.append(*element);
        skipSpace();
    } while (accept(','));
    if (!accept(']'))
        return refuse(QLatin1String("an array is not closed"));
    return elements;
}

std::optional<QString> Parser::string()
{
    accept('"');
    QString text;
    auto plain = m_at;
    const auto flush = [&] { text += QString::fromUtf8(m_json.sliced(plain, m_at - plain)); };
    while (m_at < m_json.size()) {
        const char c = m_json[m_at];
        if (c == '"') {
            flush();
            ++m_at;
            return text;
        }
        if (static_cast<uchar>(c) < 0x20)
            return refuse(QLatin1String("a control character in a text"));
        if (c != '\\') {
            ++m_at;
            continue;
        }
        flush();
        ++m_at;
        if (!escape(text))
            return std::nullopt;
        plain = m_at;
    }
    return refuse(QLatin1String("a text is not closed"));
}

bool Parser::escape(QString &text)
{
    static constexpr QByteArrayView letters("\"\\/bfnrt");
    static constexpr std::u16string_view meanings(u"\"\\/\b\f\n\r\t");
    if (m_at < m_json.size() && letters.contains(peek())) {
        text += QChar(meanings[static_cast<std::size_t>(letters.indexOf(peek()))]);
        ++m_at;
        return true;
    }
    if (!accept('u'))
        return refuse(QLatin1String("an unknown escape")), false;
    const auto first = hexUnit();
    if (!first)
        return false;
    text += QChar(*first);
    if (QChar::isLowSurrogate(*first))
        return refuse(QLatin1String("a lone surrogate")), false;
    if (!QChar::isHighSurrogate(*first))
        return true;
    if (!accept('\\') || !accept('u'))
        return refuse(QLatin1String("a lone surrogate")), false;
    const auto second = hexUnit();
    if (!second)
        return false;
    if (!QChar::isLowSurrogate(*second))
        return refuse(QLatin1String("a lone surrogate")), false;
    text += QChar(*second);
    return true;
}

std::optional<char16_t> Parser::hexUnit()
{
    if (m_json.size() - m_at < 4)
        return refuse(QLatin1String("an escape is cut"));
    unsigned unit = 0;
    const auto *first = m_json.data() + m_at;
    const auto [end, error] = std::from_chars(first, first + 4, unit, 16);
    if (error != std::errc() || end != first + 4)
        return refuse(QLatin1String("an escape is not hexadecimal"));
    m_at += 4;
    return static_cast<char16_t>(unit);
}

bool Parser::digits()
{
    const auto from = m_at;
    while (isDigit(peek()))
        ++m_at;
    return m_at > from;
}

std::optional<QJsonValue> Parser::number()
{
    const auto from = m_at;
    const bool negative = accept('-');
    if (!isDigit(peek()))
        return refuse(QLatin1String("not a JSON value"));
    if (accept('0')) {
        if (isDigit(peek()))
            return refuse(QLatin1String("a number with a leading zero"));
    } else {
        digits();
    }
    bool integer = true;
    if (accept('.')) {
        integer = false;
        if (!digits())
            return refuse(QLatin1String("a number without decimals"));
    }
    if (accept('e') || accept('E')) {
        integer = false;
        if (!accept('+'))
            accept('-');
        if (!digits())
            return refuse(QLatin1String("a number without exponent"));
    }
    const auto *first = m_json.data() + from;
    double number = 0;
    const auto read = std::from_chars(first, m_json.data() + m_at, number);
    m_at = read.ec == std::errc() ? m_at : from;
    if (read.ec != std::errc())
        return refuse(QLatin1String("a number out of range"));
    // Two spellings of zero would be two bytes sequences for one value.
    if (negative && number == 0)
        return refuse(QLatin1String("a negative zero"));
    if (integer && std::abs(number) > static_cast<double>(largestJsonInteger))
        return refuse(QLatin1String("an integer beyond 2^53 - 1"));
    return integer ? QJsonValue(static_cast<qint64>(number)) : QJsonValue(number);
}

} // namespace

Result<QJsonValue> parseStrict(QByteArrayView json, const JsonLimits &limits)
{
    return Parser(json, limits).parse();
}

Result<QJsonObject> parseStrictObject(QByteArrayView json, const JsonLimits &limits)
{
    return parseStrict(json, limits).and_then([](const QJsonValue &value) -> Result<QJsonObject> {
        if (!value.isObject())
            return fail(Reason::MalformedJson, QStringLiteral("byte 0: not an object"));
        return value.toObject();
    });
}

Result<QJsonArray> parseStrictArray(QByteArrayView json, const JsonLimits &limits)
{
    return parseStrict(json, limits).and_then([](const QJsonValue &value) -> Result<QJsonArray> {
        if (!value.isArray())
            return fail(Reason::MalformedJson, QStringLiteral("byte 0: not an array"));
        return value.toArray();
    });
}

} // namespace astreinte::signature
