// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/outbox/outbox_item.h"
#include "app/rows.h"
#include "app/sync/inquiry.h"

#include <QObject>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

namespace astreinte::app {

class Content;
class OralCourier;
class Outbox;
class ServerLink;
class Session;

// Approvals given by voice (BRIEF §1.4): who telephoned records authority, time, means and what was read back, also
// without a network; the authority confirms by its signature within 24 hours. The record publishes nothing.
class OralBoard : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the application")
    // What this phone keeps for the server, what is to be confirmed, the most urgent first, and what was settled
    // lately.
    Q_PROPERTY(astreinte::app::Rows *items READ items CONSTANT)
    Q_PROPERTY(int toConfirm READ toConfirm NOTIFY changed)
    // Who could have approved.
    Q_PROPERTY(astreinte::app::Rows *authorities READ authorities CONSTANT)
    // What is to be read aloud: the texts of the revision that this phone submitted.
    Q_PROPERTY(QString text READ text NOTIFY changed)
    Q_PROPERTY(QString problem READ problem NOTIFY changed)

public:
    OralBoard(ServerLink &link, Outbox &outbox, OralCourier &courier, const Session &session, const Content &content,
              QObject *parent = nullptr);
    ~OralBoard() override;

    [[nodiscard]] Rows *items() const { return m_items; }
    [[nodiscard]] int toConfirm() const;
    [[nodiscard]] Rows *authorities() const { return m_authorities; }
    [[nodiscard]] QString text() const { return m_text; }
    [[nodiscard]] QString problem() const { return m_problem; }

    Q_INVOKABLE void refresh();
    // Shows the text of this revision, which is in the outbox.
    Q_INVOKABLE void prepare(const QString &submissionId, int revision);
    // means: "phone", "radio", "inPerson"; time as « 14 h 32 », now when empty.
    Q_INVOKABLE void record(const QString &authority, const QString &means, const QString &time,
                            const QString &readBack);
    // Takes back what the server refused or does not have yet.
    Q_INVOKABLE void discard(const QString &submissionId);
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
    void say(const QString &problem);
    [[nodiscard]] QVariantMap row(const Item &item) const;
    [[nodiscard]] QVariantMap keptRow(const OutboxItem &item) const;
    [[nodiscard]] QString detail(const QString &authority, const QString &means, signature::Instant at,
                                 const QString &recordedBy) const;

    ServerLink &m_link;
    Outbox &m_outbox;
    OralCourier &m_courier;
    const Session &m_session;
    const Content &m_content;
    Inquiry m_inquiry;
    QTimer m_minute;
    QList<Item> m_known;
    QString m_submission; // prepared
    int m_revision = 0;
    QString m_text;
    Rows *m_items;
    Rows *m_authorities;
    QString m_problem;
};

} // namespace astreinte::app
