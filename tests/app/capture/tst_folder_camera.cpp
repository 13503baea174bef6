// SPDX-License-Identifier: EUPL-1.2
#include "platform/simulated/folder_camera.h"
#include "tests/app/pictures/drawn_pictures.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QVideoFrame>
#include <QVideoSink>

using namespace astreinte;
using namespace astreinte::tests;

// The camera of demonstrations and tests does what a phone's does.
class TestFolderCamera : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void servesTheFilesAsTheyAre();
    void zoomsIntoTheMiddle();
    void flashes();
    void anEmptyFolderSaysSo();

private:
    QTemporaryDir m_folder;
    QByteArray put(const char *name, const QByteArray &bytes)
    {
        QFile file(m_folder.filePath(QLatin1String(name)));
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? bytes : QByteArray();
    }
    static QByteArray shot(platform::FolderCamera &camera)
    {
        QSignalSpy taken(&camera, &app::Camera::taken);
        camera.shoot();
        return taken.count() == 1 ? taken.first().first().toByteArray() : QByteArray();
    }
};

void TestFolderCamera::servesTheFilesAsTheyAre()
{
    const auto first = put("a.jpg", withEverything(encoded(quadrants({128, 64}), "jpeg"), 6));
    const auto second = put("b.png", encoded(quadrants({64, 64}), "png"));
    platform::FolderCamera camera(m_folder.path());
    QCOMPARE(shot(camera), first);
    QCOMPARE(shot(camera), second);
    QCOMPARE(shot(camera), first);
}

void TestFolderCamera::zoomsIntoTheMiddle()
{
    // Grey with a red middle of a quarter of each side, stored lying on its side.
    QImage upright(400, 320, QImage::Format_RGB32);
    upright.fill(Qt::gray);
    for (int y = 120; y < 200; ++y)
        for (int x = 150; x < 250; ++x)
            upright.setPixel(x, y, 0xFFFF0000);
    put("a.jpg", withEverything(encoded(storedAs(upright, 6), "jpeg"), 6));
    QFile::remove(m_folder.filePath(QStringLiteral("b.png")));
    platform::FolderCamera camera(m_folder.path());
    QVideoSink sink;
    camera.start(&sink);
    QSignalSpy changed(&camera, &app::Camera::changed);
    camera.setZoom(100);
    QCOMPARE(camera.zoom(), camera.mostZoom());
    QCOMPARE(camera.mostZoom(), 4.0);
    QCOMPARE(changed.count(), 1);
    const auto zoomed = QImage::fromData(shot(camera));
    QCOMPARE(zoomed.size(), QSize(100, 80));
    for (const QPoint at : {QPoint(5, 5), QPoint(95, 5), QPoint(5, 75), QPoint(95, 75)})
        QVERIFY(near(zoomed.pixel(at), 0xFFFF0000));
    QVERIFY(near(sink.videoFrame().toImage().pixel(20, 20), 0xFFFF0000)); // and the viewfinder shows it
    camera.setZoom(0);
    QCOMPARE(camera.zoom(), 1.0);
}

void TestFolderCamera::flashes()
{
    platform::FolderCamera camera(m_folder.path());
    QVERIFY(camera.canFlash() && !camera.flash());
    camera.setFlash(true);
    QVERIFY(camera.flash());
    const auto lit = QImage::fromData(shot(camera));
    QCOMPARE(lit.size(), QSize(400, 320));
    QVERIFY(qRed(lit.pixel(10, 10)) > 0xA0 + 20); // Qt::gray is A0A0A4
}

void TestFolderCamera::anEmptyFolderSaysSo()
{
    QTemporaryDir nothing;
    platform::FolderCamera camera(nothing.path());
    QVERIFY(!camera.available() && !camera.canFlash());
    QCOMPARE(camera.problem()->reason, Reason::CameraUnavailable);
    QSignalSpy failed(&camera, &app::Camera::failed);
    camera.shoot();
    QCOMPARE(failed.count(), 1);
}

QTEST_MAIN(TestFolderCamera)
#include "tst_folder_camera.moc"
