// SPDX-License-Identifier: EUPL-1.2
#include "server/intake/picture_header.h"

#include <QBuffer>
#include <QImage>
#include <QImageWriter>
#include <QtTest>

using namespace astreinte;
using intake::readPictureHeader;

// Pictures made by an independent encoder (libjpeg and libpng through Qt), then bent by hand.
class TestPictureHeader : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void acceptsPlainPictures_data();
    void acceptsPlainPictures();
    void refusesMetadata_data();
    void refusesMetadata();
    void refusesEveryCut_data();
    void refusesEveryCut();
    void refusesTrailingData_data();
    void refusesTrailingData();
    void refusesBombs();
    void refusesOtherFormats_data();
    void refusesOtherFormats();

private:
    static QByteArray encoded(const char *format, bool progressive = false);
    static QByteArray withSegment(uchar marker, const QByteArray &content);
};

QByteArray TestPictureHeader::encoded(const char *format, bool progressive)
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

QByteArray TestPictureHeader::withSegment(uchar marker, const QByteArray &content)
{
    auto bytes = encoded("jpeg");
    const auto length = content.size() + 2;
    QByteArray segment;
    segment += '\xff';
    segment += static_cast<char>(marker);
    segment += static_cast<char>(length >> 8);
    segment += static_cast<char>(length);
    return bytes.insert(2, segment + content);
}

void TestPictureHeader::acceptsPlainPictures_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("type");
    QTest::newRow("JPEG") << encoded("jpeg") << QByteArray("image/jpeg");
    QTest::newRow("progressive JPEG") << encoded("jpeg", true) << QByteArray("image/jpeg");
    QTest::newRow("PNG") << encoded("png") << QByteArray("image/png");
    QTest::newRow("XMP of rights") << withSegment(0xe1, QByteArray("http://ns.adobe.com/xap/1.0/\0<x:xmpmeta/>", 42))
                                   << QByteArray("image/jpeg");
}

void TestPictureHeader::acceptsPlainPictures()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, type);
    const auto header = readPictureHeader(bytes);
    QVERIFY2(header, qPrintable(header ? QString() : header.error().toString()));
    QCOMPARE(header->mediaType, type);
    QCOMPARE(header->width, 64);
    QCOMPARE(header->height, 48);
}

void TestPictureHeader::refusesMetadata_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("EXIF") << withSegment(0xe1, QByteArray("Exif\0\0MM\0*", 10));
    QTest::newRow("position in XMP") << withSegment(
        0xe1, "http://ns.adobe.com/xap/1.0/ <exif:GPSLatitude>46,48N</exif:GPSLatitude>");
    QTest::newRow("comment") << withSegment(0xfe, "<script>alert(1)</script>");
    QTest::newRow("maker's notes") << withSegment(0xe5, "serial 0042");
    QTest::newRow("second picture (MPF)") << withSegment(0xe2, "MPF ");
    QTest::newRow("text in PNG") << encoded("png").insert(33, QByteArray("\0\0\0\x04tEXtabcd\0\0\0\0", 16));
    QTest::newRow("EXIF in PNG") << encoded("png").insert(33, QByteArray("\0\0\0\x04"
                                                                         "eXIfabcd\0\0\0\0",
                                                                         16));
    QTest::newRow("animation in PNG") << encoded("png").insert(33, QByteArray("\0\0\0\x04"
                                                                              "acTLabcd\0\0\0\0",
                                                                              16));
}

void TestPictureHeader::refusesMetadata()
{
    QFETCH(QByteArray, bytes);
    const auto header = readPictureHeader(bytes);
    QVERIFY(!header);
    QCOMPARE(header.error().reason, Reason::MalformedImage);
}

void TestPictureHeader::refusesEveryCut_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("JPEG") << encoded("jpeg");
    QTest::newRow("PNG") << encoded("png");
}

void TestPictureHeader::refusesEveryCut()
{
    QFETCH(QByteArray, bytes);
    for (qsizetype length = 0; length < bytes.size(); ++length)
        QVERIFY2(!readPictureHeader(QByteArrayView(bytes).first(length)), QByteArray::number(length));
}

void TestPictureHeader::refusesTrailingData_data()
{
    QTest::addColumn<QByteArray>("tail");
    QTest::newRow("ZIP") << QByteArray("PK\x03\x04");
    QTest::newRow("PHP") << QByteArray("<?php system($_GET['c']);");
    QTest::newRow("one byte") << QByteArray(1, '\0');
    QTest::newRow("another JPEG") << encoded("jpeg");
}

void TestPictureHeader::refusesTrailingData()
{
    QFETCH(QByteArray, tail);
    QVERIFY(!readPictureHeader(encoded("jpeg") + tail));
    QVERIFY(!readPictureHeader(encoded("png") + tail));
}

void TestPictureHeader::refusesBombs()
{
    auto png = encoded("png");
    png.replace(16, 8, QByteArray("\x7f\xff\xff\xff\x7f\xff\xff\xff", 8));
    QCOMPARE(readPictureHeader(png).error().reason, Reason::ImageTooLarge);
    png.replace(16, 8, QByteArray(8, '\0'));
    QCOMPARE(readPictureHeader(png).error().reason, Reason::MalformedImage);
    auto jpeg = encoded("jpeg");
    const auto frame = jpeg.indexOf(QByteArray("\xff\xc0", 2));
    QVERIFY(frame > 0);
    jpeg.replace(frame + 5, 4, QByteArray("\xff\xff\xff\xff", 4));
    QCOMPARE(readPictureHeader(jpeg).error().reason, Reason::ImageTooLarge);
}

void TestPictureHeader::refusesOtherFormats_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("GIF") << QByteArray("GIF89a");
    QTest::newRow("SVG") << QByteArray("<svg xmlns='http://www.w3.org/2000/svg'/>");
    QTest::newRow("WebP") << QByteArray("RIFF\0\0\0\0WEBP", 12);
    QTest::newRow("PDF") << QByteArray("%PDF-1.7");
}

void TestPictureHeader::refusesOtherFormats()
{
    QFETCH(QByteArray, bytes);
    QCOMPARE(readPictureHeader(bytes).error().reason, Reason::UnsupportedImage);
}

QTEST_GUILESS_MAIN(TestPictureHeader)
#include "tst_picture_header.moc"
