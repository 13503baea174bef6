// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/rows.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace astreinte::app {

class Composer;
class Content;
class Outbox;

// What the public can read, one row per channel; correcting and withdrawing it.
class PublishedBoard : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the application")
    Q_PROPERTY(astreinte::app::Rows *items READ items CONSTANT)
    Q_PROPERTY(QString problem READ problem NOTIFY changed)
    Q_PROPERTY(bool busy READ busy NOTIFY changed)

public:
    PublishedBoard(Outbox &outbox, Composer &composer, const Content &content, QObject *parent = nullptr);
    ~PublishedBoard() override;

    [[nodiscard]] Rows *items() const { return m_items; }
    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] bool busy() const { return m_busy; }

    Q_INVOKABLE void correct(const QString &submissionId);
    Q_INVOKABLE void withdraw(const QString &submissionId, const QString &reason);

Q_SIGNALS:
    void changed();
    void correcting(const QString &draftId);
    void withdrawing(const QString &submissionId);

private:
    void show();

    Outbox &m_outbox;
    Composer &m_composer;
    const Content &m_content;
    Rows *m_items;
    QString m_problem;
    bool m_busy = false;
};

} // namespace astreinte::app
