// SPDX-License-Identifier: EUPL-1.2
// The HTTP server alone in a process: its memory can then be read from outside, and a crash is seen. Prints its port,
// serves until standard input closes. Arguments: --tls CHAIN KEY, and a number for a limit (--idle 500).
#include "server/http/server.h"

#include <QByteArrayList>
#include <QCryptographicHash>
#include <QMap>
#include <cstdio>
#include <mutex>
#include <thread>

using namespace astreinte::http;

namespace {

// Threads that answer when their client may have gone.
struct LateAnswers
{
    std::mutex mutex;
    std::vector<std::jthread> threads;
};

std::vector<Route> routes(EventHub &hub, LateAnswers &late)
{
    const auto size = [](const Request &request) {
        return Response::bytes("text/plain", QByteArray::number(request.body.size()));
    };
    return {
        {"GET", "/", noBody, size},
        {"POST", "/json", jsonBodyLimit, size},
        {"PATCH", "/v1/uploads/{id}", partBodyLimit,
         [](const Request &request) {
             return Response::bytes("text/plain",
                                    QCryptographicHash::hash(request.body, QCryptographicHash::Sha256).toHex());
         }},
        {"GET", "/slow", noBody,
         [](const Request &) {
             std::this_thread::sleep_for(std::chrono::milliseconds(300));
             return Response::bytes("text/plain", QByteArray(100'000, 'x'));
         }},
        {"GET",
         "/later",
         noBody,
         {},
         {},
         [&late](const Request &, const Answer &answer) {
             const std::lock_guard lock(late.mutex);
             late.threads.emplace_back([answer] {
                 std::this_thread::sleep_for(std::chrono::milliseconds(200));
                 answer(Response::bytes("text/plain", QByteArray(100'000, 'x')));
             });
         }},
        {"GET", "/events", noBody,
         [&hub](const Request &request) { return Response::events(hub.subscribe(request.remoteAddress)); }},
        {"POST", "/publish", jsonBodyLimit,
         [&hub](const Request &request) {
             hub.publish({"1", "notice", request.body});
             return Response::empty(204);
         }},
        {"GET", "/listeners", noBody,
         [&hub](const Request &) { return Response::bytes("text/plain", QByteArray::number(hub.listeners())); }},
    };
}

Options optionsFrom(const QByteArrayList &arguments)
{
    Options options;
    const QMap<QByteArray, int *> places{{"--connections", &options.limits.connections},
                                         {"--connections-per-address", &options.limits.connectionsPerAddress}};
    const QMap<QByteArray, std::chrono::milliseconds *> times{{"--header-deadline", &options.limits.headerDeadline},
                                                              {"--body-progress", &options.limits.bodyProgress},
                                                              {"--handshake", &options.limits.handshake},
                                                              {"--idle", &options.limits.idle}};
    for (qsizetype i = 1; i + 1 < arguments.size(); ++i) {
        if (arguments[i] == "--tls" && i + 2 < arguments.size())
            options.tls = TlsFiles{QString::fromLocal8Bit(arguments[i + 1]), QString::fromLocal8Bit(arguments[i + 2])};
        if (int *place = places.value(arguments[i]))
            *place = arguments[i + 1].toInt();
        if (auto *time = times.value(arguments[i]))
            *time = std::chrono::milliseconds(arguments[i + 1].toInt());
    }
    return options;
}

} // namespace

int main(int argc, char *argv[])
{
    EventHub hub;
    LateAnswers late;
    Server server(optionsFrom(QByteArrayList(argv, argv + argc)), routes(hub, late));
    if (const auto listening = server.listen(); !listening) {
        std::fprintf(stderr, "%s\n", qPrintable(listening.error().toString()));
        return 1;
    }
    std::printf("%d\n", server.port());
    std::fflush(stdout);
    while (std::getchar() != EOF) {
    }
    server.stop();
    return 0;
}
