// SPDX-License-Identifier: EUPL-1.2
#include "app/sync/pinned_network.h"

#include <QNetworkReply>
#include <QPointer>
#include <QSslConfiguration>
#include <QSslError>
#include <openssl/x509.h>

#include "core/signature/bytes.h"

namespace astreinte::app {
namespace {

constexpr char refusedByPin[] = "astreintePinRefused";

bool isCertificateTrouble(const QNetworkReply &reply)
{
    return reply.property(refusedByPin).toBool() || reply.error() == QNetworkReply::SslHandshakeFailedError;
}

Failure networkFailure(const QNetworkReply &reply)
{
    if (isCertificateTrouble(reply))
        return {Reason::WrongCertificate, reply.url().host()};
    return {Reason::NetworkUnreachable, reply.url().host()};
}

HttpReply replyOf(QNetworkReply &reply)
{
    HttpReply result;
    result.status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    for (const auto &[name, value] : reply.rawHeaderPairs())
        result.headers.append({name, value});
    result.body = reply.readAll();
    return result;
}

} // namespace

QByteArray HttpReply::header(QByteArrayView name) const
{
    for (const auto &[key, value] : headers)
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    return {};
}

QByteArray spkiPin(const QSslCertificate &certificate)
{
    const QByteArray der = certificate.toDer();
    const auto *cursor = reinterpret_cast<const unsigned char *>(der.constData());
    std::unique_ptr<X509, decltype(&X509_free)> parsed(d2i_X509(nullptr, &cursor, der.size()), &X509_free);
    if (!parsed)
        return {};
    unsigned char *spki = nullptr;
    const int size = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(parsed.get()), &spki);
    if (size <= 0)
        return {};
    const QByteArray digest = signature::sha256(QByteArrayView(spki, size));
    OPENSSL_free(spki);
    return digest;
}

PinnedNetwork::PinnedNetwork(QObject *parent) : QObject(parent)
{
    m_manager.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    m_manager.setAutoDeleteReplies(false);
}

void PinnedNetwork::setServer(const ServerIdentity &server)
{
    m_server = server;
    // A connection opened for another identity must not be used again.
    m_manager.clearConnectionCache();
}

QNetworkRequest PinnedNetwork::prepare(const HttpRequest &request) const
{
    QNetworkRequest prepared(request.url);
    auto tls = QSslConfiguration::defaultConfiguration();
    tls.setProtocol(QSsl::TlsV1_3OrLater);
    tls.setCaCertificates(m_server.anchors);
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    prepared.setSslConfiguration(tls);
    prepared.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    prepared.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    prepared.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    prepared.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    prepared.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    prepared.setTransferTimeout(int(request.timeout.count()));
    for (const auto &[name, value] : request.headers)
        prepared.setRawHeader(name, value);
    return prepared;
}

void PinnedNetwork::guard(QNetworkReply *reply)
{
    connect(reply, &QNetworkReply::encrypted, this, [this, reply] {
        const auto pin = spkiPin(reply->sslConfiguration().peerCertificate());
        if (!pin.isEmpty() && m_server.pins.contains(pin))
            return;
        reply->setProperty(refusedByPin, true);
        reply->abort();
    });
}

void PinnedNetwork::send(const HttpRequest &request, QObject *context, Answer answer, Progress progress)
{
    if (request.url.scheme() != QStringLiteral("https")) {
        QMetaObject::invokeMethod(
            context, [answer] { answer(fail(Reason::WrongCertificate, QStringLiteral("https"))); },
            Qt::QueuedConnection);
        return;
    }
    auto *reply = m_manager.sendCustomRequest(prepare(request), request.method, request.body);
    reply->setParent(this);
    guard(reply);
    if (progress)
        connect(reply, &QNetworkReply::uploadProgress, context, [progress](qint64 sent, qint64) { progress(sent); });
    connect(reply, &QNetworkReply::finished, reply, &QObject::deleteLater);
    connect(reply, &QNetworkReply::finished, context, [reply, answer = std::move(answer)] {
        auto result = replyOf(*reply);
        // A reply cut in its middle has a status and an error: it is no reply.
        const bool whole =
            reply->error() == QNetworkReply::NoError || reply->error() > QNetworkReply::ProxyTimeoutError;
        if (result.status == 0 || !whole || reply->property(refusedByPin).toBool())
            answer(tl::unexpected(networkFailure(*reply)));
        else
            answer(std::move(result));
    });
}

EventStream *PinnedNetwork::listen(const HttpRequest &request, QObject *parent)
{
    auto *stream = new EventStream(parent);
    auto prepared = prepare(request);
    auto *reply = m_manager.sendCustomRequest(prepared, request.method);
    reply->setParent(stream);
    guard(reply);
    connect(reply, &QNetworkReply::metaDataChanged, stream, [reply, stream] {
        if (reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() == 200)
            Q_EMIT stream->opened();
    });
    connect(reply, &QNetworkReply::readyRead, stream, [reply, stream] {
        if (reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() == 200)
            Q_EMIT stream->received(reply->readAll());
    });
    connect(reply, &QNetworkReply::finished, stream, [reply, stream] {
        const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        const bool refused = status != 0 && status != 200;
        Q_EMIT stream->closed(refused ? Failure{Reason::ServerUnavailable, QString::number(status)}
                                      : networkFailure(*reply));
    });
    return stream;
}

} // namespace astreinte::app
