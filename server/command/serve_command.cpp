// SPDX-License-Identifier: EUPL-1.2
#include "server/command/commands.h"
#include "server/command/serve_options.h"
#include "server/routes/routes.h"

#include <QTextStream>
#include <csignal>
#include <ctime>

namespace astreinte::command {
namespace {

constexpr std::time_t secondsBetweenCalls = 5;
constexpr int callsBetweenSweeps = 12;

// SIGTERM and SIGINT wait here; every other thread has them blocked.
sigset_t blockStopSignals()
{
    sigset_t stop;
    sigemptyset(&stop);
    sigaddset(&stop, SIGTERM);
    sigaddset(&stop, SIGINT);
    pthread_sigmask(SIG_BLOCK, &stop, nullptr);
    return stop;
}

void sweepUntilStopped(routes::Service &service, const sigset_t &stop)
{
    const timespec pause{secondsBetweenCalls, 0};
    const auto report = [](const char *what, const Result<int> &done) {
        if (!done)
            QTextStream(stderr) << "astreinte: " << what << ": " << done.error().toString() << Qt::endl;
    };
    int round = 0;
    do {
        report("calling", service.callDown());
        if (round++ % callsBetweenSweeps == 0)
            report("sweeping", service.sweep());
    } while (sigtimedwait(&stop, nullptr, &pause) < 0);
}

deployment::Settings settingsFrom(const ServeOptions &options, const QStringList &pins, quint16 port,
                                  const deployment::Settings &present)
{
    const auto address = options.phones.address.contains(QLatin1Char(':'))
                             ? QLatin1Char('[') + options.phones.address + QLatin1Char(']')
                             : options.phones.address;
    auto settings = present;
    settings.origin =
        options.origin.isEmpty() ? QStringLiteral("https://%1:%2").arg(address).arg(port) : options.origin;
    settings.publicOrigin = options.publicOrigin.isEmpty() ? settings.origin : options.publicOrigin;
    settings.pins = pins;
    settings.department = options.department.value_or(present.department);
    settings.exercise = options.exercise.value_or(present.exercise);
    return settings;
}

http::Options httpOptions(const Endpoint &endpoint, const TlsMaterial &tls, const ServeOptions &asked,
                          const routes::Service &service)
{
    http::Options options;
    options.address = endpoint.address;
    options.port = endpoint.port;
    options.tls = tls.files;
    options.workers = asked.workers;
    options.trustedProxies = asked.trustedProxies;
    options.spoolFolder = service.folder.uploads();
    return options;
}

int serveUntilStopped(routes::Service &service, const ServeOptions &options, const sigset_t &stop)
{
    auto tls = tlsFor(options, service.folder);
    auto present = service.settings();
    if (!tls || !present)
        return tell(tls ? present.error() : tls.error());
    std::unique_ptr<http::Server> server;
    server = std::make_unique<http::Server>(httpOptions(options.phones, *tls, options, service),
                                            routes::allRoutes(service, [&server] { return server->counters(); }));
    if (auto listening = server->listen(); !listening)
        return tell(listening.error());
    std::unique_ptr<http::Server> site;
    if (options.publicSite) {
        std::vector<http::Route> pages;
        routes::addPublicRoutes(pages, service);
        site =
            std::make_unique<http::Server>(httpOptions(*options.publicSite, *tls, options, service), std::move(pages));
        if (auto listening = site->listen(); !listening)
            return tell(listening.error());
    }
    const auto settings = settingsFrom(options, tls->pins, server->port(), *present);
    if (auto adopted = service.adopt(settings); !adopted)
        return tell(adopted.error());
    QTextStream(stdout) << "listening on " << settings.origin << Qt::endl;
    sweepUntilStopped(service, stop);
    if (site)
        site->stop();
    server->stop();
    return Done;
}

} // namespace

int serve(const QStringList &typed)
{
    auto options = readServeOptions(typed);
    if (!options)
        return tell(options.error());
    const auto stop = blockStopSignals();
    auto service = routes::Service::open(options->data, deployment::systemNow);
    if (!service)
        return tell(service.error());
    return serveUntilStopped(**service, *options, stop);
}

} // namespace astreinte::command
