// SPDX-License-Identifier: EUPL-1.2
#include "app/sync/transport.h"

#include "core/signature/bytes.h"

#include <memory>
#include <openssl/x509.h>

namespace astreinte::app {

QByteArray HttpReply::header(QByteArrayView name) const
{
    for (const auto &[key, value] : headers)
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    return {};
}

QByteArray authorityOf(const QUrl &url)
{
    QByteArray host = url.host(QUrl::FullyEncoded).toLower().toLatin1();
    if (host.contains(':'))
        host = '[' + host + ']';
    const int port = url.port(443);
    return port == 443 ? host : host + ':' + QByteArray::number(port);
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
    auto digest = signature::sha256(QByteArrayView(spki, size));
    OPENSSL_free(spki);
    return digest;
}

} // namespace astreinte::app
