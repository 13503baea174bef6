// SPDX-License-Identifier: EUPL-1.2
#include "core/picture/rights_packet.h"

#include <QXmlStreamReader>
#include <algorithm>
#include <array>

namespace astreinte::picture {
namespace {

constexpr qsizetype longestPacket = 64 * 1024;
constexpr QLatin1String rdf("http://www.w3.org/1999/02/22-rdf-syntax-ns#");
constexpr QLatin1String meta("adobe:ns:meta/");

struct Property
{
    QLatin1String space;
    QLatin1String name;
    QString Rights::*value;
};

constexpr QLatin1String photoshop("http://ns.adobe.com/photoshop/1.0/");
constexpr QLatin1String dublinCore("http://purl.org/dc/elements/1.1/");

constexpr std::array<Property, 8> properties{
    {{photoshop, QLatin1String("Credit"), &Rights::credit},
     {photoshop, QLatin1String("City"), &Rights::city},
     {dublinCore, QLatin1String("creator"), &Rights::creator},
     {dublinCore, QLatin1String("rights"), &Rights::notice},
     {dublinCore, QLatin1String("identifier"), &Rights::identifier},
     {QLatin1String("http://ns.adobe.com/xap/1.0/rights/"), QLatin1String("UsageTerms"), &Rights::usageTerms},
     {QLatin1String("http://ns.useplus.org/ldf/xmp/1.0/"), QLatin1String("ModelReleaseStatus"), &Rights::modelRelease},
     {QLatin1String("http://iptc.org/std/Iptc4xmpExt/2008-02-29/"), QLatin1String("DigitalSourceType"),
      &Rights::digitalSourceType}}};

tl::unexpected<Failure> refused(const QXmlStreamReader &xml, const QString &what)
{
    return fail(Reason::MalformedImage,
                QStringLiteral("XMP, character %1: %2").arg(xml.characterOffset()).arg(what.left(80)));
}

const Property *known(QStringView space, QStringView name)
{
    const auto found =
        std::ranges::find_if(properties, [&](const Property &one) { return one.space == space && one.name == name; });
    return found == properties.end() ? nullptr : &*found;
}

class PacketReader
{
public:
    explicit PacketReader(QByteArrayView xmp) : m_xml(xmp.toByteArray()) {}

    Result<Rights> run()
    {
        while (!m_xml.atEnd()) {
            if (auto taken = take(m_xml.readNext()); !taken)
                return tl::unexpected(taken.error());
        }
        if (m_xml.hasError())
            return refused(m_xml, m_xml.errorString());
        return m_rights;
    }

private:
    Result<> take(QXmlStreamReader::TokenType token)
    {
        switch (token) {
        case QXmlStreamReader::StartElement:
            return open();
        case QXmlStreamReader::EndElement:
            if (m_property != nullptr && known(m_xml.namespaceUri(), m_xml.name()) == m_property)
                m_property = nullptr;
            return {};
        case QXmlStreamReader::Characters:
            if (m_xml.isWhitespace())
                return {};
            if (m_property == nullptr)
                return refused(m_xml, QStringLiteral("a text outside a property"));
            m_rights.*(m_property->value) += m_xml.text();
            return {};
        case QXmlStreamReader::ProcessingInstruction:
            return m_xml.processingInstructionTarget() == QLatin1String("xpacket")
                       ? Result<>()
                       : refused(m_xml, QStringLiteral("a processing instruction"));
        case QXmlStreamReader::Comment:
        case QXmlStreamReader::DTD:
        case QXmlStreamReader::EntityReference:
            return refused(m_xml, QStringLiteral("markup that a packet of rights has no use for"));
        default:
            return {};
        }
    }

    Result<> open()
    {
        const auto space = m_xml.namespaceUri();
        const bool frame = (space == meta && m_xml.name() == QLatin1String("xmpmeta")) || space == rdf;
        if (const auto *property = known(space, m_xml.name()); property != nullptr && m_property == nullptr)
            m_property = property;
        else if (!frame)
            return refused(m_xml, m_xml.qualifiedName().toString());
        for (const auto &attribute : m_xml.attributes()) {
            if (const auto *property = known(attribute.namespaceUri(), attribute.name()))
                m_rights.*(property->value) += attribute.value();
            else if (!plainAttribute(attribute))
                return refused(m_xml, attribute.qualifiedName().toString());
        }
        return {};
    }

    // rdf:about is empty, the language that of the default text, and x:xmptk names the writing library only.
    static bool plainAttribute(const QXmlStreamAttribute &attribute)
    {
        if (attribute.namespaceUri() == rdf)
            return attribute.name() == QLatin1String("about") && attribute.value().isEmpty();
        if (attribute.namespaceUri() == meta)
            return attribute.name() == QLatin1String("xmptk") && attribute.value().size() <= 64;
        return attribute.qualifiedName() == QLatin1String("xml:lang") && attribute.value().size() <= 16;
    }

    QXmlStreamReader m_xml;
    Rights m_rights;
    const Property *m_property = nullptr;
};

} // namespace

Result<Rights> readRightsPacket(QByteArrayView xmp)
{
    if (xmp.size() > longestPacket)
        return fail(Reason::MalformedImage, QStringLiteral("XMP of more than 64 KiB"));
    return PacketReader(xmp).run();
}

} // namespace astreinte::picture
