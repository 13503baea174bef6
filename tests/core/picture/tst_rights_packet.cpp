// SPDX-License-Identifier: EUPL-1.2
#include "core/picture/rights_packet.h"

#include <QTest>

using namespace astreinte;
using namespace astreinte::picture;

namespace {

// As the XMP specification (ISO 16684-1 §7) and the IPTC standard's reference files write it.
const QByteArray head("<?xpacket begin='\xef\xbb\xbf' id='W5M0MpCehiHzreSzNTczkc9d'?>"
                      "<x:xmpmeta xmlns:x='adobe:ns:meta/' x:xmptk='Any XMP writer 1.0'>"
                      "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
                      "<rdf:Description rdf:about='' xmlns:dc='http://purl.org/dc/elements/1.1/' "
                      "xmlns:photoshop='http://ns.adobe.com/photoshop/1.0/' "
                      "xmlns:xmpRights='http://ns.adobe.com/xap/1.0/rights/' "
                      "xmlns:plus='http://ns.useplus.org/ldf/xmp/1.0/' "
                      "xmlns:Iptc4xmpExt='http://iptc.org/std/Iptc4xmpExt/2008-02-29/' "
                      "xmlns:exif='http://ns.adobe.com/exif/1.0/' xmlns:xmp='http://ns.adobe.com/xap/1.0/' ");
const QByteArray tail("</rdf:Description></rdf:RDF></x:xmpmeta>   \n<?xpacket end='w'?>");

QByteArray packet(const QByteArray &elements, const QByteArray &attributes = {})
{
    return head + attributes + ">" + elements + tail;
}

} // namespace

class TestRightsPacket : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyPropertyIsRead()
    {
        const auto rights = readRightsPacket(
            packet("<dc:rights><rdf:Alt><rdf:li xml:lang='x-default'>© État, 2026</rdf:li></rdf:Alt></dc:rights>"
                   "<dc:creator><rdf:Seq><rdf:li>Agent A</rdf:li></rdf:Seq></dc:creator>"
                   "<dc:identifier>0198-abc</dc:identifier>"
                   "<xmpRights:UsageTerms><rdf:Alt><rdf:li xml:lang='x-default'>Licence ouverte &amp; gratuite</rdf:li>"
                   "</rdf:Alt></xmpRights:UsageTerms>"
                   "<plus:ModelReleaseStatus>http://ns.useplus.org/ldf/vocab/MR-NAP</plus:ModelReleaseStatus>",
                   "photoshop:Credit='Préfecture' photoshop:City='Châteauroux' Iptc4xmpExt:DigitalSourceType="
                   "'http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture'"));
        QVERIFY2(rights, qPrintable(rights ? QString() : rights.error().toString()));
        QCOMPARE(rights->notice, QStringLiteral("© État, 2026"));
        QCOMPARE(rights->creator, QStringLiteral("Agent A"));
        QCOMPARE(rights->identifier, QStringLiteral("0198-abc"));
        QCOMPARE(rights->usageTerms, QStringLiteral("Licence ouverte & gratuite"));
        QCOMPARE(rights->modelRelease, QStringLiteral("http://ns.useplus.org/ldf/vocab/MR-NAP"));
        QCOMPARE(rights->credit, QStringLiteral("Préfecture"));
        QCOMPARE(rights->city, QStringLiteral("Châteauroux"));
        QCOMPARE(rights->digitalSourceType,
                 QStringLiteral("http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"));
    }

    void everythingElseIsRefused_data()
    {
        QTest::addColumn<QByteArray>("xmp");
        QTest::newRow("position") << packet("<exif:GPSLatitude>46,48.17N</exif:GPSLatitude>");
        QTest::newRow("position as an attribute") << packet({}, "exif:GPSLongitude='1,41.4E'");
        QTest::newRow("tool") << packet({}, "xmp:CreatorTool='Phone 12 serial 0042'");
        QTest::newRow("same name in another namespace") << packet({}, "xmp:City='Châteauroux'");
        QTest::newRow("thumbnail") << packet("<xmp:Thumbnails><rdf:Alt/></xmp:Thumbnails>");
        QTest::newRow("property inside a property")
            << packet("<dc:rights><exif:GPSLatitude>46,48N</exif:GPSLatitude></dc:rights>");
        QTest::newRow("text outside a property") << packet("46.80290, 1.69030");
        QTest::newRow("comment") << packet("<!-- 46.80290, 1.69030 -->");
        QTest::newRow("subject") << packet({}, "rdf:about='geo:46.80290,1.69030'");
        QTest::newRow("processing instruction") << packet("<?php system($_GET['c']); ?>");
        QTest::newRow("billion laughs") << QByteArray(
            "<!DOCTYPE a [<!ENTITY b 'ha'><!ENTITY c '&b;&b;&b;'>]><a>&c;</a>");
        QTest::newRow("not closed") << packet({}).chopped(60);
        QTest::newRow("not XML") << QByteArray("GPSLatitude=46");
        QTest::newRow("too long") << packet({}) + QByteArray(64 * 1024, ' ');
    }
    void everythingElseIsRefused()
    {
        QFETCH(QByteArray, xmp);
        const auto rights = readRightsPacket(xmp);
        QVERIFY(!rights);
        QCOMPARE(rights.error().reason, Reason::MalformedImage);
    }
};

QTEST_GUILESS_MAIN(TestRightsPacket)
#include "tst_rights_packet.moc"
