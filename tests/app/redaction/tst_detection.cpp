// SPDX-License-Identifier: EUPL-1.2
#include "app/capture/picture.h"
#include "app/redaction/detector.h"
#include "app/redaction/rendition.h"
#include "tests/app/pictures/drawn_pictures.h"
#include "tests/app/redaction/generated_people.h"

#include <QTest>

using namespace astreinte;
using namespace astreinte::app;

namespace {

struct Tally
{
    int pictures = 0;
    int things = 0;
    int found = 0;
    int wrong = 0;
};

// Found: the proposal covers the middle of the thing and at least half of it.
bool covers(const QRectF &proposal, const QRectF &thing)
{
    const auto shared = proposal & thing;
    return proposal.contains(thing.center()) &&
           shared.width() * shared.height() >= 0.5 * thing.width() * thing.height();
}

QList<QRectF> of(const QList<Finding> &findings, const char *kind, QSize size)
{
    QList<QRectF> areas;
    for (const auto &finding : findings)
        if (finding.kind == QLatin1String(kind))
            areas.append({finding.area.x() * size.width(), finding.area.y() * size.height(),
                          finding.area.width() * size.width(), finding.area.height() * size.height()});
    return areas;
}

void count(Tally &tally, const QList<QRectF> &proposals, const QList<QRectF> &things)
{
    ++tally.pictures;
    tally.things += int(things.size());
    for (const auto &thing : things)
        tally.found += std::ranges::any_of(proposals, [&](const QRectF &one) { return covers(one, thing); }) ? 1 : 0;
    for (const auto &proposal : proposals)
        tally.wrong += std::ranges::none_of(things, [&](const QRectF &one) { return covers(proposal, one); }) ? 1 : 0;
}

} // namespace

class TestDetection : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        if (!canDetect())
            QSKIP("this build has no detection, or opencv-data is not installed");
    }

    // A drawn set of 12 pictures a row. The floors are what was measured, less a margin: a search that gets worse
    // shows.
    void recall_data()
    {
        QTest::addColumn<double>("leaning");
        QTest::addColumn<double>("light");
        QTest::addColumn<double>("facesAtLeast");
        QTest::addColumn<double>("platesAtLeast");
        QTest::addColumn<double>("wrongAtMost"); // per picture
        QTest::newRow("upright, day") << 0.0 << 1.0 << 0.9 << 0.6 << 0.5;
        QTest::newRow("leaning 15 degrees") << 15.0 << 1.0 << 0.9 << 0.7 << 0.5;
        QTest::newRow("leaning 28 degrees") << -28.0 << 1.0 << 0.9 << 0.65 << 0.5;
        QTest::newRow("night") << 0.0 << 0.25 << 0.9 << 0.35 << 0.75;
    }
    void recall()
    {
        QFETCH(double, leaning);
        QFETCH(double, light);
        QFETCH(double, facesAtLeast);
        QFETCH(double, platesAtLeast);
        QFETCH(double, wrongAtMost);
        Tally faces;
        Tally plates;
        for (quint32 seed = 1; seed <= 12; ++seed) {
            const auto scene = tests::drawScene({.leaning = leaning, .light = light, .seed = seed});
            const auto findings = detect(scene.picture);
            QVERIFY(findings);
            count(faces, of(*findings, "face", scene.picture.size()), scene.faces);
            count(plates, of(*findings, "plate", scene.picture.size()), scene.plates);
        }
        qInfo("%s: faces %d of %d, %.2f wrong per picture; plates %d of %d, %.2f wrong per picture",
              QTest::currentDataTag(), faces.found, faces.things, double(faces.wrong) / faces.pictures, plates.found,
              plates.things, double(plates.wrong) / plates.pictures);
        QVERIFY(faces.found >= facesAtLeast * faces.things);
        QVERIFY(plates.found >= platesAtLeast * plates.things);
        QVERIFY(faces.wrong + plates.wrong <= wrongAtMost * faces.pictures);
    }

    void everyOrientationIsSearchedUpright_data()
    {
        QTest::addColumn<int>("orientation");
        for (int orientation = 1; orientation <= 8; ++orientation)
            QTest::addRow("EXIF %d", orientation) << orientation;
    }
    // As the editor searches a file: the proposals are where the faces are seen, however the file stores them.
    void everyOrientationIsSearchedUpright()
    {
        QFETCH(int, orientation);
        const auto scene = tests::drawScene({.plates = 0, .seed = 2});
        const auto file =
            tests::withEverything(tests::encoded(tests::storedAs(scene.picture, orientation), "jpeg"), orientation);
        const auto upright = decodeThumbnail(file, 2048);
        QVERIFY(upright);
        QCOMPARE(upright->size(), scene.picture.size());
        Tally faces;
        count(faces, of(*detect(*upright), "face", upright->size()), scene.faces);
        QCOMPARE(faces.found, faces.things);
    }

    // What is covered is not found again: the check of the rendition tells a forgotten face from a covered one.
    void whatIsCoveredIsNotFoundAgain()
    {
        int forgotten = 0;
        for (quint32 seed = 1; seed <= 6; ++seed) {
            const auto scene = tests::drawScene({.plates = 0, .seed = seed});
            const auto size = scene.picture.size();
            QList<Region> regions;
            const auto findings = detect(scene.picture);
            for (const auto &finding : *findings)
                regions.append(
                    {QString::number(regions.size()), finding.area, finding.kind, Treatment::Mosaic, false, {}});
            const auto covered = makeRendition(scene.picture, regions, {2048, 950'000});
            QVERIFY(covered);
            const auto left = of(*detect(QImage::fromData(covered->jpeg)), "face", size);
            for (const auto &region : regions) {
                const QRectF box(region.area.x() * size.width(), region.area.y() * size.height(),
                                 region.area.width() * size.width(), region.area.height() * size.height());
                for (const auto &face : left)
                    QVERIFY2(!covers(face, box), "a face under a box is found");
            }
            const auto bare = makeRendition(scene.picture, {}, {2048, 950'000});
            forgotten += of(*detect(QImage::fromData(bare->jpeg)), "face", size).isEmpty() ? 0 : 1;
        }
        QVERIFY(forgotten >= 5);
    }

    void nothingToSearchIsNoFailure()
    {
        QVERIFY(detect({}) && detect({})->isEmpty());
        QImage flat(800, 600, QImage::Format_RGB32);
        flat.fill(Qt::gray);
        QVERIFY(detect(flat) && detect(flat)->isEmpty());
        QVERIFY(detect(QImage(1, 1, QImage::Format_RGB32)));
        QVERIFY(detect(flat.scaled(3000, 20)));
    }
};

QTEST_MAIN(TestDetection)
#include "tst_detection.moc"
