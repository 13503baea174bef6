// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/composition/draft.h"

#include <QHash>
#include <QObject>
#include <QTimer>

namespace astreinte::app {

class Clock;
class Vault;

// The drafts of this phone and the one being written. Typing is saved within 300 ms; a photo or the choice of a
// template at once; a kill loses at most the last 300 ms of typing.
class Drafts : public QObject
{
    Q_OBJECT
public:
    Drafts(Vault &vault, const Clock &clock, QObject *parent = nullptr);

    Result<void> load();
    void forget();

    [[nodiscard]] QList<Draft> all() const; // newest first
    [[nodiscard]] const Draft *current() const;
    [[nodiscard]] const Draft *find(const QString &id) const;
    // Adds a draft (its id is made when empty), saves it, and makes it the current one.
    Result<QString> add(Draft draft);
    void setCurrent(const QString &id);
    // Changes the current draft; saved at once or within 300 ms.
    void edit(const std::function<void(Draft &)> &change, bool atOnce = false);
    // Writes what waits. Called on focus loss, in the background and before locking.
    Result<void> flush();
    Result<void> remove(const QString &id);
    // The draft's row has been removed by someone else's commit.
    void forgetOne(const QString &id);
    [[nodiscard]] const std::optional<Failure> &problem() const { return m_problem; }

Q_SIGNALS:
    void changed();
    void currentChanged();
    void saved();
    void problemChanged();

private:
    Vault &m_vault;
    const Clock &m_clock;
    QHash<QString, Draft> m_drafts;
    QString m_current;
    QTimer m_delay;
    bool m_unsaved = false;
    std::optional<Failure> m_problem;
};

// A fresh UUIDv7 (RFC 9562) from this process's one source; fails when there is no randomness.
Result<QString> freshId();

} // namespace astreinte::app
