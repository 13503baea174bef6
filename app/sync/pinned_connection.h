// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/sync/reply_parser.h"

#include <QPointer>
#include <QSslSocket>
#include <QTimer>

namespace astreinte::app {

// One connection to the server that this phone was enrolled with (SECURITY §3): TLS 1.3, trusting its certificates and
// nothing else, its key compared with the pins before any byte of a request leaves. Request after request in HTTP/1.1,
// each sent once: whether one that was cut may be sent again is for the caller to say. Its own rather than
// QNetworkAccessManager's because that hands a body over in pieces of 16 KiB from thread to thread, a turn of both
// event loops each (a sixth of the speed), and repeats a POST by itself.
class PinnedConnection final : public QObject
{
    Q_OBJECT
public:
    PinnedConnection(const ServerIdentity &server, const QUrl &url, QObject *parent = nullptr);
    ~PinnedConnection() override;

    // It waits for a request, and is of this server.
    [[nodiscard]] bool isFreeFor(const QUrl &url) const;
    // No further request: it closes once it has none.
    void retire();
    [[nodiscard]] bool isOver() const { return m_retired && !m_busy; }

    // One at a time. The answer comes in a later turn of the event loop, never after `context` has gone.
    void send(const HttpRequest &request, QObject *context, Transport::Answer answer, Transport::Progress progress);
    // A reply without end; the connection is the stream's from then on.
    void listen(const HttpRequest &request, EventStream *stream);

Q_SIGNALS:
    // A request was answered or failed; the connection may be over.
    void released();

private:
    void begin(const HttpRequest &request, ReplyParser::Expecting expecting);
    void connectToServer(QAbstractSocket::NetworkLayerProtocol family);
    void tryOtherFamily();
    void encrypted();
    void pump();
    void written();
    void read();
    void hearStream();
    void failed(Reason reason);
    void end(Result<HttpReply> reply);

    const ServerIdentity m_server;
    const QUrl m_url;
    QSslSocket m_socket;
    QTimer m_silence;  // nothing moved for too long
    QTimer m_newcomer; // connecting by the preferred family of addresses
    ReplyParser m_parser;
    QByteArray m_head; // not handed to the socket yet
    QByteArray m_body;
    qsizetype m_handed = 0; // of the body
    QPointer<QObject> m_context;
    Transport::Answer m_answer;
    Transport::Progress m_progress;
    QPointer<EventStream> m_stream;
    bool m_busy = false;
    bool m_open = false; // encrypted, and the pin was right
    bool m_pumping = false;
    bool m_heard = false; // the stream's opening was told
    bool m_retired = false;
};

} // namespace astreinte::app
