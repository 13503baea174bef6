// SPDX-License-Identifier: EUPL-1.2
#include "app/capture/picture.h"
#include "app/redaction/burn.h"
#include "app/redaction/crop.h"
#include "app/redaction/rendition.h"
#include "tests/app/pictures/drawn_pictures.h"

#include <QTest>

using namespace astreinte;
using namespace astreinte::app;
using namespace astreinte::tests;

// A crop moves no box, keeps its shape, and leaves no pixel of what was hidden.
class TestCrop : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCropMovesNoBox_data();
    void aCropMovesNoBox();
    void aCropKeepsItsShape_data();
    void aCropKeepsItsShape();
    void aCropBetweenPixelsLeavesNoEdge();
};

void TestCrop::aCropMovesNoBox_data()
{
    QTest::addColumn<int>("orientation");
    QTest::addColumn<int>("turns");
    for (int orientation = 1; orientation <= 8; ++orientation)
        for (int turns = 0; turns < 4; ++turns)
            QTest::addRow("EXIF %d, %d turns", orientation, turns) << orientation << turns;
}

// The middle half is kept: the same quarter of it is hidden, however the file stores it and whoever turned it.
void TestCrop::aCropMovesNoBox()
{
    QFETCH(int, orientation);
    QFETCH(int, turns);
    const auto file = withEverything(encoded(storedAs(quadrants({128, 64}), orientation), "jpeg"), orientation);
    const auto upright = decodeUpright(file, turns);
    QVERIFY(upright);
    const QPointF corner[] = {{0, 0}, {0.5, 0}, {0.5, 0.5}, {0, 0.5}};
    const Region box{QStringLiteral("r"), {corner[turns], QSizeF(0.5, 0.5)}, QStringLiteral("face"), {}, false, {}};
    const QRectF middle(0.25, 0.25, 0.5, 0.5);
    const auto rendition =
        makeRendition(cropped(*upright, middle), inCrop({box}, middle, upright->size()), {2048, 950'000});
    QVERIFY(rendition);
    const auto seen = QImage::fromData(rendition->jpeg);
    QCOMPARE(seen.size(), upright->size() / 2);
    const auto expected = quadrants({64, 32}).transformed(QTransform().rotate(90.0 * turns));
    const int w = seen.width();
    const int h = seen.height();
    for (const QPoint at :
         {QPoint(w / 4, h / 4), QPoint(3 * w / 4, h / 4), QPoint(w / 4, 3 * h / 4), QPoint(3 * w / 4, 3 * h / 4)}) {
        const QRgb colour = expected.pixel(at);
        QVERIFY(near(seen.pixel(at), colour == 0xFFFF0000 ? 0xFF2B2F36 : colour));
    }
}

void TestCrop::aCropKeepsItsShape_data()
{
    QTest::addColumn<QRectF>("wanted");
    QTest::addColumn<double>("ratio");
    QTest::addColumn<QRectF>("made");
    // On a picture of 4000 × 3000, by hand.
    QTest::newRow("free") << QRectF(0.1, 0.2, 0.5, 0.3) << 0.0 << QRectF(0.1, 0.2, 0.5, 0.3);
    QTest::newRow("moved outside") << QRectF(0.8, -0.2, 0.5, 0.3) << 0.0 << QRectF(0.5, 0, 0.5, 0.3);
    QTest::newRow("too small") << QRectF(0.5, 0.5, 0.01, 0.01) << 0.0 << QRectF(0.5, 0.5, 0.1, 0.1);
    QTest::newRow("square") << QRectF(0, 0, 0.3, 0.1) << 1.0 << QRectF(0, 0, 0.3, 0.4);
    QTest::newRow("square of the whole") << QRectF(0, 0, 1, 1) << 1.0 << QRectF(0, 0, 0.75, 1);
    QTest::newRow("as the photo") << QRectF(0.2, 0.2, 0.5, 0.9) << 4.0 / 3 << QRectF(0.2, 0.2, 0.5, 0.5);
    QTest::newRow("16:9 of the whole") << QRectF(0, 0, 1, 1) << 16.0 / 9 << QRectF(0, 0, 1, 0.75);
}

void TestCrop::aCropKeepsItsShape()
{
    QFETCH(QRectF, wanted);
    QFETCH(double, ratio);
    QFETCH(QRectF, made);
    const auto crop = possibleCrop(wanted, ratio, {4000, 3000});
    for (const auto &[is, should] : {std::pair(crop.x(), made.x()), std::pair(crop.y(), made.y()),
                                     std::pair(crop.width(), made.width()), std::pair(crop.height(), made.height())})
        QVERIFY2(std::abs(is - should) < 1e-9, qPrintable(QStringLiteral("%1, not %2").arg(is).arg(should)));
    // There and back.
    const QRectF area(0.3, 0.3, 0.2, 0.1);
    const auto back = outOfCrop(intoCrop(area, crop), crop);
    QVERIFY(std::abs(back.x() - area.x()) < 1e-9 && std::abs(back.height() - area.height()) < 1e-9);
}

// Half a pixel of what was hidden is a pixel of it: the box still covers its whole edge after a crop between pixels.
void TestCrop::aCropBetweenPixelsLeavesNoEdge()
{
    QImage picture(101, 77, QImage::Format_RGB32);
    picture.fill(Qt::white);
    const QRect secret(33, 21, 30, 25);
    for (int y = secret.top(); y <= secret.bottom(); ++y)
        for (int x = secret.left(); x <= secret.right(); ++x)
            picture.setPixel(x, y, 0xFFFF0000);
    const Region box{QStringLiteral("r"),
                     {secret.x() / 101.0, secret.y() / 77.0, secret.width() / 101.0, secret.height() / 77.0},
                     QStringLiteral("face"),
                     Treatment::Opaque,
                     false,
                     {}};
    for (int i = 1; i < 30; ++i) {
        const QRectF crop(0.011 * i, 0.007 * i, 1 - 0.013 * i, 1 - 0.0097 * i);
        auto part = cropped(picture, crop).convertToFormat(QImage::Format_RGB32);
        burn(part, inCrop({box}, crop, picture.size()));
        for (int y = 0; y < part.height(); ++y)
            for (int x = 0; x < part.width(); ++x)
                QVERIFY2(part.pixel(x, y) != 0xFFFF0000, qPrintable(QStringLiteral("%1: %2, %3").arg(i).arg(x).arg(y)));
    }
}

QTEST_GUILESS_MAIN(TestCrop)
#include "tst_crop.moc"
