// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QSslCertificate>
#include <QUrl>
#include <chrono>
#include <functional>
#include <utility>

namespace astreinte::app {

using HttpHeader = std::pair<QByteArray, QByteArray>;

struct HttpRequest
{
    QByteArray method;
    QUrl url;
    QList<HttpHeader> headers;
    QByteArray body;
    std::chrono::milliseconds timeout{30'000}; // without a byte moving
    QByteArray bodyOwner = {};                 // whose bytes `body` shows without holding them; empty: its own
    // Requests of one lane share a connection; 0: of none. `behind`: does not wait for the answer to the lane's last
    // request (RFC 9112 §9.3.2), all of which must have left, and to no other.
    quint64 lane = 0;
    bool behind = false;
};

struct HttpReply
{
    int status = 0;
    QList<HttpHeader> headers;
    QByteArray body;
    // The first value under this name, compared without case; empty when absent.
    [[nodiscard]] QByteArray header(QByteArrayView name) const;
};

// The server that this phone was enrolled with, as far as TLS is concerned.
struct ServerIdentity
{
    QUrl origin;                    // scheme, host and port only
    QList<QByteArray> pins;         // 32 bytes each: SHA-256 of a leaf's SubjectPublicKeyInfo
    QList<QSslCertificate> anchors; // the only certificates trusted
};

// An event stream under way; deleting it closes the connection.
class EventStream : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
Q_SIGNALS:
    void opened();
    void received(const QByteArray &bytes);
    // The status of a refused stream is in the failure; a stream that ends cleanly is NetworkUnreachable.
    void closed(const astreinte::Failure &failure);
};

// Carries one request to the server and brings the reply back, whatever its status. The answer comes later and never
// after `context` has gone. A failure is NetworkUnreachable or WrongCertificate: nothing else is decided here.
class Transport
{
public:
    using Answer = std::function<void(Result<HttpReply>)>;
    using Progress = std::function<void(qint64 sent)>;

    virtual ~Transport() = default;
    virtual void setServer(const ServerIdentity &server) = 0;
    virtual void send(const HttpRequest &request, QObject *context, Answer answer, Progress progress = {}) = 0;
    // What is under way in this lane is wanted no more: no more bytes leave for it, no answer comes, its connection is
    // closed.
    virtual void giveUp(quint64 /*lane*/) {}
    // A GET whose reply never ends. The caller owns the stream.
    virtual EventStream *listen(const HttpRequest &request, QObject *parent) = 0;
};

// The Host of a request to it, and what its signature calls @authority (RFC 9421 §2.2.3): "pref-00.example:8443".
QByteArray authorityOf(const QUrl &url);

// SHA-256 of the certificate's SubjectPublicKeyInfo (RFC 7469 §2.4), empty when it cannot be read.
QByteArray spkiPin(const QSslCertificate &certificate);

} // namespace astreinte::app
