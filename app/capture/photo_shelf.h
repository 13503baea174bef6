// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/capture/photo.h"

#include <QCache>
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
    void keep(const Photo &photo, const QByteArray &encoded, QObject *context, Kept answer);
    // Makes the rendition again after a turn or other regions. The photo's row is committed with the result.
    void render(const QString &id, const std::function<void(Photo &)> &edit, QObject *context, Kept answer);

    [[nodiscard]] const Photo *find(const QString &id) const;
    [[nodiscard]] QList<Photo> ofDraft(const QString &draftId) const;
    // Commits at once.
    Result<void> update(const Photo &photo);
    // Removes the row, then the files.
    Result<void> remove(const QString &id);
    // The rendition's bytes, as they will leave.
    [[nodiscard]] Result<QByteArray> rendition(const QString &id) const;

    enum class View { Thumbnail, Preview, Original };
    // A picture for the screen; the answer comes in this thread, with a null image when there is none.
    void picture(const QString &id, View view, QObject *context, std::function<void(QImage)> answer);

Q_SIGNALS:
    void changed(const QString &id);

private:
    Result<void> commit(const Photo &photo);

    Vault &m_vault;
    QHash<QString, Photo> m_photos;
    QCache<QString, QImage> m_pictures;
};

} // namespace astreinte::app
