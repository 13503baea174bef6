// SPDX-License-Identifier: EUPL-1.2
#include "server/identity/enrolment.h"

#include "core/signature/bytes.h"
#include "core/signature/canonical_json.h"
#include "core/signature/jws.h"
#include "core/signature/object_reader.h"
#include "core/submission/documents.h"
#include "core/submission/invitation.h"
#include "server/identity/invitations.h"
#include "server/identity/people.h"

#include <variant>

namespace astreinte::identity {
namespace {

using signature::ObjectReader;
using signature::VerifyingKey;
using storage::Row;
using storage::Transaction;

constexpr int labelLength = 64;

// What a phone proved: it knows the code, and holds both private keys.
struct Application
{
    QByteArray enrolmentJws;
    QString enrolmentSha256;
    QString code;
    QString origin;
    QString label;
    std::optional<VerifyingKey> dev;
    std::optional<VerifyingKey> apr;
};

QString hexOf(const QByteArray &bytes)
{
    return QLatin1String(signature::hex(signature::sha256(bytes)));
}

Result<Application> readPayload(const QByteArray &payload)
{
    auto object = signature::parseStrictObject(payload);
    if (!object)
        return tl::unexpected(object.error());
    ObjectReader reader(*object);
    reader.version(QLatin1String("v"), 1);
    Application application;
    application.code = reader.token(QLatin1String("code"), 64);
    application.origin = reader.text(QLatin1String("origin"), 256, text::Lines::One);
    application.label = reader.text(QLatin1String("label"), labelLength, text::Lines::One);
    reader.token(QLatin1String("nonce"), 128);
    const auto dev = reader.object(QLatin1String("dev"));
    const auto apr = reader.object(QLatin1String("apr"));
    // Seconds or text: the phone's clock is not judged here, the code's age is.
    if (object->value(QLatin1String("iat")).isString())
        reader.instant(QLatin1String("iat"));
    else
        reader.integer(QLatin1String("iat"), 0, signature::largestJsonInteger);
    if (auto done = reader.finish(); !done)
        return tl::unexpected(done.error());
    auto devKey = VerifyingKey::fromJwk(dev);
    if (!devKey)
        return tl::unexpected(devKey.error());
    auto aprKey = VerifyingKey::fromJwk(apr);
    if (!aprKey)
        return tl::unexpected(aprKey.error());
    if (*devKey == *aprKey)
        return fail(Reason::InvalidValue, QStringLiteral("$.apr: the same key as dev"));
    application.dev = *devKey;
    application.apr = *aprKey;
    return application;
}

Result<> provePossession(const QByteArray &jws, const Application &application)
{
    auto parsed = signature::parseCompact(jws, submission::typ::possession);
    if (!parsed)
        return tl::unexpected(parsed.error());
    auto verified = parsed->verify(*application.apr);
    if (!verified)
        return tl::unexpected(verified.error());
    auto object = signature::parseStrictObject(verified->payload());
    if (!object)
        return tl::unexpected(object.error());
    ObjectReader reader(*object);
    reader.version(QLatin1String("v"), 1);
    const auto proved = reader.hexBytes(QLatin1String("enrolment"), 32);
    if (auto done = reader.finish(); !done)
        return tl::unexpected(done.error());
    if (!signature::constantTimeEqual(proved, signature::sha256(application.enrolmentJws)))
        return fail(Reason::BadSignature, QStringLiteral("the possession is of another enrolment"));
    return {};
}

Result<Application> readApplication(const QByteArray &body)
{
    auto object = signature::parseStrictObject(body);
    if (!object)
        return tl::unexpected(object.error());
    const auto enrolment = object->value(QLatin1String("enrolment"));
    const auto possession = object->value(QLatin1String("possession"));
    if (object->size() != 2 || !enrolment.isString() || !possession.isString())
        return fail(Reason::MissingField, QStringLiteral("exactly `enrolment` and `possession`"));
    const auto jws = enrolment.toString().toUtf8();
    auto parsed = signature::parseCompact(jws, submission::typ::enrolment);
    if (!parsed)
        return tl::unexpected(parsed.error());
    auto application = readPayload(parsed->unverifiedPayload());
    if (!application)
        return application;
    application->enrolmentJws = jws;
    application->enrolmentSha256 = hexOf(jws);
    if (auto verified = parsed->verify(*application->dev); !verified)
        return tl::unexpected(verified.error());
    if (auto proved = provePossession(possession.toString().toUtf8(), *application); !proved)
        return tl::unexpected(proved.error());
    return application;
}

struct StoredInvitation
{
    QString proof;
    QString person;
    signature::Instant expiresAt;
    qint64 tries;
    bool used;
};

// A wrong code with the right beginning is a try, and the count of tries must survive the refusal: so the refusal is
// a value of a job that succeeds, not a failure that rolls the job back.
using Admission = std::variant<PersonRecord, Failure>;

Result<Admission> admit(Transaction &transaction, const Application &application, signature::Instant now)
{
    const auto refuse = [](Reason reason) -> Result<Admission> { return Admission(Failure{reason, {}}); };
    const auto selector = selectorOf(application.code);
    auto stored = transaction->one(
        "SELECT code_sha256, person, expires_at, tries, used_at FROM invitation "
        "WHERE selector = ?",
        [](const Row &row) {
            return StoredInvitation{row.text(0), row.text(1), row.instant(2), row.number(3), !row.isNull(4)};
        },
        selector);
    if (!stored)
        return tl::unexpected(stored.error());
    if (!*stored)
        return refuse(Reason::UnknownCode);
    const auto &invitation = **stored;
    if (invitation.tries >= mostTries)
        return refuse(Reason::TooManyTries);
    if (!signature::constantTimeEqual(invitation.proof.toLatin1(), proofOf(application.code).toLatin1())) {
        auto counted = transaction->run("UPDATE invitation SET tries = tries + 1 WHERE selector = ?", selector);
        return counted ? refuse(Reason::UnknownCode) : tl::unexpected(counted.error());
    }
    if (invitation.used)
        return refuse(Reason::UsedCode);
    if (now >= invitation.expiresAt)
        return refuse(Reason::ExpiredCode);
    auto used = transaction->run("UPDATE invitation SET used_at = ? WHERE selector = ?", now, selector);
    if (!used)
        return tl::unexpected(used.error());
    auto person = findPerson(transaction.connection(), invitation.person);
    if (!person)
        return tl::unexpected(person.error());
    return *person ? Result<Admission>(**person) : refuse(Reason::UnknownCode);
}

Result<QByteArray> welcomeFor(const Application &application, const PersonRecord &person,
                              const deployment::Settings &settings, const signature::SigningKey &serverKey,
                              signature::Instant now)
{
    const QJsonObject payload{
        {QStringLiteral("v"), 1},
        {QStringLiteral("aud"), application.dev->kid()},
        {QStringLiteral("enrolment"), application.enrolmentSha256},
        {QStringLiteral("serverKey"), serverKey.verifyingKey().toJwk()},
        {QStringLiteral("person"), QJsonObject{{QStringLiteral("id"), person.id},
                                               {QStringLiteral("name"), person.name},
                                               {QStringLiteral("role"), person.role}}},
        {QStringLiteral("department"), QJsonObject{{QStringLiteral("code"), settings.department.code},
                                                   {QStringLiteral("nom"), settings.department.nom},
                                                   {QStringLiteral("tncc"), settings.department.tncc}}},
        {QStringLiteral("origin"), settings.origin},
        {QStringLiteral("iat"), signature::toText(now)},
    };
    return signature::canonicalJson(payload).and_then(
        [&](const QByteArray &bytes) { return signature::signCompact(serverKey, submission::typ::welcome, bytes); });
}

Result<> enterDevice(Transaction &transaction, const Application &application, const PersonRecord &person,
                     const QByteArray &welcome, signature::Instant now)
{
    const auto jwkText = [](const VerifyingKey &key) {
        return signature::canonicalJson(key.toJwk()).map([](const QByteArray &json) {
            return QString::fromLatin1(json);
        });
    };
    auto dev = jwkText(*application.dev);
    auto apr = jwkText(*application.apr);
    if (!dev || !apr)
        return fail(Reason::Internal, QStringLiteral("a key cannot be written"));
    auto done = transaction->run("INSERT INTO device (kid, person, dev_jwk, apr_kid, apr_jwk, label, digits, "
                                 "enrolment_sha256, welcome, enrolled_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
                                 "ON CONFLICT DO NOTHING",
                                 application.dev->kid(), person.id, *dev, application.apr->kid(), *apr,
                                 application.label, submission::comparisonDigits(application.enrolmentJws, welcome),
                                 application.enrolmentSha256, welcome, now);
    if (!done)
        return tl::unexpected(done.error());
    // Keys are made for one enrolment: a second one under the same keys is a mistake or an attack.
    return *done == 1 ? Result<>() : fail(Reason::ConflictingContent, QStringLiteral("the keys are already enrolled"));
}

} // namespace

Result<QByteArray> EnrolmentDesk::enrol(const QByteArray &body)
{
    using Outcome = std::variant<QByteArray, Failure>;
    auto application = readApplication(body);
    if (!application)
        return tl::unexpected(application.error());
    auto outcome = m_store.write([&](Transaction &transaction) -> Result<Outcome> {
        auto before = transaction->one(
            "SELECT welcome FROM device WHERE enrolment_sha256 = ?", [](const Row &row) { return row.bytes(0); },
            application->enrolmentSha256);
        if (!before)
            return tl::unexpected(before.error());
        if (*before)
            return Outcome(**before);
        auto settings = deployment::readSettings(transaction.connection());
        if (!settings)
            return tl::unexpected(settings.error());
        if (application->origin != settings->origin)
            return Outcome(Failure{Reason::WrongAudience, QStringLiteral("$.origin")});
        auto admission = admit(transaction, *application, m_now());
        if (!admission)
            return tl::unexpected(admission.error());
        if (const auto *refusal = std::get_if<Failure>(&*admission))
            return Outcome(*refusal);
        const auto &person = std::get<PersonRecord>(*admission);
        auto welcome = welcomeFor(*application, person, *settings, m_serverKey, m_now());
        if (!welcome)
            return tl::unexpected(welcome.error());
        if (auto registered = enterDevice(transaction, *application, person, *welcome, m_now()); !registered)
            return tl::unexpected(registered.error());
        return Outcome(*welcome);
    });
    if (!outcome)
        return tl::unexpected(outcome.error());
    if (const auto *refusal = std::get_if<Failure>(&*outcome))
        return tl::unexpected(*refusal);
    return std::get<QByteArray>(*outcome);
}

} // namespace astreinte::identity
