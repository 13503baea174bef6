// SPDX-License-Identifier: EUPL-1.2
#include "server/http/response.h"

#include <QJsonDocument>
#include <algorithm>
#include <array>

namespace astreinte::http {
namespace {

// Whatever is not here is the client's mistake: 400.
struct ReasonStatus
{
    Reason reason;
    int status;
};

constexpr auto statuses = std::to_array<ReasonStatus>({
    {Reason::BadSignature, 401},
    {Reason::SignatureMissing, 401},
    {Reason::SignatureCoverage, 401},
    {Reason::SignatureExpired, 401},
    {Reason::UnknownKey, 401},
    {Reason::RevokedKey, 401},
    {Reason::ClockSkew, 401},
    {Reason::NonceReplayed, 401},
    {Reason::NotAllowed, 403},
    {Reason::PendingDevice, 403},
    {Reason::OwnSubmission, 403},
    {Reason::OffDuty, 403},
    {Reason::UnknownCode, 404},
    {Reason::UnknownSubmission, 404},
    {Reason::UnknownRevision, 404},
    {Reason::UnknownUpload, 404},
    {Reason::ConflictingContent, 409},
    {Reason::StaleRevision, 409},
    {Reason::ManifestMismatch, 409},
    {Reason::UnknownChallenge, 409},
    {Reason::UsedChallenge, 409},
    {Reason::AlreadyDecided, 409},
    {Reason::ForbiddenTransition, 409},
    {Reason::WrongOffset, 409},
    {Reason::ExpiredCode, 410},
    {Reason::UsedCode, 410},
    {Reason::UploadExpired, 410},
    {Reason::TooLarge, 413},
    {Reason::ImageTooLarge, 413},
    {Reason::UnsupportedImage, 415},
    {Reason::TextTooLong, 422},
    {Reason::UnknownTemplate, 422},
    {Reason::UnknownCommune, 422},
    {Reason::UnknownQuestion, 422},
    {Reason::RightsIncomplete, 422},
    {Reason::AltTextMissing, 422},
    {Reason::ReasonRequired, 422},
    {Reason::MalformedText, 422},
    {Reason::MalformedImage, 422},
    {Reason::MissingPhoto, 424},
    {Reason::TooManyTries, 429},
    {Reason::ChecksumMismatch, 460},
    {Reason::ServerUnavailable, 503},
    {Reason::DiskFull, 507},
    {Reason::StorageFailed, 500},
    {Reason::StorageNewer, 500},
    {Reason::Internal, 500},
});

} // namespace

Response Response::json(int status, const QJsonObject &object)
{
    return bytes("application/json", QJsonDocument(object).toJson(QJsonDocument::Compact), status);
}

Response Response::bytes(const QByteArray &contentType, QByteArray body, int status)
{
    Response response;
    response.status = status;
    response.headers.push_back({"content-type", contentType});
    response.body = std::move(body);
    return response;
}

Response Response::empty(int status)
{
    Response response;
    response.status = status;
    return response;
}

Response Response::fromFile(const QByteArray &contentType, const QString &path)
{
    Response response = bytes(contentType, {});
    response.file = path;
    return response;
}

Response Response::events(EventStream stream)
{
    Response response = bytes("text/event-stream", {});
    response.stream = std::move(stream);
    return response;
}

Response Response::problem(const Failure &failure, int status)
{
    QJsonObject object{
        {QStringLiteral("type"), QStringLiteral("about:blank")},
        {QStringLiteral("title"), QString::fromLatin1(failureEntry(failure.reason).what)},
        {QStringLiteral("status"), status},
        {QStringLiteral("reason"), failure.code()},
    };
    if (!failure.detail.isEmpty())
        object.insert(QStringLiteral("detail"), failure.detail);
    return bytes("application/problem+json", QJsonDocument(object).toJson(QJsonDocument::Compact), status);
}

Response &Response::with(const QByteArray &name, const QByteArray &value)
{
    headers.push_back({name.toLower(), value});
    return *this;
}

int statusFor(Reason reason)
{
    const auto found = std::ranges::find(statuses, reason, &ReasonStatus::reason);
    return found == statuses.end() ? 400 : found->status;
}

} // namespace astreinte::http
