// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/submission/statement.h"
#include "core/submission/submission.h"
#include "server/http/server.h"
#include "server/publication/publisher.h"
#include "server/routes/service.h"
#include "tests/server/client.h"

#include <QTemporaryDir>
#include <atomic>

namespace astreinte::tests {

// The whole server, its objects and its sockets, in this process, on a folder that survives restart(). Its clock is the
// machine's plus `skew`.
class Prefecture
{
public:
    Prefecture();
    ~Prefecture();

    bool start();
    void stop();
    bool restart() { return stop(), start(); }
    [[nodiscard]] routes::Service &service() { return *m_service; }
    [[nodiscard]] QString origin() const { return QStringLiteral("https://127.0.0.1:%1").arg(m_port); }
    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] QByteArray authorityPem() const { return m_authorityPem; }
    [[nodiscard]] QString folder() const { return m_folder.path(); }
    [[nodiscard]] signature::Instant now() const;

    bool addPerson(const QString &id, const QString &role);
    // From an hour ago until in a day.
    bool addDuty(const QString &entry, const QString &person);
    bool removeDuty(const QString &entry);
    // Runs the publisher once, as its own process would.
    Result<int> publish() { return publishWith(*m_service->store); }
    // The same on a store of its own, under whatever role that is.
    Result<int> publishWith(storage::Store &store);
    // Puts another content under a digest, as whoever holds the disk or the database could.
    bool replaceBlob(const QString &digest, const QByteArray &content);
    // The public page as anyone reads it.
    Reply page(const QByteArray &path);

    bool exercise = false; // what start() makes of it
    std::atomic<std::chrono::milliseconds> skew{std::chrono::milliseconds(0)};

private:
    template <authorisation::Realm realm>
    void addOurSite(publication::Publisher &publisher, storage::Store &store, const storage::Blobs &blobs);
    QTemporaryDir m_folder;
    std::unique_ptr<routes::Service> m_service;
    std::unique_ptr<http::Server> m_server;
    quint16 m_port = 0;
    QByteArray m_authorityPem;
};

} // namespace astreinte::tests
