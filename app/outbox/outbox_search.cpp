// SPDX-License-Identifier: EUPL-1.2
#include "app/outbox/outbox_search.h"

#include "core/place/search_key.h"

namespace astreinte::app {
namespace {

constexpr int pageSize = 20;

// The chain of the query's word that stands in the fewest submissions.
Result<std::optional<SearchIndex::Chain>> shortestChain(const SearchIndex &index, const QStringList &words)
{
    const auto complete = index.complete();
    if (!complete)
        return tl::unexpected(complete.error());
    std::optional<SearchIndex::Chain> shortest;
    for (const auto &word : words) {
        const auto token = SearchIndex::wordToken(word);
        if (!*complete || token.isEmpty())
            continue;
        auto chain = index.chain(token);
        if (!chain)
            return tl::unexpected(chain.error());
        if (!shortest || chain->length() < shortest->length())
            shortest = *std::move(chain);
    }
    return shortest;
}

} // namespace

OutboxSearch::OutboxSearch(const Outbox &outbox, const QString &query)
    : m_outbox(outbox), m_words(place::searchWords(query)), m_ended(m_words.isEmpty())
{
}

Result<QList<OutboxItem>> OutboxSearch::next(int wanted, int lookedAt)
{
    if (!m_prepared) {
        auto chain = shortestChain(m_outbox.index(), m_words);
        if (!chain)
            return tl::unexpected(chain.error());
        m_chain = *std::move(chain);
        m_prepared = true;
    }
    QList<OutboxItem> hits;
    for (int looked = 0; looked < lookedAt && hits.size() < wanted && !m_ended; ++looked) {
        auto item = candidate();
        if (!item)
            return tl::unexpected(item.error());
        if (*item && SearchIndex::matches(**item, m_words))
            hits.append(**std::move(item));
    }
    return hits;
}

Result<std::optional<OutboxItem>> OutboxSearch::candidate()
{
    return m_chain ? fromChain() : fromPages();
}

Result<std::optional<OutboxItem>> OutboxSearch::fromChain()
{
    const auto id = m_outbox.index().next(*m_chain);
    if (!id)
        return tl::unexpected(id.error());
    m_ended = !*id;
    // Once for each revision that was sent, and it may have left the phone since.
    if (m_ended || m_seen.contains(**id))
        return std::nullopt;
    m_seen.insert(**id);
    return m_outbox.find(**id);
}

Result<std::optional<OutboxItem>> OutboxSearch::fromPages()
{
    if (m_page.isEmpty()) {
        auto page = m_outbox.page(m_beyond, pageSize);
        if (!page)
            return tl::unexpected(page.error());
        m_page = *std::move(page);
        if (!m_page.isEmpty())
            m_beyond = m_page.last().id();
    }
    m_ended = m_page.isEmpty();
    return m_ended ? std::nullopt : std::optional(m_page.takeFirst());
}

} // namespace astreinte::app
