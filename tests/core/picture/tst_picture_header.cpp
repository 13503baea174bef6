// SPDX-License-Identifier: EUPL-1.2
#include "core/picture/picture_header.h"

#include <QBuffer>
#include <QElapsedTimer>
#include <QImage>
#include <QImageWriter>
#include <QTest>
#include <QtEndian>

using namespace astreinte;
using namespace astreinte::picture;

namespace {

QByteArray encoded(const char *format, bool progressive = false)
{
    QImage image(64, 48, QImage::Format_RGB888);
    for (int y = 0; y < 48; ++y)
        for (int x = 0; x < 64; ++x)
            image.setPixel(x, y, qRgb(x * 4, y * 5, (x * y) % 256));
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QImageWriter writer(&buffer, format);
    writer.setProgressiveScanWrite(progressive);
    writer.write(image);
    return bytes;
}

QByteArray segment(uchar marker, const QByteArray &content)
{
    QByteArray bytes("\xff");
    bytes += char(marker);
    bytes += char((content.size() + 2) >> 8);
    bytes += char(content.size() + 2);
    return bytes + content;
}

QByteArray withSegment(uchar marker, const QByteArray &content)
{
    return encoded("jpeg").insert(2, segment(marker, content));
}

// The bitwise definition of ISO/IEC 15948 annex D, not the table of the code under test.
quint32 crcByBits(const QByteArray &bytes)
{
    quint32 crc = 0xFFFFFFFF;
    for (const char byte : bytes) {
        crc ^= quint8(byte);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
    }
    return crc ^ 0xFFFFFFFF;
}

QByteArray word(quint32 value)
{
    QByteArray bytes(4, '\0');
    qToBigEndian(value, bytes.data());
    return bytes;
}

QByteArray chunk(const QByteArray &type, const QByteArray &content)
{
    return word(quint32(content.size())) + type + content + word(crcByBits(type + content));
}

// Behind the header, which is 8 + 25 bytes.
QByteArray withChunk(const QByteArray &type, const QByteArray &content)
{
    return encoded("png").insert(33, chunk(type, content));
}

QByteArray pngOf(quint32 width, quint32 height)
{
    const auto png = encoded("png");
    return png.left(8) + chunk("IHDR", word(width) + word(height) + png.mid(24, 5)) + png.mid(33);
}

QByteArray jpegOf(const QByteArray &heightAndWidth)
{
    auto jpeg = encoded("jpeg");
    return jpeg.replace(jpeg.indexOf(QByteArray("\xff\xc0", 2)) + 5, 4, heightAndWidth);
}

QByteArray jpegWithScans(int count)
{
    const auto jpeg = encoded("jpeg");
    const auto scan = jpeg.indexOf(QByteArray::fromHex("ffda"));
    QByteArray scans = jpeg.left(scan);
    for (int i = 0; i < count; ++i)
        scans += jpeg.mid(scan, 14) + QByteArray(1, '\0');
    return scans + QByteArray::fromHex("ffd9");
}

const QByteArray rightsXmp("http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x='adobe:ns:meta/'/>", 66);

} // namespace

// Files of the attack list (SECURITY §8 “Files and text”), read as an original and as a public picture.
class TestPictureHeader : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void plainPictures_data();
    void plainPictures();
    void metadata_data();
    void metadata();
    void hostileFiles_data();
    void hostileFiles();
    void everyCutIsRefused_data();
    void everyCutIsRefused();
    void aSecondPictureMustBeAnnounced();
    void theWalkIsLinear();
};

void TestPictureHeader::plainPictures_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("type");
    QTest::newRow("JPEG") << encoded("jpeg") << QByteArray("image/jpeg");
    QTest::newRow("progressive JPEG") << encoded("jpeg", true) << QByteArray("image/jpeg");
    QTest::newRow("PNG") << encoded("png") << QByteArray("image/png");
    QTest::newRow("XMP of rights") << withSegment(0xe1, rightsXmp) << QByteArray("image/jpeg");
    QTest::newRow("32 scans") << jpegWithScans(32) << QByteArray("image/jpeg");
}

void TestPictureHeader::plainPictures()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, type);
    for (const auto &header : {readHeader(bytes), readRenditionHeader(bytes)}) {
        QVERIFY2(header, qPrintable(header ? QString() : header.error().toString()));
        QCOMPARE(mediaType(header->format), QByteArrayView(type));
        QCOMPARE(header->pixels, QSize(64, 48));
    }
}

