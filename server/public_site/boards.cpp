// SPDX-License-Identifier: EUPL-1.2
#include "core/message/grammar.h"
#include "core/message/paris_time.h"
#include "server/public_site/pages.h"

#include <algorithm>

namespace astreinte::public_site {
namespace {

// A display in a town is read from across the street, and nobody scrolls it.
constexpr std::size_t mostOnABoard = 3;
constexpr std::size_t mostInAWidget = 5;

QString timeElement(signature::Instant instant)
{
    const auto text =
        message::dateForm(message::inParis(signature::toDateTime(instant)), message::DateForm::Jhl, Language::French);
    return QStringLiteral("<time datetime=\"%1\">%2</time>").arg(signature::toText(instant), text.toHtmlEscaped());
}

QString statusWord(const QString &status)
{
    if (status == QLatin1String("alerte"))
        return QStringLiteral("Alerte");
    if (status == QLatin1String("fin"))
        return QStringLiteral("Fin d’alerte");
    return status == QLatin1String("dementi") ? QStringLiteral("Démenti") : QStringLiteral("Information");
}

QByteArray frame(const QString &kind, const QString &body, const deployment::Settings &settings)
{
    return QStringLiteral("<!DOCTYPE html>\n<html lang=\"fr\">\n<head>\n<meta charset=\"utf-8\">\n"
                          "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                          "<meta name=\"robots\" content=\"noindex\">\n<title>%1</title>\n"
                          "<link rel=\"stylesheet\" href=\"/style.css\">\n</head>\n<body class=\"%2\">\n<main>\n"
                          "%3</main>\n</body>\n</html>\n")
        .arg(siteName(settings.department).toHtmlEscaped() + QStringLiteral(" : messages d’urgence"), kind,
             (settings.exercise ? exerciseBanner() : QString()) + body)
        .toUtf8();
}

QString none()
{
    return QStringLiteral("<p>Aucun message en cours. <span lang=\"en\">No current message.</span></p>\n");
}

} // namespace

QByteArray widgetPage(const std::vector<PublicMessage> &messages, const deployment::Settings &settings)
{
    auto body = QStringLiteral("<h1>") + siteName(settings.department).toHtmlEscaped() + QStringLiteral("</h1>\n");
    if (messages.empty())
        return frame(QStringLiteral("widget"), body + none(), settings);
    body += QStringLiteral("<ul>\n");
    for (std::size_t i = 0; i < std::min(messages.size(), mostInAWidget); ++i) {
        const auto &message = messages[i];
        body +=
            QStringLiteral("<li><span class=\"status %1\">%2</span> <a href=\"%3\" target=\"_blank\" "
                           "rel=\"noopener\">%4</a><br><span lang=\"en\">%5</span><br>mis à jour %6</li>\n")
                .arg(message.status, statusWord(message.status),
                     permalink(settings, message.id, message.exercise).toHtmlEscaped(), message.titleFr.toHtmlEscaped(),
                     message.titleEn.toHtmlEscaped(), timeElement(message.updatedAt));
    }
    return frame(QStringLiteral("widget"), body + QStringLiteral("</ul>\n"), settings);
}

QByteArray boardPage(const std::vector<PublicMessage> &messages, const deployment::Settings &settings,
                     signature::Instant now)
{
    auto body = QStringLiteral("<h1>") + siteName(settings.department).toHtmlEscaped() + QStringLiteral("</h1>\n");
    if (messages.empty())
        body += none();
    for (std::size_t i = 0; i < std::min(messages.size(), mostOnABoard); ++i) {
        const auto &message = messages[i];
        body += QStringLiteral("<article>\n<p class=\"status %1\">%2</p>\n<h2>%3</h2>\n")
                    .arg(message.status, statusWord(message.status), message.titleFr.toHtmlEscaped());
        if (message.textFr)
            body += bodyHtml(*message.textFr);
        if (!message.titleEn.isEmpty())
            body += QStringLiteral("<p lang=\"en\">") + message.titleEn.toHtmlEscaped() + QStringLiteral("</p>\n");
        body += QStringLiteral("</article>\n");
    }
    // A board that stopped being fed must be seen to have stopped.
    body += QStringLiteral("<p class=\"when\">État ") + timeElement(now) + QStringLiteral("</p>\n");
    return frame(QStringLiteral("board"), body, settings);
}

} // namespace astreinte::public_site
