// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QQuickImageProvider>

namespace astreinte::tests {

// A flooded road, painted: what `image://astreinte/…` shows in the pictures of the screens.
class Scene : public QQuickImageProvider
{
public:
    Scene() : QQuickImageProvider(QQuickImageProvider::Image) {}
    QImage requestImage(const QString &id, QSize *size, const QSize &requested) override;
};

} // namespace astreinte::tests
