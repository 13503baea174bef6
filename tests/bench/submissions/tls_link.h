// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QByteArray>
#include <memory>
#include <openssl/ssl.h>

namespace astreinte::tests {

// The cheapest client there is: one TLS connection to loopback, a request written, a reply read. It shares the machine
// with what it measures.
class TlsLink
{
public:
    explicit TlsLink(quint16 port);
    ~TlsLink();
    TlsLink(const TlsLink &) = delete;
    TlsLink &operator=(const TlsLink &) = delete;
    // The status; 0 when the connection failed.
    int exchange(const QByteArray &request);

private:
    struct Free
    {
        void operator()(SSL_CTX *context) const { SSL_CTX_free(context); }
        void operator()(SSL *ssl) const { SSL_free(ssl); }
    };
    int m_socket = -1;
    std::unique_ptr<SSL_CTX, Free> m_context;
    std::unique_ptr<SSL, Free> m_ssl;
};

} // namespace astreinte::tests
