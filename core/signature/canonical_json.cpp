// SPDX-License-Identifier: EUPL-1.2
#include "core/signature/canonical_json.h"

#include <QJsonArray>
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string_view>
#include <vector>

namespace astreinte::signature {
namespace {

std::u16string_view codeUnits(const QString &text)
{
    return {reinterpret_cast<const char16_t *>(text.utf16()), static_cast<std::size_t>(text.size())};
}

class Writer
{
public:
    Result<void> write(const QJsonValue &value);
    QByteArray bytes;

private:
    Result<void> writeString(const QString &text);
    Result<void> writeArray(const QJsonArray &array);
    Result<void> writeObject(const QJsonObject &object);
};

void appendEscaped(QByteArray &bytes, char16_t unit)
{
    switch (unit) {
    case u'"':
        bytes += "\\\"";
        break;
    case u'\\':
        bytes += "\\\\";
        break;
    case u'\b':
        bytes += "\\b";
        break;
    case u'\t':
        bytes += "\\t";
        break;
    case u'\n':
        bytes += "\\n";
        break;
    case u'\f':
        bytes += "\\f";
        break;
    case u'\r':
        bytes += "\\r";
        break;
    default:
        bytes += "\\u00";
        bytes += QByteArray::number(unit, 16).rightJustified(2, '0');
    }
}

Result<void> Writer::writeString(const QString &text)
{
    if (!text.isValidUtf16())
        return fail(Reason::InvalidValue, QStringLiteral("a lone surrogate"));
    bytes += '"';
    qsizetype plain = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t unit = text[i].unicode();
        if (unit >= 0x20 && unit != u'"' && unit != u'\\')
            continue;
        bytes += QStringView(text).sliced(plain, i - plain).toUtf8();
        appendEscaped(bytes, unit);
        plain = i + 1;
    }
    bytes += QStringView(text).sliced(plain).toUtf8();
    bytes += '"';
    return {};
}

Result<void> Writer::writeArray(const QJsonArray &array)
{
    bytes += '[';
    for (qsizetype i = 0; i < array.size(); ++i) {
        if (i > 0)
            bytes += ',';
        if (auto written = write(array[i]); !written)
            return written;
    }
    bytes += ']';
    return {};
}

Result<void> Writer::writeObject(const QJsonObject &object)
{
    std::vector<std::pair<QString, QJsonValue>> members;
    members.reserve(static_cast<std::size_t>(object.size()));
    for (auto member = object.constBegin(); member != object.constEnd(); ++member)
        members.emplace_back(member.key(), member.value());
    std::ranges::sort(members, {}, [](const auto &member) { return codeUnits(member.first); });
    bytes += '{';
    const auto opened = bytes.size();
    for (const auto &[name, value] : members) {
        if (bytes.size() > opened)
            bytes += ',';
        if (auto written = writeString(name); !written)
            return written;
        bytes += ':';
        if (auto written = write(value); !written)
            return written;
    }
    bytes += '}';
    return {};
}

Result<void> Writer::write(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Null:
        bytes += "null";
        return {};
    case QJsonValue::Bool:
        bytes += value.toBool() ? "true" : "false";
        return {};
    case QJsonValue::Double:
        if (!std::isfinite(value.toDouble()))
            return fail(Reason::InvalidValue, QStringLiteral("a number that JSON cannot carry"));
        bytes += ecmaScriptNumber(value.toDouble());
        return {};
    case QJsonValue::String:
        return writeString(value.toString());
    case QJsonValue::Array:
        return writeArray(value.toArray());
    case QJsonValue::Object:
        return writeObject(value.toObject());
    case QJsonValue::Undefined:
        break;
    }
    return fail(Reason::InvalidValue, QStringLiteral("an undefined value"));
}

} // namespace

QByteArray ecmaScriptNumber(double number)
{
    if (number == 0)
        return QByteArrayLiteral("0");
    std::array<char, 32> text{};
    const auto end =
        std::to_chars(text.data(), text.data() + text.size(), std::abs(number), std::chars_format::scientific).ptr;
    const QByteArray shortest(text.data(), end - text.data()); // d.ddde±xx, the fewest digits that read back
    const auto mark = shortest.indexOf('e');
    auto digits = shortest.first(mark).replace(".", "");
    const int k = static_cast<int>(digits.size());
    const int n = shortest.sliced(mark + 1).toInt() + 1; // the value is 0.digits × 10^n
    QByteArray result;
    // The five cases of ECMA-262, Number::toString.
    if (n >= k && n <= 21)
        result = digits + QByteArray(n - k, '0');
    else if (n > 0 && n <= 21)
        result = digits.first(n) + '.' + digits.sliced(n);
    else if (n > -6 && n <= 0)
        result = "0." + QByteArray(-n, '0') + digits;
    else {
        const auto exponent = (n > 0 ? "e+" : "e-") + QByteArray::number(std::abs(n - 1));
        result = k == 1 ? digits + exponent : digits.first(1) + '.' + digits.sliced(1) + exponent;
    }
    return number < 0 ? '-' + result : result;
}

Result<QByteArray> canonicalJson(const QJsonValue &value)
{
    Writer writer;
    if (auto written = writer.write(value); !written)
        return tl::unexpected(written.error());
    return std::move(writer.bytes);
}

Result<QByteArray> canonicalJson(const QJsonObject &object)
{
    return canonicalJson(QJsonValue(object));
}

} // namespace astreinte::signature
