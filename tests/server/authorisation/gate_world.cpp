// SPDX-License-Identifier: EUPL-1.2
#include "tests/server/authorisation/gate_world.h"

#include "core/signature/bytes.h"
#include "core/signature/jws.h"
#include "core/submission/documents.h"
#include "server/identity/people.h"
#include "server/review/consents.h"
#include "server/roster/delegations.h"
#include "server/roster/roster.h"
#include "tests/server/database.h"

#include <QJsonDocument>

namespace astreinte {
namespace {
std::optional<authorisation::Check> removed;
}

bool authorisation::holds(Check check, bool condition)
{
    return check == removed || condition;
}

namespace tests {

using storage::Connection;
using storage::Row;
using storage::Transaction;

void removeCheck(std::optional<authorisation::Check> check)
{
    removed = check;
}

namespace {

Carrier carrier(const char *person, submission::Role role)
{
    return {QLatin1String(person), role, signature::SigningKey::generate().value(),
            signature::SigningKey::generate().value()};
}

// In memory where the system offers it: what is measured is the gate, not the disk.
QString fastFolder()
{
    const auto memory = QStringLiteral("/dev/shm");
    return (QFileInfo(memory).isWritable() ? memory : QDir::tempPath()) + QStringLiteral("/gate-XXXXXX");
}

QString jwkText(const signature::SigningKey &key)
{
    return QString::fromUtf8(QJsonDocument(key.verifyingKey().toJwk()).toJson(QJsonDocument::Compact));
}

Result<> enrol(Transaction &transaction, const Carrier &phone, signature::Instant at)
{
    auto done = transaction->run(
        "INSERT INTO device (kid, person, dev_jwk, apr_kid, apr_jwk, label, digits, enrolment_sha256, welcome, "
        "enrolled_at, confirmed_at) VALUES (?, ?, ?, ?, ?, 'phone', '0000000', ?, '', ?, ?)",
        phone.dev.kid(), phone.person, jwkText(phone.dev), phone.apr.kid(), jwkText(phone.apr), phone.dev.kid(), at,
        at);
    return done ? Result<>() : tl::unexpected(done.error());
}

} // namespace

const std::vector<Carrier> &GateWorld::carriers()
{
    static const auto all = [] {
        std::vector<Carrier> made;
        made.push_back(carrier("authority-a", submission::Role::DutyAuthority));
        made.push_back(carrier("authority-a", submission::Role::DutyAuthority));
        made.push_back(carrier("authority-b", submission::Role::DutyAuthority));
        made.push_back(carrier("director-a", submission::Role::CabinetDirector));
        made.push_back(carrier("officer-a", submission::Role::OnCallOfficer));
        return made;
    }();
    return all;
}

GateWorld::GateWorld() : now(signature::fromUnixSeconds(1'795'000'000)), m_folder(fastFolder())
{
    m_store = storage::Store::open(tests::databaseAt(m_folder.filePath(QStringLiteral("gate.db")))).value();
    m_devices = std::make_unique<identity::DeviceRegistry>(*m_store);
    m_serverKey = std::make_unique<signature::SigningKey>(signature::SigningKey::generate().value());
    authorisation::Policy policy;
    policy.graveTemplates = {graveTemplate};
    policy.agreements.byTemplate.insert(graveTemplate, {neededAgreement});
    m_gate = std::make_unique<authorisation::Gate>(
        *m_store, *m_devices, *m_serverKey, [this] { return now; }, policy);
    const auto made = m_store->write([this](Transaction &transaction) -> Result<> {
        deployment::Settings settings;
        settings.origin = settings.publicOrigin = worldOrigin;
        if (auto done = deployment::writeSettings(transaction, settings); !done)
            return done;
        if (auto done = identity::addPerson(
                transaction, {QStringLiteral("prefect-a"), QStringLiteral("P"), QStringLiteral("prefect")}, now);
            !done)
            return done;
        std::set<QString> known;
        for (const auto &phone : carriers()) {
            if (known.insert(phone.person).second)
                if (auto done = identity::addPerson(
                        transaction, {phone.person, phone.person, QString(submission::roleName(phone.role))}, now);
                    !done)
                    return done;
            if (auto done = enrol(transaction, phone, now); !done)
                return done;
        }
        return {};
    });
    if (!made)
        qFatal("%s", qPrintable(made.error().toString()));
}

identity::Caller GateWorld::callerOf(std::size_t carrier)
{
    const auto &phone = carriers()[carrier];
    identity::Caller caller;
    caller.device.kid = phone.dev.kid();
    caller.device.aprKid = phone.apr.kid();
    caller.device.person = phone.person;
    caller.device.role = submission::roleName(phone.role);
    caller.device.confirmedAt = now;
    caller.nonce = QByteArray::number(++m_nonces).rightJustified(22, '0');
    caller.nonceExpires = now + std::chrono::minutes(10);
    return caller;
}

QString GateWorld::addRevision(const QString &submission, qint64 revision, const QByteArray &manifest,
                               const std::set<QString> &authors)
{
    const QString digest = QLatin1String(signature::hex(signature::sha256(manifest)));
    const auto done = m_store->write([&](Transaction &transaction) -> Result<> {
        if (auto older = review::supersede(transaction, {submission, revision - 1}, *authors.begin(), now); !older)
            return older;
        auto head = transaction->run("INSERT INTO submission (id, head, state, kind, exercise, title, received_at) "
                                     "VALUES (?, ?, 'received', 'proposal', 0, 'x', ?) ON CONFLICT (id) DO UPDATE SET "
                                     "head = excluded.head, state = excluded.state",
                                     submission, revision, now);
        auto put = transaction->run("INSERT INTO revision (submission, revision, kid, jws, sha256, manifest, "
                                    "manifest_sha256, receipt, facts_at, received_at) VALUES (?, ?, '', '', '', ?, ?, "
                                    "'', 0, ?)",
                                    submission, revision, manifest, digest, now);
        if (!head || !put)
            return tl::unexpected(head ? put.error() : head.error());
        // Each revision has a picture of its own.
        auto picture = transaction->run("INSERT INTO blob (sha256, size, media_type, width, height, stored_at) VALUES "
                                        "(?, 1, 'image/png', 1, 1, ?)",
                                        digest, now);
        auto shown = transaction->run("INSERT INTO revision_photo (submission, revision, position, sha256) VALUES "
                                      "(?, ?, 0, ?)",
                                      submission, revision, digest);
        if (!picture || !shown)
            return tl::unexpected(picture ? shown.error() : picture.error());
        for (const auto &author : authors) {
            auto added = transaction->run("INSERT INTO revision_author (submission, revision, person) "
                                          "VALUES (?, ?, ?)",
                                          submission, revision, author);
            if (!added)
                return tl::unexpected(added.error());
        }
        return {};
    });
    return done ? digest : QString();
}

bool GateWorld::takeConsentBack(const QString &submission, qint64 revision)
{
    const auto taken = m_store->write([&](Transaction &transaction) -> Result<int> {
        auto picture = transaction->one(
            "SELECT sha256 FROM revision_photo WHERE submission = ? AND revision = ?",
            [](const Row &row) { return row.text(0); }, submission, revision);
        if (!picture)
            return tl::unexpected(picture.error());
        return review::takeConsentBack(
            transaction, {{picture->value_or(QString())}, QStringLiteral("officer-a"), QStringLiteral("said so"), now},
            submission);
    });
    return taken && *taken == 1;
}

Result<QString> GateWorld::challenge(std::size_t carrier, const QString &submission, qint64 revision)
{
    return m_gate->challenge(callerOf(carrier), submission, revision).map([](const authorisation::Challenge &made) {
        return made.challenge;
    });
}

Result<QByteArray> GateWorld::decide(std::size_t carrier, const submission::Statement &statement)
{
    return statement.toPayload()
        .and_then([&](const QByteArray &payload) {
            return signature::signCompact(carriers()[carrier].apr, submission::typ::statement, payload);
        })
        .and_then([&](const QByteArray &jws) { return m_gate->decide(callerOf(carrier), jws); });
}

bool GateWorld::addSlot(const QString &entry, const QString &person, signature::Instant from, signature::Instant to,
                        const QString &delegation)
{
    return m_store
        ->write([&](Transaction &transaction) {
            return roster::addSlot(transaction,
                                   {entry, QStringLiteral("dutyAuthority"), person, from, to, {}, delegation});
        })
        .has_value();
}

bool GateWorld::removeSlot(const QString &entry)
{
    return m_store->write([&](Transaction &transaction) { return roster::removeSlot(transaction, entry); }).has_value();
}

bool GateWorld::addDelegation(const QString &id, const QString &grantee)
{
    return m_store
        ->write([&](Transaction &transaction) {
            return roster::addDelegation(transaction,
                                         {id,
                                          QStringLiteral("prefect-a"),
                                          grantee,
                                          {QStringLiteral("communication")},
                                          QStringLiteral("36"),
                                          QStringLiteral("36-2026-01"),
                                          QStringLiteral("12"),
                                          now,
                                          {},
                                          {}},
                                         now);
        })
        .has_value();
}

bool GateWorld::suspendDelegation(const QString &id)
{
    return m_store->write([&](Transaction &transaction) { return roster::suspendDelegation(transaction, id, now); })
        .has_value();
}

std::set<QString> GateWorld::opened()
{
    const auto rows = m_store->read([](Connection &connection) {
        return connection.all("SELECT submission, revision FROM publication WHERE state = 'authorised'",
                              [](const Row &row) { return row.text(0) + QLatin1Char(':') + row.text(1); });
    });
    return {rows->begin(), rows->end()};
}

} // namespace tests
} // namespace astreinte
