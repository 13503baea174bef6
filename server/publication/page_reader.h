// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"

#include <QByteArray>
#include <QUrl>

namespace astreinte::publication {

struct Page
{
    int status = 0;
    QByteArray body;
};

// Reads a page of our own site as a reader of the public would: over TLS, with the deployment's certificate authority
// beside the system's. Only ever given addresses that we made. Blocking, at most ten seconds.
class PageReader
{
public:
    // `authorityPem` may be empty.
    explicit PageReader(QByteArray authorityPem) : m_authorityPem(std::move(authorityPem)) {}
    // NetworkUnreachable, WrongCertificate, UnexpectedReply, TooLarge beyond 2 MiB.
    [[nodiscard]] Result<Page> read(const QUrl &address) const;

private:
    QByteArray m_authorityPem;
};

} // namespace astreinte::publication
