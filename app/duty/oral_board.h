// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/rows.h"
#include "core/submission/manifest.h"

#include <QObject>
#include <QTimer>
#include <QtQml/qqmlregistration.h>
#include <optional>

namespace astreinte::app {

class Content;
class ServerLink;
class Session;

// Approvals given by voice (BRIEF §1.4): who telephoned records authority, time, means and what was read back; the
// authority confirms by its signature within 24 hours. The record publishes nothing.
class OralBoard : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the application")
    // What is to be confirmed, the most urgent first, and what was settled lately.
    Q_PROPERTY(astreinte::app::Rows *items READ items CONSTANT)
    Q_PROPERTY(int toConfirm READ toConfirm NOTIFY changed)
    // Who could have approved.
    Q_PROPERTY(astreinte::app::Rows *authorities READ authorities CONSTANT)
    // What is to be read aloud, from the manifest's bytes; empty until it is here.
    Q_PROPERTY(QString text READ text NOTIFY changed)
    Q_PROPERTY(bool busy READ busy NOTIFY changed)
    Q_PROPERTY(QString problem READ problem NOTIFY changed)

public:
    OralBoard(ServerLink &link, const Session &session, const Content &content, QObject *parent = nullptr);
    ~OralBoard() override;

    [[nodiscard]] Rows *items() const { return m_items; }
    [[nodiscard]] int toConfirm() const;
    [[nodiscard]] Rows *authorities() const { return m_authorities; }
    [[nodiscard]] QString text() const;
    [[nodiscard]] bool busy() const { return m_busy; }
    [[nodiscard]] QString problem() const { return m_problem; }

    Q_INVOKABLE void refresh();
    // Fetches the text of this revision, which its author may read.
    Q_INVOKABLE void prepare(const QString &submissionId, int revision);
    // means: "phone", "radio", "inPerson"; time as « 14 h 32 », now when empty.
    Q_INVOKABLE void record(const QString &authority, const QString &means, const QString &time,
                            const QString &readBack);
    void forget();

Q_SIGNALS:
    void changed();
    void recorded();

private:
    struct Item
    {
        QString id;
        QString submission;
        int revision = 0;
        QString title;
        QString authority;
        QString recordedBy;
        QString means;
        QString state;
        signature::Instant givenAt;
        signature::Instant due;
    };
    void adopt(const QByteArray &reply);
    void show();
    void showAuthorities();
    void say(bool busy, const QString &problem = {});
    [[nodiscard]] QVariantMap row(const Item &item) const;

    ServerLink &m_link;
    const Session &m_session;
    const Content &m_content;
    QTimer m_minute;
    QList<Item> m_known;
    std::optional<submission::Manifest> m_manifest;
    quint64 m_preparing = 0;
    Rows *m_items;
    Rows *m_authorities;
    QString m_problem;
    bool m_busy = false;
};

} // namespace astreinte::app
