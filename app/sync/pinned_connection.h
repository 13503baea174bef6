// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/sync/reply_parser.h"

#include <QPointer>
#include <QSslSocket>
#include <QTimer>
#include <deque>

namespace astreinte::app {

// One connection to the server that this phone was enrolled with (SECURITY §3): TLS 1.3, trusting its certificates and
// nothing else, its key compared with the pins before any byte of a request leaves. Request after request in HTTP/1.1,
// one of them behind another that is not answered yet where its sender wants it; each sent once: whether one that was
// cut may be sent again is for the caller to say. Its own rather than QNetworkAccessManager's because that hands a body
// over in pieces of 16 KiB from thread to thread, a turn of both event loops each (a sixth of the speed), and repeats a
// POST by itself.
class PinnedConnection final : public QObject
{
    Q_OBJECT
public:
    PinnedConnection(const ServerIdentity &server, const QUrl &url, QObject *parent = nullptr);
    ~PinnedConnection() override;

    // It waits for a request, and is of this server.
    [[nodiscard]] bool isFreeFor(const QUrl &url) const;
    // A request of this lane is under way.
    [[nodiscard]] bool carries(quint64 lane) const;
    // No further request: it closes once it has none.
    void retire();
    [[nodiscard]] bool isOver() const { return m_retired && m_exchanges.empty(); }

    // When it is free. The answer comes in a later turn of the event loop, never after `context`
    // has gone.
    void send(const HttpRequest &request, QObject *context, Transport::Answer answer, Transport::Progress progress);
    // When the last request has left and is answered next; otherwise it fails.
    void sendBehind(const HttpRequest &request, QObject *context, Transport::Answer answer,
                    Transport::Progress progress);
    // A reply without end; the connection is the stream's from then on.
    void listen(const HttpRequest &request, EventStream *stream);
    // Transport::giveUp()
    void giveUp(quint64 lane);

Q_SIGNALS:
    // A request was answered or failed; the connection may be over.
    void released();

private:
    // A request under way.
    struct Exchange
    {
        ReplyParser::Expecting expecting;
        HttpRequest request; // its body stays where it is until the answer has come
        QPointer<QObject> context;
        Transport::Answer answer;
        Transport::Progress progress;
        qsizetype handed = 0; // to the socket, of the body
    };
    void begin(Exchange exchange);
    void connectToServer(QAbstractSocket::NetworkLayerProtocol family);
    void tryOtherFamily();
    void encrypted();
    void pump();
    bool handPiece();
    [[nodiscard]] bool hasLeft(const Exchange &exchange) const;
    void written();
    void tellProgress();
    void read();
    void replied();
    void hearStream();
    void failed(Reason reason);
    void close();
    void tell(Exchange exchange, Result<HttpReply> reply);
    void tellStream(const Failure &failure);

    const ServerIdentity m_server;
    const QUrl m_url;
    QSslSocket m_socket;
    QTimer m_silence;  // nothing moved for too long
    QTimer m_newcomer; // connecting by the preferred family of addresses
    ReplyParser m_parser;
    std::deque<Exchange> m_exchanges; // in the order of their answers; only the last one is being sent
    QByteArray m_head;                // of the last one, not handed to the socket yet
    QPointer<EventStream> m_stream;
    bool m_open = false; // encrypted, and the pin was right
    bool m_pumping = false;
    bool m_heard = false; // the stream's opening was told
    bool m_retired = false;
};

} // namespace astreinte::app
