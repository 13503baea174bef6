// SPDX-License-Identifier: EUPL-1.2
#include "core/alert/alert.h"

#include "core/message/paris_time.h"

#include <QXmlStreamWriter>
#include <algorithm>

namespace astreinte::alert {
namespace {

constexpr qsizetype longestHeadline = 160;
constexpr qsizetype sha1Size = 20;

const QStringList &oneOf(const char *name)
{
    static const QHash<QByteArray, QStringList> lists = [] {
        const auto split = [](const char *text) { return QString::fromLatin1(text).split(QLatin1Char(' ')); };
        return QHash<QByteArray, QStringList>{
            {"status", split("Actual Exercise System Test Draft")},
            {"msgType", split("Alert Update Cancel")},
            {"category", split("Geo Met Safety Security Rescue Fire Health Env Transport Infra CBRNE Other")},
            {"responseType", split("Shelter Evacuate Prepare Execute Avoid Monitor Assess AllClear None")},
            {"urgency", split("Immediate Expected Future Past Unknown")},
            {"severity", split("Extreme Severe Moderate Minor Unknown")},
            {"certainty", split("Observed Likely Possible Unlikely Unknown")}};
    }();
    return *lists.constFind(name);
}

Result<> refuse(const QString &what)
{
    return fail(Reason::InvalidValue, what);
}

Result<> acceptEnumerated(const char *name, const QString &value)
{
    return oneOf(name).contains(value) ? Result<>() : refuse(QLatin1String(name) + QStringLiteral(": ") + value);
}

bool isPlainName(const QString &name)
{
    return !name.isEmpty() && std::ranges::none_of(name, [](QChar c) {
        return c.isSpace() || c == QLatin1Char(',') || c == QLatin1Char('<') || c == QLatin1Char('&');
    });
}

Result<> acceptResource(const Resource &resource)
{
    if (resource.description.isEmpty() || !resource.mimeType.startsWith(QLatin1String("image/")))
        return refuse(QStringLiteral("resource: a picture with its description"));
    if (resource.size <= 0 || resource.sha1.size() != sha1Size || !resource.uri.startsWith(QLatin1String("https://")))
        return refuse(QStringLiteral("resource: size, digest and https address"));
    return {};
}

Result<> acceptInfo(const Info &info, signature::Instant sent)
{
    if (info.category.isEmpty() || info.event.isEmpty() || info.areas.isEmpty())
        return refuse(QStringLiteral("category, event and area are required"));
    for (const auto &category : info.category)
        if (auto accepted = acceptEnumerated("category", category); !accepted)
            return accepted;
    for (const auto &response : info.responseType)
        if (auto accepted = acceptEnumerated("responseType", response); !accepted)
            return accepted;
    for (const auto &resource : info.resources)
        if (auto accepted = acceptResource(resource); !accepted)
            return accepted;
    if (info.expires <= sent)
        return refuse(QStringLiteral("expires is not after sent"));
    if (info.headline.isEmpty() || info.headline.size() > longestHeadline)
        return refuse(QStringLiteral("headline: 1 to 160 characters"));
    return acceptEnumerated("urgency", info.urgency)
        .and_then([&] { return acceptEnumerated("severity", info.severity); })
        .and_then([&] { return acceptEnumerated("certainty", info.certainty); });
}

Result<> accept(const Alert &alert)
{
    if (!isPlainName(alert.identifier) || !isPlainName(alert.sender))
        return refuse(QStringLiteral("identifier or sender: no space, comma, < or &"));
    const auto first = alert.msgType == QLatin1String("Alert");
    if (first != alert.references.isEmpty())
        return refuse(first ? QStringLiteral("an Alert has no references")
                            : QStringLiteral("%1 without references").arg(alert.msgType));
    if (alert.msgType == QLatin1String("Cancel") && alert.note.isEmpty())
        return refuse(QStringLiteral("a Cancel says why in its note"));
    if (alert.infos.isEmpty() || alert.infos.first().language != QLatin1String("fr-FR"))
        return refuse(QStringLiteral("the French info comes first"));
    for (const auto &info : alert.infos)
        if (auto accepted = acceptInfo(info, alert.sent); !accepted)
            return accepted;
    return acceptEnumerated("status", alert.status).and_then([&] {
        return acceptEnumerated("msgType", alert.msgType);
    });
}

// The elements in the order of the schema's sequences.
class Writer
{
public:
    explicit Writer(QByteArray &bytes) : m_xml(&bytes) { m_xml.setAutoFormatting(true); }

