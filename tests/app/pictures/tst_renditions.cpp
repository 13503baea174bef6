// SPDX-License-Identifier: EUPL-1.2
#include "app/capture/picture.h"
#include "app/redaction/crop.h"
#include "app/redaction/public_pictures.h"
#include "app/redaction/rights_imprint.h"
#include "core/picture/picture_header.h"
#include "tests/app/pictures/drawn_pictures.h"

#include <QBuffer>
#include <QColorSpace>
#include <QImageWriter>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QtConcurrent/QtConcurrentMap>
#include <exiv2/exiv2.hpp>

using namespace astreinte;
using namespace astreinte::app;
using namespace astreinte::tests;

namespace {

picture::Rights someRights()
{
    return {QStringLiteral("Préfecture de l’Indre"),
            QStringLiteral("Agent A"),
            QStringLiteral("© Préfecture de l’Indre"),
            QStringLiteral("urn:astreinte:0123456789abcdef"),
            QStringLiteral("État – prise en service"),
            QStringLiteral("http://ns.useplus.org/ldf/vocab/MR-NAP"),
            QStringLiteral("http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"),
            QStringLiteral("Châteauroux")};
}

// KiB, of this process.
qint64 memory(const char *what)
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (status.open(QIODevice::ReadOnly))
        for (const auto &line : status.readAll().split('\n'))
            if (line.startsWith(what))
                return line.mid(qsizetype(qstrlen(what))).simplified().split(' ').first().toLongLong();
    return 0;
}

} // namespace

class TestRenditions : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyOrientationFromEverySource_data();
    void everyOrientationFromEverySource();
    void aReducedPictureTellsNothingOfWhatIsHidden_data();
    void aReducedPictureTellsNothingOfWhatIsHidden();
    void theLargestFileStaysWithinBounds_data();
    void theLargestFileStaysWithinBounds();
    void eachChannelGetsTheBestThatFits();
    void theDataDecidesTheLimits();
    void limitsThatMakeNoSense_data();
    void limitsThatMakeNoSense();
    void wideColoursBecomeSrgb();
    void anIndependentReaderFindsRightsAndNothingElse();
    void nothingButRightsCanBeImprinted();
    void manyAtOnce();
};

void TestRenditions::everyOrientationFromEverySource_data()
{
    QTest::addColumn<int>("orientation");
    QTest::addColumn<int>("turns");
    QTest::addColumn<bool>("imported");
    QTest::addColumn<QSize>("size");
    for (int orientation = 1; orientation <= 8; ++orientation)
        for (int turns = 0; turns < 4; ++turns) {
            for (const bool imported : {false, true})
                QTest::addRow("EXIF %d, %d turns, %s", orientation, turns, imported ? "import" : "camera")
                    << orientation << turns << imported << QSize(128, 64);
            // Large enough to be decoded at a quarter.
            QTest::addRow("EXIF %d, %d turns, reduced", orientation, turns)
                << orientation << turns << false << QSize(2080, 1040);
        }
}

