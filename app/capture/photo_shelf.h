// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/capture/photo.h"
#include "core/picture/rights_packet.h"

#include <QCache>
#include <QFuture>
#include <QImage>
#include <QObject>

namespace astreinte::app {

class Vault;

// The photos of this phone: their sealed originals, their public renditions, and what is known of each. Decoding and
// sealing happen in a worker thread; a photo is announced only when it is durable.
class PhotoShelf : public QObject
{
    Q_OBJECT
public:
    using Kept = std::function<void(Result<Photo>)>;

    explicit PhotoShelf(Vault &vault, QObject *parent = nullptr);

    // Reads the rows once the vault is open; forgets everything when it is locked.
    Result<void> load();
    void forget();

    // Checks, decodes, makes the first rendition, seals both and commits the row, in the order of SECURITY §2. `photo`
    // brings id, draft, origin, times and fix. The answer comes in this thread.
    void keep(const Photo &photo, const QByteArray &encoded, QObject *context, const Kept &answer);
    // The same for a picture that the vault holds sealed already, taken while it was locked or found again; `blob`
    // names it and becomes the photo's original.
    void adopt(const Photo &photo, const QString &blob, QObject *context, const Kept &answer);
    // A picture taken while the vault is locked: what is known at the shutter (id, time, fix) is sealed beside it, and
    // held() brings both back after unlocking. Both are durable when the answer comes, in this thread.
    using Done = std::function<void(Result<void>)>;
    void hold(const Photo &photo, const QByteArray &encoded, QObject *context, Done answer) const;
    // What was taken while locked, oldest first, `photo.blob` set; it stays until dropHeld(). One whose id the shelf
    // knows was imported before, and the import cut short.
    struct Held
    {
        QString held; // its name in the vault
        Photo photo;
    };
    [[nodiscard]] Result<QList<Held>> held();
    Result<void> dropHeld(const Held &held) const;
    // Makes the rendition again after a turn or other regions. The photo's row is committed with the result.
    void render(const QString &id, const std::function<void(Photo &)> &edit, QObject *context, const Kept &answer);

    // Writes whose picture it is into the rendition, just before it is frozen. At once, in this thread: the pixels are
    // not touched. Nothing happens when the same words are there already.
    Result<void> imprintRights(const QString &id, const picture::Rights &rights);

    [[nodiscard]] const Photo *find(const QString &id) const;
    // Every form signed on this phone, oldest photo first.
    [[nodiscard]] QList<Consent> consents() const;
    [[nodiscard]] QList<Photo> ofDraft(const QString &draftId) const;
    // Commits at once.
    Result<void> update(const Photo &photo);
    // Removes the row, then the files. NotAllowed for a photo kept for the judicial authority.
    Result<void> remove(const QString &id);
    // The rendition's bytes, as they will leave.
    [[nodiscard]] Result<QByteArray> rendition(const QString &id) const;

    // Original and Public are large enough to work on: the photo as it was taken, and as it would be published.
    enum class View { Thumbnail, Preview, Original, Public };
    // A picture for the screen; the answer comes in this thread, with a null image when there is none.
    void picture(const QString &id, View view, QObject *context, std::function<void(QImage)> answer);

Q_SIGNALS:
    void changed(const QString &id);

private:
    Result<void> commit(const Photo &photo);
    void settle(QFuture<Result<Photo>> work, QObject *context, const Kept &answer);

    Vault &m_vault;
    QHash<QString, Photo> m_photos;
    QCache<QString, QImage> m_pictures;
};

} // namespace astreinte::app
