// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "server/deployment/deployment.h"
#include "server/public_site/alerts.h"
#include "server/public_site/messages.h"

namespace astreinte::public_site {

// HTML without script, style by one file of ours: "default-src 'none'; img-src 'self'; style-src 'self'" holds it.
// French first with the English beside it, each marked with its language. In an installation in exercise every page,
// the widget and the board say so, above everything else.

QByteArray homePage(const std::vector<PublicMessage> &messages, const deployment::Settings &settings);
QByteArray messagePage(const PublicMessage &message, const deployment::Settings &settings, signature::Instant now);
// 410: « Message retiré le … », without its content.
QByteArray withdrawnPage(const PublicMessage &message, const deployment::Settings &settings);
// For the prefecture's own site, in a frame: titles and links of the newest (CH-13). No script, no cookie, nothing of
// others.
QByteArray widgetPage(const std::vector<PublicMessage> &messages, const deployment::Settings &settings);
// For a display board: the newest three, large, with the time at which they were so.
QByteArray boardPage(const std::vector<PublicMessage> &messages, const deployment::Settings &settings,
                     signature::Instant now);
QByteArray notFoundPage(const deployment::Settings &settings);
QByteArray styleSheet();

// RFC 4287 and JSON Feed 1.1, with links to the CAP files. `cancels` are entries of the Atom feed, so that who follows
// it for its alerts learns of what was withdrawn.
QByteArray atomFeed(const std::vector<PublicMessage> &messages, const std::vector<PublicAlert> &cancels,
                    const deployment::Settings &settings, signature::Instant now);
QByteArray jsonFeed(const std::vector<PublicMessage> &messages, const deployment::Settings &settings);

// « Préfecture de l’Indre »: the name under which the site speaks.
QString siteName(const deployment::Department &department);
// "https://…/messages/{id}"; an exercise lives apart, under "/exercice/{id}".
QString permalink(const deployment::Settings &settings, const QString &id, bool exercise);
// "https://…/cap/{id}.xml"; of an exercise "/exercice/cap/{id}.xml".
QString alertLink(const deployment::Settings &settings, const QString &id, bool exercise);
// Of a published file.
QString photoLink(const deployment::Settings &settings, const QString &sha256);
// A message's text: blank lines part paragraphs, lines that begin with a bullet make a list, addresses are links, and
// everything else is text.
QString bodyHtml(const QString &text);
// Opens every page of an installation in exercise.
QString exerciseBanner();

} // namespace astreinte::public_site
