// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/signature/http_signature.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QSslSocket>
#include <memory>

namespace astreinte::tests {

using Headers = QList<signature::HttpHeader>;

struct Reply
{
    int status = 0;  // 0: the connection ended without a reply
    Headers headers; // names in lower case
    QByteArray body;
    [[nodiscard]] QByteArray header(const QByteArray &name) const;
    [[nodiscard]] QJsonObject json() const;
    [[nodiscard]] QString reason() const; // of a problem document
};

// An HTTP/1.1 client over TLS that keeps its connection and sends exactly the bytes it is given. Written for these
// tests: it shares no code with the server.
class Connection
{
public:
    Connection(quint16 port, QByteArray authorityPem);
    // Sends the request and reads the reply; connects again when the server has closed.
    Reply exchange(const QByteArray &method, const QByteArray &target, const Headers &headers,
                   const QByteArray &body = {});
    // Sends the request up to `sent` bytes of its body, on a connection of its own; finish() sends the rest and reads
    // the reply.
    void begin(const QByteArray &method, const QByteArray &target, const Headers &headers, const QByteArray &body,
               qsizetype sent);
    Reply finish();
    // Sends a request behind those that are not answered yet; answer() reads the next of their replies.
    void sendBehind(const QByteArray &method, const QByteArray &target, const Headers &headers, const QByteArray &body);
    Reply answer() { return readReply("PATCH"); }
    // Sends the request and hangs up without reading: a reply that is lost.
    void sendAndVanish(const QByteArray &method, const QByteArray &target, const Headers &headers,
                       const QByteArray &body);
    // Raw bytes of an open stream, until `count` occurrences of `mark`, the end of the stream, or 15 seconds.
    QByteArray stream(const QByteArray &target, const Headers &headers, const QByteArray &mark, int count);
    void close();

private:
    bool open();
    Reply tryOnce(const QByteArray &method, const QByteArray &target, const Headers &headers, const QByteArray &body);
    Reply readReply(const QByteArray &method);
    void write(const QByteArray &method, const QByteArray &target, const Headers &headers, const QByteArray &body);
    quint16 m_port;
    QByteArray m_authorityPem;
    std::unique_ptr<QSslSocket> m_socket;
    QByteArray m_method; // of what was begun
    QByteArray m_rest;
    QByteArray m_next; // read, of the next reply
};

} // namespace astreinte::tests
