// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/outbox/outbox_item.h"
#include "app/outbox/search_index.h"

#include <QHash>
#include <QObject>
#include <QTimer>

namespace astreinte::app {

class Clock;
class Vault;

// What was submitted from this phone, durable and in order (STYLE 9: persist, then send; remove only on a receipt).
// What waits is in memory; what has left is read from the vault when it is asked for, so that nothing here costs more
// after a hundred thousand submissions than after ten.
class Outbox : public QObject
{
    Q_OBJECT
public:
    Outbox(Vault &vault, const Clock &clock, QObject *parent = nullptr);

    // Reads what waits.
    Result<void> load();
    void forget();

    // Commits the item, what it is searched by and the removal of its draft together: there is always exactly one of
    // them. A newer revision replaces the item of the same id.
    Result<void> enqueue(const OutboxItem &item);
    // By id, which begins with the time it was made; nothing when it is not on this phone or does not open.
    [[nodiscard]] std::optional<OutboxItem> find(const QString &id) const;
    // The newest that lie beyond `beyond`, all of them for an empty one.
    [[nodiscard]] Result<QList<OutboxItem>> page(const QString &beyond, int limit) const;
    // The ids of those in one of these states, in the same way.
    [[nodiscard]] QStringList ids(const QList<submission::State> &states, const QString &beyond, int limit) const;
    [[nodiscard]] int count(submission::State state) const;
    // Oldest first.
    [[nodiscard]] QList<OutboxItem> waiting() const;
    [[nodiscard]] int waitingCount() const { return int(m_waiting.size()); }
    [[nodiscard]] std::optional<signature::Instant> oldestWaiting() const;
    // Whether one of the incident's submissions is so.
    [[nodiscard]] bool anyOfIncident(const QString &incident,
                                     const std::function<bool(const OutboxItem &)> &isSo) const;
    // Every submission that may hold the token (search_index.h); the caller looks whether it does.
    [[nodiscard]] QList<OutboxItem> holding(const QByteArray &token) const;
    [[nodiscard]] const SearchIndex &index() const { return m_index; }
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
    void keep(const OutboxItem &item);
    void enterEarlier();

    Vault &m_vault;
    const Clock &m_clock;
    SearchIndex m_index;
    QHash<QString, OutboxItem> m_waiting;
    QTimer m_entering; // runs while submissions of an earlier version are entered into the index
    QString m_lastReceipt;
    std::function<bool(const OutboxItem &)> m_mayLeave;
};

} // namespace astreinte::app
