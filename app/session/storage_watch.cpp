// SPDX-License-Identifier: EUPL-1.2
#include "app/session/storage_watch.h"

#include "app/outbox/retention.h"
#include "app/ports/clock.h"

#include <QtConcurrent/QtConcurrentRun>

namespace astreinte::app {
StorageWatch::StorageWatch(Vault &vault, const Clock &clock, QObject *parent)
    : QObject(parent), m_vault(vault), m_clock(clock)
{
}

void StorageWatch::unlocked(bool mayLetGo)
{
    const auto kept = mayLetGo ? applyRetention(m_vault, m_clock.now()) : 0;
    if (!kept && kept.error().reason == Reason::StorageDamaged)
        (void)m_vault.rebuild(); // a row does not open: the second copy has it
    sayVaultsNotice();
}

void StorageWatch::check()
{
    const auto keys = m_vault.keys();
    if (!keys)
        return;
    QtConcurrent::run([this, keys] {
        return m_vault.examine(*keys, false);
    }).then(this, [this](const Result<Findings> &findings) {
        if (findings && m_vault.isOpen())
            found(*findings);
    });
}

void StorageWatch::found(const Findings &findings)
{
    sayVaultsNotice(); // of what was read since the opening
    if (findings.database) {
        if (const auto mended = m_vault.rebuild(); !mended)
            return say(mended.error());
        sayVaultsNotice();
        Q_EMIT rebuilt();
    } else if (findings.bundles) {
        if (m_vault.renewBundles())
            say({Reason::StorageRebuilt, {}});
    }
    if (!findings.blobs.isEmpty())
        say({Reason::StorageDamaged, tr("%n picture(s)", "damaged", int(findings.blobs.size()))});
    if (!findings.database)
        Q_EMIT foundPictures(findings.orphans);
}

void StorageWatch::followRecovery(const std::optional<QString> &named)
{
    if (!m_vault.isOpen() || !named)
        return;
    const auto recipient = sealing::AgeRecipient::fromText(named->toLatin1());
    if (named->isEmpty())
        (void)m_vault.setRecovery({});
    else if (recipient)
        (void)m_vault.setRecovery(*recipient);
}

void StorageWatch::say(const Failure &failure)
{
    m_notice = failure.userText();
    Q_EMIT noticeChanged();
}

void StorageWatch::sayVaultsNotice()
{
    if (!m_vault.notice())
        return;
    say(*m_vault.notice());
    m_vault.noticeShown();
}

void StorageWatch::noticeRead()
{
    m_notice.clear();
    Q_EMIT noticeChanged();
}

} // namespace astreinte::app
