// SPDX-License-Identifier: EUPL-1.2
#include "app/shell/picture_provider.h"

#include "app/field_app.h"

#include <QPointer>
#include <QQuickTextureFactory>

namespace astreinte::app {
namespace {

class PictureResponse final : public QQuickImageResponse
{
public:
    explicit PictureResponse(QSize size) : m_size(size) {}

    [[nodiscard]] QQuickTextureFactory *textureFactory() const override
    {
        return QQuickTextureFactory::textureFactoryForImage(m_image);
    }

    [[nodiscard]] QString errorString() const override
    {
        return m_image.isNull() ? QStringLiteral("no picture") : QString();
    }

    void show(const QImage &image)
    {
        const bool smaller = m_size.isValid() && !m_size.isEmpty() && !image.isNull();
        m_image = smaller ? image.scaled(m_size, Qt::KeepAspectRatio, Qt::SmoothTransformation) : image;
        Q_EMIT finished();
    }

private:
    QSize m_size;
    QImage m_image;
};

} // namespace

QQuickImageResponse *PictureProvider::requestImageResponse(const QString &id, const QSize &requestedSize)
{
    auto *response = new PictureResponse(requestedSize);
    // Called on the engine's reading thread; the application lives on its own. The response belongs to the
    // application's thread from here on, so that an answer never meets a deleted one.
    auto &app = const_cast<FieldApp &>(m_app);
    response->moveToThread(app.thread());
    QMetaObject::invokeMethod(
        response,
        [&app, response, id] { app.picture(id, response, [response](const QImage &image) { response->show(image); }); },
        Qt::QueuedConnection);
    return response;
}

} // namespace astreinte::app
