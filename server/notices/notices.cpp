// SPDX-License-Identifier: EUPL-1.2
#include "server/notices/notices.h"

#include <algorithm>

namespace astreinte::notices {
namespace {

using namespace std::chrono_literals;
using storage::Connection;
using storage::Row;
using storage::Transaction;

constexpr auto betweenLooks = 250ms;
constexpr auto noticeLife = 24h * 30;
constexpr int mostAtOnce = 500;

const auto submissionEvent = QStringLiteral("submission");
const auto reviewEvent = QStringLiteral("review");
const auto callEvent = QStringLiteral("call");

Notice noticeOf(const Row &row)
{
    return {row.number(0), row.text(1), row.text(2), row.number(3), row.text(4), row.text(5)};
}

} // namespace

Result<> postAll(Transaction &transaction, const std::vector<TimedNotice> &notices)
{
    storage::Rows rows;
    for (const auto &[notice, at] : notices)
        rows.add(notice.event, notice.submission, notice.revision, notice.state, at, notice.person);
    // Silent: nobody hears of a self-test that is on its way.
    return transaction->putAll(
        "INSERT INTO notice (event, submission, revision, state, at, person) SELECT column1, column2, "
        "CAST(column3 AS BIGINT), column4, CAST(column5 AS BIGINT), column6 FROM (VALUES (?, ?, ?, ?, ?, ?)) AS told "
        "WHERE COALESCE((SELECT kind FROM submission WHERE id = column2), '') <> 'selfTest'",
        rows);
}

Result<> post(Transaction &transaction, const Notice &notice, signature::Instant at)
{
    return postAll(transaction, {{notice, at}});
}

Result<std::vector<Notice>> since(Connection &connection, qint64 after, int most)
{
    return connection.all("SELECT id, event, submission, revision, state, COALESCE(person, '') FROM notice WHERE "
                          "id > ? ORDER BY id LIMIT ?",
                          noticeOf, after, most);
}

bool concerns(const Notice &notice, const Recipient &recipient, const std::vector<QString> &authors)
{
    if (notice.event == callEvent)
        return notice.person == recipient.person;
    if (recipient.reviews || (notice.event != submissionEvent && notice.event != reviewEvent))
        return true;
    return notice.event == submissionEvent && std::ranges::find(authors, recipient.person) != authors.end();
}

Result<std::vector<QString>> authorsOf(Connection &connection, const QString &submission)
{
    return connection.all(
        "SELECT DISTINCT person FROM revision_author WHERE submission = ?", [](const Row &row) { return row.text(0); },
        submission);
}

Result<std::vector<Notice>> sinceFor(Connection &connection, const Recipient &recipient, qint64 after, int most)
{
    if (recipient.reviews)
        return connection.all("SELECT id, event, submission, revision, state, COALESCE(person, '') FROM notice WHERE "
                              "id > ? AND (event <> ? OR person = ?) ORDER BY id LIMIT ?",
                              noticeOf, after, callEvent, recipient.person, most);
    return connection.all("SELECT n.id, n.event, n.submission, n.revision, n.state, COALESCE(n.person, '') FROM notice "
                          "n WHERE n.id > ? AND (n.event <> ? OR n.person = ?) AND n.event <> ? AND (n.event <> ? OR "
                          "EXISTS (SELECT 1 FROM revision_author a WHERE "
                          "a.submission = n.submission AND a.person = ?)) ORDER BY n.id LIMIT ?",
                          noticeOf, after, callEvent, recipient.person, reviewEvent, submissionEvent, recipient.person,
                          most);
}

Result<qint64> lastId(Connection &connection)
{
    auto last = connection.one("SELECT COALESCE(MAX(id), 0) FROM notice", [](const Row &row) { return row.number(0); });
    return last ? Result<qint64>(last->value_or(0)) : tl::unexpected(last.error());
}

Result<int> prune(Transaction &transaction, signature::Instant now)
{
    return transaction->run("DELETE FROM notice WHERE at < ?", now - noticeLife);
}

Watch::Watch(storage::Store &store, Listener listener) : m_store(store), m_listener(std::move(listener))
{
    // What was written before the start is for those who resume with Last-Event-ID, not for the live stream.
    m_last = m_store.read(lastId).value_or(0);
    m_thread = std::thread([this] { run(); });
    m_store.observeCommits([this] {
        {
            const std::lock_guard lock(m_mutex);
            m_stirred = true;
        }
        m_wake.notify_one();
    });
}

Watch::~Watch()
{
    m_store.observeCommits({});
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_one();
    m_thread.join();
}

void Watch::run()
{
    for (;;) {
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait_for(lock, betweenLooks, [this] { return m_stopping || m_stirred; });
            if (m_stopping)
                return;
            m_stirred = false;
        }
        look();
    }
}

void Watch::look()
{
    (void)m_store.read([this](Connection &connection) -> Result<> {
        auto version = connection.dataVersion();
        if (!version || *version == m_dataVersion)
            return {};
        // The last one first: who begins to listen after it was written asks for what is before by itself.
        if (auto last = lastId(connection); last && !m_listener.anyone())
            m_last = *last;
        auto fresh = since(connection, m_last, mostAtOnce);
        auto revoked = connection.all("SELECT kid FROM device WHERE revoked_at IS NOT NULL",
                                      [](const Row &row) { return row.text(0); });
        if (!fresh || !revoked)
            return {}; // read again at the next look
        for (const auto &notice : *fresh) {
            m_listener.notice(notice);
            m_last = notice.id;
        }
        for (const auto &kid : *revoked)
            if (std::ranges::find(m_revoked, kid) == m_revoked.end())
                m_listener.revoked(kid);
        m_revoked = std::move(*revoked);
        // A full page means that there may be more: the version stays unknown until the last page.
        m_dataVersion = fresh->size() == static_cast<std::size_t>(mostAtOnce) ? -1 : *version;
        return {};
    });
}

} // namespace astreinte::notices
