// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"
#include "server/http/route.h"

#include <chrono>
#include <memory>

namespace astreinte::http {

class Reactor;

// Hard limits of DESIGN section 4 and NOTES; tests shorten the times. Sizes in bytes.
struct Limits
{
    qsizetype header = qsizetype{16} * 1024; // request line and fields; beyond is 431
    int headerFields = 100;
    qint64 bufferedBodies = qint64{24} * 1024 * 1024; // of all requests together; more than half: large ones go to disk
    int connections = 12'000;
    int connectionsPerAddress = 512; // an IPv6 /64 counts as one address
    int handshakes = 256;            // begun and not finished, together
    int waitingRequests = 4'096;     // complete, not yet begun by a worker; beyond is 503
    std::chrono::milliseconds headerDeadline{10'000};
    std::chrono::milliseconds bodyProgress{15'000}; // longest silence within a body
    std::chrono::milliseconds bodyGrace{30'000};    // then at least bodyRate in each window of this length
    qint64 bodyRate = 1024;                         // bytes per second
    std::chrono::milliseconds bodyBudgetWait{5'000};
    std::chrono::milliseconds idle{60'000};
    std::chrono::milliseconds handshake{10'000};
    std::chrono::milliseconds writeProgress{30'000};
    std::chrono::milliseconds linger{5'000}; // how long what a refused client still sends is read and dropped
    std::chrono::milliseconds drain{10'000}; // how long stop() lets running requests finish
    std::chrono::milliseconds heartbeat{25'000};
};

// Certificate chain (leaf first) and private key, PEM files.
struct TlsFiles
{
    QString chain;
    QString key;
};

struct Options
{
    QString address = QStringLiteral("127.0.0.1"); // "::" listens on IPv6 and IPv4
    quint16 port = 0;                              // 0: any free one
    std::optional<TlsFiles> tls;                   // none: plain HTTP, for tests and behind a proxy on loopback
    // Addresses of the proxies that terminate TLS for us: no limit per address applies to them, and the last entry of
    // their X-Forwarded-For, the one they wrote themselves, is the client's address.
    std::vector<QByteArray> trustedProxies;
    int workers = 8;     // for handlers that block; the deferred ones have a thread for each processor
    QString spoolFolder; // for large bodies when memory is short; the system's when empty
    Limits limits;
};

// How often one route gave one status. An empty pattern: no route was found.
struct RouteCount
{
    QByteArray method;
    QByteArray pattern;
    int status = 0;
    qint64 replies = 0;
};

// A snapshot for /metrics. All but the four levels only grow.
struct Counters
{
    qint64 accepted = 0;
    qint64 requests = 0;
    qint64 refused = 0; // answered by the server itself: 4xx or 503 before any handler
    qint64 responses2xx = 0;
    qint64 responses3xx = 0;
    qint64 responses4xx = 0;
    qint64 responses5xx = 0;
    qint64 handlerExceptions = 0;
    qint64 handshakeFailures = 0;
    qint64 timeouts = 0;
    qint64 spooledBodies = 0; // moved to disk while they arrived
    qint64 evicted = 0;       // idle connections closed to make room
    qint64 turnedAway = 0;    // closed at once because every place was in use
    qint64 bytesIn = 0;       // as read from and written to clients, before TLS
    qint64 bytesOut = 0;
    qint64 listenersCutOff = 0;
    qint64 openConnections = 0; // levels
    qint64 eventListeners = 0;
    qint64 bufferedBodyBytes = 0;
    qint64 waitingRequests = 0;
    std::vector<RouteCount> byRoute;
};

// An HTTP/1.1 server (RFC 9110, RFC 9112): one thread for the sockets, a few for the handlers. When every place is
// taken the connection on which nothing has moved for longest makes room: a crowd of silent clients shuts nobody out.
class Server
{
public:
    Server(Options options, std::vector<Route> routes);
    ~Server(); // stop()
    Q_DISABLE_COPY_MOVE(Server)

    // Binds and starts the threads. Failures: InvalidValue (address, certificate or key, said which), Internal (the
    // port is taken, no descriptor). Also raises the process's soft limit of open files to its hard limit.
    [[nodiscard]] Result<> listen();
    [[nodiscard]] quint16 port() const;
    // Reads the certificate files again; new connections use them, the others stay. On failure the old ones stay.
    [[nodiscard]] Result<> reloadTls();
    // Accepts no more, lets running requests finish for at most Limits::drain, cuts event streams, joins the threads.
    // A handler that never returns makes this wait for it.
    void stop();
    [[nodiscard]] Counters counters() const;

private:
    std::unique_ptr<Reactor> m_reactor;
};

} // namespace astreinte::http
