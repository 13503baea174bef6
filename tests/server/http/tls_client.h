// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "tests/server/http/wire_client.h"

#include <openssl/ssl.h>

namespace astreinte::http_test {

// A TLS client of any version and habit, over a blocking socket; trusts whatever it is shown.
class TlsClient
{
public:
    struct Habits
    {
        int version = TLS1_3_VERSION; // exactly this one
        QByteArray protocols = {};    // ALPN, in wire form: "\x02h2"
        QByteArray groups = {};       // "X25519:P-256"
        QByteArray cipherSuites = {}; // TLS 1.3 suites, the client's order
    };
    explicit TlsClient(quint16 port) : TlsClient(port, Habits{}) {}
    TlsClient(quint16 port, const Habits &habits);
    ~TlsClient();
    TlsClient(const TlsClient &) = delete;
    TlsClient &operator=(const TlsClient &) = delete;

    [[nodiscard]] bool secured() const { return m_secured; }
    [[nodiscard]] SSL *session() const { return m_ssl; }
    bool send(QByteArrayView bytes);
    QByteArray readUntil(QByteArrayView until);
    // "version suite group", as negotiated.
    [[nodiscard]] QByteArray agreed() const;
    // SHA-256 of each certificate the server sent, leaf first, DER.
    [[nodiscard]] QList<QByteArray> chain() const;
    WireClient &wire() { return m_wire; }

private:
    WireClient m_wire;
    SSL_CTX *m_context = nullptr;
    SSL *m_ssl = nullptr;
    bool m_secured = false;
};

} // namespace astreinte::http_test
