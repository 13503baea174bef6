// SPDX-License-Identifier: EUPL-1.2
#include "tests/server/phone.h"

#include "core/signature/bytes.h"
#include "core/signature/canonical_json.h"
#include "core/signature/jws.h"
#include "core/submission/documents.h"
#include "core/submission/receipt.h"
#include "server/identity/invitations.h"

#include <QJsonArray>
#include <QtEndian>

namespace astreinte::tests {

using signature::hex;
using signature::sha256;
using storage::Transaction;

namespace {

QByteArray canonical(const QJsonObject &object)
{
    return signature::canonicalJson(object).value();
}

QByteArray pngChunk(const QByteArray &type, const QByteArray &content)
{
    quint32 crc = 0xffffffff;
    for (const auto byte : type + content) {
        crc ^= static_cast<uchar>(byte);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc & 1) != 0 ? 0xedb88320U ^ (crc >> 1) : crc >> 1;
    }
    QByteArray length(4, '\0');
    QByteArray check(4, '\0');
    qToBigEndian(static_cast<quint32>(content.size()), length.data());
    qToBigEndian(~crc, check.data());
    return length + type + content + check;
}

submission::PhotoRecord photoRecord(const QByteArray &picture, const QString &person, signature::Instant capturedAt)
{
    submission::PhotoRecord photo;
    photo.sha256 = sha256(picture);
    photo.size = picture.size();
    photo.type = QStringLiteral("image/png");
    photo.width = 16;
    photo.height = 16;
    photo.alt = {{QStringLiteral("fr"), QStringLiteral("Rue inondée.")},
                 {QStringLiteral("en"), QStringLiteral("Flooded street.")}};
    photo.author = QStringLiteral("Préfecture de l’Indre");
    photo.licence = QStringLiteral("Licence Ouverte 2.0");
    photo.capturedAt = capturedAt;
    photo.fix = submission::PositionFix{46.8029, 1.6903, 8.0, 3, QStringLiteral("gnss"), true};
    photo.commune = QStringLiteral("36044");
    submission::RightsRecord rights;
    rights.table = QStringLiteral("1.0.0");
    // Scenario S01 of image-rights.json.
    for (const auto &[question, answer] :
         std::initializer_list<std::pair<const char *, const char *>>{{"Q01", "moi"},
                                                                      {"Q02", "public"},
                                                                      {"Q03", "non"},
                                                                      {"Q04", "non"},
                                                                      {"Q05", "aucune"},
                                                                      {"Q08", "non"},
                                                                      {"Q09", "non"},
                                                                      {"Q11", "non"},
                                                                      {"Q14", "non"},
                                                                      {"Q15", "non"},
                                                                      {"Q16", "non"},
                                                                      {"Q17", "non"},
                                                                      {"Q18", "non"},
                                                                      {"Q19", "non"},
                                                                      {"Q20", "oui"},
                                                                      {"Q21", "non"},
                                                                      {"Q22", "commune"}})
        rights.answers[QLatin1String(question)] = QLatin1String(question) + QLatin1Char('-') + QLatin1String(answer);
    rights.closed = {QStringLiteral("strip-metadata"), QStringLiteral("alt-text")};
    rights.outcome = QStringLiteral("publishable");
    rights.answeredAt = capturedAt;
    rights.by = person;
    photo.rights = rights;
    return photo;
}

} // namespace

QByteArray pngPicture(int seed)
{
    QByteArray pixels;
    for (int row = 0; row < 16; ++row)
        pixels += QByteArray(1, '\0') + QByteArray(16, static_cast<char>(seed + row));
    return QByteArray("\x89PNG\r\n\x1a\n", 8) + pngChunk("IHDR", QByteArray("\0\0\0\x10\0\0\0\x10\x08\0\0\0\0", 13)) +
           pngChunk("IDAT", qCompress(pixels).mid(4)) + pngChunk("IEND", {});
}

Phone::Phone(Prefecture &prefecture_, QString person_)
    : prefecture(prefecture_), person(std::move(person_)), enrolmentOrigin(prefecture_.origin()),
      dev(signature::SigningKey::generate().value()), apr(signature::SigningKey::generate().value()),
      connection(prefecture_.port(), prefecture_.authorityPem())
{
}

