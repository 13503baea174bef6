// SPDX-License-Identifier: EUPL-1.2
#include "tests/qml/scene.h"

#include <QPainter>
#include <QPainterPath>

namespace astreinte::tests {

QImage Scene::requestImage(const QString &, QSize *size, const QSize &)
{
    QImage image(800, 600, QImage::Format_RGB32);
    QLinearGradient sky(0, 0, 0, 300);
    sky.setColorAt(0, QColor(0x6b, 0x7a, 0x8c));
    sky.setColorAt(1, QColor(0xb9, 0xc4, 0xcd));
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(image.rect(), sky);
    painter.fillRect(0, 260, 800, 120, QColor(0x4c, 0x5f, 0x45));
    for (int house = 0; house < 4; ++house)
        painter.fillRect(40 + 190 * house, 180 + 15 * (house % 2), 110, 120, QColor(0x8d, 0x7b, 0x6c));
    QLinearGradient water(0, 340, 0, 600);
    water.setColorAt(0, QColor(0x7d, 0x74, 0x60));
    water.setColorAt(1, QColor(0x52, 0x4b, 0x3c));
    painter.fillRect(0, 340, 800, 260, water);
    painter.setPen(QPen(QColor(255, 255, 255, 70), 3));
    for (int wave = 0; wave < 12; ++wave)
        painter.drawLine(30 + wave * 61 % 700, 360 + wave * 19, 130 + wave * 61 % 700, 362 + wave * 19);
    painter.fillRect(520, 300, 160, 80, QColor(0xb0, 0x22, 0x1c));
    painter.fillRect(560, 270, 90, 40, QColor(0x2b, 0x33, 0x3b));
    if (size)
        *size = image.size();
    return image;
}

} // namespace astreinte::tests