void TestPictureHeader::metadata_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("EXIF") << withSegment(0xe1, QByteArray("Exif\0\0MM\0*", 10));
    QTest::newRow("position in XMP") << withSegment(
        0xe1, QByteArray("http://ns.adobe.com/xap/1.0/\0", 29) +
                  "<x:xmpmeta xmlns:x='adobe:ns:meta/'><e:GPSLatitude "
                  "xmlns:e='http://ns.adobe.com/exif/1.0/'>46,48N</e:GPSLatitude></x:xmpmeta>");
    QTest::newRow("two XMP packets") << withSegment(0xe1, rightsXmp).insert(2, segment(0xe1, rightsXmp));
    QTest::newRow("comment") << withSegment(0xfe, "<script>alert(1)</script>");
    QTest::newRow("maker's notes") << withSegment(0xe5, "serial 0042");
    QTest::newRow("IPTC block") << withSegment(0xed, "Photoshop 3.0");
    QTest::newRow("colour profile, with its texts") << withSegment(0xe2, "ICC_PROFILE");
    QTest::newRow("thumbnail in JFIF") << withSegment(0xe0, QByteArray("JFIF\0\1\2\0\0\1\0\1\1\1rgb", 17));
    QTest::newRow("thumbnail in JFXX") << withSegment(0xe0, QByteArray("JFXX\0\x10", 6));
    QTest::newRow("text in PNG") << withChunk("tEXt", QByteArray("Comment\0<script>", 16));
    QTest::newRow("EXIF in PNG") << withChunk("eXIf", "MM");
    QTest::newRow("profile in PNG") << withChunk("iCCP", QByteArray("n\0\0", 3));
    QTest::newRow("time in PNG") << withChunk("tIME", "\x07\xea\x0b\x16\x0b\x16\x0b");
    QTest::newRow("zero bytes behind the JPEG") << encoded("jpeg") + QByteArray(2, '\0');
    QTest::newRow("zero bytes behind the PNG") << encoded("png") + QByteArray(2, '\0');
}

// An original may have it, since it never leaves; a public picture may not.
void TestPictureHeader::metadata()
{
    QFETCH(QByteArray, bytes);
    const auto original = readHeader(bytes);
    QVERIFY2(original, qPrintable(original ? QString() : original.error().toString()));
    const auto rendition = readRenditionHeader(bytes);
    QVERIFY(!rendition);
    QVERIFY(!rendition.error().detail.isEmpty());
}

void TestPictureHeader::hostileFiles_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<int>("reason");
    const auto row = [](const char *name, const QByteArray &file, Reason reason) {
        QTest::newRow(name) << file << int(reason);
    };
    row("empty", {}, Reason::MalformedImage);
    row("SVG named .jpg", "<svg xmlns='http://www.w3.org/2000/svg'/>", Reason::UnsupportedImage);
    row("PHP named .jpg", "<?php system($_GET['c']); ?>", Reason::UnsupportedImage);
    row("GIF", "GIF89a\x01\x00\x01\x00", Reason::UnsupportedImage);
    row("WebP", QByteArray("RIFF\0\0\0\0WEBP", 12), Reason::UnsupportedImage);
    row("PDF", "%PDF-1.7", Reason::UnsupportedImage);
    for (const char *format : {"jpeg", "png"}) {
        const auto name = QByteArray(format);
        row(name + " and ZIP", encoded(format) + "PK\x03\x04", Reason::UnsupportedImage);
        row(name + " and PHP", encoded(format) + "<?php ?>", Reason::UnsupportedImage);
        row(name + " and script", encoded(format) + "<script>alert(1)</script>", Reason::UnsupportedImage);
        row(name + " and JPEG", encoded(format) + encoded("jpeg"), Reason::UnsupportedImage);
        row(name + ", zeros and ZIP", encoded(format) + QByteArray(64, '\0') + "PK\x03\x04", Reason::UnsupportedImage);
    }
    row("JPEG of 4,295 million pixels", jpegOf(QByteArray::fromHex("ffffffff")), Reason::ImageTooLarge);
    row("JPEG of 100,020,001 pixels", jpegOf(QByteArray::fromHex("27112711")), Reason::ImageTooLarge);
    row("JPEG without a size", jpegOf(QByteArray(4, '\0')), Reason::MalformedImage);
    row("PNG of 4,295 million pixels", pngOf(65535, 65535), Reason::ImageTooLarge);
    row("PNG one pixel high, 2^31 - 1 wide", pngOf(0x7FFFFFFF, 1), Reason::ImageTooLarge);
    row("PNG with a negative width", pngOf(0x80000000, 1), Reason::MalformedImage);
    row("PNG without a size", pngOf(0, 48), Reason::MalformedImage);
    row("animated PNG", withChunk("acTL", QByteArray(8, '\0')), Reason::UnsupportedImage);
    row("33 scans", jpegWithScans(33), Reason::ImageTooLarge);
    QByteArray segments = encoded("jpeg").left(2);
    for (int i = 0; i < 17; ++i)
        segments += segment(0xe5, QByteArray(0xfffd, 'x'));
    row("JPEG with 17 × 64 KiB of metadata", segments + encoded("jpeg").mid(2), Reason::ImageTooLarge);
    row("PNG with 2 MiB of text", withChunk("zTXt", QByteArray(2 << 20, 'x')), Reason::ImageTooLarge);
    auto twoFrames = encoded("jpeg");
    const auto frame = twoFrames.indexOf(QByteArray("\xff\xc0", 2));
    row("JPEG with two frames", twoFrames.insert(frame, twoFrames.mid(frame, 19)), Reason::MalformedImage);
    auto flipped = encoded("png");
    flipped[45] = char(flipped[45] ^ 1);
    row("PNG with one bit changed", flipped, Reason::MalformedImage);
    row("more than 64 MiB", encoded("jpeg") + QByteArray(64 << 20, '\0'), Reason::ImageTooLarge);
}

