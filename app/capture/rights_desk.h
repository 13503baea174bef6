// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/capture/consent_desk.h"
#include "app/capture/photo.h"
#include "app/rows.h"
#include "core/rights/assessment.h"

#include <QObject>
#include <QVariantList>
#include <QtQml/qqmlregistration.h>
#include <memory>

namespace astreinte::app {

class Clock;
class Content;
class PhotoShelf;
class Session;

// The image-rights questionnaire for one photo: five pages of questions, then the result.
class RightsDesk : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the application")
    Q_PROPERTY(QString photoId READ photoId NOTIFY changed)
    Q_PROPERTY(astreinte::app::Rows *groups READ groups CONSTANT)
    Q_PROPERTY(int currentGroup READ currentGroup WRITE setCurrentGroup NOTIFY changed)
    Q_PROPERTY(astreinte::app::Rows *questions READ questions CONSTANT)
    Q_PROPERTY(bool complete READ complete NOTIFY changed)
    Q_PROPERTY(QString outcome READ outcome NOTIFY changed)
    Q_PROPERTY(QString outcomeText READ outcomeText NOTIFY changed)
    Q_PROPERTY(QString outcomeTone READ outcomeTone NOTIFY changed)
    Q_PROPERTY(QString outcomeIcon READ outcomeIcon NOTIFY changed)
    Q_PROPERTY(astreinte::app::Rows *todo READ todo CONSTANT)
    Q_PROPERTY(astreinte::app::Rows *legal READ legal CONSTANT)
    Q_PROPERTY(bool publishable READ publishable NOTIFY changed)
    Q_PROPERTY(bool mustSeal READ mustSeal NOTIFY changed)
    Q_PROPERTY(bool mustPurge READ mustPurge NOTIFY changed)
    // A signed form is in force on this photo.
    Q_PROPERTY(bool signedForms READ signedForms NOTIFY changed)
    // Refused or taken back: what was published with this photo has to be withdrawn.
    Q_PROPERTY(bool takedown READ takedown NOTIFY changed)
    Q_PROPERTY(QString disclaimer READ disclaimer NOTIFY changed)
    Q_PROPERTY(astreinte::app::ConsentDesk *consent READ consent CONSTANT)
    Q_PROPERTY(QString problem READ problem NOTIFY changed)

public:
    RightsDesk(PhotoShelf &shelf, const Content &content, const Session &session, const Clock &clock,
               QObject *parent = nullptr);
    ~RightsDesk() override;

    [[nodiscard]] QString photoId() const { return m_photoId; }
    [[nodiscard]] Rows *groups() const { return m_groups; }
    [[nodiscard]] int currentGroup() const { return m_currentGroup; }
    void setCurrentGroup(int value);
    [[nodiscard]] Rows *questions() const { return m_questions; }
    [[nodiscard]] bool complete() const;
    [[nodiscard]] QString outcome() const;
    [[nodiscard]] QString outcomeText() const;
    [[nodiscard]] QString outcomeTone() const;
    [[nodiscard]] QString outcomeIcon() const;
    [[nodiscard]] Rows *todo() const { return m_todo; }
    [[nodiscard]] Rows *legal() const { return m_legal; }
    [[nodiscard]] bool publishable() const;
    [[nodiscard]] bool mustSeal() const;
    [[nodiscard]] bool mustPurge() const;
    [[nodiscard]] bool signedForms() const;
    [[nodiscard]] bool takedown() const;
    [[nodiscard]] QString disclaimer() const;
    [[nodiscard]] ConsentDesk *consent() const { return m_consent; }
    [[nodiscard]] QString problem() const { return m_problem; }

    Q_INVOKABLE void begin(const QString &photoId);
    Q_INVOKABLE void answer(const QString &questionId, const QString &answerId);
    // Fills the current group's safe answers explicitly, for the questions not answered yet, and moves on.
    Q_INVOKABLE void noneOfThese();
    Q_INVOKABLE void next();
    Q_INVOKABLE void previous();
    // An agreement was obtained: who, when, by which means.
    Q_INVOKABLE void closeRecord(const QString &requirementId, const QString &note);
    // Locks a photo for the judicial authority: it is kept, and neither shown nor sent any more.
    Q_INVOKABLE void confirmSeal();
    Q_INVOKABLE void confirmPurge();

Q_SIGNALS:
    void changed();
    void finished();
    // Confirmed by the person: whoever owns the draft removes the photo.
    void purged(const QString &photoId);
    // Confirmed by the person: whoever owns the draft lets go of the photo, which stays on the shelf.
    void sealedAway(const QString &photoId);

private:
    void show();
    void showGroups(const Photo &photo, const QStringList &asked);
    void showQuestions(const Photo &photo, const QStringList &asked);
    void showResult(const Photo &photo, const QStringList &asked);
    void note(Photo &photo, const rights::Answers &given);
    void change(const std::function<void(Photo &)> &edit);
    [[nodiscard]] std::optional<rights::Assessment> assessment() const;

    PhotoShelf &m_shelf;
    const Content &m_content;
    const Session &m_session;
    const Clock &m_clock;
    QString m_photoId;
    int m_currentGroup = 0;
    Rows *m_groups;
    Rows *m_questions;
    Rows *m_todo;
    Rows *m_legal;
    ConsentDesk *m_consent;
    QString m_problem;
};

} // namespace astreinte::app
