// SPDX-License-Identifier: EUPL-1.2
#include "app/composition/drafts.h"

#include "app/ports/clock.h"
#include "app/vault/vault.h"
#include "core/submission/uuid7.h"

#include <algorithm>

namespace astreinte::app {
namespace {

constexpr std::chrono::milliseconds typingDelay{300};

} // namespace

Result<QString> freshId()
{
    // One source for the whole process: identifiers must grow even within one millisecond.
    static submission::Uuid7Source source;
    const auto id = source.next();
    if (!id)
        return tl::unexpected(id.error());
    return id->text();
}

Drafts::Drafts(Vault &vault, const Clock &clock, QObject *parent) : QObject(parent), m_vault(vault), m_clock(clock)
{
    m_delay.setSingleShot(true);
    m_delay.setInterval(typingDelay);
    connect(&m_delay, &QTimer::timeout, this, [this] { (void)flush(); });
}

Result<void> Drafts::load()
{
    forget();
    const auto rows = m_vault.all(Table::Draft);
    if (!rows)
        return tl::unexpected(rows.error());
    for (const auto &row : *rows) {
        auto draft = Draft::fromJson(row);
        if (!draft)
            return tl::unexpected(draft.error());
        m_drafts.insert(draft->id, *std::move(draft));
    }
    Q_EMIT changed();
    return {};
}

void Drafts::forget()
{
    m_delay.stop();
    m_unsaved = false;
    m_drafts.clear();
    m_current.clear();
    Q_EMIT currentChanged();
    Q_EMIT changed();
}

QList<Draft> Drafts::all() const
{
    auto drafts = m_drafts.values();
    std::ranges::sort(drafts, std::ranges::greater{}, &Draft::savedAt);
    return drafts;
}

const Draft *Drafts::find(const QString &id) const
{
    const auto found = m_drafts.constFind(id);
    return found == m_drafts.cend() ? nullptr : &*found;
}

const Draft *Drafts::current() const
{
    return find(m_current);
}

Result<QString> Drafts::add(Draft draft)
{
    if (draft.id.isEmpty()) {
        auto id = freshId();
        if (!id)
            return id;
        draft.id = *id;
    }
    if (auto flushed = flush(); !flushed)
        return tl::unexpected(flushed.error());
    draft.createdAt = draft.savedAt = m_clock.now();
    if (auto put = m_vault.put(Table::Draft, draft.id, draft.toJson()); !put)
        return tl::unexpected(put.error());
    m_drafts.insert(draft.id, draft);
    m_current = draft.id;
    Q_EMIT currentChanged();
    Q_EMIT changed();
    Q_EMIT saved();
    return draft.id;
}

void Drafts::setCurrent(const QString &id)
{
    if (m_current == id)
        return;
    (void)flush();
    m_current = m_drafts.contains(id) ? id : QString();
    Q_EMIT currentChanged();
}

void Drafts::edit(const std::function<void(Draft &)> &change, bool atOnce)
{
    const auto found = m_drafts.find(m_current);
    if (found == m_drafts.end())
        return;
    change(*found);
    m_unsaved = true;
    if (atOnce)
        (void)flush();
    else if (!m_delay.isActive()) // not restarted by each key: a fast typist is saved too
        m_delay.start();
    Q_EMIT changed();
}

Result<void> Drafts::flush()
{
    m_delay.stop();
    const auto found = m_drafts.find(m_current);
    if (!m_unsaved || found == m_drafts.end())
        return {};
    const auto before = found->savedAt;
    found->savedAt = m_clock.now();
    auto put = m_vault.put(Table::Draft, found->id, found->toJson());
    if (put) {
        m_unsaved = false;
        m_problem.reset();
        Q_EMIT saved();
    } else {
        found->savedAt = before;
        m_problem = put.error();
        m_delay.start(); // what was typed stays in memory and is tried again
    }
    Q_EMIT problemChanged();
    return put;
}

Result<void> Drafts::remove(const QString &id)
{
    if (auto removed = m_vault.remove(Table::Draft, id); !removed)
        return removed;
    forgetOne(id);
    return {};
}

void Drafts::forgetOne(const QString &id)
{
    m_drafts.remove(id);
    if (m_current == id) {
        m_current.clear();
        m_unsaved = false;
        Q_EMIT currentChanged();
    }
    Q_EMIT changed();
}

} // namespace astreinte::app
