// SPDX-License-Identifier: EUPL-1.2
#include "tests/app/redaction/generated_people.h"

#include <QPainter>
#include <QPainterPath>
#include <QRandomGenerator>
#include <QRawFont>

#include <algorithm>

namespace astreinte::tests {
namespace {

QColor shaded(const QColor &colour, double factor)
{
    const auto channel = [factor](int value) { return std::clamp(int(value * factor), 0, 255); };
    return {channel(colour.red()), channel(colour.green()), channel(colour.blue())};
}

void drawEye(QPainter &painter, QPointF centre, double w)
{
    painter.setBrush(QColor(225, 220, 215));
    painter.drawEllipse(centre, w * 0.085, w * 0.038);
    painter.setBrush(QColor(40, 28, 22));
    painter.drawEllipse(centre, w * 0.042, w * 0.042);
    painter.setPen(QPen(QColor(45, 30, 25), w * 0.022));
    painter.drawLine(centre + QPointF(-w * 0.1, -w * 0.04), centre + QPointF(w * 0.1, -w * 0.04));
    painter.setPen(QPen(QColor(50, 35, 28), w * 0.04));
    painter.drawLine(centre + QPointF(-w * 0.11, -w * 0.11), centre + QPointF(w * 0.11, -w * 0.12));
    painter.setPen(Qt::NoPen);
}

// Around the origin; `w` is the width of the face.
void drawFace(QPainter &painter, double w, const QColor &skin, const QColor &hair)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(hair);
    painter.drawEllipse(QPointF(0, -w * 0.12), w * 0.58, w * 0.72);
    painter.setBrush(shaded(skin, 0.8));
    painter.drawRect(QRectF(-w * 0.2, w * 0.4, w * 0.4, w * 0.4));
    QRadialGradient face(QPointF(0, -w * 0.02), w * 0.72);
    face.setColorAt(0, shaded(skin, 1.1));
    face.setColorAt(0.6, skin);
    face.setColorAt(1, shaded(skin, 0.62));
    painter.setBrush(face);
    painter.drawEllipse(QPointF(0, 0), w * 0.47, w * 0.62);
    painter.setBrush(shaded(skin, 0.72));
    painter.drawEllipse(QPointF(-w * 0.2, -w * 0.13), w * 0.14, w * 0.09);
    painter.drawEllipse(QPointF(w * 0.2, -w * 0.13), w * 0.14, w * 0.09);
    drawEye(painter, {-w * 0.2, -w * 0.12}, w);
    drawEye(painter, {w * 0.2, -w * 0.12}, w);
    painter.setBrush(shaded(skin, 1.18));
    painter.drawEllipse(QPointF(0, w * 0.02), w * 0.045, w * 0.14);
    painter.setBrush(shaded(skin, 0.6));
    painter.drawEllipse(QPointF(-w * 0.05, w * 0.16), w * 0.03, w * 0.018);
    painter.drawEllipse(QPointF(w * 0.05, w * 0.16), w * 0.03, w * 0.018);
    painter.setBrush(QColor(130, 62, 60));
    painter.drawEllipse(QPointF(0, w * 0.31), w * 0.15, w * 0.035);
    painter.setBrush(shaded(skin, 0.82));
    painter.drawEllipse(QPointF(0, w * 0.38), w * 0.1, w * 0.02);
}

// In the project's own typeface, from its file: the pictures are the same whatever fonts a machine has.
QPainterPath outlineOf(const QString &text)
{
    const QRawFont font(QStringLiteral(ASTREINTE_SOURCE_DIR "/assets/fonts/AstreinteSans-Bold.ttf"), 100);
    const auto glyphs = font.glyphIndexesForString(text);
    const auto advances = font.advancesForGlyphIndexes(glyphs);
    QPainterPath path;
    double x = 0;
    for (qsizetype i = 0; i < glyphs.size(); ++i) {
        path.addPath(font.pathForGlyph(glyphs[i]).translated(x, 0));
        x += advances[i].x();
    }
    return path;
}

// The French plate since 2009: seven signs on white, a blue band at each end, 520 × 110 mm.
void drawPlate(QPainter &painter, double w, const QString &text)
{
    const QRectF plate(-w / 2, -w * 110 / 1040, w, w * 110 / 520);
    painter.setPen(QPen(QColor(20, 20, 20), w * 0.006));
    painter.setBrush(QColor(240, 240, 236));
    painter.drawRect(plate);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(20, 60, 150));
    painter.drawRect(QRectF(plate.left(), plate.top(), w * 0.08, plate.height()));
    painter.drawRect(QRectF(plate.right() - w * 0.08, plate.top(), w * 0.08, plate.height()));
    painter.setBrush(QColor(15, 15, 15));
    // The signs are 75 mm high, and the seven with their dashes take three quarters of the plate.
    const auto signs = outlineOf(text);
    const auto bounds = signs.boundingRect();
    QTransform fitted;
    fitted.scale(w * 0.75 / bounds.width(), plate.height() * 75 / 110 / bounds.height());
    fitted.translate(-bounds.center().x(), -bounds.center().y());
    painter.setPen(Qt::NoPen);
    painter.drawPath(fitted.map(signs));
}

