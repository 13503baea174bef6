// SPDX-License-Identifier: EUPL-1.2
#include "app/capture/photo_shelf.h"
#include "app/vault/vault.h"
#include "core/picture/picture_header.h"

#include <QPointer>
#include <QtConcurrent/QtConcurrentRun>

// Photos taken while the vault is locked: sealed with public keys alone, found again after unlocking.
namespace astreinte::app {

void PhotoShelf::hold(const Photo &photo, const QByteArray &encoded, QObject *context, Done answer) const
{
    auto work = QtConcurrent::run([this, note = photo.toJson(), encoded]() -> Result<void> {
        // Nothing can be decoded later that is no picture now: better said at the shutter.
        if (const auto header = picture::readHeader(encoded); !header)
            return tl::unexpected(header.error());
        return m_vault.sealWhileLocked(encoded, note);
    });
    work.then(const_cast<PhotoShelf *>(this),
              [context = QPointer(context), answer = std::move(answer)](const Result<void> &done) {
                  if (context)
                      answer(done);
              });
}

Result<QList<PhotoShelf::Held>> PhotoShelf::held()
{
    const auto pictures = m_vault.held();
    if (!pictures)
        return tl::unexpected(pictures.error());
    QList<Held> all;
    for (const auto &picture : *pictures) {
        auto photo = Photo::fromJson(picture.note);
        if (!photo)
            return tl::unexpected(photo.error());
        photo->blob = picture.blob;
        all.append({picture.held, *std::move(photo)});
    }
    return all;
}

Result<void> PhotoShelf::dropHeld(const Held &held) const
{
    return m_vault.dropHeld(held.held);
}

} // namespace astreinte::app
