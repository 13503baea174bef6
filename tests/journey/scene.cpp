// SPDX-License-Identifier: EUPL-1.2
#include "tests/journey/scene.h"

#include <QPainter>
#include <QPainterPath>
#include <QRandomGenerator>
#include <cmath>
#include <exiv2/exiv2.hpp>
#include <utility>

namespace astreinte::journey {
namespace {

void paintSky(QPainter &painter, const QRectF &area)
{
    QLinearGradient sky(area.topLeft(), area.bottomLeft());
    sky.setColorAt(0, QColor(96, 112, 134));
    sky.setColorAt(0.7, QColor(168, 172, 176));
    sky.setColorAt(1, QColor(206, 196, 178));
    painter.fillRect(area, sky);
}

void paintTrees(QPainter &painter, const QRectF &area, QRandomGenerator &random)
{
    painter.setPen(Qt::NoPen);
    for (int i = 0; i < 160; ++i) {
        const double x = area.left() + random.generateDouble() * area.width();
        const double height = area.height() * (0.35 + 0.65 * random.generateDouble());
        const int shade = 38 + static_cast<int>(random.bounded(40));
        painter.setBrush(QColor(shade - 10, shade + 6, shade - 14));
        painter.drawEllipse(QPointF(x, area.bottom() - height / 2), area.width() / 40, height / 2);
    }
}

void paintWater(QPainter &painter, const QRectF &area, QRandomGenerator &random)
{
    QLinearGradient water(area.topLeft(), area.bottomLeft());
    water.setColorAt(0, QColor(150, 142, 124));
    water.setColorAt(1, QColor(84, 74, 58));
    painter.fillRect(area, water);
    for (int i = 0; i < 900; ++i) {
        const double depth = random.generateDouble();
        const QPointF at(area.left() + random.generateDouble() * area.width(), area.top() + depth * area.height());
        painter.setPen(QPen(QColor(225, 220, 205, 30 + static_cast<int>(random.bounded(50))), 1 + 4 * depth));
        painter.drawLine(at, at + QPointF(area.width() / 30 * (0.3 + depth), 0));
    }
}

void paintRoad(QPainter &painter, const QRectF &ground)
{
    QPainterPath road;
    road.moveTo(ground.center().x() - ground.width() * 0.04, ground.top());
    road.lineTo(ground.center().x() + ground.width() * 0.04, ground.top());
    road.lineTo(ground.center().x() + ground.width() * 0.30, ground.bottom());
    road.lineTo(ground.center().x() - ground.width() * 0.30, ground.bottom());
    road.closeSubpath();
    painter.fillPath(road, QColor(70, 70, 74, 110));
}

void paintSign(QPainter &painter, const QRectF &scene)
{
    const double side = scene.width() / 9;
    const QPointF top(scene.width() * 0.74, scene.height() * 0.34);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(120, 124, 128));
    painter.drawRect(QRectF(top.x() - side / 24, top.y() + side * 0.6, side / 12, side * 2));
    painter.setPen(QPen(QColor(190, 32, 38), side / 9, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(QColor(250, 250, 246));
    painter.drawPolygon(QPolygonF({top, top + QPointF(side * 0.58, side), top + QPointF(-side * 0.58, side)}));
}

void addSensorNoise(QImage &image, QRandomGenerator &random)
{
    for (int y = 0; y < image.height(); ++y) {
        auto *line = reinterpret_cast<QRgb *>(image.scanLine(y));
        for (int x = 0; x < image.width(); ++x) {
            const int noise = static_cast<int>(random.generate() & 15U) - 8;
            const auto value = [noise](int channel) { return std::clamp(channel + noise, 0, 255); };
            line[x] = qRgb(value(qRed(line[x])), value(qGreen(line[x])), value(qBlue(line[x])));
        }
    }
}

// The turn that a camera held this way would have stored: the inverse of what the orientation tag asks of a reader.
QImage asStored(const QImage &upright, int orientation)
{
    switch (orientation) {
    case 2:
        return upright.mirrored(true, false);
    case 3:
        return upright.transformed(QTransform().rotate(180));
    case 4:
        return upright.mirrored(false, true);
    case 5:
        return upright.mirrored(true, false).transformed(QTransform().rotate(270));
    case 6:
        return upright.transformed(QTransform().rotate(270));
    case 7:
        return upright.mirrored(true, false).transformed(QTransform().rotate(90));
    case 8:
        return upright.transformed(QTransform().rotate(90));
    default:
        return upright;
    }
}

std::string gpsRational(double degrees)
{
    const double value = std::abs(degrees);
    const int whole = static_cast<int>(value);
    const int minutes = static_cast<int>((value - whole) * 60);
    const auto centiseconds = std::lround(((value - whole) * 60 - minutes) * 6000);
    return QStringLiteral("%1/1 %2/1 %3/100").arg(whole).arg(minutes).arg(centiseconds).toStdString();
}

} // namespace

QImage paintFloodedRoad(QSize size, quint32 seed)
{
    QImage image(size, QImage::Format_RGB32);
    QRandomGenerator random(seed);
    const QRectF scene(QPointF(0, 0), QSizeF(size));
    const double horizon = scene.height() * 0.42;
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    paintSky(painter, QRectF(0, 0, scene.width(), horizon));
    paintTrees(painter, QRectF(0, horizon * 0.55, scene.width(), horizon * 0.5), random);
    const QRectF ground(0, horizon, scene.width(), scene.height() - horizon);
    paintWater(painter, ground, random);
    paintRoad(painter, ground);
    paintSign(painter, scene);
    painter.end();
    addSensorNoise(image, random);
    return image;
}

bool writePhoto(const QString &path, const QImage &upright, const PhotoFacts &facts)
{
    if (!asStored(upright, facts.orientation).save(path, "JPEG", 92))
        return false;
    try {
        const auto image = Exiv2::ImageFactory::open(path.toStdString());
        image->readMetadata();
        auto &exif = image->exifData();
        exif["Exif.Image.Make"] = "Simulated";
        exif["Exif.Image.Model"] = "Astreinte scene";
        exif["Exif.Photo.BodySerialNumber"] = "SN-0000042";
        exif["Exif.Image.Orientation"] = static_cast<uint16_t>(facts.orientation);
        exif["Exif.Photo.DateTimeOriginal"] =
            facts.takenAt.toString(QStringLiteral("yyyy:MM:dd HH:mm:ss")).toStdString();
        exif["Exif.GPSInfo.GPSLatitudeRef"] = facts.latitude < 0 ? "S" : "N";
        exif["Exif.GPSInfo.GPSLatitude"] = gpsRational(facts.latitude);
        exif["Exif.GPSInfo.GPSLongitudeRef"] = facts.longitude < 0 ? "W" : "E";
        exif["Exif.GPSInfo.GPSLongitude"] = gpsRational(facts.longitude);
        image->writeMetadata();
    } catch (const Exiv2::Error &) {
        return false;
    }
    return true;
}

} // namespace astreinte::journey
