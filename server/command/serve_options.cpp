// SPDX-License-Identifier: EUPL-1.2
#include "server/command/serve_options.h"

#include "server/http/tls_certificate.h"
#include "server/http/tls_identity.h"

#include <QFile>
#include <QUrl>

namespace astreinte::command {
namespace {

Result<Endpoint> endpointOf(const QString &text, const QString &option)
{
    const auto colon = text.lastIndexOf(QLatin1Char(':'));
    bool number = false;
    const auto port = text.mid(colon + 1).toUShort(&number);
    auto address = text.left(std::max<qsizetype>(colon, 0));
    if (address.startsWith(QLatin1Char('[')) && address.endsWith(QLatin1Char(']')))
        address = address.mid(1, address.size() - 2);
    if (colon < 1 || !number || address.isEmpty())
        return fail(Reason::InvalidValue, QStringLiteral("--%1 %2: as 127.0.0.1:8443").arg(option, text));
    return Endpoint{address, port};
}

Result<> readDepartment(const Arguments &arguments, ServeOptions &options)
{
    const auto code = QStringLiteral("department");
    if (!arguments.has(code))
        return {};
    auto name = arguments.required(QStringLiteral("department-name"));
    bool number = false;
    const auto tncc = arguments.value(QStringLiteral("department-tncc")).toInt(&number);
    if (!name || !number || tncc < 0 || tncc > 8)
        return fail(Reason::InvalidValue,
                    QStringLiteral("--department needs --department-name and --department-tncc 0 to 8"));
    options.department = deployment::Department{arguments.value(code), *name, tncc};
    return {};
}

Result<> readRest(const Arguments &arguments, ServeOptions &options)
{
    const auto exercise = arguments.value(QStringLiteral("exercise"));
    if (!exercise.isEmpty() && exercise != QLatin1String("yes") && exercise != QLatin1String("no"))
        return fail(Reason::InvalidValue, QStringLiteral("--exercise yes|no"));
    if (!exercise.isEmpty())
        options.exercise = exercise == QLatin1String("yes");
    if (arguments.has(QStringLiteral("tls-chain")) != arguments.has(QStringLiteral("tls-key")))
        return fail(Reason::MissingField, QStringLiteral("--tls-chain and --tls-key go together"));
    if (arguments.has(QStringLiteral("tls-chain")))
        options.tls =
            http::TlsFiles{arguments.value(QStringLiteral("tls-chain")), arguments.value(QStringLiteral("tls-key"))};
    for (const auto &proxy :
         arguments.value(QStringLiteral("trusted-proxy")).split(QLatin1Char(','), Qt::SkipEmptyParts))
        options.trustedProxies.push_back(proxy.toLatin1());
    bool number = true;
    if (arguments.has(QStringLiteral("workers")))
        options.workers = arguments.value(QStringLiteral("workers")).toInt(&number);
    if (!number || options.workers < 1 || options.workers > 256)
        return fail(Reason::InvalidValue, QStringLiteral("--workers 1 to 256"));
    return readDepartment(arguments, options);
}

} // namespace

Result<ServeOptions> readServeOptions(const QStringList &typed)
{
    auto arguments = Arguments::parse(
        typed,
        {QStringLiteral("data"), QStringLiteral("listen"), QStringLiteral("origin"), QStringLiteral("public-listen"),
         QStringLiteral("public-origin"), QStringLiteral("tls-chain"), QStringLiteral("tls-key"),
         QStringLiteral("workers"), QStringLiteral("trusted-proxy"), QStringLiteral("department"),
         QStringLiteral("department-name"), QStringLiteral("department-tncc"), QStringLiteral("exercise")});
    if (!arguments)
        return tl::unexpected(arguments.error());
    if (!arguments->words().isEmpty())
        return fail(Reason::InvalidValue, arguments->words().first());
    ServeOptions options;
    auto data = arguments->required(QStringLiteral("data"));
    if (!data)
        return tl::unexpected(data.error());
    options.data = *data;
    auto phones = endpointOf(arguments->value(QStringLiteral("listen"), QStringLiteral("127.0.0.1:8443")),
                             QStringLiteral("listen"));
    if (!phones)
        return tl::unexpected(phones.error());
    options.phones = *phones;
    if (arguments->has(QStringLiteral("public-listen"))) {
        auto site = endpointOf(arguments->value(QStringLiteral("public-listen")), QStringLiteral("public-listen"));
        if (!site)
            return tl::unexpected(site.error());
        options.publicSite = *site;
    }
    options.origin = arguments->value(QStringLiteral("origin"));
    options.publicOrigin = arguments->value(QStringLiteral("public-origin"));
    if (auto rest = readRest(*arguments, options); !rest)
        return tl::unexpected(rest.error());
    return options;
}

Result<TlsMaterial> tlsFor(const ServeOptions &options, const deployment::DataFolder &folder)
{
    if (options.tls) {
        QFile file(options.tls->key);
        if (!file.open(QIODevice::ReadOnly))
            return fail(Reason::InvalidValue, options.tls->key + QStringLiteral(": ") + file.errorString());
        auto pin = http::keyFromPem(file.readAll()).and_then(http::pinOf);
        if (!pin)
            return tl::unexpected(pin.error());
        return TlsMaterial{*options.tls, {QString::fromLatin1(*pin)}};
    }
    QStringList names;
    for (const auto &origin : {options.origin, options.publicOrigin})
        if (const auto host = QUrl(origin).host(); !host.isEmpty() && !names.contains(host))
            names += host;
    const auto wildcard =
        options.phones.address == QLatin1String("0.0.0.0") || options.phones.address == QLatin1String("::");
    if (!wildcard && !names.contains(options.phones.address))
        names += options.phones.address;
    if (names.isEmpty())
        return fail(Reason::MissingField, QStringLiteral("--origin: needed to listen on every address"));
    auto identity = http::openTlsIdentity(folder.tls(), names);
    if (!identity)
        return tl::unexpected(identity.error());
    return TlsMaterial{{identity->chainFile, identity->keyFile},
                       {QString::fromLatin1(identity->pin), QString::fromLatin1(identity->backupPin)}};
}

} // namespace astreinte::command
