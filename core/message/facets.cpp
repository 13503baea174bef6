// SPDX-License-Identifier: EUPL-1.2
#include "core/message/facets.h"

#include "core/message/graphemes.h"
#include "core/message/web_address.h"

#include <QRegularExpression>
#include <algorithm>

namespace astreinte::message {
namespace {

constexpr qsizetype mostTagGraphemes = 64;
constexpr qsizetype mostTagBytes = 640;

Facet facetAt(const QString &text, Facet::Kind kind, const Span &span, const QString &target)
{
    const qsizetype start = QStringView(text).left(span.start).toUtf8().size();
    return {kind, start, start + QStringView(text).mid(span.start, span.length).toUtf8().size(), target};
}

bool overlaps(const QList<Facet> &facets, const Facet &facet)
{
    return std::ranges::any_of(
        facets, [&](const Facet &other) { return facet.byteStart < other.byteEnd && other.byteStart < facet.byteEnd; });
}

QList<Facet> linksOf(const QString &text, const QHash<QString, QString> &addressesByHost)
{
    QList<Facet> links;
    for (const Span &span : webAddresses(text, Schemes::Optional)) {
        const QString shown = text.mid(span.start, span.length);
        const bool whole =
            shown.startsWith(QLatin1String("http"), Qt::CaseInsensitive) && shown.contains(QLatin1String("://"));
        const QString target =
            whole ? shown : addressesByHost.value(shown.toLower(), QStringLiteral("https://") + shown);
        links << facetAt(text, Facet::Kind::Link, span, target);
    }
    return links;
}

} // namespace

QList<Facet> facetsOf(const QString &text, const QHash<QString, QString> &addressesByHost)
{
    static const QRegularExpression tag(QStringLiteral(R"((?:^|(?<=\s))#((?=[\p{N}_]*[\p{L}])[\p{L}\p{M}\p{N}_]+))"),
                                        QRegularExpression::UseUnicodePropertiesOption);
    QList<Facet> facets = linksOf(text, addressesByHost);
    auto tags = tag.globalMatch(text);
    while (tags.hasNext()) {
        const auto match = tags.next();
        const QString name = match.captured(1);
        const Facet facet = facetAt(text, Facet::Kind::Tag, {match.capturedStart(), match.capturedLength()}, name);
        if (graphemeCount(name) <= mostTagGraphemes && name.toUtf8().size() <= mostTagBytes && !overlaps(facets, facet))
            facets << facet;
    }
    std::ranges::sort(facets, {}, &Facet::byteStart);
    return facets;
}

} // namespace astreinte::message
