// SPDX-License-Identifier: EUPL-1.2
#include "server/public_site/pages.h"
#include "server/routes/routes.h"
#include "server/routes/signed_route.h"
#include "server/self_test/self_test.h"

namespace astreinte::routes {
namespace {

using public_site::PublicMessage;
using storage::Connection;

constexpr auto policy = "default-src 'none'; img-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'; "
                        "frame-ancestors 'none'";
constexpr auto framedPolicy = "default-src 'none'; img-src 'self'; style-src 'self'; base-uri 'none'; "
                              "form-action 'none'; frame-ancestors *";
constexpr auto html = "text/html; charset=utf-8";
// Short: a withdrawal must reach every cache quickly; long enough for a crowd.
constexpr auto pageCaching = "public, max-age=15";

http::Response page(QByteArray body, int status = 200)
{
    return http::Response::bytes(html, std::move(body), status)
        .with("content-security-policy", policy)
        .with("cache-control", status == 200 ? pageCaching : "no-store");
}

Result<std::vector<PublicMessage>> current(Service &service, const deployment::Settings &settings)
{
    return service.store->read([&](Connection &connection) {
        return public_site::currentMessages(connection, service.now(), settings.exercise);
    });
}

http::Response list(Service &service)
{
    auto settings = service.settings();
    auto messages = settings ? current(service, *settings) : tl::unexpected(settings.error());
    if (!messages)
        return problemOf(messages.error());
    return page(public_site::homePage(*messages, *settings));
}

http::Response message(Service &service, const http::Request &request, bool exercise)
{
    auto settings = service.settings();
    auto found = service.store->read([&](Connection &connection) {
        return public_site::findMessage(connection, QString::fromUtf8(request.captures.at(0)));
    });
    if (!settings || !found)
        return problemOf(settings ? found.error() : settings.error());
    if (!*found || (*found)->exercise != exercise)
        return page(public_site::notFoundPage(*settings), 404);
    if ((*found)->withdrawnAt)
        return page(public_site::withdrawnPage(**found, *settings), 410);
    return page(public_site::messagePage(**found, *settings, service.now()));
}

http::Response photo(Service &service, const http::Request &request)
{
    const auto sha256 = QString::fromUtf8(request.captures.at(0));
    auto type = service.store->read(
        [&](Connection &connection) { return public_site::publicPhotoType(connection, sha256, service.now()); });
    if (!type)
        return problemOf(type.error());
    if (!*type)
        return http::Response::problem({Reason::MissingPhoto, {}}, 404);
    auto bytes = service.blobs.read(sha256);
    if (!bytes)
        return problemOf(bytes.error());
    // Named by its content, yet not cached for ever: it goes when its message goes.
    return http::Response::bytes((*type)->toLatin1(), *bytes)
        .with("cache-control", "public, max-age=60")
        .with("etag", '"' + sha256.toLatin1() + '"');
}

// A Cancel is served as long as its readers need it; what it cancels is gone.
http::Response alert(Service &service, const http::Request &request, bool exercise)
{
    auto settings = service.settings();
    const auto file = QString::fromUtf8(request.captures.at(0));
    const auto suffix = QStringLiteral(".xml");
    auto found = service.store->read([&](Connection &connection) {
        return public_site::findAlert(connection, file.endsWith(suffix) ? file.chopped(suffix.size()) : QString());
    });
    if (!settings || !found)
        return problemOf(settings ? found.error() : settings.error());
    if (!*found || (*found)->exercise != exercise)
        return page(public_site::notFoundPage(*settings), 404);
    if ((*found)->cancelledAt)
        return page(public_site::notFoundPage(*settings), 410);
    return http::Response::bytes("application/cap+xml", (*found)->document)
        .with("cache-control", pageCaching)
        .with("access-control-allow-origin", "*");
}

http::Response feed(Service &service, bool atom)
{
    auto settings = service.settings();
    auto messages = settings ? current(service, *settings) : tl::unexpected(settings.error());
    if (!messages)
        return problemOf(messages.error());
    auto cancels = service.store->read([&](Connection &connection) {
        return public_site::currentCancels(connection, settings->exercise, service.now());
    });
    if (!cancels)
        return problemOf(cancels.error());
    auto response = atom ? http::Response::bytes("application/atom+xml; charset=utf-8",
                                                 public_site::atomFeed(*messages, *cancels, *settings, service.now()))
                         : http::Response::bytes("application/feed+json", public_site::jsonFeed(*messages, *settings));
    return response.with("cache-control", pageCaching).with("access-control-allow-origin", "*");
}

// The widget is made for the frames of other sites; it has nothing that a frame could steal.
http::Response board(Service &service, bool widget)
{
    auto settings = service.settings();
    auto messages = settings ? current(service, *settings) : tl::unexpected(settings.error());
    if (!messages)
        return problemOf(messages.error());
    if (!widget)
        return page(public_site::boardPage(*messages, *settings, service.now())).with("refresh", "60");
    return http::Response::bytes(html, public_site::widgetPage(*messages, *settings))
        .with("content-security-policy", framedPolicy)
        .with("cache-control", pageCaching);
}

// Read back by the publisher, every day; nobody else has a reason to ask, and nothing is said.
http::Response selfTest(Service &service, const http::Request &request)
{
    auto probe = service.store->read(
        [&](Connection &connection) { return self_test::find(connection, QString::fromUtf8(request.captures.at(0))); });
    if (!probe)
        return problemOf(probe.error());
    if (!*probe || !(*probe)->posted)
        return http::Response::problem({Reason::UnknownSubmission, {}}, 404);
    return http::Response::bytes("text/plain; charset=utf-8", (*probe)->posted->toLatin1() + '\n')
        .with("cache-control", "no-store");
}

http::Response style(const http::Request &)
{
    return http::Response::bytes("text/css; charset=utf-8", public_site::styleSheet())
        .with("cache-control", "public, max-age=3600");
}

} // namespace

void addPublicRoutes(std::vector<http::Route> &routes, Service &service)
{
    const auto get = [&routes](const char *pattern, http::Handler handler) {
        routes.push_back({"GET", pattern, http::noBody, std::move(handler), {}});
    };
    get("/", [&service](const http::Request &) { return list(service); });
    get("/messages/{id}", [&service](const http::Request &request) { return message(service, request, false); });
    get("/exercice/{id}", [&service](const http::Request &request) { return message(service, request, true); });
    get("/cap/{file}", [&service](const http::Request &request) { return alert(service, request, false); });
    get("/exercice/cap/{file}", [&service](const http::Request &request) { return alert(service, request, true); });
    get("/self-test/{id}", [&service](const http::Request &request) { return selfTest(service, request); });
    get("/photos/{sha256}", [&service](const http::Request &request) { return photo(service, request); });
    get("/feed.atom", [&service](const http::Request &) { return feed(service, true); });
    get("/feed.json", [&service](const http::Request &) { return feed(service, false); });
    get("/widget", [&service](const http::Request &) { return board(service, true); });
    get("/board", [&service](const http::Request &) { return board(service, false); });
    get("/style.css", style);
}

} // namespace astreinte::routes
