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

constexpr int readAtOnce = 64;

qint64 bytesToUpload(const OutboxItem &item)
{
    qint64 left = 0;
    for (const auto &photo : item.photos)
        left += photo.size - photo.sent;
    return left;
}

} // namespace

Outbox::Outbox(Vault &vault, const Clock &clock, QObject *parent)
    : QObject(parent), m_vault(vault), m_clock(clock), m_index(vault)
{
    m_entering.setInterval(std::chrono::milliseconds(50));
    connect(&m_entering, &QTimer::timeout, this, &Outbox::enterEarlier);
}

Result<void> Outbox::load()
{
    forget();
    for (QByteArray beyond;;) {
        const auto rows = m_vault.page({Table::Outbox, quint8(submission::State::Queued), beyond, false, readAtOnce});
        if (!rows)
            return tl::unexpected(rows.error());
        for (const auto &row : *rows) {
            auto item = OutboxItem::fromJson(row);
            if (!item)
                return tl::unexpected(item.error());
            beyond = Vault::idBytes(item->id());
            m_waiting.insert(item->id(), *item);
        }
        if (rows->size() < readAtOnce)
            break;
    }
    if (const auto complete = m_index.complete(); complete && !*complete)
        m_entering.start();
    Q_EMIT changed();
    return {};
}

void Outbox::enterEarlier()
{
    // A row that does not open is for the examination of the storage to tell; the search does without.
    if (const auto done = m_index.enterEarlier(); !done || *done)
        m_entering.stop();
}

void Outbox::forget()
{
    m_entering.stop();
    m_waiting.clear();
    m_lastReceipt.clear();
    Q_EMIT changed();
}

Result<void> Outbox::enqueue(const OutboxItem &item)
{
    const auto words = m_index.entering({item});
    if (!words)
        return tl::unexpected(words.error());
    if (auto done = m_vault.commit(QList<Change>{saved(item), {Table::Draft, item.id(), {}, 0}} + *words); !done)
        return done;
    keep(item);
    Q_EMIT itemChanged(item.id());
    Q_EMIT changed();
    Q_EMIT wanted();
    return {};
}

void Outbox::keep(const OutboxItem &item)
{
    if (item.waiting())
        m_waiting.insert(item.id(), item);
    else
        m_waiting.remove(item.id());
}

std::optional<OutboxItem> Outbox::find(const QString &id) const
{
    if (const auto found = m_waiting.constFind(id); found != m_waiting.cend())
        return *found;
    const auto row = id.isEmpty() ? fail(Reason::InvalidValue) : m_vault.find(Table::Outbox, id);
    if (!row || !*row)
        return std::nullopt;
    auto item = OutboxItem::fromJson(**row);
    return item ? std::optional(*std::move(item)) : std::nullopt;
}

Result<QList<OutboxItem>> Outbox::page(const QString &beyond, int limit) const
{
    const auto rows =
        m_vault.page({Table::Outbox, {}, beyond.isEmpty() ? QByteArray() : Vault::idBytes(beyond), true, limit});
    if (!rows)
        return tl::unexpected(rows.error());
    QList<OutboxItem> items;
    for (const auto &row : *rows) {
        auto item = OutboxItem::fromJson(row);
        if (!item)
            return tl::unexpected(item.error());
        // What waits is ahead of its row: progress is not written.
        items.append(m_waiting.value(item->id(), *item));
    }
    return items;
}

QStringList Outbox::ids(const QList<submission::State> &states, const QString &beyond, int limit) const
{
    QList<quint8> wanted;
    for (const auto state : states)
        wanted.append(quint8(state));
    return m_vault.ids({Table::Outbox, wanted, beyond.isEmpty() ? QByteArray() : Vault::idBytes(beyond), true, limit})
        .value_or(QStringList());
}

int Outbox::count(submission::State state) const
{
    return m_vault.count(Table::Outbox, quint8(state)).value_or(0);
}

