// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/outbox/outbox.h"

#include <QSet>

namespace astreinte::app {

// One search through everything that was submitted, the latest first, a few at a time: what the screen shows is looked
// for, and no more. Words are folded as place::searchWords does, and each begins a word of what is found.
class OutboxSearch
{
public:
    OutboxSearch(const Outbox &outbox, const QString &query);

    // At most `wanted` more that are found among the next `lookedAt` submissions; fewer does not mean the end.
    Result<QList<OutboxItem>> next(int wanted, int lookedAt);
    [[nodiscard]] bool ended() const { return m_ended; }

private:
    Result<std::optional<OutboxItem>> candidate();
    Result<std::optional<OutboxItem>> fromChain();
    Result<std::optional<OutboxItem>> fromPages();

    const Outbox &m_outbox;
    QStringList m_words;
    std::optional<SearchIndex::Chain> m_chain; // nothing: words too short, or an index that is still being made
    QList<OutboxItem> m_page;
    QString m_beyond;
    QSet<QString> m_seen;
    bool m_prepared = false;
    bool m_ended = false;
};

} // namespace astreinte::app
