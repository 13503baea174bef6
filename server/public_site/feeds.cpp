// SPDX-License-Identifier: EUPL-1.2
#include "server/public_site/pages.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QXmlStreamWriter>

namespace astreinte::public_site {
namespace {

// Atom's identifiers never change, whatever the address of the site becomes (RFC 4287 §4.2.6, RFC 9562).
QString identifier(const PublicMessage &message)
{
    return QStringLiteral("urn:uuid:") + message.id;
}

QString bothLanguages(const PublicMessage &message)
{
    QStringList texts;
    for (const auto &text : {message.textFr, message.textEn})
        if (text)
            texts += *text;
    return texts.join(QStringLiteral("\n\n"));
}

QString capType()
{
    return QStringLiteral("application/cap+xml");
}

void link(QXmlStreamWriter &xml, const QString &relation, const QString &type, const QString &address)
{
    xml.writeEmptyElement(QStringLiteral("link"));
    xml.writeAttribute(QStringLiteral("rel"), relation);
    xml.writeAttribute(QStringLiteral("type"), type);
    xml.writeAttribute(QStringLiteral("href"), address);
}

void entry(QXmlStreamWriter &xml, const PublicMessage &message, const deployment::Settings &settings)
{
    xml.writeStartElement(QStringLiteral("entry"));
    xml.writeTextElement(QStringLiteral("id"), identifier(message));
    xml.writeTextElement(QStringLiteral("title"), message.titleFr);
    xml.writeTextElement(QStringLiteral("published"), signature::toText(message.publishedAt));
    xml.writeTextElement(QStringLiteral("updated"), signature::toText(message.updatedAt));
    link(xml, QStringLiteral("alternate"), QStringLiteral("text/html"),
         permalink(settings, message.id, message.exercise));
    if (message.alert)
        link(xml, QStringLiteral("related"), capType(), alertLink(settings, message.id, message.exercise));
    xml.writeEmptyElement(QStringLiteral("category"));
    xml.writeAttribute(QStringLiteral("term"), message.status);
    xml.writeStartElement(QStringLiteral("content"));
    xml.writeAttribute(QStringLiteral("type"), QStringLiteral("text"));
    xml.writeCharacters(bothLanguages(message));
    xml.writeEndElement();
    xml.writeEndElement();
}

void cancelEntry(QXmlStreamWriter &xml, const PublicAlert &cancel, const deployment::Settings &settings)
{
    const auto title = cancel.exercise ? QStringLiteral("EXERCICE – Alerte annulée") : QStringLiteral("Alerte annulée");
    xml.writeStartElement(QStringLiteral("entry"));
    xml.writeTextElement(QStringLiteral("id"), QStringLiteral("urn:uuid:") + cancel.message);
    xml.writeTextElement(QStringLiteral("title"), title);
    xml.writeTextElement(QStringLiteral("updated"), signature::toText(cancel.sent));
    link(xml, QStringLiteral("alternate"), capType(), alertLink(settings, cancel.message, cancel.exercise));
    xml.writeStartElement(QStringLiteral("content"));
    xml.writeAttribute(QStringLiteral("type"), QStringLiteral("text"));
    xml.writeCharacters(QStringLiteral("Message retiré. Message withdrawn."));
    xml.writeEndElement();
    xml.writeEndElement();
}

QJsonObject item(const PublicMessage &message, const deployment::Settings &settings)
{
    QJsonObject object{
        {QStringLiteral("id"), identifier(message)},
        {QStringLiteral("url"), permalink(settings, message.id, message.exercise)},
        {QStringLiteral("title"), message.titleFr},
        {QStringLiteral("content_text"), bothLanguages(message)},
        {QStringLiteral("date_published"), signature::toText(message.publishedAt)},
        {QStringLiteral("date_modified"), signature::toText(message.updatedAt)},
        {QStringLiteral("language"), QStringLiteral("fr")},
        {QStringLiteral("tags"), QJsonArray{message.status}},
    };
    QJsonArray attachments;
    for (const auto &photo : message.photos)
        attachments.append(QJsonObject{{QStringLiteral("url"), photoLink(settings, photo.sha256)},
                                       {QStringLiteral("mime_type"), photo.mediaType},
                                       {QStringLiteral("title"), photo.altFr}});
    if (message.alert)
        attachments.append(QJsonObject{{QStringLiteral("url"), alertLink(settings, message.id, message.exercise)},
                                       {QStringLiteral("mime_type"), capType()},
                                       {QStringLiteral("title"), QStringLiteral("CAP 1.2")}});
    if (!attachments.isEmpty())
        object.insert(QStringLiteral("attachments"), attachments);
    return object;
}

std::optional<signature::Instant> lastChange(const std::vector<PublicMessage> &messages,
                                             const std::vector<PublicAlert> &cancels)
{
    std::optional<signature::Instant> last;
    if (!messages.empty())
        last = messages.front().updatedAt;
    if (!cancels.empty())
        last = std::max(last.value_or(cancels.front().sent), cancels.front().sent);
    return last;
}

} // namespace

QByteArray atomFeed(const std::vector<PublicMessage> &messages, const std::vector<PublicAlert> &cancels,
                    const deployment::Settings &settings, signature::Instant now)
{
    QByteArray bytes;
    QXmlStreamWriter xml(&bytes);
    xml.writeStartDocument();
    xml.writeStartElement(QStringLiteral("feed"));
    xml.writeDefaultNamespace(QStringLiteral("http://www.w3.org/2005/Atom"));
    xml.writeAttribute(QStringLiteral("xml:lang"), QStringLiteral("fr"));
    xml.writeTextElement(QStringLiteral("id"), settings.publicOrigin + QStringLiteral("/feed.atom"));
    xml.writeTextElement(QStringLiteral("title"), siteName(settings.department));
    xml.writeTextElement(QStringLiteral("updated"), signature::toText(lastChange(messages, cancels).value_or(now)));
    xml.writeStartElement(QStringLiteral("author"));
    xml.writeTextElement(QStringLiteral("name"), siteName(settings.department));
    xml.writeEndElement();
    link(xml, QStringLiteral("self"), QStringLiteral("application/atom+xml"),
         settings.publicOrigin + QStringLiteral("/feed.atom"));
    link(xml, QStringLiteral("alternate"), QStringLiteral("text/html"), settings.publicOrigin + QStringLiteral("/"));
    for (const auto &message : messages)
        entry(xml, message, settings);
    for (const auto &cancel : cancels)
        cancelEntry(xml, cancel, settings);
    xml.writeEndElement();
    xml.writeEndDocument();
    return bytes;
}

QByteArray jsonFeed(const std::vector<PublicMessage> &messages, const deployment::Settings &settings)
{
    QJsonArray items;
    for (const auto &message : messages)
        items.append(item(message, settings));
    return QJsonDocument(QJsonObject{
                             {QStringLiteral("version"), QStringLiteral("https://jsonfeed.org/version/1.1")},
                             {QStringLiteral("title"), siteName(settings.department)},
                             {QStringLiteral("home_page_url"), settings.publicOrigin + QStringLiteral("/")},
                             {QStringLiteral("feed_url"), settings.publicOrigin + QStringLiteral("/feed.json")},
                             {QStringLiteral("language"), QStringLiteral("fr")},
                             {QStringLiteral("items"), items},
                         })
        .toJson(QJsonDocument::Compact);
}

} // namespace astreinte::public_site
