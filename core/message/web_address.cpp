// SPDX-License-Identifier: EUPL-1.2
#include "core/message/web_address.h"

#include "core/message/top_level_domains.h"

#include <QRegularExpression>
#include <QUrl>
#include <algorithm>

namespace astreinte::message {
namespace {

constexpr qsizetype longestRun = 4096;
constexpr qsizetype longestAddress = 4096;
constexpr qsizetype longestLabel = 63;
constexpr qsizetype longestShortSlug = 40;
constexpr qsizetype longestPublicAddress = 2048;

// The names below are those of twitter-text's regular expressions (Apache-2.0), so that the two can be compared.
const QString latinAccentChars = QStringLiteral(
    R"(\xC0-\xD6\xD8-\xF6\xF8-\xFF\x{100}-\x{24F}\x{253}\x{254}\x{256}\x{257}\x{259}\x{25B}\x{263}\x{268}\x{26F})"
    R"(\x{272}\x{289}\x{28B}\x{2BB}\x{300}-\x{36F}\x{1E00}-\x{1EFF})");
const QString directionalMarkers = QStringLiteral(R"(\x{202A}-\x{202E}\x{061C}\x{200E}\x{200F}\x{2066}-\x{2069})");
const QString invalidChars = QStringLiteral(R"(\x{FFFE}\x{FEFF}\x{FFFF})");

QString topLevel()
{
    QStringList names;
    for (const QStringView name : topLevelDomains())
        names << name.toString();
    std::ranges::stable_sort(names, std::ranges::greater(), &QString::size);
    return QStringLiteral("(?:(?:%1)(?=[^0-9a-zA-Z@+-]|$))").arg(names.join(QLatin1Char('|')));
}

QString validPunycode()
{
    return QStringLiteral(R"((?:xn--[\-0-9a-z]+))");
}

QString validDomain()
{
    const QString character =
        QStringLiteral(R"([^!'#%&()*+,\\\-./:;<=>?@\[\]\^_{|}~$\x09-\x0D\x20\x85\xA0\x{1680}\x{180E}\x{2000}-\x{200A})"
                       R"(\x{2028}\x{2029}\x{202F}\x{205F}\x{3000})") +
        invalidChars + directionalMarkers + QLatin1Char(']');
    const QString subdomain = QStringLiteral("(?:(?:%1(?:[_-]|%1)*)?%1\\.)").arg(character);
    const QString name = QStringLiteral("(?:(?:%1(?:-|%1)*)?%1\\.)").arg(character);
    return QStringLiteral("(?:%1*%2(?:%3|%4))").arg(subdomain, name, topLevel(), validPunycode());
}

QString validUrlPath()
{
    const QString general =
        QStringLiteral(R"([a-z\x{400}-\x{4FF}0-9!*';:=+,.$/%#\[\]\-\x{2013}_~@|&%1])").arg(latinAccentChars);
    const QString balanced = QStringLiteral(R"(\((?:%1+|(?:%1*\(%1+\)%1*))\))").arg(general);
    const QString ending = QStringLiteral(R"([+\-a-z\x{400}-\x{4FF}0-9=_#/%1]|(?:%2))").arg(latinAccentChars, balanced);
    return QStringLiteral("(?:(?:%1*(?:%2%1*)*(?:%3))|(?:@%1+/))").arg(general, balanced, ending);
}

const QRegularExpression &extractUrl()
{
    static const QRegularExpression expression = [] {
        const QString preceding =
            QStringLiteral("(?:[^A-Za-z0-9@＠$#＃%1]|[%2]|^)").arg(invalidChars, directionalMarkers);
        return QRegularExpression(
            QStringLiteral(R"((?<before>%1)(?<url>(?<protocol>https?://)?(?<domain>%2)(?::[0-9]+)?(?<path>/%3*)?)"
                           R"((?:\?[a-z0-9!?*'@();:&=+$/%#\[\]\-_.,~|]*[a-z0-9\-_&=#/])?))")
                .arg(preceding, validDomain(), validUrlPath()),
            QRegularExpression::CaseInsensitiveOption);
    }();
    return expression;
}

const QRegularExpression &validAsciiDomain()
{
    static const QRegularExpression expression(
        QStringLiteral(R"((?:(?:[\-a-z0-9%1]+)\.)+(?:%2|%3))").arg(latinAccentChars, topLevel(), validPunycode()),
        QRegularExpression::CaseInsensitiveOption);
    return expression;
}

bool labelsFit(const QString &domain)
{
    const QStringList labels = domain.split(QLatin1Char('.'));
    return std::ranges::all_of(labels, [](const QString &label) {
        const bool ascii = std::ranges::all_of(label, [](QChar c) { return c.unicode() < 0x80; });
        const qsizetype size = ascii ? label.size() : QUrl::toAce(label).size();
        return size <= longestLabel && (size > 0 || !ascii);
    });
}

// Without a scheme only the parts of the domain made of Latin letters are addresses; the path goes with the last one.
void addWithoutScheme(const QRegularExpressionMatch &match, qsizetype offset, QList<Span> &found)
{
    static const QRegularExpression refusedBefore(QStringLiteral("[-_./]$"));
    if (refusedBefore.match(match.captured(QStringLiteral("before"))).hasMatch())
        return;
    const qsizetype start = match.capturedStart(QStringLiteral("url"));
    const qsizetype before = found.size();
    auto domains = validAsciiDomain().globalMatch(match.captured(QStringLiteral("domain")));
    while (domains.hasNext()) {
        const auto domain = domains.next();
        found << Span{offset + start + domain.capturedStart(), domain.capturedLength()};
    }
    // twitter-text adds what follows the domain to the last of them, wherever in the domain that one stands.
    if (found.size() > before && !match.captured(QStringLiteral("path")).isEmpty())
        found.last().length +=
            match.capturedLength(QStringLiteral("url")) - match.capturedLength(QStringLiteral("domain"));
}

void addWithScheme(const QRegularExpressionMatch &match, qsizetype offset, QList<Span> &found)
{
    static const QRegularExpression shortened(
        QStringLiteral(R"(^https?://t\.co/([a-z0-9]+)(?:\?[a-z0-9!?*'@();:&=+$/%#\[\]\-_.,~|]*[a-z0-9\-_&=#/])?)"),
        QRegularExpression::CaseInsensitiveOption);
    const QString url = match.captured(QStringLiteral("url"));
    const auto own = shortened.match(url);
    if (own.hasMatch() && own.capturedLength(1) > longestShortSlug)
        return;
    const qsizetype length = own.hasMatch() ? own.capturedLength() : url.size();
    found << Span{offset + match.capturedStart(QStringLiteral("url")), length};
}

// PCRE takes ſ for s, K (Kelvin) for k and Å (Angstrom) for å; the expressions of twitter-text do not.
QString withoutCaseTwins(QString run)
{
    constexpr QChar latinLetter(0x0180);
    constexpr QChar arrow(0x2190);
    return run.replace(QChar(0x017F), latinLetter).replace(QChar(0x212A), arrow).replace(QChar(0x212B), arrow);
}

void addressesIn(const QString &run, qsizetype offset, Schemes schemes, QList<Span> &found)
{
    auto matches = extractUrl().globalMatch(withoutCaseTwins(run));
    while (matches.hasNext()) {
        const auto match = matches.next();
        const bool withScheme = match.capturedLength(QStringLiteral("protocol")) > 0;
        if (!labelsFit(match.captured(QStringLiteral("domain"))) ||
            match.capturedLength(QStringLiteral("url")) > longestAddress)
            continue;
        if (withScheme)
            addWithScheme(match, offset, found);
        else if (schemes == Schemes::Optional)
            addWithoutScheme(match, offset, found);
    }
}

// Lower case letter by letter; a letter beyond ASCII never becomes an ASCII one (İ, the Kelvin sign).
QString foldedCase(QStringView text)
{
    QString folded;
    for (const QChar character : text) {
        const QChar lower = character.toLower();
        folded += character.unicode() >= 0x80 && lower.unicode() < 0x80 ? character : lower;
    }
    return folded;
}

bool isTopLevel(QStringView label)
{
    static const auto listed = [](QStringView name) {
        const auto domains = topLevelDomains();
        return std::binary_search(domains.begin(), domains.end(), name,
                                  [](QStringView left, QStringView right) { return left.compare(right) < 0; });
    };
    qsizetype end = 0;
    while (end < label.size() && (label.at(end).unicode() >= 0x80 || label.at(end).isLetterOrNumber() ||
                                  QStringView(u"@+-").contains(label.at(end))))
        ++end;
    const QString name = foldedCase(label.left(end));
    if (name.startsWith(QLatin1String("xn--")))
        return true;
    if (end > 0 && label.at(0).unicode() < 0x80) {
        const auto beyond = std::find_if(name.begin(), name.end(), [](QChar c) { return c.unicode() >= 0x80; });
        return listed(QStringView(name).left(beyond - name.begin()));
    }
    for (qsizetype size = 1; size <= end; ++size)
        if (listed(QStringView(name).left(size)))
            return true;
    return false;
}

// Whether a top-level domain stands after a dot somewhere: without one there is no address, and no need to search.
bool mayHoldAddress(QStringView run)
{
    constexpr qsizetype longestTopLevel = 32;
    for (qsizetype dot = run.indexOf(QLatin1Char('.')); dot >= 0; dot = run.indexOf(QLatin1Char('.'), dot + 1))
        if (isTopLevel(run.mid(dot + 1, longestTopLevel)))
            return true;
    return false;
}

} // namespace

QList<Span> webAddresses(const QString &text, Schemes schemes)
{
    QList<Span> found;
    for (qsizetype start = 0; start < text.size();) {
        qsizetype end = start;
        while (end < text.size() && !text.at(end).isSpace() && end - start < longestRun)
            ++end;
        // The sign before the run decides whether an address may begin with the run's first letter.
        const qsizetype from = std::max<qsizetype>(start - 1, 0);
        if (mayHoldAddress(QStringView(text).mid(start, end - start)))
            addressesIn(text.mid(from, end - from), from, schemes, found);
        start = end == start ? end + 1 : end;
    }
    return found;
}

bool isPublicAddress(const QString &address)
{
    static const QRegularExpression form(
        QStringLiteral(
            R"(^https://([\p{L}\p{N}]([\p{L}\p{N}\p{M}-]*[\p{L}\p{N}\p{M}])?\.)+[\p{L}\p{N}-]{2,}(:[0-9]{1,5})?)"
            R"(([/?#][^\s\p{C}"<>\\^`{|}]*)?$)"),
        QRegularExpression::UseUnicodePropertiesOption);
    return address.size() <= longestPublicAddress && form.match(address).hasMatch();
}

QString hostOf(const QString &address)
{
    static const QRegularExpression host(QStringLiteral("^[a-zA-Z][a-zA-Z0-9+.-]*://(?:www\\.)?([^/?#:]+)"),
                                         QRegularExpression::CaseInsensitiveOption);
    return host.match(address).captured(1).toLower();
}

} // namespace astreinte::message
