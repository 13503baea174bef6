// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/rows.h"
#include "app/sync/inquiry.h"

#include <QJsonObject>
#include <QObject>
#include <QtQml/qqmlregistration.h>
#include <functional>

namespace astreinte::app {

class Content;
class ServerLink;
class Session;

// What the person who takes over the duty reads and acknowledges (BRIEF §1.3), and what the one who leaves adds to it.
class HandoverBoard : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the application")
    Q_PROPERTY(astreinte::app::Rows *notes READ notes CONSTANT)
    Q_PROPERTY(bool onDuty READ onDuty NOTIFY changed)
    Q_PROPERTY(bool busy READ busy NOTIFY changed)
    Q_PROPERTY(QString problem READ problem NOTIFY changed)

public:
    HandoverBoard(ServerLink &link, const Session &session, const Content &content, QObject *parent = nullptr);
    ~HandoverBoard() override;

    [[nodiscard]] Rows *notes() const { return m_notes; }
    [[nodiscard]] bool onDuty() const;
    [[nodiscard]] bool busy() const { return m_busy; }
    [[nodiscard]] QString problem() const { return m_problem; }

    Q_INVOKABLE void refresh();
    Q_INVOKABLE void acknowledge(const QString &entry);
    Q_INVOKABLE void remark(const QString &text);
    void forget();

Q_SIGNALS:
    void changed();
    void remarked();

private:
    struct Note
    {
        QString entry;
        QString sha256;
        QJsonObject content;
    };
    void adopt(const QByteArray &reply);
    void show();
    void post(const QByteArray &path, const QJsonObject &body, const std::function<void()> &done);
    [[nodiscard]] QString textOf(const QJsonObject &note) const;
    [[nodiscard]] QString remarksOf(const QJsonObject &note) const;

    ServerLink &m_link;
    const Session &m_session;
    const Content &m_content;
    Inquiry m_inquiry;
    QList<Note> m_known;
    Rows *m_notes;
    QString m_problem;
    bool m_busy = false;
};

} // namespace astreinte::app
