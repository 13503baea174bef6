// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/sync/transport.h"

#include <QNetworkAccessManager>
#include <QNetworkRequest>

class QNetworkReply;

namespace astreinte::app {

// The real network (SECURITY §3): TLS 1.3 only, trusting the enrolled server's certificates and nothing else, its key
// compared with the pins before any byte of a request leaves; no redirect followed, no cookie, no cache.
class PinnedNetwork final : public QObject, public Transport
{
    Q_OBJECT
public:
    explicit PinnedNetwork(QObject *parent = nullptr);
    void setServer(const ServerIdentity &server) override;
    void send(const HttpRequest &request, QObject *context, Answer answer, Progress progress = {}) override;
    EventStream *listen(const HttpRequest &request, QObject *parent) override;

private:
    [[nodiscard]] QNetworkRequest prepare(const HttpRequest &request) const;
    // Closes the connection, before anything is sent, when the server is not the one enrolled with.
    void guard(QNetworkReply *reply);

    QNetworkAccessManager m_manager;
    ServerIdentity m_server;
};

} // namespace astreinte::app
