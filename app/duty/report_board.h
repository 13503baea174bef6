// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/rows.h"
#include "app/sync/inquiry.h"
#include "core/signature/instant.h"

#include <QImage>
#include <QJsonObject>
#include <QObject>
#include <QVariantList>
#include <QtQml/qqmlregistration.h>

namespace astreinte::app {

class Content;
class ServerLink;
class Session;

// The reports of the field, by municipality, for those who run the duty; liaison officers find their own. What a report
// says of casualties comes only to who may read it: the server leaves it out otherwise.
class ReportBoard : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the application")
    // Of the chosen municipality, or all; latest first.
    Q_PROPERTY(astreinte::app::Rows *reports READ reports CONSTANT)
    // Each with its number of reports and its place in a drawing of the department (report_places.h).
    Q_PROPERTY(astreinte::app::Rows *communes READ communes CONSTANT)
    Q_PROPERTY(double drawingHeight READ drawingHeight NOTIFY changed)
    Q_PROPERTY(QVariantList backdrop READ backdrop NOTIFY changed)
    Q_PROPERTY(QString commune READ commune WRITE setCommune NOTIFY changed)
    Q_PROPERTY(int count READ count NOTIFY changed)
    // The report that is open: labels and texts; empty otherwise.
    Q_PROPERTY(QVariantMap report READ report NOTIFY changed)
    Q_PROPERTY(astreinte::app::Rows *lines READ lines CONSTANT)
    Q_PROPERTY(astreinte::app::Rows *photos READ photos CONSTANT)
    Q_PROPERTY(bool busy READ busy NOTIFY changed)
    Q_PROPERTY(QString problem READ problem NOTIFY changed)

public:
    ReportBoard(ServerLink &link, const Session &session, const Content &content, QObject *parent = nullptr);
    ~ReportBoard() override;

    [[nodiscard]] Rows *reports() const { return m_reports; }
    [[nodiscard]] Rows *communes() const { return m_communes; }
    [[nodiscard]] double drawingHeight() const;
    [[nodiscard]] QVariantList backdrop() const { return m_backdrop; }
    [[nodiscard]] QString commune() const { return m_commune; }
    void setCommune(const QString &code);
    [[nodiscard]] int count() const { return int(m_known.size()); }
    [[nodiscard]] QVariantMap report() const;
    [[nodiscard]] Rows *lines() const { return m_lines; }
    [[nodiscard]] Rows *photos() const { return m_photos; }
    [[nodiscard]] bool busy() const { return m_busy; }
    [[nodiscard]] QString problem() const { return m_problem; }

    Q_INVOKABLE void refresh();
    Q_INVOKABLE void open(const QString &submissionId);
    Q_INVOKABLE void close();
    // A picture that was fetched and matches its digest; null otherwise.
    [[nodiscard]] QImage picture(const QString &sha256) const;
    void forget();

Q_SIGNALS:
    void changed();

private:
    struct Report
    {
        QString submission;
        QString what;
        QString service; // role
        QString author;
        QStringList communes;
        signature::Instant receivedAt;
        int photos = 0;
        bool own = false;
        bool exercise = false;
    };
    void adopt(const QByteArray &reply);
    void show();
    void showOpen();
    void fetchPictures();
    void say(bool busy, const QString &problem = {});
    [[nodiscard]] QString placeOf(const QStringList &codes) const;

    ServerLink &m_link;
    const Session &m_session;
    const Content &m_content;
    Inquiry m_inquiry;
    QList<Report> m_known;
    QJsonObject m_open;
    QHash<QString, QByteArray> m_pictures;
    quint64 m_opening = 0;
    QVariantList m_backdrop;
    QString m_commune;
    Rows *m_reports;
    Rows *m_communes;
    Rows *m_lines;
    Rows *m_photos;
    QString m_problem;
    bool m_busy = false;
};

} // namespace astreinte::app
