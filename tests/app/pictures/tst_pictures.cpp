// SPDX-License-Identifier: EUPL-1.2
#include "app/capture/picture.h"
#include "app/redaction/rendition.h"
#include "core/picture/picture_header.h"
#include "tests/app/pictures/drawn_pictures.h"

#include <QBuffer>
#include <QColorSpace>
#include <QImageWriter>
#include <QTest>
#include <exiv2/exiv2.hpp>

using namespace astreinte;
using namespace astreinte::app;
using namespace astreinte::tests;

namespace {

// BRIEF §5: the one picture that every channel accepts.
picture::Limit master()
{
    return {2048, 950'000};
}

QByteArray withExif(const QByteArray &jpeg, const std::function<void(Exiv2::ExifData &)> &fill)
{
    auto image = Exiv2::ImageFactory::open(reinterpret_cast<const Exiv2::byte *>(jpeg.constData()), jpeg.size());
    image->readMetadata();
    fill(image->exifData());
    image->writeMetadata();
    auto &io = image->io();
    io.open();
    io.seek(0, Exiv2::BasicIo::beg);
    QByteArray bytes(qsizetype(io.size()), '\0');
    io.read(reinterpret_cast<Exiv2::byte *>(bytes.data()), bytes.size());
    return bytes;
}

// EXIF 2.32 §4.6.4.A, tag 0x0112: where the 0th row and the 0th column of the stored picture are on the upright one.
QImage storedByRows(const QImage &upright, int orientation)
{
    const int w = upright.width();
    const int h = upright.height();
    const bool sideways = orientation >= 5;
    QImage stored(sideways ? QSize(h, w) : QSize(w, h), QImage::Format_RGB32);
    for (int row = 0; row < stored.height(); ++row)
        for (int column = 0; column < stored.width(); ++column) {
            QPoint from;
            switch (orientation) {
            case 1: // row 0 at the top, column 0 at the left
                from = {column, row};
                break;
            case 2: // top, right
                from = {w - 1 - column, row};
                break;
            case 3: // bottom, right
                from = {w - 1 - column, h - 1 - row};
                break;
            case 4: // bottom, left
                from = {column, h - 1 - row};
                break;
            case 5: // left, top
                from = {row, column};
                break;
            case 6: // right, top
                from = {w - 1 - row, column};
                break;
            case 7: // right, bottom
                from = {w - 1 - row, h - 1 - column};
                break;
            default: // 8: left, bottom
                from = {row, h - 1 - column};
            }
            stored.setPixel(column, row, upright.pixel(from));
        }
    return stored;
}

Reason reasonFor(const QByteArray &file)
{
    const auto decoded = decodeUpright(file);
    return decoded ? Reason::Internal : decoded.error().reason;
}

} // namespace

class TestPictures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void orientation_is_baked_once_data();
    void orientation_is_baked_once();
    void hostile_files_data();
    void hostile_files();
    void a_remark_is_only_a_remark();
    void a_rendition_holds_nothing_but_pixels();
    void hidden_pixels_leave_no_trace_data();
    void hidden_pixels_leave_no_trace();
    void a_rendition_keeps_within_bounds();
};

void TestPictures::orientation_is_baked_once_data()
{
    QTest::addColumn<int>("orientation");
    for (int orientation = 1; orientation <= 8; ++orientation)
        QTest::addRow("EXIF %d", orientation) << orientation;
}

void TestPictures::orientation_is_baked_once()
{
    QFETCH(int, orientation);
    const auto file = withExif(encoded(storedByRows(quadrants({64, 32}), orientation), "jpeg"),
                               [&](Exiv2::ExifData &exif) { exif["Exif.Image.Orientation"] = uint16_t(orientation); });
    const auto upright = decodeUpright(file);
    QVERIFY(upright);
    QCOMPARE(upright->size(), QSize(64, 32));
    QVERIFY(near(upright->pixel(10, 8), qRgb(255, 0, 0)));
    QVERIFY(near(upright->pixel(54, 8), qRgb(0, 255, 0)));
    QVERIFY(near(upright->pixel(10, 24), qRgb(0, 0, 255)));
    QVERIFY(near(upright->pixel(54, 24), qRgb(255, 255, 255)));
    // Baked: the rendition, read by anyone with or without EXIF, is upright too.
    const auto rendition = makeRendition(*upright, {}, master());
    QVERIFY(rendition);
    QCOMPARE(decodeUpright(rendition->jpeg)->size(), QSize(64, 32));
    // One more quarter turn clockwise: red goes to the top right.
    const auto turned = decodeUpright(file, 1);
    QVERIFY(turned);
    QCOMPARE(turned->size(), QSize(32, 64));
    QVERIFY(near(turned->pixel(24, 10), qRgb(255, 0, 0)));
}

