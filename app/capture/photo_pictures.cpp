// SPDX-License-Identifier: EUPL-1.2
#include "app/capture/photo_shelf.h"
#include "app/capture/picture.h"
#include "app/vault/vault.h"

#include <QPointer>
#include <QtConcurrent/QtConcurrentRun>
#include <algorithm>

// What a screen sees of a photo, decoded in a worker thread at the size that is looked at.
namespace astreinte::app {
namespace {

constexpr int thumbnailSide = 320;
constexpr int editingSide = 2048; // what boxes are drawn on, and searched

int sideOf(PhotoShelf::View view)
{
    switch (view) {
    case PhotoShelf::View::Thumbnail:
        return thumbnailSide;
    case PhotoShelf::View::Preview:
        return previewSide;
    case PhotoShelf::View::Original:
    case PhotoShelf::View::Public:
        return editingSide;
    }
    return previewSide;
}

QImage fit(const QImage &image, int side)
{
    return std::max(image.width(), image.height()) > side
               ? image.scaled(side, side, Qt::KeepAspectRatio, Qt::SmoothTransformation)
               : image;
}

} // namespace

Result<QByteArray> PhotoShelf::rendition(const QString &id) const
{
    const auto *photo = find(id);
    const auto keys = m_vault.keys();
    if (!photo || !photo->rendition)
        return fail(Reason::MissingPhoto);
    return keys ? m_vault.readBlob(*keys, photo->rendition->blob) : fail(Reason::Locked);
}

void PhotoShelf::picture(const QString &id, View view, QObject *context, std::function<void(QImage)> answer)
{
    const auto *photo = find(id);
    const auto keys = m_vault.keys();
    if (!photo || !keys) {
        answer({});
        return;
    }
    const QString cacheKey = QStringLiteral("%1/%2/%3").arg(int(view)).arg(id).arg(photo->version);
    if (const auto *cached = m_pictures.object(cacheKey)) {
        answer(*cached);
        return;
    }
    if (photo->sealedAt) {
        answer({}); // kept for the judicial authority, seen by nobody here
        return;
    }
    const bool original = view == View::Original || !photo->rendition;
    const QString blob = original ? photo->blob : photo->rendition->blob;
    const int turns = original ? photo->turns : 0;
    auto work = QtConcurrent::run([this, keys, blob, turns, view]() -> QImage {
        const auto bytes = m_vault.readBlob(*keys, blob);
        if (!bytes)
            return {};
        const auto image = decodeThumbnail(*bytes, sideOf(view), turns);
        return image ? fit(*image, sideOf(view)) : QImage();
    });
    work.then(this, [this, cacheKey, context = QPointer(context), answer](const QImage &image) {
        // Nothing is cached once the vault is locked: a locked phone shows nothing.
        if (m_vault.isOpen() && !image.isNull())
            m_pictures.insert(cacheKey, new QImage(image), int(image.sizeInBytes() / 1024));
        if (context)
            answer(m_vault.isOpen() ? image : QImage());
    });
}

} // namespace astreinte::app
