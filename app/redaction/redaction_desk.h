// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/redaction/crop.h"
#include "app/redaction/detector.h"
#include "app/redaction/region.h"
#include "app/rows.h"

#include <QObject>
#include <QStringList>
#include <QtQml/qqmlregistration.h>
#include <functional>

namespace astreinte::app {

class Content;
class PhotoShelf;

// Boxes drawn on one photo, and the act that burns them into its public rendition.
class RedactionDesk : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the application")
    Q_PROPERTY(QString photoId READ photoId NOTIFY changed)
    Q_PROPERTY(QString imageUrl READ imageUrl NOTIFY changed)
    Q_PROPERTY(int imageWidth READ imageWidth NOTIFY changed)
    Q_PROPERTY(int imageHeight READ imageHeight NOTIFY changed)
    Q_PROPERTY(astreinte::app::Rows *regions READ regions CONSTANT)
    Q_PROPERTY(QString problem READ problem NOTIFY changed)
    Q_PROPERTY(bool busy READ busy NOTIFY changed)
    Q_PROPERTY(bool unsaved READ unsaved NOTIFY changed)
    Q_PROPERTY(QStringList needed READ needed NOTIFY changed)
    // The device is looking for faces and plates.
    Q_PROPERTY(bool looking READ looking NOTIFY changed)
    Q_PROPERTY(bool canLook READ canLook CONSTANT)
    // Boxes that the device proposed and nobody has touched yet.
    Q_PROPERTY(int proposedCount READ proposedCount NOTIFY changed)
    // Faces that the device still finds in the picture that would be published.
    Q_PROPERTY(int facesLeft READ facesLeft NOTIFY changed)
    // What is published of the photo: x, y, width, height as fractions of the whole.
    Q_PROPERTY(QRectF crop READ crop NOTIFY changed)
    // "free", "original", "1:1", "4:3", "16:9": the shape that a crop keeps.
    Q_PROPERTY(QString cropShape READ cropShape WRITE setCropShape NOTIFY changed)
    // What a new box hides, unless the person says otherwise: what the rights ask for first.
    Q_PROPERTY(QString usualKind READ usualKind NOTIFY changed)

public:
    RedactionDesk(PhotoShelf &shelf, const Content &content, QObject *parent = nullptr);
    ~RedactionDesk() override;

    [[nodiscard]] QString photoId() const { return m_photoId; }
    [[nodiscard]] QString imageUrl() const;
    [[nodiscard]] int imageWidth() const;
    [[nodiscard]] int imageHeight() const;
    [[nodiscard]] Rows *regions() const { return m_rows; }
    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] bool busy() const { return m_busy; }
    [[nodiscard]] bool unsaved() const { return m_unsaved; }
    [[nodiscard]] QStringList needed() const;
    [[nodiscard]] bool looking() const { return m_looking; }
    [[nodiscard]] bool canLook() const;
    [[nodiscard]] int proposedCount() const;
    [[nodiscard]] int facesLeft() const;
    [[nodiscard]] QString usualKind() const;
    [[nodiscard]] QRectF crop() const { return m_crop; }
    [[nodiscard]] QString cropShape() const { return m_cropShape; }
    void setCropShape(const QString &shape);

    Q_INVOKABLE void begin(const QString &photoId);
    // Fractions of the upright picture, 0 to 1.
    Q_INVOKABLE void addRegion(double x, double y, double w, double h, const QString &kind);
    Q_INVOKABLE void moveRegion(const QString &id, double x, double y, double w, double h);
    // Keeps this part of the photo, in the shape chosen. Another crop asks the rights again once it is applied.
    Q_INVOKABLE void setCrop(double x, double y, double w, double h);
    Q_INVOKABLE void removeRegion(const QString &id);
    Q_INVOKABLE void setKind(const QString &id, const QString &kind);
    // "opaque" or "mosaic"; the next boxes take it too.
    Q_INVOKABLE void setTreatment(const QString &id, const QString &treatment);
    // Searches the photo again, for what was removed by mistake.
    Q_INVOKABLE void look();
    // Burns the boxes into a new rendition, which is then searched once more.
    Q_INVOKABLE void apply();

Q_SIGNALS:
    void changed();
    void regionAdded(const QString &id);
    void applied();

private:
    void show();
    void propose(const QList<Finding> &findings);
    void lookAgainAt(const QString &photoId);
    [[nodiscard]] double cropRatio() const;
    void edit(const QString &id, const std::function<void(Region &)> &change);

    PhotoShelf &m_shelf;
    const Content &m_content;
    QString m_photoId;
    QList<Region> m_regions;
    Rows *m_rows;
    QString m_problem;
    bool m_busy = false;
    bool m_unsaved = false;
    bool m_looking = false;
    QRectF m_crop = wholePicture;
    QString m_cropShape = QStringLiteral("free");
    Treatment m_treatment = Treatment::Opaque;
};

} // namespace astreinte::app