void TestPictures::hostile_files_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<int>("reason");
    const auto jpeg = encoded(quadrants({64, 32}), "jpeg");
    const auto png = encoded(quadrants({64, 32}), "png");
    const auto row = [](const char *name, const QByteArray &file, Reason reason) {
        QTest::newRow(name) << file << int(reason);
    };
    row("empty", {}, Reason::MalformedImage);
    row("SVG named .jpg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", Reason::UnsupportedImage);
    row("PHP", "<?php system($_GET['c']); ?>", Reason::UnsupportedImage);
    row("GIF", "GIF89a\x01\x00\x01\x00", Reason::UnsupportedImage);
    row("JPEG cut in the middle", jpeg.left(jpeg.size() / 2), Reason::MalformedImage);
    row("JPEG without its end", jpeg.chopped(2), Reason::MalformedImage);
    row("JPEG followed by a ZIP", jpeg + "PK\x03\x04", Reason::UnsupportedImage);
    row("JPEG followed by a JPEG", jpeg + jpeg, Reason::UnsupportedImage);
    row("PNG cut in the middle", png.left(png.size() / 2), Reason::MalformedImage);
    row("PNG followed by a script", png + "<script>alert(1)</script>", Reason::UnsupportedImage);
    auto altered = png;
    altered[40] = char(altered[40] ^ 1);
    row("PNG with one bit changed", altered, Reason::MalformedImage);
    // The frame header says 65,500 × 65,500: four thousand million pixels.
    auto huge = jpeg;
    const auto frame = huge.indexOf(QByteArray::fromHex("ffc0"));
    huge[frame + 5] = char(0xFF);
    huge[frame + 6] = char(0xDC);
    huge[frame + 7] = char(0xFF);
    huge[frame + 8] = char(0xDC);
    row("JPEG of 4 thousand million pixels", huge, Reason::ImageTooLarge);
    auto bomb = QByteArray::fromHex("89504e470d0a1a0a0000000d49484452") + QByteArray::fromHex("0000ffff0000ffff") +
                QByteArray::fromHex("0802000000");
    row("PNG of 4 thousand million pixels, wrong checksum", bomb + QByteArray(12, '\0'), Reason::MalformedImage);
    // Many empty scans of one frame: cheap to write, dear to decode.
    const auto scan = jpeg.indexOf(QByteArray::fromHex("ffda"));
    const auto header = jpeg.mid(scan, 14);
    QByteArray scans = jpeg.left(scan);
    for (int i = 0; i < 40; ++i)
        scans += header + QByteArray("\x00", 1);
    row("JPEG with 40 scans", scans + jpeg.right(2), Reason::ImageTooLarge);
    QByteArray segments = jpeg.left(2);
    for (int i = 0; i < 20; ++i)
        segments += QByteArray::fromHex("ffe1fffe") + QByteArray(0xFFFC, 'x');
    row("JPEG with more than 1 MiB of metadata", segments + jpeg.mid(2), Reason::ImageTooLarge);
}

void TestPictures::hostile_files()
{
    QFETCH(QByteArray, file);
    QFETCH(int, reason);
    QCOMPARE(int(reasonFor(file)), reason);
}

void TestPictures::a_remark_is_only_a_remark()
{
    // Longitude west and latitude south are negative: PAINS 13.
    const auto file = withExif(encoded(quadrants({64, 32}), "jpeg"), [](Exiv2::ExifData &exif) {
        exif["Exif.GPSInfo.GPSLatitudeRef"] = "S";
        exif["Exif.GPSInfo.GPSLatitude"] = "21/1 6/1 36/1";
        exif["Exif.GPSInfo.GPSLongitudeRef"] = "W";
        exif["Exif.GPSInfo.GPSLongitude"] = "55/1 30/1 0/1";
        exif["Exif.Image.Model"] = "Canary 1000";
        exif["Exif.Photo.DateTimeOriginal"] = "2026:11:14 14:28:03";
    });
    const auto remark = readRemark(file);
    QVERIFY(remark.latitude && remark.longitude);
    QCOMPARE(*remark.latitude, -21.11); // 21° 6' 36" by hand
    QCOMPARE(*remark.longitude, -55.5);
    const auto language = qScopeGuard([before = QLocale()] { QLocale::setDefault(before); });
    QLocale::setDefault(QLocale(QLocale::French, QLocale::France));
    QCOMPARE(remark.text(), QStringLiteral("-21.11000, -55.50000 · 14/11/2026 14:28 · Canary 1000"));
    auto nonsense = remark;
    nonsense.takenAt = QStringLiteral("0000:00:00 00:00:00");
    QVERIFY(nonsense.text().contains(nonsense.takenAt));
}

