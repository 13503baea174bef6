// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QQuickAsyncImageProvider>

namespace astreinte::app {

class FieldApp;

// `image://astreinte/<kind>/<id>`: pictures go from the vault to the screen through memory only.
class PictureProvider final : public QQuickAsyncImageProvider
{
public:
    // `app` must outlive the engine that owns this provider.
    explicit PictureProvider(const FieldApp &app) : m_app(app) {}
    QQuickImageResponse *requestImageResponse(const QString &id, const QSize &requestedSize) override;

private:
    const FieldApp &m_app;
};

} // namespace astreinte::app