// A box over the red quarter of what the person sees hides the red quarter, however the file stores it.
void TestRenditions::everyOrientationFromEverySource()
{
    QFETCH(int, orientation);
    QFETCH(int, turns);
    QFETCH(bool, imported);
    QFETCH(QSize, size);
    // A camera writes EXIF alone; an imported file comes with all that tools add.
    const auto stored = encoded(storedAs(quadrants(size), orientation), "jpeg");
    auto file = withEverything(stored, orientation);
    if (!imported) {
        auto image =
            Exiv2::ImageFactory::open(reinterpret_cast<const Exiv2::byte *>(stored.constData()), stored.size());
        image->readMetadata();
        image->exifData()["Exif.Image.Orientation"] = uint16_t(orientation);
        image->writeMetadata();
        image->io().open();
        file.resize(qsizetype(image->io().size()));
        image->io().read(reinterpret_cast<Exiv2::byte *>(file.data()), file.size());
    }
    const auto expected = quadrants(size).transformed(QTransform().rotate(90.0 * turns));
    // The red quarter after 0 to 3 quarter turns clockwise: top left, top right, bottom right, bottom left.
    const QPointF corner[] = {{0, 0}, {0.5, 0}, {0.5, 0.5}, {0, 0.5}};
    const Region box{QStringLiteral("r"), {corner[turns], QSizeF(0.5, 0.5)}, QStringLiteral("face"), {}, false, {}};
    const auto made = publicPictures(file, {turns, wholePicture, {box}}, {{520, 950'000}});
    QVERIFY(made);
    QCOMPARE(made->upright, expected.size());
    const auto seen = QImage::fromData(made->renditions.first().jpeg);
    QCOMPARE(seen.size(), expected.size().scaled(seen.size(), Qt::KeepAspectRatio));
    QCOMPARE(std::max(seen.width(), seen.height()), std::min(520, std::max(size.width(), size.height())));
    for (const QPointF at : {QPointF(0.25, 0.25), QPointF(0.75, 0.25), QPointF(0.25, 0.75), QPointF(0.75, 0.75)}) {
        const QRgb colour = expected.pixel(int(at.x() * expected.width()), int(at.y() * expected.height()));
        QVERIFY(near(seen.pixel(int(at.x() * seen.width()), int(at.y() * seen.height())),
                     colour == 0xFFFF0000 ? 0xFF2B2F36 : colour));
    }
}

void TestRenditions::aReducedPictureTellsNothingOfWhatIsHidden_data()
{
    QTest::addColumn<int>("longSide");
    QTest::addColumn<bool>("mosaic");
    QTest::addColumn<QRectF>("crop");
    for (const int longSide : {1024, 512, 256})
        for (const bool mosaic : {false, true})
            QTest::addRow("%d, %s", longSide, mosaic ? "mosaic" : "opaque") << longSide << mosaic << wholePicture;
    // What is cut off lies in the blocks at the edge of what stays.
    QTest::newRow("cut off") << 256 << false << QRectF(0, 0, 0.3031, 0.5);
}

// Two JPEGs of the same scene that differ under the box only, whose edges lie inside the blocks.
void TestRenditions::aReducedPictureTellsNothingOfWhatIsHidden()
{
    QFETCH(int, longSide);
    QFETCH(bool, mosaic);
    QFETCH(QRectF, crop);
    const QRectF area(0.3031, 0.2519, 0.2157, 0.3083);
    const auto one = scene({2048, 1536}, 5);
    auto other = one;
    for (int y = int(area.top() * 1536) + 1; y < int(area.bottom() * 1536); ++y)
        for (int x = int(area.left() * 2048) + 1; x < int(area.right() * 2048); ++x)
            other.setPixel(x, y, ~one.pixel(x, y) | 0xFF000000U);
    const Region box{
        QStringLiteral("a"), area, QStringLiteral("face"), mosaic ? Treatment::Mosaic : Treatment::Opaque, false, {}};
    const auto rendition = [&](const QImage &original, const QList<Region> &regions) {
        const auto made = publicPictures(encoded(original, "jpeg"), {0, crop, regions}, {{longSide, 950'000}});
        return made ? made->renditions.first().jpeg : QByteArray();
    };
    const auto first = rendition(one, {box});
    QVERIFY(!first.isEmpty());
    QCOMPARE(rendition(other, {box}), first);
    // Without the box they differ, or nothing was tried.
    QVERIFY(rendition(other, {}) != rendition(one, {}));
}

void TestRenditions::theLargestFileStaysWithinBounds_data()
{
    QTest::addColumn<bool>("progressive");
    QTest::newRow("baseline") << false;
    QTest::newRow("progressive") << true;
}

// A file of a few hundred kilobytes that unfolds to the most pixels that the header check lets through.
void TestRenditions::theLargestFileStaysWithinBounds()
{
    QFETCH(bool, progressive);
    QByteArray file;
    {
        QImage flat(10'000, 10'000, QImage::Format_Grayscale8);
        flat.fill(90);
        QBuffer buffer(&file);
        QImageWriter writer(&buffer, "jpeg");
        writer.setProgressiveScanWrite(progressive);
        QVERIFY(buffer.open(QIODevice::WriteOnly) && writer.write(flat));
    }
    QVERIFY(file.size() < 2'000'000);
    QFile reset(QStringLiteral("/proc/self/clear_refs")); // 5: the peak starts again from here (proc(5))
    if (!reset.open(QIODevice::WriteOnly) || reset.write("5") != 1)
        QSKIP("the system does not tell the peak of memory");
    reset.close();
    const auto before = memory("VmRSS:");
    QElapsedTimer timer;
    timer.start();
    const auto made = publicPictures(file, {}, {{2048, 950'000}});
    QVERIFY2(made, qPrintable(made ? QString() : made.error().toString()));
    QCOMPARE(made->upright, QSize(10'000, 10'000));
    // 400 MB would be its pixels alone; a progressive file's coefficients are 200 MB.
    const auto peak = memory("VmHWM:") - before;
    QVERIFY2(peak < 350 * 1024, qPrintable(QStringLiteral("%1 KiB").arg(peak)));
    QVERIFY2(timer.elapsed() < 30'000, qPrintable(QStringLiteral("%1 ms").arg(timer.elapsed())));
}

void TestRenditions::eachChannelGetsTheBestThatFits()
{
    const auto picture = scene({4000, 3000}, 7);
    // The limits of BRIEF §5, and one that is hard to meet.
    const QList<picture::Limit> limits{{4096, 5'000'000}, {2048, 950'000}, {2000, 2'000'000}, {1024, 60'000}};
    const auto renditions = makeRenditions(picture, {}, limits);
    QVERIFY2(renditions, qPrintable(renditions ? QString() : renditions.error().toString()));
    QCOMPARE(renditions->size(), limits.size());
    for (qsizetype i = 0; i < limits.size(); ++i) {
        const auto &rendition = renditions->at(i);
        QVERIFY(rendition.jpeg.size() <= limits[i].bytes);
        QVERIFY(std::max(rendition.pixels.width(), rendition.pixels.height()) <= limits[i].longSide);
        QCOMPARE(picture::readRenditionHeader(rendition.jpeg)->pixels, rendition.pixels);
        if (rendition.quality == 90)
            continue;
        // One step better would not have fitted, with the room kept for the rights.
        const auto scaled = picture.scaled(rendition.pixels, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
        QVERIFY(encoded(scaled, "jpeg", rendition.quality + 1).size() > limits[i].bytes - 8 * 1024);
    }
    QCOMPARE(renditions->at(0).pixels, QSize(4000, 3000));
    QCOMPARE(renditions->at(1).pixels, QSize(2048, 1536));
}

void TestRenditions::theDataDecidesTheLimits()
{
    // The bundled data, against BRIEF §5 by hand.
    const auto &limits = bundledPictureLimits();
    QCOMPARE(limits.master, (picture::Limit{2048, 950'000}));
    QCOMPARE(limits.channels[QStringLiteral("x")].bytes, 5'000'000);
    QCOMPARE(limits.channels[QStringLiteral("bluesky")].bytes, 2'000'000);
    QCOMPARE(limits.channels[QStringLiteral("mastodon")].bytes, 16'000'000);
    QCOMPARE(limits.channels[QStringLiteral("facebook")].bytes, 10'000'000);
    // What is made: one file for the networks, a lighter one for the site; both within what each channel takes.
    QCOMPARE(limits.toMake(), (QList<picture::Limit>{{2048, 950'000}, {1600, 450'000}}));
    QCOMPARE(limits.madeFor(QStringLiteral("x")), limits.master);
    QCOMPARE(limits.madeFor(QStringLiteral("site")), (picture::Limit{1600, 450'000}));
    const auto changed = picture::Limits::parse(
        R"({"master":{"longSide":1000,"bytes":100000},"channels":{"x":{"longSide":4096,"bytes":200000}}})");
    QVERIFY(changed);
    const auto rendition = makeRendition(scene({1600, 1200}, 3), {}, changed->master);
    QVERIFY(rendition && rendition->jpeg.size() <= 100'000 && rendition->pixels.width() <= 1000);
}

void TestRenditions::limitsThatMakeNoSense_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("no master") << QByteArray(R"({"channels":{}})");
    QTest::newRow("no bytes") << QByteArray(R"({"master":{"longSide":2048}})");
    QTest::newRow("fraction") << QByteArray(R"({"master":{"longSide":2048.5,"bytes":950000}})");
    QTest::newRow("negative") << QByteArray(R"({"master":{"longSide":-1,"bytes":950000}})");
    QTest::newRow("too small to see") << QByteArray(R"({"master":{"longSide":16,"bytes":950000}})");
    QTest::newRow("a channel that the master does not fit") << QByteArray(
        R"({"master":{"longSide":2048,"bytes":950000},"channels":{"x":{"longSide":2048,"bytes":900000}}})");
    QTest::newRow("a channel that what is made for it does not fit")
        << QByteArray(R"({"master":{"longSide":2048,"bytes":950000},"channels":{"x":{"longSide":2048,"bytes":950000,)"
                      R"("made":{"longSide":2049,"bytes":950000}}}})");
    QTest::newRow("cut") << QByteArray(R"({"master":{"longSide":2048,)");
}

void TestRenditions::limitsThatMakeNoSense()
{
    QFETCH(QByteArray, json);
    QVERIFY(!picture::Limits::parse(json));
}

void TestRenditions::wideColoursBecomeSrgb()
{
    // Display P3 (234, 51, 35) is the red of sRGB (255, 0, 0): the primaries' matrices of SMPTE EG 432-1 and
    // IEC 61966-2-1, computed outside this program.
    QImage wide(256, 256, QImage::Format_RGB32);
    wide.fill(qRgb(234, 51, 35));
    wide.setColorSpace(QColorSpace(QColorSpace::DisplayP3));
    const auto upright = decodeUpright(encoded(wide, "jpeg", 100));
    QVERIFY(upright);
    const auto rendition = makeRendition(*upright, {}, {2048, 950'000});
    QVERIFY(rendition && !rendition->jpeg.contains("ICC_PROFILE"));
    const auto seen = QImage::fromData(rendition->jpeg).pixel(128, 128);
    QVERIFY2(near(seen, qRgb(255, 0, 0), 6), qPrintable(QString::number(seen, 16)));
}

void TestRenditions::anIndependentReaderFindsRightsAndNothingElse()
{
    const auto exiftool = QStandardPaths::findExecutable(QStringLiteral("exiftool"));
    if (exiftool.isEmpty())
        QSKIP("exiftool is not installed (libimage-exiftool-perl)");
    auto wide = scene({1200, 800}, 5);
    wide.setColorSpace(QColorSpace(QColorSpace::DisplayP3));
    const auto upright = decodeUpright(withEverything(encoded(wide, "jpeg"), 6));
    QVERIFY(upright);
    const auto rendition = makeRendition(*upright, {}, {2048, 950'000});
    QVERIFY(rendition);
    const auto bytes = imprint(rendition->jpeg, someRights());
    QVERIFY2(bytes, qPrintable(bytes ? QString() : bytes.error().toString()));
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("rendition.jpg")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(*bytes);
    file.close();
    QProcess reader;
    reader.start(exiftool,
                 {QStringLiteral("-j"), QStringLiteral("-n"), QStringLiteral("-G1"), QStringLiteral("-a"),
                  QStringLiteral("-u"), QStringLiteral("-all:all"), QStringLiteral("-validate"), file.fileName()});
    QVERIFY(reader.waitForFinished(60'000));
    auto found = QJsonDocument::fromJson(reader.readAllStandardOutput()).array().at(0).toObject();
    const auto take = [&](const char *name) { return found.take(QLatin1String(name)).toVariant().toString(); };
    const auto rights = someRights();
    QCOMPARE(take("XMP-photoshop:Credit"), rights.credit);
    QCOMPARE(take("XMP-photoshop:City"), rights.city);
    QCOMPARE(take("XMP-dc:Creator"), rights.creator);
    QCOMPARE(take("XMP-dc:Rights"), rights.notice);
    QCOMPARE(take("XMP-dc:Identifier"), rights.identifier);
    QCOMPARE(take("XMP-xmpRights:UsageTerms"), rights.usageTerms);
    QVERIFY(take("XMP-plus:ModelReleaseStatus").contains(QStringLiteral("NAP")));
    QCOMPARE(take("XMP-iptcExt:DigitalSourceType"), rights.digitalSourceType);
    QCOMPARE(take("ExifTool:Validate"), QStringLiteral("0 0 0"));
    // What is left is the file itself, JFIF's frame, and the name of the writing library.
    for (const auto &name : found.keys()) {
        const auto group = name.section(QLatin1Char(':'), 0, 0);
        QVERIFY2(group == QStringLiteral("SourceFile") || group == QStringLiteral("ExifTool") ||
                     group == QStringLiteral("System") || group == QStringLiteral("File") ||
                     group == QStringLiteral("JFIF") || group == QStringLiteral("Composite") ||
                     name == QStringLiteral("XMP-x:XMPToolkit"),
                 qPrintable(name));
        QVERIFY2(!name.contains(QStringLiteral("GPS")) && !name.contains(QStringLiteral("Comment")) &&
                     !name.contains(QStringLiteral("Thumbnail")) && !name.contains(QStringLiteral("Serial")),
                 qPrintable(name));
    }
    QVERIFY(!bytes->contains("anary"));
}

void TestRenditions::nothingButRightsCanBeImprinted()
{
    const auto plain = makeRendition(scene({600, 400}, 9), {}, {2048, 950'000})->jpeg;
    const auto once = imprint(plain, someRights());
    QVERIFY(once);
    // The pixels are the same bytes; writing again replaces, and leaves no trace of the first words.
    QCOMPARE(QImage::fromData(*once), QImage::fromData(plain));
    auto others = someRights();
    others.creator = QStringLiteral("Agent B & <fils>");
    const auto twice = imprint(*once, others);
    QVERIFY(twice && !twice->contains("Agent A"));
    const auto start = twice->indexOf("<?xpacket begin");
    const auto end = twice->indexOf("<?xpacket end=\"w\"?>") + 19;
    const auto read = picture::readRightsPacket(QByteArrayView(*twice).sliced(start, end - start));
    QVERIFY2(read, qPrintable(read ? QString() : read.error().toString()));
    QCOMPARE(*read, others);
    QCOMPARE(imprint(*twice, {})->contains("xpacket"), false);
    QVERIFY(!imprint("not a picture", someRights()));
}

void TestRenditions::manyAtOnce()
{
    const auto plain = makeRendition(scene({600, 400}, 9), {}, {2048, 950'000})->jpeg;
    QList<int> numbers(24);
    std::iota(numbers.begin(), numbers.end(), 0);
    const auto done = QtConcurrent::blockingMapped(numbers, [&](int number) {
        auto rights = someRights();
        rights.identifier = QStringLiteral("urn:astreinte:%1").arg(number);
        const auto bytes = imprint(plain, rights);
        return bytes && bytes->contains(rights.identifier.toUtf8());
    });
    QVERIFY(!done.contains(false));
}

QTEST_GUILESS_MAIN(TestRenditions)
#include "tst_renditions.moc"
