// SPDX-License-Identifier: EUPL-1.2
#include "app/outbox/outbox.h"

#include "app/ports/clock.h"
#include "app/vault/vault.h"

#include <algorithm>
#include <tuple>

namespace astreinte::app {
namespace {

Change saved(const OutboxItem &item)
{
    return {Table::Outbox, item.id(), item.toJson(), quint8(item.state)};
}

qint64 bytesToUpload(const OutboxItem &item)
{
    qint64 left = 0;
    for (const auto &photo : item.photos)
        left += photo.size - photo.sent;
    return left;
}

} // namespace

Outbox::Outbox(Vault &vault, const Clock &clock, QObject *parent) : QObject(parent), m_vault(vault), m_clock(clock) {}

Result<void> Outbox::load()
{
    forget();
    const auto rows = m_vault.all(Table::Outbox);
    if (!rows)
        return tl::unexpected(rows.error());
    for (const auto &row : *rows) {
        auto item = OutboxItem::fromJson(row);
        if (!item)
            return tl::unexpected(item.error());
        m_items.insert(item->id(), *std::move(item));
    }
    Q_EMIT changed();
    return {};
}

void Outbox::forget()
{
    m_items.clear();
    m_lastReceipt.clear();
    Q_EMIT changed();
}

Result<void> Outbox::enqueue(const OutboxItem &item)
{
    if (auto done = m_vault.commit({saved(item), {Table::Draft, item.id(), {}, 0}}); !done)
        return done;
    m_items.insert(item.id(), item);
    Q_EMIT itemChanged(item.id());
    Q_EMIT changed();
    Q_EMIT wanted();
    return {};
}

QList<OutboxItem> Outbox::items() const
{
    auto all = m_items.values();
    std::ranges::sort(all, std::ranges::greater{}, &OutboxItem::queuedAt);
    return all;
}

const OutboxItem *Outbox::find(const QString &id) const
{
    const auto found = m_items.constFind(id);
    return found == m_items.cend() ? nullptr : &*found;
}

int Outbox::waitingCount() const
{
    return int(std::ranges::count_if(m_items, &OutboxItem::waiting));
}

const OutboxItem *Outbox::next(signature::Instant now) const
{
    const OutboxItem *best = nullptr;
    for (const auto &item : m_items) {
        if (!item.waiting() || item.needsPerson || item.nextTry > now || !mayLeave(item))
            continue;
        const auto rank = [](const OutboxItem &of) {
            return std::tuple(of.attempts > 0, bytesToUpload(of) > 0, of.queuedAt);
        };
        if (!best || rank(item) < rank(*best))
            best = &item;
    }
    return best;
}

std::optional<signature::Instant> Outbox::nextDue() const
{
    std::optional<signature::Instant> due;
    for (const auto &item : m_items)
        if (item.waiting() && !item.needsPerson && (!due || item.nextTry < *due) && mayLeave(item))
            due = item.nextTry;
    return due;
}

bool Outbox::change(const QString &id, const std::function<void(OutboxItem &)> &edit)
{
    const auto found = m_items.find(id);
    if (found == m_items.end())
        return false;
    OutboxItem next = *found;
    edit(next);
    next.updatedAt = m_clock.now();
    if (!m_vault.commit({saved(next)}))
        return false;
    if (found->receipt != next.receipt)
        m_lastReceipt = QStringLiteral("%1 · %2").arg(next.title, signature::toText(next.receivedAt));
    *found = next;
    Q_EMIT itemChanged(id);
    Q_EMIT changed();
    return true;
}

void Outbox::progress(const QString &id, const QByteArray &sha256, qint64 sent)
{
    const auto found = m_items.find(id);
    if (found == m_items.end())
        return;
    for (auto &photo : found->photos)
        if (photo.sha256 == sha256)
            photo.sent = std::clamp(sent, qint64{0}, photo.size);
    Q_EMIT itemChanged(id);
}

void Outbox::wake(bool personToo)
{
    bool any = false;
    for (auto &item : m_items) {
        if (!item.waiting() || (item.needsPerson && !personToo))
            continue;
        item.needsPerson = false;
        item.attempts = 0;
        item.nextTry = {};
        any = true;
    }
    if (!any)
        return;
    Q_EMIT changed();
    Q_EMIT wanted();
}

void Outbox::recheck()
{
    if (waitingCount() > 0)
        Q_EMIT wanted();
}

Result<QString> Outbox::reopen(const QString &id, Draft draft)
{
    const bool gone = m_items.contains(id) && m_items[id].waiting();
    QList<Change> changes{{Table::Draft, draft.id, draft.toJson(), 0}};
    if (gone)
        changes.append({Table::Outbox, id, {}, 0});
    if (auto done = m_vault.commit(changes); !done)
        return tl::unexpected(done.error());
    if (gone)
        m_items.remove(id);
    Q_EMIT changed();
    return draft.id;
}

Result<void> Outbox::remove(const QString &id)
{
    if (auto removed = m_vault.remove(Table::Outbox, id); !removed)
        return removed;
    m_items.remove(id);
    Q_EMIT changed();
    return {};
}

} // namespace astreinte::app
