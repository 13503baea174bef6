// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"
#include "core/signature/http_signature.h"

#include <QByteArray>
#include <QUrl>

namespace astreinte::publication {

struct Page
{
    int status = 0;
    QByteArray body;
};

// Asks our own server as a reader of the public or a phone would: over TLS, with the deployment's certificate authority
// beside the system's. Only ever given addresses that we made. Blocking, at most ten seconds.
class PageReader
{
public:
    // `authorityPem` may be empty.
    explicit PageReader(QByteArray authorityPem) : m_authorityPem(std::move(authorityPem)) {}
    // NetworkUnreachable, WrongCertificate, UnexpectedReply, TooLarge beyond 2 MiB.
    [[nodiscard]] Result<Page> read(const QUrl &address) const;
    [[nodiscard]] Result<Page> send(const QByteArray &method, const QUrl &address,
                                    const QList<signature::HttpHeader> &headers, const QByteArray &body) const;
    // As the Host of a request to it says.
    static QByteArray hostOf(const QUrl &address);

private:
    [[nodiscard]] Result<Page> ask(const QUrl &address, const QByteArray &request) const;
    QByteArray m_authorityPem;
};

} // namespace astreinte::publication
