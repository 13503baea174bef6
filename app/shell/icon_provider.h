// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QQuickImageProvider>

namespace astreinte::app {

// `image://icons/<name>/<rrggbb or aarrggbb>`: an icon of the bundled set in its colour. Drawn here, because an image
// from a file makes Qt load every image format there is before the first frame.
class IconProvider final : public QQuickImageProvider
{
public:
    IconProvider() : QQuickImageProvider(Image) {}
    // A null image for a name that is not in the set.
    QImage requestImage(const QString &id, QSize *size, const QSize &requestedSize) override;
};

} // namespace astreinte::app
