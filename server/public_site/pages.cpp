// SPDX-License-Identifier: EUPL-1.2
#include "server/public_site/pages.h"

#include "core/message/grammar.h"
#include "core/message/paris_time.h"
#include "core/place/place_forms.h"

#include <QRegularExpression>

namespace astreinte::public_site {
namespace {

QString dateText(signature::Instant instant, Language language)
{
    return message::dateForm(message::inParis(signature::toDateTime(instant)), message::DateForm::Jhl, language);
}

QString timeElement(signature::Instant instant, Language language)
{
    return QStringLiteral("<time datetime=\"") + signature::toText(instant) + QStringLiteral("\">") +
           dateText(instant, language).toHtmlEscaped() + QStringLiteral("</time>");
}

// Addresses become links; everything else is text.
QString inlineHtml(const QString &text)
{
    static const QRegularExpression address(QStringLiteral(R"(https://[^\s<>"']+[^\s<>"'.,;:!?)»])"));
    QString html;
    qsizetype at = 0;
    for (auto matches = address.globalMatch(text); matches.hasNext();) {
        const auto match = matches.next();
        const auto link = match.captured().toHtmlEscaped();
        html += text.mid(at, match.capturedStart() - at).toHtmlEscaped();
        html += QStringLiteral("<a rel=\"noopener noreferrer\" href=\"") + link + QStringLiteral("\">") + link +
                QStringLiteral("</a>");
        at = match.capturedEnd();
    }
    return html + text.mid(at).toHtmlEscaped();
}

} // namespace

QString bodyHtml(const QString &text)
{
    QString html;
    for (const auto &block : text.split(QStringLiteral("\n\n"), Qt::SkipEmptyParts)) {
        QStringList plain;
        QString list;
        for (const auto &line : block.split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
            static const QRegularExpression bullet(QStringLiteral("^[•–-] ?"));
            if (bullet.match(line).hasMatch())
                list += QStringLiteral("<li>") + inlineHtml(QString(line).remove(bullet).trimmed()) +
                        QStringLiteral("</li>");
            else
                plain += inlineHtml(line);
        }
        if (!plain.isEmpty())
            html += QStringLiteral("<p>") + plain.join(QStringLiteral("<br>")) + QStringLiteral("</p>\n");
        if (!list.isEmpty())
            html += QStringLiteral("<ul>") + list + QStringLiteral("</ul>\n");
    }
    return html;
}