void TestPictures::a_rendition_holds_nothing_but_pixels()
{
    auto image = quadrants({800, 600});
    image.setText(QStringLiteral("Comment"), QStringLiteral("<script>canary</script>"));
    image.setColorSpace(QColorSpace(QColorSpace::AdobeRgb));
    const auto file = withExif(encoded(image, "jpeg"), [](Exiv2::ExifData &exif) {
        exif["Exif.GPSInfo.GPSLatitudeRef"] = "N";
        exif["Exif.GPSInfo.GPSLatitude"] = "46/1 48/1 10/1";
        exif["Exif.Photo.BodySerialNumber"] = "canary-serial";
    });
    QVERIFY(file.contains("canary"));
    const auto upright = decodeUpright(file);
    QVERIFY(upright);
    const auto rendition = makeRendition(*upright, {}, master());
    QVERIFY(rendition);
    QVERIFY(!rendition->jpeg.contains("canary"));
    QVERIFY(!rendition->jpeg.contains("Exif"));
    QVERIFY(!rendition->jpeg.contains("ICC_PROFILE"));
    QVERIFY(picture::readRenditionHeader(rendition->jpeg));
    QVERIFY(!picture::readRenditionHeader(file));
    // No marker but those needed to decode: SOI, APP0 (JFIF), tables, frame, scan, EOI.
    for (qsizetype at = 2; at + 4 < rendition->jpeg.size() && quint8(rendition->jpeg[at + 1]) != 0xDA;) {
        const auto marker = quint8(rendition->jpeg[at + 1]);
        QVERIFY2(marker == 0xE0 || marker == 0xDB || marker == 0xC4 || marker == 0xC0 || marker == 0xC2,
                 qPrintable(QString::number(marker, 16)));
        at += 2 + (quint8(rendition->jpeg[at + 2]) << 8 | quint8(rendition->jpeg[at + 3]));
    }
}

void TestPictures::hidden_pixels_leave_no_trace_data()
{
    QTest::addColumn<bool>("mosaic");
    QTest::newRow("opaque") << false;
    QTest::newRow("mosaic") << true;
}

void TestPictures::hidden_pixels_leave_no_trace()
{
    QFETCH(bool, mosaic);
    const QRectF face(0.25, 0.25, 0.2, 0.3);
    const QRectF plate(0.4, 0.5, 0.2, 0.1); // overlaps the first
    const auto treatment = mosaic ? Treatment::Mosaic : Treatment::Opaque;
    const QList<Region> regions{{QStringLiteral("a"), face, QStringLiteral("face"), treatment},
                                {QStringLiteral("b"), plate, QStringLiteral("plate"), Treatment::Mosaic}};
    auto one = quadrants({1000, 800});
    auto other = one;
    // The two differ in every pixel under the boxes, and nowhere else.
    for (int y = 0; y < other.height(); ++y)
        for (int x = 0; x < other.width(); ++x)
            if (face.contains((x + 0.5) / 1000, (y + 0.5) / 800) || plate.contains((x + 0.5) / 1000, (y + 0.5) / 800))
                other.setPixel(x, y, ~one.pixel(x, y) | 0xFF000000U);
    QVERIFY(one != other);
    const auto first = makeRendition(one, regions, master());
    const auto second = makeRendition(other, regions, master());
    QVERIFY(first && second);
    QCOMPARE(first->jpeg, second->jpeg);
    // And the boxes are really there.
    QVERIFY(makeRendition(one, {}, master())->jpeg != first->jpeg);
}

void TestPictures::a_rendition_keeps_within_bounds()
{
    // Noise is the worst an encoder can meet.
    QImage noise(5000, 3000, QImage::Format_RGB32);
    quint32 state = 1;
    for (int y = 0; y < noise.height(); ++y)
        for (int x = 0; x < noise.width(); ++x) {
            state = state * 1664525U + 1013904223U;
            noise.setPixel(x, y, state | 0xFF000000U);
        }
    const auto rendition = makeRendition(noise, {}, master());
    QVERIFY(rendition);
    QVERIFY(rendition->jpeg.size() <= 950'000);
    QVERIFY(std::max(rendition->pixels.width(), rendition->pixels.height()) <= 2048);
    QCOMPARE(picture::readRenditionHeader(rendition->jpeg)->pixels, rendition->pixels);
}

QTEST_GUILESS_MAIN(TestPictures)
#include "tst_pictures.moc"
