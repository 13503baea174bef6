// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/composition/draft.h"
#include "core/submission/receipt.h"
#include "core/submission/states.h"

#include <QJsonArray>
#include <QObject>

namespace astreinte::app {

class Clock;
class Vault;

// One picture file on its way: a photo has several where its channels take different ones.
struct OutboxPhoto
{
    QString photo;     // id on this phone
    QByteArray sha256; // 32 bytes
    QString blob;      // sealed rendition in the vault
    qint64 size = 0;
    qint64 sent = 0;  // acknowledged by the server
    QString location; // path of the upload on the server, empty before it was created
};

// One frozen revision and how far it has come. The JWS never changes: what is sent twice is the same bytes.
struct OutboxItem
{
    Draft draft; // what it was made from, so that it can be edited again
    QString title;
    QByteArray jws; // astreinte-submission+jws
    QList<OutboxPhoto> photos;
    submission::State state = submission::State::Queued;
    int attempts = 0;               // failures in a row
    std::optional<Failure> failure; // the last one
    bool needsPerson = false;       // not tried again until the author acts
    signature::Instant nextTry;     // 0: now
    signature::Instant queuedAt;
    signature::Instant updatedAt;
    QByteArray receipt;                  // astreinte-receipt+jws, empty before
    QList<submission::StatusStep> steps; // as last verified
    signature::Instant receivedAt;
    QString channelsText; // titles of the channels chosen
    bool exercise = false;
    bool offered = false;    // the submission itself was sent at least once, whatever came back
    bool anyNetwork = false; // a person asked for this one to leave whatever the network (departure.h)

    [[nodiscard]] const QString &id() const { return draft.id; }
    [[nodiscard]] bool waiting() const { return state == submission::State::Queued; }
    [[nodiscard]] qint64 bytes() const;
    [[nodiscard]] qint64 sentBytes() const;
    // The draft to go on writing from here: the same revision when the server cannot have this one, the next when it
    // has it or, after a conflict, when it has what was taken back before.
    [[nodiscard]] Draft nextDraft() const;
    // Once a channel has begun publishing, what the public may read is corrected, not revised.
    [[nodiscard]] bool mayRevise() const;
    [[nodiscard]] bool isPublic() const;
    // Where the authority that returned it asks for another blur; empty unless it is returned now.
    [[nodiscard]] QList<submission::MarkedRegion> marks() const;
    // The reason that came with the last return, refusal or withdrawal.
    [[nodiscard]] QString returnedReason() const;
    [[nodiscard]] QJsonObject toJson() const;
    static Result<OutboxItem> fromJson(const QJsonObject &object);
};

// What was submitted from this phone, durable and in order (STYLE 9: persist, then send; remove only on a receipt).
class Outbox : public QObject
{
    Q_OBJECT
public:
    Outbox(Vault &vault, const Clock &clock, QObject *parent = nullptr);

    Result<void> load();
    void forget();

    // Commits the item and the removal of its draft together: there is always exactly one of them. A newer revision
    // replaces the item of the same id.
    Result<void> enqueue(const OutboxItem &item);
    [[nodiscard]] QList<OutboxItem> items() const; // newest first
    [[nodiscard]] const OutboxItem *find(const QString &id) const;
    [[nodiscard]] int waitingCount() const;
    // The waiting item to send now: those that have not just failed, so that a bad one blocks no other (PAINS 9); among
    // them text first (SECURITY §4), those without bytes left to upload; then the oldest.
    // Those that the gate holds back are passed over.
    [[nodiscard]] const OutboxItem *next(signature::Instant now) const;
    // When the earliest delayed item is due, nothing when none waits for a time.
    [[nodiscard]] std::optional<signature::Instant> nextDue() const;
    // Whether an item may leave over the present network; every item may while there is no gate. recheck() when what
    // it answers may have changed.
    void setGate(std::function<bool(const OutboxItem &)> mayLeave) { m_mayLeave = std::move(mayLeave); }
    [[nodiscard]] bool mayLeave(const OutboxItem &item) const { return !m_mayLeave || m_mayLeave(item); }
    void recheck();
    // Changes and commits; false and nothing changed when the disk refused.
    bool change(const QString &id, const std::function<void(OutboxItem &)> &edit);
    // In memory only: progress bars do not deserve a write.
    void progress(const QString &id, const QByteArray &sha256, qint64 sent);
    // All waiting items are due now: the network is back, or a person asked.
    void wake(bool personToo);
    // Back to a draft: the item goes and the draft comes in one commit. Only while it waits, or once it was returned.
    Result<QString> reopen(const QString &id, Draft draft);
    Result<void> remove(const QString &id);
    [[nodiscard]] QString lastReceiptText() const { return m_lastReceipt; }

Q_SIGNALS:
    void changed();
    void itemChanged(const QString &id);
    // Something new to send, or something due again.
    void wanted();

private:
    Vault &m_vault;
    const Clock &m_clock;
    QHash<QString, OutboxItem> m_items;
    QString m_lastReceipt;
    std::function<bool(const OutboxItem &)> m_mayLeave;
};

} // namespace astreinte::app
