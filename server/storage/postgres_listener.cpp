// SPDX-License-Identifier: EUPL-1.2
#include "server/storage/postgres.h"
#include "server/storage/postgres_link.h"

#include <array>
#include <poll.h>

namespace astreinte::storage {
namespace {

class Listener final : public PostgresListener
{
public:
    explicit Listener(Link link) : m_link(std::move(link)) {}
    Result<bool> wait(int milliseconds, int stop) override
    {
        std::array<pollfd, 2> watched{pollfd{PQsocket(m_link.get()), POLLIN, 0}, pollfd{stop, POLLIN, 0}};
        ::poll(watched.data(), watched.size(), milliseconds);
        if (watched[0].revents == 0)
            return false;
        if (PQconsumeInput(m_link.get()) == 0)
            return fail(Reason::StorageFailed, QStringLiteral("PostgreSQL: ") + wordsOf(PQerrorMessage(m_link.get())));
        bool stirred = false;
        while (auto *notification = PQnotifies(m_link.get())) {
            stirred = true;
            PQfreemem(notification);
        }
        return stirred;
    }

private:
    Link m_link;
};

} // namespace

Result<std::unique_ptr<PostgresListener>> listenToPostgres(const QString &address)
{
    auto link = connectToPostgres(address);
    if (!link)
        return tl::unexpected(link.error());
    const Answer answer(PQexec(link->get(), "LISTEN astreinte"));
    if (!succeeded(answer))
        return tl::unexpected(failureOf(answer, link->get(), "LISTEN"));
    return std::make_unique<Listener>(std::move(*link));
}

} // namespace astreinte::storage
