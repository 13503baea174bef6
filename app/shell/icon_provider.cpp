// SPDX-License-Identifier: EUPL-1.2
#include "app/shell/icon_provider.h"

#include <QColor>
#include <QFile>
#include <QPainter>
#include <QSvgRenderer>

namespace astreinte::app {

QImage IconProvider::requestImage(const QString &id, QSize *size, const QSize &requestedSize)
{
    const QColor color(QLatin1Char('#') + id.section(QLatin1Char('/'), 1));
    QFile file(QStringLiteral(":/assets/icons/%1.svg").arg(id.section(QLatin1Char('/'), 0, 0)));
    if (!color.isValid() || !file.open(QIODevice::ReadOnly))
        return {};
    // The set is drawn in `currentColor`; what is opaque in it is given its transparency by the painter.
    QSvgRenderer renderer(file.readAll().replace("currentColor", color.name(QColor::HexRgb).toLatin1()));
    if (!renderer.isValid())
        return {};
    *size = requestedSize.isEmpty() ? renderer.defaultSize() : requestedSize;
    QImage image(*size, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setOpacity(color.alphaF());
    renderer.render(&painter);
    return image;
}

} // namespace astreinte::app