QList<OutboxItem> Outbox::waiting() const
{
    auto all = m_waiting.values();
    std::ranges::sort(all, std::ranges::less{}, &OutboxItem::queuedAt);
    return all;
}

std::optional<signature::Instant> Outbox::oldestWaiting() const
{
    const auto oldest = std::ranges::min_element(m_waiting, std::ranges::less{}, &OutboxItem::queuedAt);
    return oldest == m_waiting.cend() ? std::nullopt : std::optional(oldest->queuedAt);
}

QList<OutboxItem> Outbox::holding(const QByteArray &token) const
{
    QMap<QString, OutboxItem> items;
    auto chain = m_index.chain(token);
    for (auto id = chain ? m_index.next(*chain) : Result<std::optional<QString>>(); id && *id;
         id = m_index.next(*chain))
        if (auto item = find(**id))
            items.insert(**id, *std::move(item));
    // Those of an earlier version that are not in the index yet: all are read.
    if (const auto complete = m_index.complete(); complete && !*complete)
        for (auto rest = page({}, readAtOnce); rest && !rest->isEmpty(); rest = page(rest->last().id(), readAtOnce))
            for (const auto &item : std::as_const(*rest))
                items.insert(item.id(), item);
    return items.values();
}

bool Outbox::anyOfIncident(const QString &incident, const std::function<bool(const OutboxItem &)> &isSo) const
{
    auto chain = m_index.chain(SearchIndex::incidentToken(incident));
    while (chain) {
        const auto id = m_index.next(*chain);
        if (!id || !*id)
            break;
        if (const auto item = find(**id); item && item->draft.incident == incident && isSo(*item))
            return true;
    }
    return false;
}

const OutboxItem *Outbox::next(signature::Instant now) const
{
    const OutboxItem *best = nullptr;
    for (const auto &item : m_waiting) {
        if (item.needsPerson || item.nextTry > now || !mayLeave(item))
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
    for (const auto &item : m_waiting)
        if (!item.needsPerson && (!due || item.nextTry < *due) && mayLeave(item))
            due = item.nextTry;
    return due;
}

bool Outbox::change(const QString &id, const std::function<void(OutboxItem &)> &edit)
{
    const auto before = find(id);
    if (!before)
        return false;
    OutboxItem next = *before;
    edit(next);
    next.updatedAt = m_clock.now();
    if (!m_vault.commit({saved(next)}))
        return false;
    if (before->receipt != next.receipt)
        m_lastReceipt = QStringLiteral("%1 · %2").arg(next.title, signature::toText(next.receivedAt));
    keep(next);
    Q_EMIT itemChanged(id);
    Q_EMIT changed();
    return true;
}

void Outbox::progress(const QString &id, const QByteArray &sha256, qint64 sent)
{
    const auto found = m_waiting.find(id);
    if (found == m_waiting.end())
        return;
    for (auto &photo : found->photos)
        if (photo.sha256 == sha256)
            photo.sent = std::clamp(sent, qint64{0}, photo.size);
    Q_EMIT itemChanged(id);
}

void Outbox::wake(bool personToo)
{
    bool any = false;
    for (auto &item : m_waiting) {
        if (item.needsPerson && !personToo)
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
    const bool gone = m_waiting.contains(id);
    QList<Change> changes{{Table::Draft, draft.id, draft.toJson(), 0}};
    if (gone)
        changes.append({Table::Outbox, id, {}, 0});
    if (auto done = m_vault.commit(changes); !done)
        return tl::unexpected(done.error());
    if (gone)
        m_waiting.remove(id);
    Q_EMIT changed();
    return draft.id;
}

Result<void> Outbox::remove(const QString &id)
{
    if (auto removed = m_vault.remove(Table::Outbox, id); !removed)
        return removed;
    m_waiting.remove(id);
    Q_EMIT changed();
    return {};
}

} // namespace astreinte::app
