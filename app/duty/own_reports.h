// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/outbox/outbox_item.h"
#include "app/rows.h"

#include <QObject>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

namespace astreinte::app {

class Clock;
class Composer;
class Content;
class Outbox;

// The field reports that this person sent from this phone, and who has read them (« vu par … à … »), as far as the
// server told last: it is read from the vault, with or without a network.
class OwnReports : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the application")
    // Latest first; a page at a time.
    Q_PROPERTY(astreinte::app::Rows *items READ items CONSTANT)
    // « 3 envoyés, 2 vus » of those listed; empty when there is none.
    Q_PROPERTY(QString summary READ summary NOTIFY changed)
    Q_PROPERTY(QString problem READ problem NOTIFY changed)

public:
    OwnReports(Outbox &outbox, Composer &composer, const Content &content, const Clock &clock,
               QObject *parent = nullptr);
    ~OwnReports() override;

    [[nodiscard]] Rows *items() const { return m_items; }
    [[nodiscard]] QString summary() const;
    [[nodiscard]] QString problem() const { return m_problem; }

    // Begins a report on the same place and incident; the one that was sent stays as it is.
    Q_INVOKABLE void followUp(const QString &submissionId);

Q_SIGNALS:
    void changed();
    void following(const QString &draftId);

private:
    void show();
    [[nodiscard]] QVariantMap row(const OutboxItem &item) const;

    Outbox &m_outbox;
    Composer &m_composer;
    const Content &m_content;
    const Clock &m_clock;
    QTimer m_minute;
    int m_wanted; // submissions looked at, raised when the view comes to the end
    int m_sent = 0;
    int m_seen = 0;
    Rows *m_items;
    QString m_problem;
};

} // namespace astreinte::app
