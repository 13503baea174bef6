// SPDX-License-Identifier: EUPL-1.2
#include "core/message/typography.h"

#include <QRegularExpression>
#include <array>

namespace astreinte::message {
namespace {

struct Rule
{
    QRegularExpression what;
    QString by;
};

Rule rule(const char16_t *what, const char16_t *by)
{
    return {QRegularExpression(QString::fromUtf16(what), QRegularExpression::UseUnicodePropertiesOption),
            QString::fromUtf16(by)};
}

// An address with a scheme up to the next space, or a host with a path. What ends the sentence is not part of it.
const QRegularExpression &address()
{
    static const QRegularExpression expression(
        QStringLiteral(
            R"((?:\b[a-zA-Z][a-zA-Z0-9+.-]{0,20}://|\b(?:[\p{L}\p{N}-]{1,63}\.){1,8}[\p{L}\p{N}-]{2,63}(?::[0-9]{1,5})?/)[^\s«»]*)"),
        QRegularExpression::UseUnicodePropertiesOption);
    return expression;
}

// A private-use character per address keeps the places where the rules must not go; it is neither a space nor a letter.
constexpr char16_t firstKept = 0xE000;
constexpr qsizetype mostKept = 0x1800;

struct Kept
{
    QString text;
    QStringList addresses;
};

Kept withoutAddresses(const QString &text)
{
    Kept kept;
    qsizetype at = 0;
    auto matches = address().globalMatch(text);
    while (matches.hasNext() && kept.addresses.size() < mostKept) {
        const auto match = matches.next();
        kept.text += text.mid(at, match.capturedStart() - at) + QChar(char16_t(firstKept + kept.addresses.size()));
        kept.addresses << match.captured();
        at = match.capturedEnd();
    }
    kept.text += text.mid(at);
    return kept;
}

QString withAddresses(const Kept &kept)
{
    QString text;
    for (const QChar character : kept.text) {
        const qsizetype index = character.unicode() - firstKept;
        if (index >= 0 && index < kept.addresses.size())
            text += kept.addresses.at(index);
        else
            text += character;
    }
    return text;
}

template <size_t Size>
QString applied(const std::array<Rule, Size> &rules, const QString &text)
{
    const bool hasPrivateUse = std::any_of(text.begin(), text.end(), [](QChar c) {
        return c.unicode() >= firstKept && c.unicode() < firstKept + mostKept;
    });
    Kept kept = hasPrivateUse ? Kept{text, {}} : withoutAddresses(text);
    for (const Rule &each : rules)
        kept.text.replace(each.what, each.by);
    return withAddresses(kept);
}

} // namespace

QString typoFr(const QString &text)
{
    static const std::array rules{
        rule(u"'", u"’"),
        rule(u"\u202F", u"\u00A0"),
        rule(u"\\.\\.\\.", u"…"),
        rule(u"(?<=[\\p{Ll}\\p{N}])\\.(?=\\p{Lu}\\p{Ll})", u". "),
        rule(u"«[ \u00A0]*(?=\\S)", u"«\u00A0"),
        rule(u"(?<=\\S)[ \u00A0]*»", u"\u00A0»"),
        rule(u"(?<=\\S)[ \u00A0]+(?=[:;!?])", u"\u00A0"),
        rule(u"(?<=[\\p{L}\\p{N})\\]”’»%°…])(?=[;!?])", u"\u00A0"),
        rule(u"(?<=[\\p{L}\\p{N})\\]”’»%°…])(?=:(?:\\s|$))", u"\u00A0"),
        rule(u"(?<=[0-9]) (?=[0-9]{3}(?![0-9]))(?<![0-9]{4} )", u"\u00A0"),
        rule(u"(?<=[nN]°) (?=[0-9])", u"\u00A0"),
        rule(u"(?<=[0-9])[ \u00A0]h[ \u00A0](?=[0-9]{2}(?![0-9]))", u"\u00A0h\u00A0"),
        rule(
            u"(?<=[0-9]) (?=(?:km/h|km²|km|hm|cm|mm|m/s|m²|m³|m|ha|kg|mg|µg/m³|µg|g|t|l|L|hl|mL|ml|kWh|MWh|kW|MW|GW|kV|"
            u"Hz|hPa|dB|h|min|°C|°|%|‰|€|k€|M€)(?![\\p{L}\\p{N}’/]))",
            u"\u00A0"),
    };
    return applied(rules, text);
}

QString cleanedUp(const QString &text)
{
    static const std::array rules{
        rule(u" {2,}", u" "),
        rule(u" +(?=\\n)", u""),
        rule(u" (?=[.,])", u""),
        rule(u"(?<=[!?])\\.(?!\\.)", u""),
        rule(u"(?<!\\.)\\.\\.(?!\\.)", u"."),
    };
    return applied(rules, text).trimmed();
}

} // namespace astreinte::message
