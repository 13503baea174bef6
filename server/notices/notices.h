// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/signature/instant.h"
#include "server/storage/store.h"

#include <functional>
#include <thread>

namespace astreinte::notices {

// Something changed; nothing in it is sensitive (protocol §10): who is told then asks.
struct Notice
{
    qint64 id = 0;
    QString event; // "submission", "review", "configuration", "incident", "call"
    QString submission;
    qint64 revision = 0;
    QString state;
    QString person = {}; // whom a call is for
};

struct TimedNotice
{
    Notice notice;
    signature::Instant at;
};

Result<> postAll(storage::Transaction &transaction, const std::vector<TimedNotice> &notices);
Result<> post(storage::Transaction &transaction, const Notice &notice, signature::Instant at);
// Those that follow `after`, oldest first.
Result<std::vector<Notice>> since(storage::Connection &connection, qint64 after, int most);

// Who listens.
struct Recipient
{
    QString person;
    bool reviews = false; // reads every submission: authorities, communication, civil defence
};
// A call concerns the person called. A submission concerns its authors and those who may review it, its review only the
// latter; the configuration and the incidents concern everyone. To others not even the existence of a submission is
// told.
bool concerns(const Notice &notice, const Recipient &recipient, const std::vector<QString> &authors);
// Of any revision of it.
Result<std::vector<QString>> authorsOf(storage::Connection &connection, const QString &submission);
// Of those that follow `after`, the ones that concern the recipient; the same rule as concerns().
Result<std::vector<Notice>> sinceFor(storage::Connection &connection, const Recipient &recipient, qint64 after,
                                     int most);
Result<qint64> lastId(storage::Connection &connection);
// Phones that were away longer read everything anew.
Result<int> prune(storage::Transaction &transaction, signature::Instant now);

// Watches the database for notices and revocations, whichever process wrote them, and hands each on once. It looks at
// once after a commit of this process, and every 250 ms for those of others.
class Watch
{
public:
    struct Listener
    {
        std::function<void(const Notice &)> notice;
        std::function<void(const QString &kid)> revoked;
        // False: notices are passed over until somebody listens again.
        std::function<bool()> anyone;
    };
    Watch(storage::Store &store, Listener listener);
    ~Watch();
    Watch(const Watch &) = delete;
    Watch &operator=(const Watch &) = delete;

private:
    void run();
    void look();

    storage::Store &m_store;
    Listener m_listener;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_stopping = false;
    bool m_stirred = false;
    qint64 m_last = 0;
    qint64 m_dataVersion = -1;
    std::vector<QString> m_revoked;
    std::thread m_thread;
};

} // namespace astreinte::notices