Reply Phone::sendEnrolment(const QString &code)
{
    const auto payload = canonical({{QStringLiteral("v"), 1},
                                    {QStringLiteral("code"), code},
                                    {QStringLiteral("origin"), enrolmentOrigin},
                                    {QStringLiteral("dev"), dev.verifyingKey().toJwk()},
                                    {QStringLiteral("apr"), apr.verifyingKey().toJwk()},
                                    {QStringLiteral("label"), QStringLiteral("Téléphone d’essai")},
                                    {QStringLiteral("nonce"), QString::fromLatin1(signature::freshNonce().value())},
                                    {QStringLiteral("iat"), signature::toText(prefecture.now())}});
    const auto enrolment = signature::signCompact(dev, submission::typ::enrolment, payload).value();
    const auto proof = canonical(
        {{QStringLiteral("v"), 1}, {QStringLiteral("enrolment"), QString::fromLatin1(hex(sha256(enrolment)))}});
    const auto possession = signature::signCompact(apr, submission::typ::possession, proof).value();
    lastEnrolment = canonical({{QStringLiteral("enrolment"), QString::fromLatin1(enrolment)},
                               {QStringLiteral("possession"), QString::fromLatin1(possession)}});
    return connection.exchange("POST", "/v1/enrolments", {{"Content-Type", "application/json"}}, lastEnrolment);
}

bool Phone::confirm()
{
    const auto device = prefecture.service().devices.byRequestKey(kid());
    return device && prefecture.service().store->write([&](Transaction &transaction) {
        return identity::confirmDevice(transaction, device->digits, prefecture.now());
    });
}

bool Phone::enrol()
{
    const auto code = identity::invite(*prefecture.service().store, person, prefecture.now());
    return code && sendEnrolment(code->code).status == 201 && confirm();
}

Headers Phone::signedHeaders(const QByteArray &method, const QByteArray &target, const Headers &headers,
                             const QByteArray &body, std::chrono::seconds age)
{
    signature::HttpRequestView view;
    view.method = method;
    view.authority = "127.0.0.1:" + QByteArray::number(prefecture.port());
    view.path = target.split('?').first();
    if (target.contains('?'))
        view.query = target.mid(target.indexOf('?') + 1);
    view.headers = headers;
    const signature::SignatureTerms terms{prefecture.now() - age, std::chrono::seconds(120),
                                          signature::freshNonce().value()};
    return headers + signature::signRequest(dev, view, sha256(body), terms).value();
}

Reply Phone::send(const QByteArray &method, const QByteArray &target, Headers headers, const QByteArray &body)
{
    return connection.exchange(method, target, signedHeaders(method, target, headers, body), body);
}

int Phone::upload(const submission::SubmissionId &submission, const QByteArray &picture, const QByteArray &type,
                  qsizetype part)
{
    const auto metadata = "submission " + submission.text().toLatin1().toBase64() + ",sha256 " +
                          hex(sha256(picture)).toBase64() + ",type " + type.toBase64();
    const auto created = send("POST", "/v1/uploads",
                              {{"Tus-Resumable", "1.0.0"},
                               {"Upload-Length", QByteArray::number(picture.size())},
                               {"Upload-Metadata", metadata}});
    if (created.status != 201)
        return created.status;
    auto offset = created.header("upload-offset").toLongLong();
    int status = 204;
    while (offset < picture.size() && status == 204) {
        const auto bytes = picture.mid(offset, part);
        const auto reply = send("PATCH", created.header("location"),
                                {{"Tus-Resumable", "1.0.0"},
                                 {"Content-Type", "application/offset+octet-stream"},
                                 {"Upload-Offset", QByteArray::number(offset)},
                                 {"Upload-Checksum", "sha256 " + sha256(bytes).toBase64()}},
                                bytes);
        status = reply.status;
        offset = reply.header("upload-offset").toLongLong();
    }
    return status;
}

QByteArray Phone::jwsOf(const submission::Submission &submission) const
{
    return signature::signCompact(dev, submission::typ::submission, submission.payload()).value();
}