void drawStreet(QPainter &painter, QSize size, QRandomGenerator &random)
{
    QLinearGradient sky(0, 0, 0, size.height());
    sky.setColorAt(0, QColor(150, 165, 180));
    sky.setColorAt(0.5, QColor(190, 190, 185));
    sky.setColorAt(1, QColor(95, 95, 98));
    painter.fillRect(QRect(QPoint(0, 0), size), sky);
    painter.setPen(Qt::NoPen);
    for (int i = 0; i < 40; ++i) {
        painter.setBrush(QColor::fromHsv(random.bounded(360), random.bounded(60), 60 + random.bounded(150)));
        const double w = size.width() * (0.03 + random.generateDouble() * 0.12);
        const QRectF block(random.generateDouble() * size.width(), random.generateDouble() * size.height(), w,
                           w * (0.4 + random.generateDouble()));
        if (i % 3 == 0)
            painter.drawEllipse(block);
        else
            painter.drawRect(block);
    }
}

void night(QImage &image, double light, QRandomGenerator &random)
{
    for (int y = 0; y < image.height(); ++y) {
        auto *line = reinterpret_cast<QRgb *>(image.scanLine(y));
        for (int x = 0; x < image.width(); ++x) {
            const int grain = light < 1 ? int(random.bounded(17)) - 8 : int(random.bounded(5)) - 2;
            const auto channel = [&](int value) { return std::clamp(int(value * light) + grain, 0, 255); };
            line[x] = qRgb(channel(qRed(line[x])), channel(qGreen(line[x])), channel(qBlue(line[x])));
        }
    }
}

QString plateText(QRandomGenerator &random)
{
    const auto letter = [&] { return QChar(u'A' + random.bounded(26)); };
    return QStringLiteral("%1%2-%3-%4%5")
        .arg(letter())
        .arg(letter())
        .arg(random.bounded(1000), 3, 10, QLatin1Char('0'))
        .arg(letter())
        .arg(letter());
}

} // namespace

Scene drawScene(const SceneWish &wish)
{
    QRandomGenerator random(wish.seed);
    Scene scene{QImage(wish.size, QImage::Format_RGB32), {}, {}};
    QPainter painter(&scene.picture);
    painter.setRenderHint(QPainter::Antialiasing);
    drawStreet(painter, wish.size, random);
    const int count = wish.faces + wish.plates;
    for (int i = 0; i < count; ++i) {
        // One column each, so that they never touch.
        const double column = double(wish.size.width()) / count;
        const bool face = i < wish.faces;
        const double w = column * (face ? 0.22 + random.generateDouble() * 0.2 : 0.5 + random.generateDouble() * 0.2);
        const QPointF centre(column * (i + 0.5), wish.size.height() * (0.3 + random.generateDouble() * 0.4));
        painter.save();
        painter.translate(centre);
        painter.rotate(wish.leaning);
        if (face) {
            drawFace(painter, w,
                     QColor::fromHsv(18 + random.bounded(12), 70 + random.bounded(70), 130 + random.bounded(110)),
                     QColor::fromHsv(20, 80, 20 + random.bounded(60)));
            scene.faces.append({centre.x() - w * 0.4, centre.y() - w * 0.4, w * 0.8, w * 0.9});
        } else {
            drawPlate(painter, w, plateText(random));
            scene.plates.append({centre.x() - w / 2, centre.y() - w * 0.11, w, w * 0.22});
        }
        painter.restore();
    }
    painter.end();
    night(scene.picture, wish.light, random);
    return scene;
}

} // namespace astreinte::tests
