// SPDX-License-Identifier: EUPL-1.2
#include "app/capture/photo_rights.h"

#include "app/composition/content.h"

#include <algorithm>

namespace astreinte::app {

QStringList kindsMeeting(const QString &requirement)
{
    const auto face = QStringLiteral("face");
    const auto other = QStringLiteral("other");
    if (requirement == QStringLiteral("blur-faces") || requirement == QStringLiteral("blur-minor") ||
        requirement == QStringLiteral("blur-force"))
        return {face, other};
    if (requirement == QStringLiteral("blur-plates"))
        return {QStringLiteral("plate"), other};
    if (requirement == QStringLiteral("blur-names"))
        return {QStringLiteral("text"), other};
    if (requirement == QStringLiteral("blur-home"))
        return {face, QStringLiteral("plate"), QStringLiteral("text"), other};
    return {};
}

QSet<QString> closedRequirements(const Photo &photo)
{
    const auto recorded = photo.records.keys();
    QSet<QString> closed(recorded.begin(), recorded.end());
    if (!photo.altFr.trimmed().isEmpty())
        closed.insert(QStringLiteral("alt-text"));
    if (!photo.rendition)
        return closed;
    closed.insert(QStringLiteral("strip-metadata"));
    static const QStringList edits{QStringLiteral("blur-faces"), QStringLiteral("blur-minor"),
                                   QStringLiteral("blur-force"), QStringLiteral("blur-plates"),
                                   QStringLiteral("blur-names"), QStringLiteral("blur-home")};
    for (const auto &edit : edits) {
        const auto kinds = kindsMeeting(edit);
        if (std::ranges::any_of(photo.regions, [&](const Region &region) { return kinds.contains(region.kind); }))
            closed.insert(edit);
    }
    return closed;
}

Result<rights::Assessment> assessPhoto(const Content &content, const Photo &photo)
{
    return rights::assess(content.rights(), photo.answers, closedRequirements(photo));
}

} // namespace astreinte::app