namespace {

// The French words, then the English ones, apart for the eye and for whoever listens.
QString bilingual(const QString &french, const QString &english)
{
    return french + QStringLiteral(" · <span lang=\"en\">") + english + QStringLiteral("</span>");
}

QString statusLabel(const QString &status)
{
    if (status == QLatin1String("alerte"))
        return bilingual(QStringLiteral("Alerte"), QStringLiteral("Alert"));
    if (status == QLatin1String("fin"))
        return bilingual(QStringLiteral("Fin d’alerte"), QStringLiteral("All clear"));
    if (status == QLatin1String("dementi"))
        return bilingual(QStringLiteral("Démenti"), QStringLiteral("Denial"));
    return bilingual(QStringLiteral("Information"), QStringLiteral("Information"));
}

QString figures(const PublicMessage &message)
{
    QString html;
    for (const auto &photo : message.photos) {
        html += QStringLiteral("<figure><img src=\"/photos/%1\" width=\"%2\" height=\"%3\" alt=\"%4\">")
                    .arg(photo.sha256, QString::number(photo.width), QString::number(photo.height),
                         photo.altFr.toHtmlEscaped());
        html += QStringLiteral("<figcaption>") + photo.altFr.toHtmlEscaped();
        if (!photo.altEn.isEmpty())
            html += QStringLiteral("<br><span lang=\"en\">") + photo.altEn.toHtmlEscaped() + QStringLiteral("</span>");
        html += QStringLiteral("<br><small>© ") + photo.credit.toHtmlEscaped() + QStringLiteral(", ") +
                photo.licence.toHtmlEscaped() + QStringLiteral("</small></figcaption></figure>\n");
    }
    return html;
}

QString pathOf(const QString &id, bool exercise)
{
    return (exercise ? QStringLiteral("/exercice/") : QStringLiteral("/messages/")) + id;
}

// `heading` is "h1" on the message's own page, "h2" in the list.
QString article(const PublicMessage &message, const QString &heading, bool linked)
{
    const auto link = QStringLiteral("<a href=\"%1\">%2</a>")
                          .arg(pathOf(message.id, message.exercise), message.titleFr.toHtmlEscaped());
    auto html =
        QStringLiteral("<article lang=\"fr\">\n<p class=\"status %1\">%2</p>\n<%3>%4</%3>\n")
            .arg(message.status, statusLabel(message.status), heading, linked ? link : message.titleFr.toHtmlEscaped());
    html += QStringLiteral("<p class=\"when\">Publié ") + timeElement(message.publishedAt, Language::French);
    if (message.updatedAt > message.publishedAt)
        html += QStringLiteral(", mis à jour ") + timeElement(message.updatedAt, Language::French);
    html += QStringLiteral("</p>\n");
    if (message.replacedBy)
        html +=
            QStringLiteral("<p class=\"replaced\"><a href=\"%1\">Une version plus récente de ce message a été publiée "
                           "<span lang=\"en\">(a newer message replaces this one)</span></a></p>\n")
                .arg(pathOf(*message.replacedBy, message.exercise));
    if (message.textFr)
        html += bodyHtml(*message.textFr);
    html += figures(message);
    if (message.textEn)
        html += QStringLiteral("<section lang=\"en\">\n<%1>%2</%1>\n%3</section>\n")
                    .arg(heading == QLatin1String("h1") ? QStringLiteral("h2") : QStringLiteral("h3"),
                         message.titleEn.toHtmlEscaped(), bodyHtml(*message.textEn));
    return html + QStringLiteral("</article>\n");
}

struct Frame
{
    QString title;
    QString manifest; // digest, for the publisher that reads its page back; empty on lists
    QString body;
    bool exercise = false;
    QString alert; // address of the CAP file; empty for none
};

QByteArray page(const Frame &frame, const deployment::Settings &settings)
{
    const auto name = siteName(settings.department).toHtmlEscaped();
    auto html = QStringLiteral("<!DOCTYPE html>\n<html lang=\"fr\">\n<head>\n<meta charset=\"utf-8\">\n"
                               "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                               "<meta name=\"color-scheme\" content=\"light dark\">\n<title>%1</title>\n")
                    .arg(frame.title.toHtmlEscaped());
    if (!frame.manifest.isEmpty())
        html += QStringLiteral("<meta name=\"astreinte-manifest\" content=\"%1\">\n").arg(frame.manifest);
    if (!frame.alert.isEmpty())
        html += QStringLiteral("<link rel=\"alternate\" type=\"application/cap+xml\" title=\"CAP 1.2\" "
                               "href=\"%1\">\n")
                    .arg(frame.alert.toHtmlEscaped());
    const auto exercise = frame.exercise || settings.exercise;
    if (!exercise)
        html +=
            QStringLiteral("<link rel=\"alternate\" type=\"application/atom+xml\" title=\"Atom\" href=\"/feed.atom\">\n"
                           "<link rel=\"alternate\" type=\"application/feed+json\" title=\"JSON Feed\" "
                           "href=\"/feed.json\">\n");
    else
        html += QStringLiteral("<meta name=\"robots\" content=\"noindex\">\n");
    html += QStringLiteral("<link rel=\"stylesheet\" href=\"/style.css\">\n</head>\n<body>\n"
                           "<a class=\"skip\" href=\"#content\">Aller au contenu</a>\n"
                           "<header>%1<a href=\"/\">%2</a><p>%3</p></header>\n")
                .arg(exercise ? exerciseBanner() : QString(), name,
                     bilingual(QStringLiteral("Messages d’urgence"), QStringLiteral("Emergency messages")));
    html += QStringLiteral("<main id=\"content\">\n") + frame.body +
            QStringLiteral("</main>\n<footer><p>Urgences : <a href=\"tel:112\">112</a> "
                           "<span lang=\"en\">(emergency number)</span>, personnes sourdes ou malentendantes : "
                           "<a href=\"tel:114\">114</a></p></footer>\n</body>\n</html>\n");
    return html.toUtf8();
}

} // namespace

