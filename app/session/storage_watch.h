// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/vault/vault.h"

#include <QObject>

namespace astreinte::app {

class Clock;

// What becomes of the vault while it is open: retention before anything is read from it, the recovery key that the
// configuration names, a complete check in a worker, rebuilding when that finds damage, and what the person is told.
class StorageWatch : public QObject
{
    Q_OBJECT
public:
    StorageWatch(Vault &vault, const Clock &clock, QObject *parent = nullptr);

    // Right after unlocking, before the parts read their rows. Mends what can be mended at once. Nothing is let go of
    // while the server's receipts cannot be trusted (sync/journal_witness.h).
    void unlocked(bool mayLetGo);
    // Once they have: checks everything, in a worker.
    void check();
    // The configuration names this recovery key (age1…), or none when empty; nothing is known before one was read.
    void followRecovery(const std::optional<QString> &named);
    // Ready to show; empty when there is nothing to say. It stays until it has been read, also over a locking.
    [[nodiscard]] QString notice() const { return m_notice; }
    void noticeRead();

Q_SIGNALS:
    void noticeChanged();
    // The rows must be read again.
    void rebuilt();
    // Sealed pictures that nothing names, each time the vault was checked.
    void foundPictures(const QList<astreinte::app::FoundPicture> &pictures);

private:
    void found(const Findings &findings);
    void say(const Failure &failure);
    void sayVaultsNotice();

    Vault &m_vault;
    const Clock &m_clock;
    QString m_notice;
};

} // namespace astreinte::app
