// SPDX-License-Identifier: EUPL-1.2
#include "app/enrolment/enrolment_contact.h"

#include <QPointer>
#include <QSslConfiguration>
#include <QSslSocket>

namespace astreinte::app {
namespace {

constexpr std::chrono::seconds patience{15};

// A server that sends its authority is trusted through it, so that a renewed leaf keeps working; otherwise its own
// certificate is the anchor.
QList<QSslCertificate> anchorsOf(const QList<QSslCertificate> &chain)
{
    return chain.size() > 1 ? chain.mid(1) : chain;
}

} // namespace

void TlsFirstContact::look(const QUrl &origin, const QList<QByteArray> &pins, QObject *context, Answer answer)
{
    auto *socket = new QSslSocket(context);
    auto *timer = new QTimer(socket);
    auto tls = QSslConfiguration::defaultConfiguration();
    tls.setProtocol(QSsl::TlsV1_3OrLater);
    // Nothing is trusted yet: the pin decides, on a connection over which nothing is ever sent.
    tls.setPeerVerifyMode(QSslSocket::VerifyNone);
    socket->setSslConfiguration(tls);
    const auto finish = [socket, answer = std::move(answer)](Result<QList<QSslCertificate>> result) {
        socket->disconnect();
        socket->abort();
        socket->deleteLater();
        answer(std::move(result));
    };
    QObject::connect(socket, &QSslSocket::encrypted, context, [socket, pins, finish, host = origin.host()] {
        const auto chain = socket->peerCertificateChain();
        if (chain.isEmpty() || !pins.contains(spkiPin(chain.first())))
            return finish(fail(Reason::WrongCertificate, host));
        finish(anchorsOf(chain));
    });
    QObject::connect(socket, &QSslSocket::errorOccurred, context,
                     [finish, host = origin.host()](QAbstractSocket::SocketError error) {
                         const bool handshake = error == QAbstractSocket::SslHandshakeFailedError;
                         finish(fail(handshake ? Reason::WrongCertificate : Reason::NetworkUnreachable, host));
                     });
    timer->setSingleShot(true);
    QObject::connect(timer, &QTimer::timeout, context,
                     [finish, host = origin.host()] { finish(fail(Reason::NetworkUnreachable, host)); });
    timer->start(patience);
    socket->connectToHostEncrypted(origin.host(), quint16(origin.port(443)));
}

} // namespace astreinte::app
