// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/capture/photo_shelf.h"
#include "app/rows.h"
#include "app/vault/vault.h"

#include <QHash>
#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace astreinte::app {

class Content;
class Drafts;
class Session;

// What the home screen offers after unlocking: the photos taken while the phone was locked, together, and each sealed
// picture that no row names any more (« photo retrouvée »: a kill between two steps, or a database rebuilt). Either
// becomes a photo of a draft, whose rights are asked then; a found one may be deleted, by a person only.
class FoundPhotos : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the application")
    // photoId, thumb, takenAt, communeName: oldest first.
    Q_PROPERTY(astreinte::app::Rows *held READ held CONSTANT)
    Q_PROPERTY(astreinte::app::Rows *found READ found CONSTANT)
    Q_PROPERTY(bool busy READ busy NOTIFY changed)
    Q_PROPERTY(QString problem READ problem NOTIFY changed)

public:
    FoundPhotos(Vault &vault, PhotoShelf &shelf, Drafts &drafts, const Content &content, const Session &session,
                QObject *parent = nullptr);
    ~FoundPhotos() override;

    [[nodiscard]] Rows *held() const { return m_heldRows; }
    [[nodiscard]] Rows *found() const { return m_foundRows; }
    [[nodiscard]] bool busy() const { return m_busy; }
    [[nodiscard]] QString problem() const { return m_problem; }

    // From the open vault, once shelf and drafts have been read.
    void load();
    // What a check of the vault found.
    void offer(const QList<FoundPicture> &pictures);
    void forget();
    // The thumbnail of a row; null when there is none (yet).
    [[nodiscard]] QImage thumbnail(const QString &photoId) const { return m_thumbnails.value(photoId); }

    // As many photos taken while locked as one message carries, into a new draft, which becomes the current one; the
    // others stay offered.
    Q_INVOKABLE void takeHeld();
    // A found picture into a new draft.
    Q_INVOKABLE void take(const QString &photoId);
    // Deletes a found picture for good; the screen has asked first.
    Q_INVOKABLE void remove(const QString &photoId);

Q_SIGNALS:
    void changed();
    // The photos are in the current draft; this is the first of them.
    void taken(const QString &photoId);

private:
    // A photo that may be adopted; `row.held` is empty for a found picture, whose id is its blob's until then.
    struct Offer
    {
        PhotoShelf::Held row;
        QDateTime takenAt;
        QString remark; // what the file says of itself
    };
    [[nodiscard]] bool finish(const PhotoShelf::Held &held);
    void look(const Offer &offer);
    void begin(const QList<Offer> &offers);
    void adoptNext();
    void failed(const Failure &failure);
    void show();
    [[nodiscard]] QVariantMap rowOf(const Offer &offer) const;

    Vault &m_vault;
    PhotoShelf &m_shelf;
    Drafts &m_drafts;
    const Content &m_content;
    const Session &m_session;
    Rows *m_heldRows;
    Rows *m_foundRows;
    QList<Offer> m_held;
    QList<Offer> m_found;
    QHash<QString, QImage> m_thumbnails;
    QList<Offer> m_queue; // being adopted
    QString m_first;      // of those adopted
    QString m_problem;
    bool m_busy = false;
};

} // namespace astreinte::app
