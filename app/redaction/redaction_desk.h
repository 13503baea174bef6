// SPDX-License-Identifier: EUPL-1.2
#pragma once

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

    Q_INVOKABLE void begin(const QString &photoId);
    // Fractions of the upright picture, 0 to 1.
    Q_INVOKABLE void addRegion(double x, double y, double w, double h, const QString &kind);
    Q_INVOKABLE void moveRegion(const QString &id, double x, double y, double w, double h);
    Q_INVOKABLE void removeRegion(const QString &id);
    Q_INVOKABLE void setKind(const QString &id, const QString &kind);
    Q_INVOKABLE void setTreatment(const QString &id, const QString &treatment);
    // Burns the boxes into a new rendition.
    Q_INVOKABLE void apply();

Q_SIGNALS:
    void changed();
    void regionAdded(const QString &id);
    void applied();

private:
    void show();
    void edit(const QString &id, const std::function<void(Region &)> &change);

    PhotoShelf &m_shelf;
    const Content &m_content;
    QString m_photoId;
    QList<Region> m_regions;
    Rows *m_rows;
    QString m_problem;
    bool m_busy = false;
    bool m_unsaved = false;
};

} // namespace astreinte::app
