// SPDX-License-Identifier: EUPL-1.2
#include "core/signature/bytes.h"
#include "core/signature/http_signature.h"
#include "server/routes/routes.h"
#include "server/routes/signed_route.h"

#include <QCryptographicHash>
#include <QLocale>
#include <mutex>

// tus 1.0.0 (https://tus.io/protocols/resumable-upload), core and the extensions creation, checksum, expiration,
// termination.
namespace astreinte::routes {
namespace {

using identity::Caller;
using intake::Upload;

constexpr auto tusVersion = "1.0.0";
constexpr auto tusExtensions = "creation,checksum,expiration,termination";

QByteArray httpDateOf(signature::Instant instant)
{
    return QLocale::c()
        .toString(signature::toDateTime(instant), QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'"))
        .toLatin1();
}

// A decimal number without sign, space or overflow.
Result<qint64> numberIn(const http::Request &request, QByteArrayView name)
{
    const auto text = request.header(name);
    bool number = false;
    const auto value = text.toLongLong(&number);
    const auto digits = std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
    if (!number || !digits || request.headerCount(name) != 1)
        return fail(Reason::InvalidValue, QString::fromLatin1(name.toByteArray()));
    return value;
}

http::Response described(http::Response response, const Upload &upload)
{
    return response.with("upload-offset", QByteArray::number(upload.offset))
        .with("upload-expires", httpDateOf(upload.expiresAt))
        .with("cache-control", "no-store");
}

Result<http::Response> create(Service &service, const Caller &caller, const http::Request &request)
{
    if (!request.body.isEmpty() || request.hasHeader("upload-defer-length") || request.hasHeader("upload-concat"))
        return fail(Reason::MalformedRequest, QStringLiteral("only the creation of a whole upload, without content"));
    auto size = numberIn(request, "upload-length");
    if (!size)
        return tl::unexpected(size.error());
    auto plan = intake::readUploadMetadata(request.header("upload-metadata"), *size);
    if (!plan)
        return tl::unexpected(plan.error());
    auto upload = service.uploads.create(caller, *plan);
    if (!upload)
        return tl::unexpected(upload.error());
    return described(http::Response::empty(201).with("location", "/v1/uploads/" + upload->id.toLatin1()), *upload);
}

Result<http::Response> ask(Service &service, const Caller &caller, const http::Request &request)
{
    auto upload = service.uploads.find(caller, QString::fromUtf8(request.captures.at(0)));
    if (!upload)
        return tl::unexpected(upload.error());
    return described(http::Response::empty(200)
                         .with("upload-length", QByteArray::number(upload->size))
                         .with("upload-metadata", upload->metadata.toLatin1()),
                     *upload);
}

Result<> acceptChecksum(const http::Request &request)
{
    if (!request.hasHeader("upload-checksum"))
        return {};
    const auto parts = request.header("upload-checksum").split(' ');
    const auto sha1 = parts[0] == "sha1";
    if (parts.size() != 2 || (!sha1 && parts[0] != "sha256"))
        return fail(Reason::UnknownChecksum, QStringLiteral("sha1 or sha256"));
    const auto digest = signature::fromBase64(parts[1]);
    // The signature covers this field, and it was compared with the body before: the same digest needs no second look.
    if (!sha1 && digest && request.header("content-digest") == signature::contentDigest(*digest))
        return {};
    const auto computed =
        sha1 ? QCryptographicHash::hash(request.body, QCryptographicHash::Sha1) : request.bodySha256();
    if (!digest)
        return fail(Reason::InvalidValue, QStringLiteral("Upload-Checksum"));
    return *digest == computed ? Result<>() : fail(Reason::ChecksumMismatch, QStringLiteral("this part"));
}

// A part on its way in: written as it comes, once its header is known to be signed by a device whose upload
// awaits it there. Nothing is acknowledged before the handler has compared the digest.
class ArrivingPart final : public http::BodyFollower
{
public:
    ArrivingPart(Service &service, const http::Request &request)
        : m_service(service), m_view(viewOf(request, service.authority())),
          m_offset(numberIn(request, "upload-offset")), m_upload(QString::fromUtf8(request.captures.at(0)))
    {
    }
    void follow(QByteArrayView piece) override
    {
        const std::lock_guard lock(m_mutex);
        if (m_complete)
            return;
        if (!std::exchange(m_begun, true) && m_offset)
            if (const auto kid = m_service.guard.signerOf(m_view))
                m_ahead = m_service.uploads.begin(*kid, m_upload, *m_offset);
        if (m_ahead)
            m_ahead->add(piece);
    }
    // Null when nothing was written; what follows afterwards is too late.
    [[nodiscard]] intake::AheadPart *ahead()
    {
        const std::lock_guard lock(m_mutex);
        m_complete = true;
        return m_ahead.get();
    }

private:
    Service &m_service;
    const signature::HttpRequestView m_view;
    const Result<qint64> m_offset;
    const QString m_upload;
    std::mutex m_mutex;
    bool m_begun = false;
    bool m_complete = false;
    std::shared_ptr<intake::AheadPart> m_ahead;
};

Result<http::Response> append(Service &service, const Caller &caller, const http::Request &request)
{
    if (request.header("content-type") != "application/offset+octet-stream")
        return http::Response::problem({Reason::MalformedRequest, QStringLiteral("Content-Type")}, 415);
    auto offset = numberIn(request, "upload-offset");
    if (!offset)
        return tl::unexpected(offset.error());
    if (auto accepted = acceptChecksum(request); !accepted)
        return tl::unexpected(accepted.error());
    auto *arrived = static_cast<ArrivingPart *>(request.follower.get());
    auto upload = service.uploads.append(caller, QString::fromUtf8(request.captures.at(0)), *offset, request.body,
                                         arrived ? arrived->ahead() : nullptr);
    if (!upload)
        return tl::unexpected(upload.error());
    return described(http::Response::empty(204), *upload);
}

Result<http::Response> terminate(Service &service, const Caller &caller, const http::Request &request)
{
    auto done = service.uploads.terminate(caller, QString::fromUtf8(request.captures.at(0)));
    if (!done)
        return tl::unexpected(done.error());
    return http::Response::empty(204);
}

// Another version of the protocol is not processed; the route says ours on every reply.
http::Handler tusRoute(Service &service, SignedHandler handler)
{
    return [inner = signedRoute(service, std::move(handler))](const http::Request &request) {
        if (request.header("tus-resumable") != tusVersion)
            return http::Response::problem({Reason::UnknownVersion, QStringLiteral("Tus-Resumable")}, 412)
                .with("tus-version", tusVersion);
        return inner(request);
    };
}

http::Response options(const http::Request &)
{
    return http::Response::empty(204)
        .with("tus-version", tusVersion)
        .with("tus-extension", tusExtensions)
        .with("tus-checksum-algorithm", "sha1,sha256")
        .with("tus-max-size", QByteArray::number(intake::largestUpload));
}

} // namespace

void addUploadRoutes(std::vector<http::Route> &routes, Service &service)
{
    const auto with = [&service](auto handler) {
        return tusRoute(service, [&service, handler](const Caller &caller, const http::Request &request) {
            return handler(service, caller, request);
        });
    };
    const auto add = [&routes](http::Route route) {
        route.always = {{"tus-resumable", tusVersion}};
        routes.push_back(std::move(route));
    };
    add({"OPTIONS", "/v1/uploads", http::noBody, options});
    add({"OPTIONS", "/v1/uploads/{id}", http::noBody, options});
    add({"POST", "/v1/uploads", http::jsonBodyLimit, with(create)});
    add({"HEAD", "/v1/uploads/{id}", http::noBody, with(ask)});
    http::Route part{"PATCH", "/v1/uploads/{id}", http::partBodyLimit, with(append), signedAdmission(service)};
    part.follow = [&service](const http::Request &request) { return std::make_shared<ArrivingPart>(service, request); };
    add(std::move(part));
    add({"DELETE", "/v1/uploads/{id}", http::noBody, with(terminate)});
}

} // namespace astreinte::routes
