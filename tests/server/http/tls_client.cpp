// SPDX-License-Identifier: EUPL-1.2
#include "tests/server/http/tls_client.h"

#include <openssl/err.h>
#include <sys/socket.h>

namespace astreinte::http_test {

TlsClient::TlsClient(quint16 port, const Habits &habits) : m_wire(port), m_context(SSL_CTX_new(TLS_client_method()))
{
    const timeval patience{10, 0};
    ::setsockopt(m_wire.descriptor(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    SSL_CTX_set_min_proto_version(m_context, habits.version);
    SSL_CTX_set_max_proto_version(m_context, habits.version);
    SSL_CTX_set_security_level(m_context, 0);
    if (!habits.groups.isEmpty())
        SSL_CTX_set1_groups_list(m_context, habits.groups.constData());
    if (!habits.cipherSuites.isEmpty())
        SSL_CTX_set_ciphersuites(m_context, habits.cipherSuites.constData());
    m_ssl = SSL_new(m_context);
    if (!habits.protocols.isEmpty())
        SSL_set_alpn_protos(m_ssl, reinterpret_cast<const unsigned char *>(habits.protocols.constData()),
                            static_cast<unsigned>(habits.protocols.size()));
    SSL_set_fd(m_ssl, m_wire.descriptor());
    m_secured = SSL_connect(m_ssl) == 1;
    ERR_clear_error();
}

TlsClient::~TlsClient()
{
    SSL_free(m_ssl);
    SSL_CTX_free(m_context);
}

bool TlsClient::send(QByteArrayView bytes)
{
    const bool sent = SSL_write(m_ssl, bytes.data(), static_cast<int>(bytes.size())) == bytes.size();
    ERR_clear_error();
    return sent;
}

QByteArray TlsClient::readUntil(QByteArrayView until)
{
    QByteArray received;
    char piece[16 * 1024];
    while (!received.contains(until)) {
        const int bytes = SSL_read(m_ssl, piece, sizeof piece);
        if (bytes <= 0)
            break;
        received.append(piece, bytes);
    }
    ERR_clear_error();
    return received;
}

QByteArray TlsClient::agreed() const
{
    return QByteArray(SSL_get_version(m_ssl)) + ' ' + SSL_get_cipher_name(m_ssl) + ' ' +
           OBJ_nid2sn(static_cast<int>(SSL_get_negotiated_group(m_ssl)));
}

QList<QByteArray> TlsClient::chain() const
{
    QList<QByteArray> digests;
    STACK_OF(X509) *certificates = SSL_get_peer_cert_chain(m_ssl);
    for (int i = 0; i < sk_X509_num(certificates); ++i) {
        unsigned char digest[EVP_MAX_MD_SIZE];
        unsigned size = 0;
        X509_digest(sk_X509_value(certificates, i), EVP_sha256(), digest, &size);
        digests.append(QByteArray(reinterpret_cast<char *>(digest), size));
    }
    return digests;
}

} // namespace astreinte::http_test
