// SPDX-License-Identifier: EUPL-1.2
#include "app/redaction/burn.h"

#include <algorithm>
#include <cmath>

namespace astreinte::app {
namespace {

constexpr QRgb opaqueGrey = 0xFF2B2F36;
constexpr int cellsAcross = 12;
constexpr int smallestCell = 12; // pixels

// Rounded outwards: a box that covers half a pixel covers it whole.
QRect pixelsOf(const Region &region, QSize size)
{
    const int left = int(std::floor(region.area.left() * size.width()));
    const int top = int(std::floor(region.area.top() * size.height()));
    const int right = int(std::ceil(region.area.right() * size.width()));
    const int bottom = int(std::ceil(region.area.bottom() * size.height()));
    return QRect(QPoint(left, top), QPoint(right - 1, bottom - 1)).intersected(QRect(QPoint(0, 0), size));
}

void fill(QImage &image, const QRect &cell, QRgb colour)
{
    for (int y = cell.top(); y <= cell.bottom(); ++y) {
        auto *line = reinterpret_cast<QRgb *>(image.scanLine(y));
        std::fill(line + cell.left(), line + cell.right() + 1, colour);
    }
}

struct Colour
{
    double red = 0;
    double green = 0;
    double blue = 0;
};

Colour blend(const Colour &a, const Colour &b, double t)
{
    return {a.red + (b.red - a.red) * t, a.green + (b.green - a.green) * t, a.blue + (b.blue - a.blue) * t};
}

// The mean of a strip just outside the region; the grey of opaque boxes where there is none.
Colour mean(const QImage &image, const QRect &strip)
{
    const QRect area = strip.intersected(image.rect());
    if (area.isEmpty())
        return {double(qRed(opaqueGrey)), double(qGreen(opaqueGrey)), double(qBlue(opaqueGrey))};
    quint64 red = 0;
    quint64 green = 0;
    quint64 blue = 0;
    for (int y = area.top(); y <= area.bottom(); ++y) {
        const auto *line = reinterpret_cast<const QRgb *>(image.constScanLine(y));
        for (int x = area.left(); x <= area.right(); ++x) {
            red += quint64(qRed(line[x]));
            green += quint64(qGreen(line[x]));
            blue += quint64(qBlue(line[x]));
        }
    }
    const double count = double(area.width()) * area.height();
    return {double(red) / count, double(green) / count, double(blue) / count};
}

// Cells whose colours come from what surrounds the region, never from what is in it. `image` already has every region
// filled.
void mosaic(QImage &image, const QRect &area)
{
    const int side = std::max(smallestCell, (std::max(area.width(), area.height()) + cellsAcross - 1) / cellsAcross);
    for (int y = area.top(); y <= area.bottom(); y += side) {
        for (int x = area.left(); x <= area.right(); x += side) {
            const QRect cell = QRect(x, y, side, side).intersected(area);
            const double across = (cell.center().x() - area.left() + 0.5) / area.width();
            const double down = (cell.center().y() - area.top() + 0.5) / area.height();
            const auto sides = blend(mean(image, QRect(area.left() - side, y, side, side)),
                                     mean(image, QRect(area.right() + 1, y, side, side)), across);
            const auto ends = blend(mean(image, QRect(x, area.top() - side, side, side)),
                                    mean(image, QRect(x, area.bottom() + 1, side, side)), down);
            const auto colour = blend(sides, ends, 0.5);
            // A fixed light and dark play, so that the eye sees a mosaic and not a patch.
            const int step = ((x - area.left()) / side * 7 + (y - area.top()) / side * 13) % 5 * 6 - 12;
            const auto channel = [step](double value) { return std::clamp(int(std::lround(value)) + step, 0, 255); };
            fill(image, cell, qRgb(channel(colour.red), channel(colour.green), channel(colour.blue)));
        }
    }
}

} // namespace

void burn(QImage &image, const QList<Region> &regions)
{
    // Everything is covered before any mosaic looks around itself: a neighbour's hidden pixels must not show there.
    for (const auto &region : regions)
        if (const QRect area = pixelsOf(region, image.size()); region.burnt() && !area.isEmpty())
            fill(image, area, opaqueGrey);
    for (const auto &region : regions)
        if (const QRect area = pixelsOf(region, image.size());
            region.burnt() && !area.isEmpty() && region.treatment == Treatment::Mosaic)
            mosaic(image, area);
}

} // namespace astreinte::app