QString siteName(const deployment::Department &department)
{
    const place::Department named{department.code, department.nom, static_cast<place::Article>(department.tncc)};
    return QStringLiteral("Préfecture ") + place::departmentForm(named, place::DepartmentForm::De, Language::French);
}

QString permalink(const deployment::Settings &settings, const QString &id, bool exercise)
{
    return settings.publicOrigin + pathOf(id, exercise);
}

QString photoLink(const deployment::Settings &settings, const QString &sha256)
{
    return settings.publicOrigin + QStringLiteral("/photos/") + sha256;
}

QString alertLink(const deployment::Settings &settings, const QString &id, bool exercise)
{
    return settings.publicOrigin + (exercise ? QStringLiteral("/exercice/cap/") : QStringLiteral("/cap/")) + id +
           QStringLiteral(".xml");
}

QString exerciseBanner()
{
    return QStringLiteral("<p class=\"exercise\" role=\"note\">EXERCICE, EXERCICE, EXERCICE : rien de ce qui suit "
                          "n’est réel. <span lang=\"en\">DRILL: nothing below is real.</span></p>\n");
}

QByteArray homePage(const std::vector<PublicMessage> &messages, const deployment::Settings &settings)
{
    const auto title = siteName(settings.department) + QStringLiteral(" : messages d’urgence");
    auto body = QStringLiteral("<h1>") +
                bilingual(QStringLiteral("Messages en cours"), QStringLiteral("Current messages")) +
                QStringLiteral("</h1>\n");
    if (messages.empty())
        body += QStringLiteral("<p>Aucun message en cours. <span lang=\"en\">No current message.</span></p>\n");
    for (const auto &message : messages)
        body += article(message, QStringLiteral("h2"), true);
    return page({title, {}, body, settings.exercise, {}}, settings);
}

QByteArray messagePage(const PublicMessage &message, const deployment::Settings &settings, signature::Instant now)
{
    auto body = article(message, QStringLiteral("h1"), false);
    if (message.expiresAt <= now)
        body = QStringLiteral("<p class=\"replaced\">Ce message n’est plus en vigueur depuis ") +
               timeElement(message.expiresAt, Language::French) +
               QStringLiteral(". <span lang=\"en\">This message is no longer in force.</span></p>\n") + body;
    return page({message.titleFr + QStringLiteral(" – ") + siteName(settings.department), message.manifestSha256, body,
                 message.exercise, message.alert ? alertLink(settings, message.id, message.exercise) : QString()},
                settings);
}

QByteArray withdrawnPage(const PublicMessage &message, const deployment::Settings &settings)
{
    const auto at = message.withdrawnAt.value_or(message.updatedAt);
    auto body = QStringLiteral("<h1>Message retiré</h1>\n<p>Message retiré le ") + timeElement(at, Language::French) +
                QStringLiteral(".</p>\n<p lang=\"en\">Message withdrawn on ") + timeElement(at, Language::English) +
                QStringLiteral(".</p>\n");
    return page({QStringLiteral("Message retiré – ") + siteName(settings.department),
                 message.manifestSha256,
                 body,
                 message.exercise,
                 {}},
                settings);
}

QByteArray notFoundPage(const deployment::Settings &settings)
{
    return page({QStringLiteral("Page introuvable"),
                 {},
                 QStringLiteral("<h1>%1</h1>\n<p><a href=\"/\">%2</a></p>\n")
                     .arg(bilingual(QStringLiteral("Page introuvable"), QStringLiteral("Page not found")),
                          bilingual(QStringLiteral("Messages en cours"), QStringLiteral("Current messages"))),
                 settings.exercise,
                 {}},
                settings);
}

} // namespace astreinte::public_site
