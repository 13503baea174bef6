// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/rows.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace astreinte::app {

class Composer;
class ConsentDesk;
class Content;
class Outbox;
class PhotoShelf;
struct OutboxItem;

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
    PublishedBoard(Outbox &outbox, Composer &composer, const PhotoShelf &shelf, ConsentDesk &consent,
                   const Content &content, QObject *parent = nullptr);
    ~PublishedBoard() override;

    [[nodiscard]] Rows *items() const { return m_items; }
    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] bool busy() const { return m_busy; }

    Q_INVOKABLE void correct(const QString &submissionId);
    // A person on a photo of this message takes the agreement back: the take-downs are proposed wherever it went.
    Q_INVOKABLE void takeAgreementsBack(const QString &submissionId);
    Q_INVOKABLE void withdraw(const QString &submissionId, const QString &reason);

Q_SIGNALS:
    void changed();
    void correcting(const QString &draftId);
    void withdrawing(const QString &submissionId);

private:
    void show();
    [[nodiscard]] bool hasAgreements(const OutboxItem &item) const;

    Outbox &m_outbox;
    Composer &m_composer;
    const PhotoShelf &m_shelf;
    ConsentDesk &m_consent;
    const Content &m_content;
    int m_wanted; // submissions looked at, raised when the view comes to the end
    Rows *m_items;
    QString m_problem;
    bool m_busy = false;
};

} // namespace astreinte::app
