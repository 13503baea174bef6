// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/rows.h"
#include "core/signature/instant.h"

#include <QDateTime>
#include <QObject>
#include <QSet>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

namespace astreinte::app {

class Clock;
class Content;
class Drafts;
class Incidents;
class Outbox;
class ReviewQueue;
class Session;

// The duty screen: open incidents with their clock, who is on duty, drafts, outbox.
class HomeBoard : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the application")
    Q_PROPERTY(astreinte::app::Rows *incidents READ incidents CONSTANT)
    Q_PROPERTY(astreinte::app::Rows *onDuty READ onDuty CONSTANT)
    Q_PROPERTY(QString dutyProblem READ dutyProblem NOTIFY changed)
    // What the duty must know when the server's daily self-test did not arrive; empty otherwise.
    Q_PROPERTY(QString selfTestAlarm READ selfTestAlarm NOTIFY changed)
    // What is wrong with the roster of the next 72 hours.
    Q_PROPERTY(astreinte::app::Rows *rosterWarnings READ rosterWarnings CONSTANT)
    Q_PROPERTY(astreinte::app::Rows *drafts READ drafts CONSTANT)
    Q_PROPERTY(QString outboxSummary READ outboxSummary NOTIFY changed)
    Q_PROPERTY(int toReview READ toReview NOTIFY changed)
    Q_PROPERTY(QString currentIncidentId READ currentIncidentId NOTIFY changed)
    Q_PROPERTY(QString problem READ problem NOTIFY changed)
    Q_PROPERTY(QString currentIncidentTitle READ currentIncidentTitle NOTIFY changed)
    // Whether this person may close the current incident.
    Q_PROPERTY(bool mayCloseIncident READ mayCloseIncident NOTIFY changed)
    // The first message of the current incident is late, and this person may say why.
    Q_PROPERTY(bool asksWhyLate READ asksWhyLate NOTIFY changed)

public:
    HomeBoard(const Content &content, Drafts &drafts, Incidents &incidents, const Outbox &outbox,
              const ReviewQueue &review, const Session &session, const Clock &clock, QObject *parent = nullptr);
    ~HomeBoard() override;

    [[nodiscard]] Rows *incidents() const { return m_incidents; }
    [[nodiscard]] Rows *onDuty() const { return m_onDuty; }
    [[nodiscard]] QString dutyProblem() const;
    [[nodiscard]] QString selfTestAlarm() const;
    [[nodiscard]] Rows *rosterWarnings() const { return m_warnings; }
    [[nodiscard]] Rows *drafts() const { return m_draftRows; }
    [[nodiscard]] QString outboxSummary() const;
    [[nodiscard]] int toReview() const;
    [[nodiscard]] QString currentIncidentId() const;
    [[nodiscard]] QString currentIncidentTitle() const;
    [[nodiscard]] bool mayCloseIncident() const;
    [[nodiscard]] bool asksWhyLate() const;
    [[nodiscard]] QString problem() const { return m_problem; }
    void tell(const QString &problem);

    Q_INVOKABLE void openIncident(const QString &title, const QDateTime &knownAt);
    Q_INVOKABLE void chooseIncident(const QString &id);
    // Asks the server to close the current incident: its clocks stop on every phone.
    Q_INVOKABLE void closeIncident();
    Q_INVOKABLE void explainLateness(const QString &reason);
    Q_INVOKABLE void refresh();

Q_SIGNALS:
    void changed();
    void refreshWanted();
    void closingWanted(const QString &incident);
    void latenessExplained(const QString &incident, const QString &reason);
    // The update promised in the last message of this incident is due within five minutes; said once for each promise.
    void updateDue(const QString &title);

private:
    void show();
    void showDuty(signature::Instant now);
    void remindOfUpdates(signature::Instant now);

    const Content &m_content;
    Drafts &m_drafts;
    Incidents &m_known;
    const Outbox &m_outbox;
    const ReviewQueue &m_review;
    const Session &m_session;
    const Clock &m_clock;
    Rows *m_incidents;
    Rows *m_onDuty;
    Rows *m_warnings;
    Rows *m_draftRows;
    QTimer m_minute;
    QSet<QString> m_reminded; // incident and promised time
    QString m_problem;
};

} // namespace astreinte::app
