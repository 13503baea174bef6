// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/composition/draft.h"
#include "app/rows.h"

#include <QDateTime>
#include <QJsonArray>
#include <QObject>
#include <QTimer>
#include <QVariant>
#include <QtQml/qqmlregistration.h>
#include <functional>

namespace astreinte::app {

class Clock;
class Content;
class Drafts;
class Incidents;
class Outbox;
class PhotoShelf;
class PositionSource;
class Session;
struct OutboxItem;

// The form, the live texts and the act of submitting for the current draft. Every change is saved by Drafts.
class Composer : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the application")
    Q_PROPERTY(bool hasDraft READ hasDraft NOTIFY changed)
    Q_PROPERTY(QString draftId READ draftId NOTIFY changed)
    Q_PROPERTY(QDateTime savedAt READ savedAt NOTIFY savedChanged)
    Q_PROPERTY(QString savedText READ savedText NOTIFY savedChanged)
    Q_PROPERTY(QString kind READ kind NOTIFY changed)
    Q_PROPERTY(QString action READ action NOTIFY changed)
    Q_PROPERTY(QString templateId READ templateId NOTIFY changed)
    Q_PROPERTY(QString templateTitle READ templateTitle NOTIFY changed)
    Q_PROPERTY(astreinte::app::Rows *fields READ fields CONSTANT)
    Q_PROPERTY(QString communeSearch READ communeSearch WRITE setCommuneSearch NOTIFY communeSearchChanged)
    Q_PROPERTY(astreinte::app::Rows *communeMatches READ communeMatches CONSTANT)
    Q_PROPERTY(astreinte::app::Rows *channels READ channels CONSTANT)
    Q_PROPERTY(QString language READ language WRITE setLanguage NOTIFY changed)
    Q_PROPERTY(bool includeEnglish READ includeEnglish WRITE setIncludeEnglish NOTIFY changed)
    Q_PROPERTY(QDateTime factsAt READ factsAt WRITE setFactsAt NOTIFY changed)
    Q_PROPERTY(QString incidentTitle READ incidentTitle NOTIFY changed)
    Q_PROPERTY(QString returnedReason READ returnedReason NOTIFY changed)
    Q_PROPERTY(astreinte::app::Rows *agreements READ agreements CONSTANT)
    Q_PROPERTY(astreinte::app::Rows *guards READ guards CONSTANT)
    Q_PROPERTY(astreinte::app::Rows *problems READ problems CONSTANT)
    Q_PROPERTY(bool ready READ ready NOTIFY changed)
    Q_PROPERTY(QString submitLabel READ submitLabel NOTIFY changed)
    Q_PROPERTY(bool busy READ busy NOTIFY changed)
    Q_PROPERTY(QString problem READ problem NOTIFY changed)

public:
    Composer(Drafts &drafts, PhotoShelf &shelf, const Content &content, const Incidents &incidents, Outbox &outbox,
             const Session &session, const PositionSource &position, const Clock &clock, QObject *parent = nullptr);
    ~Composer() override;

    [[nodiscard]] bool hasDraft() const;
    [[nodiscard]] QString draftId() const;
    [[nodiscard]] QDateTime savedAt() const;
    [[nodiscard]] QString savedText() const;
    [[nodiscard]] QString kind() const;
    [[nodiscard]] QString action() const;
    [[nodiscard]] QString templateId() const;
    [[nodiscard]] QString templateTitle() const;
    [[nodiscard]] Rows *fields() const { return m_fields; }
    [[nodiscard]] QString communeSearch() const { return m_communeSearch; }
    void setCommuneSearch(const QString &text);
    [[nodiscard]] Rows *communeMatches() const { return m_communeMatches; }
    [[nodiscard]] Rows *channels() const { return m_channels; }
    [[nodiscard]] QString language() const { return m_language; }
    void setLanguage(const QString &language);
    [[nodiscard]] bool includeEnglish() const;
    void setIncludeEnglish(bool on);
    [[nodiscard]] QDateTime factsAt() const;
    void setFactsAt(const QDateTime &at);
    [[nodiscard]] QString incidentTitle() const;
    [[nodiscard]] QString returnedReason() const;
    [[nodiscard]] Rows *agreements() const { return m_agreements; }
    [[nodiscard]] Rows *guards() const { return m_guards; }
    [[nodiscard]] Rows *problems() const { return m_problems; }
    [[nodiscard]] bool ready() const;
    [[nodiscard]] QString submitLabel() const;
    [[nodiscard]] bool busy() const { return m_busy; }
    [[nodiscard]] QString problem() const { return m_problem; }