    void write(const Alert &alert)
    {
        m_xml.writeStartDocument();
        m_xml.writeStartElement(QStringLiteral("alert"));
        m_xml.writeDefaultNamespace(QStringLiteral("urn:oasis:names:tc:emergency:cap:1.2"));
        text("identifier", alert.identifier);
        text("sender", alert.sender);
        text("sent", capTime(alert.sent));
        text("status", alert.status);
        text("msgType", alert.msgType);
        text("scope", QStringLiteral("Public"));
        textIfAny("note", alert.note);
        QStringList references;
        for (const auto &reference : alert.references)
            references +=
                reference.sender + QLatin1Char(',') + reference.identifier + QLatin1Char(',') + capTime(reference.sent);
        textIfAny("references", references.join(QLatin1Char(' ')));
        textIfAny("incidents", alert.incident);
        for (const auto &info : alert.infos)
            write(info);
        m_xml.writeEndElement();
        m_xml.writeEndDocument();
    }

private:
    void write(const Info &info)
    {
        m_xml.writeStartElement(QStringLiteral("info"));
        text("language", info.language);
        for (const auto &category : info.category)
            text("category", category);
        text("event", info.event);
        for (const auto &response : info.responseType)
            text("responseType", response);
        text("urgency", info.urgency);
        text("severity", info.severity);
        text("certainty", info.certainty);
        if (info.onset)
            text("onset", capTime(*info.onset));
        text("expires", capTime(info.expires));
        textIfAny("senderName", info.senderName);
        text("headline", info.headline);
        textIfAny("description", info.description);
        textIfAny("instruction", info.instruction);
        textIfAny("web", info.web);
        for (const auto &[name, value] : info.parameters)
            pair("parameter", name, value);
        for (const auto &resource : info.resources)
            write(resource);
        for (const auto &area : info.areas)
            write(area);
        m_xml.writeEndElement();
    }

    void write(const Resource &resource)
    {
        m_xml.writeStartElement(QStringLiteral("resource"));
        text("resourceDesc", resource.description);
        text("mimeType", resource.mimeType);
        text("size", QString::number(resource.size));
        text("uri", resource.uri);
        text("digest", QString::fromLatin1(resource.sha1.toHex()));
        m_xml.writeEndElement();
    }

    void write(const Area &area)
    {
        m_xml.writeStartElement(QStringLiteral("area"));
        text("areaDesc", area.description);
        for (const auto &circle : area.circles)
            text("circle", QStringLiteral("%1,%2 %3")
                               .arg(circle.centre.latitude, 0, 'f', 5)
                               .arg(circle.centre.longitude, 0, 'f', 5)
                               .arg(circle.radiusKm, 0, 'f', 3));
        for (const auto &[name, value] : area.geocodes)
            pair("geocode", name, value);
        m_xml.writeEndElement();
    }

    void pair(const char *element, const QString &name, const QString &value)
    {
        m_xml.writeStartElement(QLatin1String(element));
        text("valueName", name);
        text("value", value);
        m_xml.writeEndElement();
    }
    void text(const char *element, const QString &value) { m_xml.writeTextElement(QLatin1String(element), value); }
    void textIfAny(const char *element, const QString &value)
    {
        if (!value.isEmpty())
            text(element, value);
    }
    QXmlStreamWriter m_xml;
};

} // namespace

QString capTime(signature::Instant instant)
{
    const auto local = message::inParis(signature::toDateTime(instant));
    const auto hours = local.offsetFromUtc() / 3600;
    return local.toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss")) +
           QStringLiteral("+%1:00").arg(hours, 2, 10, QLatin1Char('0'));
}

Result<QByteArray> toXml(const Alert &alert)
{
    if (auto accepted = accept(alert); !accepted)
        return tl::unexpected(accepted.error());
    QByteArray bytes;
    Writer(bytes).write(alert);
    return bytes;
}

} // namespace astreinte::alert
