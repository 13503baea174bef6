// SPDX-License-Identifier: EUPL-1.2
#include "app/sync/pinned_connection.h"

#include <QHostAddress>
#include <QSslConfiguration>
#include <algorithm>

namespace astreinte::app {
namespace {

constexpr qsizetype pieceSize = qsizetype{64} * 1024;
constexpr int piecesPerTurn = 16; // the interface takes its turn in between
// Enciphered and not yet taken by the network: what a connection holds of a body beside the body.
constexpr qsizetype mostAhead = 4 * pieceSize;
// Shorter than what servers and proxies keep (this one: 60 s), so that no request meets a connection being closed.
constexpr std::chrono::seconds idleLife{20};
// RFC 8305 in its simplest form: a phone whose network promises IPv6 and does not carry it asks again by IPv4.
constexpr std::chrono::seconds familyPatience{3};

QSslConfiguration trusting(const ServerIdentity &server)
{
    auto tls = QSslConfiguration::defaultConfiguration();
    tls.setProtocol(QSsl::TlsV1_3OrLater);
    tls.setCaCertificates(server.anchors);
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    return tls;
}

QByteArray headOf(const HttpRequest &request)
{
    const auto path = request.url.path(QUrl::FullyEncoded).toLatin1();
    auto head = request.method + ' ' + (path.isEmpty() ? QByteArray("/") : path);
    if (request.url.hasQuery())
        head += '?' + request.url.query(QUrl::FullyEncoded).toLatin1();
    head += " HTTP/1.1\r\nHost: " + authorityOf(request.url) + "\r\nAccept-Encoding: identity\r\n";
    if (!request.body.isEmpty() || (request.method != "GET" && request.method != "HEAD"))
        head += "Content-Length: " + QByteArray::number(request.body.size()) + "\r\n";
    for (const auto &[name, value] : request.headers)
        head += name + ": " + value + "\r\n";
    return head + "\r\n";
}

// What a header was given must not begin another one.
bool isOneLineEach(const QList<HttpHeader> &headers)
{
    return std::ranges::none_of(headers, [](const HttpHeader &header) {
        return std::ranges::any_of(header.first + header.second,
                                   [](char c) { return c == '\r' || c == '\n' || c == 0; });
    });
}

} // namespace

PinnedConnection::PinnedConnection(const ServerIdentity &server, const QUrl &url, QObject *parent)
    : QObject(parent), m_server(server), m_url(url)
{
    m_silence.setSingleShot(true);
    connect(&m_silence, &QTimer::timeout, this, [this] { failed(Reason::NetworkUnreachable); });
    m_newcomer.setSingleShot(true);
    m_newcomer.setInterval(familyPatience);
    connect(&m_newcomer, &QTimer::timeout, this, &PinnedConnection::tryOtherFamily);
    m_socket.setSslConfiguration(trusting(server));
    connect(&m_socket, &QSslSocket::connected, &m_newcomer, &QTimer::stop);
    connect(&m_socket, &QSslSocket::encrypted, this, &PinnedConnection::encrypted);
    connect(&m_socket, &QSslSocket::encryptedBytesWritten, this, &PinnedConnection::written);
    connect(&m_socket, &QSslSocket::readyRead, this, &PinnedConnection::read);
    connect(&m_socket, &QSslSocket::errorOccurred, this, [this](QAbstractSocket::SocketError error) {
        m_retired = true;
        read(); // what came before it
        failed(error == QAbstractSocket::SslHandshakeFailedError ? Reason::WrongCertificate
                                                                 : Reason::NetworkUnreachable);
    });
    connect(&m_socket, &QSslSocket::disconnected, this, [this] { failed(Reason::NetworkUnreachable); });
}

PinnedConnection::~PinnedConnection()
{
    m_socket.disconnect(this);
    m_socket.disconnect(&m_newcomer);
    m_socket.abort();
}

bool PinnedConnection::isFreeFor(const QUrl &url) const
{
    return m_exchanges.empty() && !m_retired && url.host() == m_url.host() && url.port(443) == m_url.port(443);
}

bool PinnedConnection::carries(quint64 lane) const
{
    return lane != 0 &&
           std::ranges::any_of(m_exchanges, [lane](const Exchange &one) { return one.request.lane == lane; });
}

void PinnedConnection::retire()
{
    m_retired = true;
    if (m_exchanges.empty())
        failed(Reason::NetworkUnreachable);
}

void PinnedConnection::send(const HttpRequest &request, QObject *context, Transport::Answer answer,
                            Transport::Progress progress)
{
    const auto expecting = request.method == "HEAD" ? ReplyParser::Expecting::NoBody : ReplyParser::Expecting::Reply;
    begin({expecting, request, context, std::move(answer), std::move(progress)});
}

void PinnedConnection::sendBehind(const HttpRequest &request, QObject *context, Transport::Answer answer,
                                  Transport::Progress progress)
{
    if (!m_retired && m_exchanges.size() == 1 && hasLeft(m_exchanges.back()))
        return send(request, context, std::move(answer), std::move(progress));
    tell({ReplyParser::Expecting::Reply, request, context, std::move(answer), {}},
         fail(Reason::NetworkUnreachable, m_url.host()));
}

void PinnedConnection::listen(const HttpRequest &request, EventStream *stream)
{
    m_stream = stream;
    begin({ReplyParser::Expecting::Stream, request, {}, {}, {}});
}

void PinnedConnection::begin(Exchange exchange)
{
    if (m_exchanges.empty())
        m_parser = ReplyParser(exchange.expecting);
    m_exchanges.push_back(std::move(exchange));
    const auto &request = m_exchanges.back().request;
    m_head = headOf(request);
    m_silence.start(request.timeout);
    if (request.url.scheme() != QStringLiteral("https") || !isOneLineEach(request.headers))
        return failed(Reason::WrongCertificate);
    if (m_open)
        pump();
    else
        connectToServer(QAbstractSocket::AnyIPProtocol);
}

void PinnedConnection::connectToServer(QAbstractSocket::NetworkLayerProtocol family)
{
    if (family == QAbstractSocket::AnyIPProtocol && QHostAddress(m_url.host()).isNull())
        m_newcomer.start();
    m_socket.connectToHostEncrypted(m_url.host(), quint16(m_url.port(443)), QIODevice::ReadWrite, family);
}

void PinnedConnection::tryOtherFamily()
{
    const QSignalBlocker blocker(&m_socket);
    m_socket.abort();
    connectToServer(QAbstractSocket::IPv4Protocol);
}

void PinnedConnection::encrypted()
{
    const auto pin = spkiPin(m_socket.peerCertificate());
    if (pin.isEmpty() || !m_server.pins.contains(pin))
        return failed(Reason::WrongCertificate);
    m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_open = true;
    pump();
}

// Hands over as fast as the network takes it.
void PinnedConnection::pump()
{
    if (m_pumping)
        return;
    m_pumping = true;
    for (int piece = 0; piece < piecesPerTurn && handPiece(); ++piece)
        ;
    m_pumping = false;
    tellProgress();
    if (m_open && !m_exchanges.empty() && !hasLeft(m_exchanges.back()) && m_socket.encryptedBytesToWrite() == 0)
        QMetaObject::invokeMethod(this, &PinnedConnection::pump, Qt::QueuedConnection);
}

// False when there is nothing to hand over, or enough for now. What the socket tells meanwhile may end everything.
bool PinnedConnection::handPiece()
{
    if (!m_open || m_exchanges.empty())
        return false;
    if (!m_head.isEmpty())
        m_socket.write(std::exchange(m_head, {}));
    auto &exchange = m_exchanges.back();
    const auto &body = exchange.request.body;
    const auto size = std::min(pieceSize, body.size() - exchange.handed);
    if (size > 0) {
        // Without a copy: the body outlives what the socket keeps of it.
        m_socket.write(QByteArray::fromRawData(body.constData() + exchange.handed, size));
        exchange.handed += size;
    }
    m_socket.flush();
    return size > 0 && m_socket.bytesToWrite() + m_socket.encryptedBytesToWrite() < mostAhead;
}

// All of the last one is enciphered: the socket keeps nothing of its body.
bool PinnedConnection::hasLeft(const Exchange &exchange) const
{
    return m_head.isEmpty() && exchange.handed == exchange.request.body.size() && m_socket.bytesToWrite() == 0;
}

void PinnedConnection::written()
{
    if (m_exchanges.empty())
        return;
    m_silence.start();
    pump();
}

void PinnedConnection::tellProgress()
{
    if (m_exchanges.empty() || !m_exchanges.back().context)
        return;
    const auto &last = m_exchanges.back();
    const auto left = last.handed - m_socket.bytesToWrite() - m_socket.encryptedBytesToWrite();
    // A copy: who hears may give it up.
    if (const auto progress = last.progress)
        progress(std::max<qint64>(0, left));
}

void PinnedConnection::read()
{
    auto bytes = m_socket.readAll();
    if (bytes.isEmpty())
        return;
    // Said by a server that was asked nothing.
    if (m_exchanges.empty())
        return retire();
    m_silence.start();
    while (!bytes.isEmpty() && !m_exchanges.empty()) {
        QByteArray next;
        m_parser.feed(std::exchange(bytes, {}), m_exchanges.size() > 1 ? &next : nullptr);
        if (m_stream)
            hearStream();
        const bool over = m_parser.state() != ReplyParser::State::Unfinished;
        const bool refused = m_stream && m_parser.headIsDone() && m_parser.reply().status != 200;
        if (m_parser.state() == ReplyParser::State::Broken || refused || (m_stream && over))
            return failed(Reason::NetworkUnreachable);
        if (over)
            replied();
        bytes = next;
    }
}

// The first of those under way is answered.
void PinnedConnection::replied()
{
    // A server that answers before it has read everything means to close.
    m_retired = m_retired || !m_parser.keepsAlive() || (m_exchanges.size() == 1 && !hasLeft(m_exchanges.front()));
    auto reply = m_parser.reply();
    auto answered = std::move(m_exchanges.front());
    m_exchanges.pop_front();
    // What was said may be private: a connection that is kept keeps none of it.
    m_parser = m_exchanges.empty() ? ReplyParser() : ReplyParser(m_exchanges.front().expecting);
    if (m_retired)
        close();
    else if (m_exchanges.empty())
        m_silence.start(idleLife);
    tell(std::move(answered), std::move(reply));
    if (m_retired)
        failed(Reason::NetworkUnreachable);
    else
        Q_EMIT released();
}

// Told in later turns of the event loop: who hears may delete the stream, and this with it.
void PinnedConnection::hearStream()
{
    if (!m_parser.headIsDone() || m_parser.reply().status != 200)
        return;
    const auto tell = [stream = m_stream.data()](auto what) {
        QMetaObject::invokeMethod(
            stream, [stream, what] { what(stream); }, Qt::QueuedConnection);
    };
    if (!std::exchange(m_heard, true))
        tell([](EventStream *stream) { Q_EMIT stream->opened(); });
    if (const auto bytes = m_parser.takeBody(); !bytes.isEmpty())
        tell([bytes](EventStream *stream) { Q_EMIT stream->received(bytes); });
}

// Nothing that is under way is answered any more.
void PinnedConnection::failed(Reason reason)
{
    m_retired = true;
    m_newcomer.stop();
    m_silence.stop();
    close();
    const Failure failure{reason, m_url.host()};
    for (auto &exchange : std::exchange(m_exchanges, {}))
        if (m_stream)
            tellStream(failure);
        else
            tell(std::move(exchange), tl::unexpected(failure));
    m_parser = ReplyParser();
    Q_EMIT released();
}

void PinnedConnection::giveUp(quint64 lane)
{
    if (!carries(lane))
        return;
    for (auto &exchange : m_exchanges)
        exchange.context.clear();
    failed(Reason::NetworkUnreachable);
}

void PinnedConnection::close()
{
    m_open = false;
    m_socket.disconnect(this);
    m_socket.abort();
}

void PinnedConnection::tell(Exchange exchange, Result<HttpReply> reply)
{
    if (exchange.context)
        QMetaObject::invokeMethod(
            exchange.context,
            [answer = std::move(exchange.answer), reply = std::move(reply)]() mutable { answer(std::move(reply)); },
            Qt::QueuedConnection);
}

void PinnedConnection::tellStream(const Failure &failure)
{
    const int status = m_parser.headIsDone() ? m_parser.reply().status : 200;
    const auto why = status == 200 ? failure : Failure{Reason::ServerUnavailable, QString::number(status)};
    QMetaObject::invokeMethod(
        m_stream, [stream = m_stream.data(), why] { Q_EMIT stream->closed(why); }, Qt::QueuedConnection);
}

} // namespace astreinte::app
