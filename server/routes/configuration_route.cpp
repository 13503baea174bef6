// SPDX-License-Identifier: EUPL-1.2
#include "core/signature/bytes.h"
#include "core/signature/canonical_json.h"
#include "core/signature/jws.h"
#include "core/signature/strict_json.h"
#include "core/submission/documents.h"
#include "core/submission/roles.h"
#include "server/deployment/recovery.h"
#include "server/identity/people.h"
#include "server/roster/roster.h"
#include "server/roster/watch.h"
#include "server/routes/routes.h"
#include "server/routes/signed_route.h"
#include "server/self_test/self_test.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

namespace astreinte::routes {
namespace {

using identity::Caller;
using storage::Connection;
using storage::Transaction;

// Slots that ended are of no use to a phone, but it may still show who handed over to whom.
constexpr std::chrono::hours pastSlotsShown{24};
// The names and digests of the two documents.
constexpr qsizetype roomForDigests = 512;

struct Configuration
{
    qint64 version = 0;
    qint64 rosterVersion = 0;
    deployment::Settings settings;
    std::vector<identity::PersonRecord> people;
    std::vector<roster::Slot> entries;
    QString journalKey;
    std::optional<QString> recovery;
    std::optional<signature::Instant> selfTestAlarm;
};

Result<Configuration> read(Connection &connection)
{
    auto version = deployment::configurationVersion(connection);
    auto rosterVersion = deployment::rosterVersion(connection);
    auto settings = deployment::readSettings(connection);
    auto people = identity::listPeople(connection);
    if (!version || !rosterVersion || !settings || !people)
        return fail(Reason::StorageFailed, QStringLiteral("configuration"));
    auto entries = roster::slotsOf(connection, *rosterVersion);
    if (!entries)
        return tl::unexpected(entries.error());
    return Configuration{*version, *rosterVersion, *settings, *people, *entries, {}, {}, {}};
}

QJsonObject personJson(const identity::PersonRecord &person)
{
    return {{QStringLiteral("id"), person.id},
            {QStringLiteral("name"), person.name},
            {QStringLiteral("role"), person.role}};
}

// BRIEF §1.3: telephone numbers are for those who are in the roster, and for who decides.
bool seesTelephones(const Configuration &configuration, const Caller &caller)
{
    const auto role = submission::roleFromName(caller.device.role);
    return (role && submission::isAuthority(*role)) ||
           std::ranges::any_of(configuration.entries,
                               [&caller](const roster::Slot &slot) { return slot.person == caller.device.person; });
}

QJsonObject rosterJson(const Configuration &configuration, const Caller &caller, signature::Instant now)
{
    const auto telephones = seesTelephones(configuration, caller);
    QJsonArray entries;
    for (const auto &slot : configuration.entries)
        if (slot.to > now - pastSlotsShown) {
            QJsonObject entry{{QStringLiteral("entry"), slot.entry},
                              {QStringLiteral("role"), slot.role},
                              {QStringLiteral("person"), slot.person},
                              {QStringLiteral("from"), signature::toText(slot.from)},
                              {QStringLiteral("to"), signature::toText(slot.to)}};
            if (telephones && !slot.phone.isEmpty())
                entry.insert(QStringLiteral("phone"), slot.phone);
            entries.append(entry);
        }
    return {{QStringLiteral("version"), configuration.rosterVersion}, {QStringLiteral("slots"), entries}};
}

// What is wrong in the next 72 hours, seen from the full hour so that the configuration does not change at every
// minute.
Result<QJsonArray> rosterWarnings(Service &service)
{
    const auto hour = std::chrono::floor<std::chrono::hours>(service.now());
    auto found = service.store->read([&](Connection &connection) {
        return roster::lookAheadFrom(connection, hour, service.policy.delegationsRequired);
    });
    if (!found)
        return tl::unexpected(found.error());
    QJsonArray warnings;
    for (const auto &warning : *found)
        warnings.append(QJsonObject{{QStringLiteral("trouble"), roster::troubleName(warning.trouble)},
                                    {QStringLiteral("role"), warning.role},
                                    {QStringLiteral("from"), signature::toText(warning.from)},
                                    {QStringLiteral("to"), signature::toText(warning.to)},
                                    {QStringLiteral("persons"), QJsonArray::fromStringList(warning.persons)}});
    return warnings;
}

// What the phone must know before it asks: what needs two persons, and whose agreement.
QJsonObject policyJson(const authorisation::Policy &policy)
{
    return {{QStringLiteral("graveChannels"), QJsonArray::fromStringList(policy.graveChannels)},
            {QStringLiteral("graveTemplates"), QJsonArray::fromStringList(policy.graveTemplates)},
            {QStringLiteral("agreements"), policy.agreements.toJson()}};
}

// The digest always; the bytes, as text, when the phone does not hold them and there is room: what has none is fetched
// by its digest.
class Documents
{
public:
    Documents(const QByteArray &have, qsizetype room) : m_have(have.split(',')), m_room(room) {}
    QJsonObject json(const rules::Document &document)
    {
        QJsonObject object{{QStringLiteral("sha256"), document.sha256}};
        if (m_have.contains(document.sha256.toLatin1()))
            return object;
        const auto escaped =
            document.bytes.size() + document.bytes.count('"') + document.bytes.count('\n') + document.bytes.count('\\');
        if (escaped > m_room)
            return object;
        m_room -= escaped;
        object.insert(QStringLiteral("document"), QString::fromUtf8(document.bytes));
        return object;
    }

private:
    QList<QByteArray> m_have;
    qsizetype m_room;
};

QJsonObject payloadFor(const Service &service, const Configuration &configuration, const Caller &caller,
                       const QByteArray &have, const QJsonArray &warnings)
{
    const auto now = service.now();
    QJsonArray people;
    for (const auto &person : configuration.people)
        people.append(personJson(person));
    const auto &department = configuration.settings.department;
    QJsonObject payload{
        {QStringLiteral("v"), 1},
        {QStringLiteral("version"), configuration.version},
        {QStringLiteral("issuedAt"), signature::toText(now)},
        {QStringLiteral("aud"), caller.device.kid},
        {QStringLiteral("person"), personJson({caller.device.person, caller.device.name, caller.device.role})},
        {QStringLiteral("department"), QJsonObject{{QStringLiteral("code"), department.code},
                                                   {QStringLiteral("nom"), department.nom},
                                                   {QStringLiteral("tncc"), department.tncc}}},
        {QStringLiteral("exercise"), configuration.settings.exercise},
        {QStringLiteral("people"), people},
        {QStringLiteral("roster"), rosterJson(configuration, caller, now)},
        {QStringLiteral("rosterWarnings"), warnings},
        {QStringLiteral("policy"), policyJson(service.policy)},
        // The pins of the certificate, the one in use first: what phones hold from now on (protocol §4).
        {QStringLiteral("pins"), QJsonArray::fromStringList(configuration.settings.pins)},
        {QStringLiteral("channels"), QJsonArray{QStringLiteral("site")}},
        {QStringLiteral("journal"), QJsonObject{{QStringLiteral("key"), configuration.journalKey}}},
        {QStringLiteral("serverTime"), signature::toText(now)},
    };
    if (configuration.selfTestAlarm)
        payload.insert(QStringLiteral("selfTestAlarm"), signature::toText(*configuration.selfTestAlarm));
    if (configuration.recovery)
        payload.insert(QStringLiteral("recovery"), *configuration.recovery);
    const auto room = signature::JsonLimits().bytes - QJsonDocument(payload).toJson(QJsonDocument::Compact).size();
    Documents documents(have, room - roomForDigests);
    payload.insert(QStringLiteral("templates"), documents.json(service.rulebook.templates()));
    payload.insert(QStringLiteral("rights"), documents.json(service.rulebook.imageRights()));
    return payload;
}

QByteArray etagOf(const Service &service, const Configuration &configuration, const Caller &caller,
                  const QByteArray &have)
{
    const auto text = QByteArray::number(configuration.version) + '\n' + caller.device.kid.toLatin1() + '\n' +
                      caller.device.role.toUtf8() + '\n' + service.rulebook.templates().sha256.toLatin1() + '\n' +
                      service.rulebook.imageRights().sha256.toLatin1() + '\n' + have;
    return '"' + signature::base64Url(signature::sha256(text)) + '"';
}

Result<http::Response> configuration(Service &service, const Caller &caller, const http::Request &request)
{
    auto current = service.store->write([&](Transaction &transaction) -> Result<Configuration> {
        if (auto spent = identity::spendNonce(transaction, caller); !spent)
            return tl::unexpected(spent.error());
        return read(transaction.connection());
    });
    if (!current)
        return tl::unexpected(current.error());
    auto warnings = rosterWarnings(service);
    if (!warnings)
        return tl::unexpected(warnings.error());
    auto verifier = service.journal.verifier();
    if (!verifier)
        return tl::unexpected(verifier.error());
    current->journalKey = verifier->toText();
    auto proof = service.store->read(self_test::standing);
    if (!proof)
        return tl::unexpected(proof.error());
    if (*proof)
        current->selfTestAlarm = (*proof)->alarmSince;
    auto recovery = deployment::recoveryRecipient(service.folder);
    if (!recovery)
        return tl::unexpected(recovery.error());
    current->recovery = *std::move(recovery);
    const auto have = request.queryValue("have").value_or(QByteArray());
    const auto troubles = QJsonDocument(*warnings).toJson(QJsonDocument::Compact);
    const auto policy = QJsonDocument(policyJson(service.policy)).toJson(QJsonDocument::Compact);
    const auto etag = etagOf(service, *current, caller, have + '\n' + troubles + '\n' + policy);
    if (request.header("if-none-match") == etag)
        return http::Response::empty(304).with("etag", etag);
    auto jws = signature::canonicalJson(payloadFor(service, *current, caller, have, *warnings))
                   .and_then([&](const QByteArray &payload) {
                       return signature::signCompact(service.serverKey, submission::typ::configuration, payload);
                   });
    if (!jws)
        return tl::unexpected(jws.error());
    return http::Response::json(200, {{QStringLiteral("configuration"), QString::fromLatin1(*jws)}})
        .with("etag", etag)
        .with("cache-control", "private, no-cache");
}

// A data file in force, by the digest that the signed configuration names: the digest proves it.
Result<http::Response> document(Service &service, const Caller &caller, const http::Request &request)
{
    auto spent =
        service.store->write([&](Transaction &transaction) { return identity::spendNonce(transaction, caller); });
    if (!spent)
        return tl::unexpected(spent.error());
    const auto asked = QString::fromLatin1(request.captures.at(0));
    for (const auto *held : {&service.rulebook.templates(), &service.rulebook.imageRights()})
        if (held->sha256 == asked)
            return http::Response::bytes("application/json", held->bytes)
                .with("cache-control", "private, max-age=31536000, immutable");
    return http::Response::problem({Reason::InvalidValue, QStringLiteral("no document in force has this digest")}, 404);
}

} // namespace

void addConfigurationRoute(std::vector<http::Route> &routes, Service &service)
{
    const auto with = [&service](auto handler) {
        return signedRoute(service, [&service, handler](const Caller &caller, const http::Request &request) {
            return handler(service, caller, request);
        });
    };
    routes.push_back({"GET", "/v1/configuration", http::noBody, with(configuration)});
    routes.push_back({"GET", "/v1/documents/{sha256}", http::noBody, with(document)});
}

} // namespace astreinte::routes