Reply Phone::submit(const submission::Submission &submission)
{
    return send("POST", "/v1/submissions",
                {{"Content-Type", "application/jose"}, {"Idempotency-Key", submission.idempotencyKey()}},
                jwsOf(submission));
}

submission::SubmissionContent Phone::draft(const QList<QByteArray> &pictures)
{
    submission::SubmissionContent draft;
    draft.id = ids.next().value();
    draft.authors = {person};
    draft.device = kid();
    draft.createdAt = prefecture.now();
    draft.factsAt = prefecture.now() - std::chrono::minutes(5);
    draft.incident = submission::IncidentRef{ids.next().value(), QStringLiteral("Crue de l’Indre"), draft.factsAt};
    draft.messageTemplate = submission::TemplateRef{QStringLiteral("inondation"), QStringLiteral("1.0.0")};
    draft.values = {
        {QStringLiteral("coursEau"), QStringLiteral("l’Indre")},
        {QStringLiteral("communes"), QJsonArray{QJsonObject{{QStringLiteral("nom"), QStringLiteral("Châteauroux")},
                                                            {QStringLiteral("code"), QStringLiteral("36044")},
                                                            {QStringLiteral("tncc"), 0}}}}};
    draft.languages = {QStringLiteral("fr"), QStringLiteral("en")};
    draft.texts[QStringLiteral("site")] = {
        {QStringLiteral("fr"), QStringLiteral("Crue de l’Indre à Châteauroux.\n\n• Éloignez-vous des berges.")},
        {QStringLiteral("en"), QStringLiteral("River Indre flooding in Châteauroux.")}};
    for (const auto &picture : pictures)
        draft.photos.append(photoRecord(picture, person, draft.factsAt));
    return draft;
}

std::optional<submission::Statement> Phone::statementOn(const QString &submission, qint64 revision)
{
    const auto target = QStringLiteral("/v1/submissions/%1/%2/manifest").arg(submission).arg(revision).toLatin1();
    const auto bytes = send("GET", target).body;
    const auto manifest = submission::Manifest::parse(bytes);
    const auto asked =
        send("POST", "/v1/challenges", {{"Content-Type", "application/json"}},
             canonical({{QStringLiteral("submission"), submission}, {QStringLiteral("revision"), revision}}));
    if (!manifest || asked.status != 201)
        return std::nullopt;
    submission::Statement statement;
    statement.audience = prefecture.origin();
    statement.issuer = person;
    statement.id = ids.next().value();
    statement.issuedAt = signature::fromUnixSeconds(signature::toUnixSeconds(prefecture.now()));
    statement.expiresAt = statement.issuedAt + std::chrono::seconds(600);
    statement.decision = submission::Decision::Approve;
    statement.channels = manifest->content().channels.keys();
    statement.submission = manifest->content().submission;
    statement.revision = revision;
    statement.manifestBytes = bytes.size();
    statement.manifestSha256 = sha256(bytes);
    statement.rosterVersion = rosterVersion;
    statement.rosterEntry = rosterEntry;
    statement.amr = {QStringLiteral("pin")};
    statement.challenge = asked.json().value(QLatin1String("challenge")).toString();
    return statement;
}

QByteArray Phone::signStatement(const submission::Statement &statement) const
{
    return signature::signCompact(apr, submission::typ::statement, statement.toPayload().value()).value();
}

Reply Phone::decide(const submission::Statement &statement)
{
    return send("POST", "/v1/statements", {{"Content-Type", "application/jose"}}, signStatement(statement));
}

QString Phone::stateOf(const QString &submission)
{
    const auto reply = send("GET", "/v1/submissions/" + submission.toLatin1());
    const auto jws = signature::parseCompact(reply.json().value(QLatin1String("status")).toString().toLatin1(),
                                             submission::typ::status);
    if (!jws)
        return reply.reason();
    const auto verified = jws->verify(prefecture.service().serverKey.verifyingKey());
    const auto status =
        verified ? submission::Status::fromPayload(verified->payload()) : tl::unexpected(verified.error());
    return status ? QString(submission::stateName(status->state)) : status.error().toString();
}

} // namespace astreinte::tests
