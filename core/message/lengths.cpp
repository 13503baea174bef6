// SPDX-License-Identifier: EUPL-1.2
#include "core/message/lengths.h"

#include "core/message/graphemes.h"
#include "core/message/web_address.h"

#include <QRegularExpression>
#include <algorithm>

namespace astreinte::message {
namespace {

constexpr qsizetype addressLength = 23;

qsizetype weightOf(char32_t point)
{
    const bool light = point <= 4351 || (point >= 8192 && point <= 8205) || (point >= 8208 && point <= 8223) ||
                       (point >= 8242 && point <= 8247);
    return light ? 1 : 2;
}

qsizetype weightOf(QStringView stretch)
{
    const QList<uint> points = stretch.toUcs4();
    qsizetype weight = 0;
    for (qsizetype i = 0; i < points.size();) {
        const qsizetype emoji = emojiLengthAt(points, i);
        weight += emoji > 0 ? 2 : weightOf(points.at(i));
        i += std::max<qsizetype>(emoji, 1);
    }
    return weight;
}

qsizetype weightedLength(const QString &text)
{
    const QString normal = text.normalized(QString::NormalizationForm_C);
    qsizetype weight = 0;
    qsizetype at = 0;
    for (const Span &address : webAddresses(normal, Schemes::Optional)) {
        weight += weightOf(QStringView(normal).mid(at, address.start - at)) + addressLength;
        at = address.start + address.length;
    }
    return weight + weightOf(QStringView(normal).mid(at));
}

// What Mastodon counts instead of the text: addresses of 23 signs, mentions without their server.
QString countableText(const QString &text)
{
    static const QRegularExpression mention(
        QStringLiteral(R"((?<![=/\w])(@[a-z0-9_]+(?:[a-z0-9_.-]+[a-z0-9_]+)?)@[\w.-]+\w)"),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    QString countable;
    qsizetype at = 0;
    for (const Span &address : webAddresses(text, Schemes::Required)) {
        countable += text.mid(at, address.start - at).replace(mention, QStringLiteral("\\1"));
        countable += QString(addressLength, QLatin1Char('x'));
        at = address.start + address.length;
    }
    return countable + text.mid(at).replace(mention, QStringLiteral("\\1"));
}

bool hasRefusedCharacter(const QString &text)
{
    return std::ranges::any_of(text,
                               [](QChar c) { return c == QChar(0xFFFE) || c == QChar(0xFEFF) || c == QChar(0xFFFF); });
}

} // namespace

Limit standardLimit(Channel channel)
{
    switch (channel) {
    case Channel::X:
        return {280, std::nullopt};
    case Channel::Bluesky:
        return {300, 3000};
    case Channel::Mastodon:
        return {500, std::nullopt};
    case Channel::Facebook:
        return {5000, std::nullopt};
    case Channel::Site:
        break;
    }
    return {};
}

qsizetype textLength(Channel channel, const QString &text)
{
    if (channel == Channel::X)
        return weightedLength(text);
    return graphemeCount(channel == Channel::Mastodon ? countableText(text) : text);
}

Measure measure(Channel channel, const QString &text, const Limit &limit)
{
    Measure result{textLength(channel, text), limit, false, false};
    result.fits =
        (!limit.most || result.length <= *limit.most) && (!limit.mostBytes || text.toUtf8().size() <= *limit.mostBytes);
    result.valid = result.fits && result.length > 0 && !hasRefusedCharacter(text);
    return result;
}

} // namespace astreinte::message