    // kind: "proposal" or "fieldReport".
    Q_INVOKABLE void begin(const QString &kind);
    Q_INVOKABLE void resume(const QString &draftId);
    Q_INVOKABLE void discard();
    // The draft stays saved and is offered again; the screen lets go of it.
    Q_INVOKABLE void putAside();
    Q_INVOKABLE void selectTemplate(const QString &templateId);
    // Opens the first message by itself while it is what the draft's incident waits for: nothing of the incident is
    // public, nothing has left for it. False when it is not, and a template is to be chosen.
    Q_INVOKABLE bool proposeFirstMessage();
    Q_INVOKABLE void setValue(const QString &key, const QVariant &value);
    Q_INVOKABLE void setEnglish(const QString &key, const QString &text);
    Q_INVOKABLE void addCommune(const QString &key, const QString &code);
    Q_INVOKABLE void removeCommune(const QString &key, const QString &code);
    Q_INVOKABLE void setNow(const QString &key);
    Q_INVOKABLE void setChannel(const QString &channel, bool on);
    // Who agreed, by which means (core/submission/agreement.h), at which time of day ("14:32"; now when empty).
    Q_INVOKABLE void recordAgreement(const QString &id, const QString &by, const QString &means, const QString &time);
    Q_INVOKABLE void forgetAgreement(const QString &id);
    Q_INVOKABLE void acceptGuard(const QString &id);
    Q_INVOKABLE void submit();

    // What its button says for a message with or without photos: when it will leave (outbox/departure.h).
    void setSubmitLabel(std::function<QString(bool withPhotos)> label) { m_submitLabel = std::move(label); }
    // Whether submitting is held back for want of contact (sync/lease.h); photos are always taken.
    void setCaptureOnly(std::function<bool()> captureOnly) { m_captureOnly = std::move(captureOnly); }
    // A new revision of what was submitted, with everything it held.
    void revise(const OutboxItem &item);
    void correct(const OutboxItem &item);
    // A new field report on the place and incident of one that was sent.
    void followUp(const OutboxItem &item);
    // `takenBack`: the digests of the pictures whose persons took their agreement back, when that is why.
    Result<QString> withdraw(const OutboxItem &item, const QString &reason, const QStringList &takenBack = {});
    // Somebody on this photo took their agreement back (BRIEF §2.5): proposes the withdrawal of every message that a
    // channel shows or may show soon, once, and lets what no channel has begun go on without it. How many withdrawals.
    int takeDown(const QString &photoId);

Q_SIGNALS:
    void changed();
    void savedChanged();
    void communeSearchChanged();
    void draftOpened(const QString &draftId);
    // The submission is frozen, sealed and queued on the disk.
    void submitted(const QString &submissionId);

private:
    void proposeMarks(const OutboxItem &item);
    void replaceWithout(const QString &photoId, const OutboxItem &item, const QStringList &pictures);
    int proposeTakeDown(const OutboxItem &item, const QStringList &pictures);
    void followTakenBack(const QString &id);
    void show();
    void showFields();
    void showTexts();
    void showProblems();
    void edit(const std::function<void(Draft &)> &change, bool atOnce = false);

    Drafts &m_drafts;
    PhotoShelf &m_shelf;
    const Content &m_content;
    const Incidents &m_incidents;
    Outbox &m_outbox;
    const Session &m_session;
    const PositionSource &m_position;
    const Clock &m_clock;
    Rows *m_fields;
    Rows *m_communeMatches;
    Rows *m_channels;
    Rows *m_agreements;
    Rows *m_guards;
    Rows *m_problems;
    QString m_communeSearch;
    QString m_language = QStringLiteral("fr");
    std::function<QString(bool)> m_submitLabel;
    std::function<bool()> m_captureOnly;
    QString m_problem;
    bool m_busy = false;
};

} // namespace astreinte::app
