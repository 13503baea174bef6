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
    return !m_busy && !m_retired && url.host() == m_url.host() && url.port(443) == m_url.port(443);
}

void PinnedConnection::retire()
{
    m_retired = true;
    if (!m_busy)
        failed(Reason::NetworkUnreachable);
}

void PinnedConnection::send(const HttpRequest &request, QObject *context, Transport::Answer answer,
                            Transport::Progress progress)
{
    m_context = context;
    m_answer = std::move(answer);
    m_progress = std::move(progress);
    begin(request, request.method == "HEAD" ? ReplyParser::Expecting::NoBody : ReplyParser::Expecting::Reply);
}

void PinnedConnection::listen(const HttpRequest &request, EventStream *stream)
{
    m_stream = stream;
    begin(request, ReplyParser::Expecting::Stream);
}

void PinnedConnection::begin(const HttpRequest &request, ReplyParser::Expecting expecting)
{
    m_busy = true;
    m_parser = ReplyParser(expecting);
    m_head = headOf(request);
    m_body = request.body;
    m_handed = 0;
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

// Hands the request over as fast as the network takes it.
void PinnedConnection::pump()
{
    if (!m_open || m_pumping)
        return;
    m_pumping = true;
    if (!m_head.isEmpty())
        m_socket.write(std::exchange(m_head, {}));
    for (int piece = 0; piece < piecesPerTurn && m_handed < m_body.size(); ++piece) {
        const auto size = std::min(pieceSize, m_body.size() - m_handed);
        m_socket.write(m_body.constData() + m_handed, size);
        m_handed += size;
        m_socket.flush();
        if (m_socket.bytesToWrite() + m_socket.encryptedBytesToWrite() >= mostAhead)
            break;
    }
    m_socket.flush();
    m_pumping = false;
    if (m_handed < m_body.size() && m_socket.encryptedBytesToWrite() == 0)
        QMetaObject::invokeMethod(this, &PinnedConnection::pump, Qt::QueuedConnection);
}

void PinnedConnection::written()
{
    if (!m_busy)
        return;
    m_silence.start();
    if (m_progress && m_context)
        m_progress(std::max<qint64>(0, m_handed - m_socket.bytesToWrite() - m_socket.encryptedBytesToWrite()));
    pump();
}

void PinnedConnection::read()
{
    const auto bytes = m_socket.readAll();
    if (bytes.isEmpty())
        return;
    // Said by a server that was asked nothing.
    if (!m_busy)
        return retire();
    m_silence.start();
    m_parser.feed(bytes);
    if (m_stream)
        hearStream();
    const bool over = m_parser.state() != ReplyParser::State::Unfinished;
    const bool refused = m_stream && m_parser.headIsDone() && m_parser.reply().status != 200;
    if (m_parser.state() == ReplyParser::State::Broken || refused || (m_stream && over))
        return failed(Reason::NetworkUnreachable);
    if (!over)
        return;
    // A server that answers before it has read everything means to close.
    m_retired = m_retired || !m_parser.keepsAlive() || !m_head.isEmpty() || m_handed < m_body.size();
    end(m_parser.reply());
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

void PinnedConnection::failed(Reason reason)
{
    m_retired = true;
    m_newcomer.stop();
    end(fail(reason, m_url.host()));
}

void PinnedConnection::end(Result<HttpReply> reply)
{
    m_silence.stop();
    if (m_retired) {
        m_open = false;
        m_socket.disconnect(this);
        m_socket.abort();
    }
    if (!std::exchange(m_busy, false))
        return Q_EMIT released();
    m_body = {};
    if (m_stream) {
        const int status = m_parser.headIsDone() ? m_parser.reply().status : 200;
        const auto why = status == 200 ? reply.error() : Failure{Reason::ServerUnavailable, QString::number(status)};
        QMetaObject::invokeMethod(
            m_stream, [stream = m_stream.data(), why] { Q_EMIT stream->closed(why); }, Qt::QueuedConnection);
    } else if (m_context) {
        QMetaObject::invokeMethod(
            m_context, [answer = std::move(m_answer), reply = std::move(reply)]() mutable { answer(std::move(reply)); },
            Qt::QueuedConnection);
    }
    // What was said may be private: a connection that is kept keeps none of it.
    m_parser = ReplyParser();
    m_answer = {};
    m_progress = {};
    if (!m_retired)
        m_silence.start(idleLife);
    Q_EMIT released();
}

} // namespace astreinte::app
