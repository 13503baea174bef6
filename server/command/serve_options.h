// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "server/command/arguments.h"
#include "server/http/server.h"
#include "server/routes/service.h"

namespace astreinte::command {

// Address and port as typed: "127.0.0.1:8443", "[::1]:8443", "0.0.0.0:0".
struct Endpoint
{
    QString address;
    quint16 port = 0;
};

// What `serve` was asked.
struct ServeOptions
{
    QString data;
    Endpoint phones;
    std::optional<Endpoint> publicSite;
    QString origin; // empty: from the endpoint
    QString publicOrigin;
    std::optional<http::TlsFiles> tls;
    std::vector<QByteArray> trustedProxies;
    int workers = 16;
    std::optional<deployment::Department> department;
    std::optional<bool> exercise;
};

Result<ServeOptions> readServeOptions(const QStringList &typed);

// Certificate, key and pins: those given, or the installation's own authority for these names.
struct TlsMaterial
{
    http::TlsFiles files;
    QStringList pins;
};
Result<TlsMaterial> tlsFor(const ServeOptions &options, const deployment::DataFolder &folder);

} // namespace astreinte::command