void TestPictureHeader::hostileFiles()
{
    QFETCH(QByteArray, file);
    QFETCH(int, reason);
    for (const auto &header : {readHeader(file), readRenditionHeader(file)}) {
        QVERIFY(!header);
        // Metadata that is too long for an original is refused in a rendition for being there.
        if (header.error().reason != Reason::MalformedImage)
            QCOMPARE(int(header.error().reason), reason);
    }
    QCOMPARE(int(readHeader(file).error().reason), reason);
}

void TestPictureHeader::everyCutIsRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("JPEG") << encoded("jpeg");
    QTest::newRow("progressive JPEG") << encoded("jpeg", true);
    QTest::newRow("PNG") << encoded("png");
}

void TestPictureHeader::everyCutIsRefused()
{
    QFETCH(QByteArray, bytes);
    for (qsizetype length = 0; length < bytes.size(); ++length) {
        QVERIFY2(!readHeader(QByteArrayView(bytes).first(length)), QByteArray::number(length));
        QVERIFY2(!readRenditionHeader(QByteArrayView(bytes).first(length)), QByteArray::number(length));
    }
}

// Phones put a second picture (a gain map, a smaller copy) behind the first and announce it in an MPF segment. Such a
// photo must not be refused to the officer; it must never reach the public.
void TestPictureHeader::aSecondPictureMustBeAnnounced()
{
    const auto announced = withSegment(0xe2, QByteArray("MPF\0MM\0*", 8));
    QVERIFY(readHeader(announced + encoded("jpeg")));
    QVERIFY(!readRenditionHeader(announced + encoded("jpeg")));
    QCOMPARE(readHeader(announced + "PK\x03\x04").error().reason, Reason::UnsupportedImage);
    QCOMPARE(readHeader(encoded("jpeg") + encoded("jpeg")).error().reason, Reason::UnsupportedImage);
}

// The dearest file to walk is refused or accepted in a time that follows its size: 60 MiB of fill bytes, of empty
// segments, of stuffing in a scan.
void TestPictureHeader::theWalkIsLinear()
{
    const auto jpeg = encoded("jpeg");
    QByteArray stuffing(60 << 20, '\xff');
    for (qsizetype i = 1; i < stuffing.size(); i += 2)
        stuffing[i] = 0;
    QElapsedTimer timer;
    timer.start();
    QVERIFY(readHeader(jpeg.left(2) + QByteArray(60 << 20, '\xff') + jpeg.mid(3)));
    QVERIFY(readHeader(jpeg.chopped(2) + stuffing + jpeg.right(2)));
    QVERIFY(!readHeader(jpeg.left(2) + QByteArray("\xff\xdd\x00\x02").repeated(15 << 20)));
    QVERIFY2(timer.elapsed() < 10'000, QByteArray::number(timer.elapsed()));
}

QTEST_GUILESS_MAIN(TestPictureHeader)
#include "tst_picture_header.moc"
