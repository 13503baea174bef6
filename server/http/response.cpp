// SPDX-License-Identifier: EUPL-1.2
#include "server/http/response.h"

#include <QJsonDocument>

namespace astreinte::http {

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
    switch (reason) {
    case Reason::BadSignature:
    case Reason::SignatureMissing:
    case Reason::SignatureCoverage:
    case Reason::SignatureExpired:
    case Reason::UnknownKey:
    case Reason::RevokedKey:
    case Reason::ClockSkew:
    case Reason::NonceReplayed:
        return 401;
    case Reason::NotAllowed:
    case Reason::PendingDevice:
    case Reason::OwnSubmission:
    case Reason::OffDuty:
        return 403;
    case Reason::UnknownCode:
    case Reason::UnknownSubmission:
    case Reason::UnknownRevision:
    case Reason::UnknownUpload:
        return 404;
    case Reason::ConflictingContent:
    case Reason::StaleRevision:
    case Reason::ManifestMismatch:
    case Reason::UnknownChallenge:
    case Reason::UsedChallenge:
    case Reason::AlreadyDecided:
    case Reason::ForbiddenTransition:
    case Reason::WrongOffset:
        return 409;
    case Reason::ExpiredCode:
    case Reason::UsedCode:
    case Reason::UploadExpired:
        return 410;
    case Reason::TooLarge:
    case Reason::ImageTooLarge:
        return 413;
    case Reason::UnsupportedImage:
        return 415;
    case Reason::TextTooLong:
    case Reason::UnknownTemplate:
    case Reason::UnknownCommune:
    case Reason::UnknownQuestion:
    case Reason::RightsIncomplete:
    case Reason::AltTextMissing:
    case Reason::ReasonRequired:
    case Reason::MalformedText:
    case Reason::MalformedImage:
        return 422;
    case Reason::MissingPhoto:
        return 424;
    case Reason::TooManyTries:
        return 429;
    case Reason::ChecksumMismatch:
        return 460;
    case Reason::ServerUnavailable:
        return 503;
    case Reason::DiskFull:
        return 507;
    case Reason::StorageFailed:
    case Reason::StorageNewer:
    case Reason::Internal:
        return 500;
    default:
        return 400;
    }
}

} // namespace astreinte::http
