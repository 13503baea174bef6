// SPDX-License-Identifier: EUPL-1.2
#include "server/authorisation/oral.h"

#include "core/signature/bytes.h"
#include "core/signature/jws.h"
#include "core/signature/object_reader.h"
#include "core/submission/documents.h"
#include "core/submission/receipt.h"
#include "core/submission/roles.h"
#include "server/authorisation/duty.h"
#include "server/journal/book.h"
#include "server/notices/notices.h"
#include "server/review/consents.h"
#include "server/roster/roster.h"

#include <algorithm>

namespace astreinte::authorisation {
namespace {

using identity::Caller;
using storage::Connection;
using storage::Row;
using storage::Transaction;
using submission::Permission;
using submission::Role;

constexpr qsizetype longestReadBack = 5000;
constexpr std::chrono::hours settledShown{24 * 7};
constexpr std::array<std::pair<int, QLatin1String>, 3> allMeans{
    {{0, QLatin1String("phone")}, {1, QLatin1String("radio")}, {2, QLatin1String("inPerson")}}};

submission::Uuid7 uuid(signature::ObjectReader &reader, QLatin1String name)
{
    return reader.parsed<submission::Uuid7>(name, [](const QString &text) { return submission::Uuid7::parse(text); });
}

Result<OralApproval> readSigned(identity::DeviceRegistry &devices, const Caller &caller, const QByteArray &jws)
{
    auto parsed = signature::parseCompact(jws, submission::typ::oralApproval);
    if (!parsed)
        return tl::unexpected(parsed.error());
    if (parsed->kid() != caller.device.kid)
        return fail(Reason::NotAllowed, QStringLiteral("signed by another device"));
    return devices.requestKey(caller.device.kid)
        .and_then([&](const signature::VerifyingKey &key) { return parsed->verify(key); })
        .and_then([](const signature::VerifiedJws &verified) { return OralApproval::fromPayload(verified.payload()); });
}

struct Standing
{
    qint64 head;
    submission::State state;
    QString manifestSha256;
};

Result<Standing> standingOf(Connection &connection, const OralApproval &approval)
{
    auto standing = connection.one(
        "SELECT s.head, s.state, r.manifest_sha256 FROM submission s JOIN revision r ON r.submission = s.id AND "
        "r.revision = s.head WHERE s.id = ? AND s.kind = 'proposal'",
        [](const Row &row) {
            return Standing{row.number(0), submission::stateFromName(row.text(1)).value_or(submission::State::Refused),
                            row.text(2)};
        },
        approval.submission.text());
    if (!standing)
        return tl::unexpected(standing.error());
    return *standing ? Result<Standing>(**standing) : fail(Reason::UnknownSubmission);
}

Result<bool> wasOnDuty(Connection &connection, Role role, const QString &person, signature::Instant at)
{
    if (submission::grantOf(role, Permission::Decide) != submission::Grant::DuringSlot)
        return true;
    auto version = deployment::rosterVersion(connection);
    if (!version)
        return tl::unexpected(version.error());
    auto entries = roster::slotsOf(connection, *version);
    if (!entries)
        return tl::unexpected(entries.error());
    return std::ranges::any_of(*entries, [&](const roster::Slot &slot) {
        return slot.person == person && slot.role == submission::roleName(role) && slot.from <= at && at < slot.to;
    });
}

Result<> acceptAuthority(Connection &connection, const OralApproval &approval)
{
    auto role = connection.one(
        "SELECT role FROM person WHERE id = ?", [](const Row &row) { return row.text(0); }, approval.authority);
    if (!role)
        return tl::unexpected(role.error());
    const auto known = *role ? submission::roleFromName(**role) : std::nullopt;
    if (!known || !submission::isAuthority(*known))
        return fail(Reason::NotAllowed, QStringLiteral("$.authority"));
    auto authors = allAuthors(connection, approval.submission.text());
    if (!authors)
        return tl::unexpected(authors.error());
    if (authors->contains(approval.authority))
        return fail(Reason::OwnSubmission, QStringLiteral("$.authority"));
    auto duty = wasOnDuty(connection, *known, approval.authority, approval.givenAt);
    if (!duty)
        return tl::unexpected(duty.error());
    return *duty ? Result<>() : fail(Reason::OffDuty, QStringLiteral("$.authority"));
}

Result<QByteArray> replyTo(const OralApproval &approval, const Caller &caller, submission::State state,
                           signature::Instant at, const signature::SigningKey &serverKey)
{
    submission::DecisionRecord record;
    record.audience = caller.device.kid;
    record.statement = approval.id;
    record.submission = approval.submission;
    record.revision = approval.revision;
    record.state = state;
    record.at = at;
    return record.toPayload().and_then([&](const QByteArray &payload) {
        return signature::signCompact(serverKey, submission::typ::decision, payload);
    });
}

Result<std::optional<QByteArray>> earlierRecord(Connection &connection, const OralApproval &approval,
                                                const QByteArray &jws)
{
    auto earlier = connection.one(
        "SELECT document, reply FROM oral_approval WHERE id = ?",
        [](const Row &row) { return std::pair(row.bytes(0), row.bytes(1)); }, approval.id.text());
    if (!earlier)
        return tl::unexpected(earlier.error());
    if (!*earlier)
        return std::optional<QByteArray>();
    return (*earlier)->first == jws ? Result<std::optional<QByteArray>>((*earlier)->second)
                                    : fail(Reason::ConflictingContent, QStringLiteral("$.id"));
}

Result<> write(Transaction &transaction, const OralApproval &approval, const Caller &caller, const QByteArray &jws,
               const QByteArray &reply, signature::Instant now)
{
    const auto id = approval.submission.text();
    auto written = transaction->run(
        "INSERT INTO oral_approval (id, submission, revision, manifest_sha256, authority, recorded_by, means, "
        "read_back, given_at, recorded_at, due_at, document, reply) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        approval.id.text(), id, approval.revision, QString(QLatin1String(signature::hex(approval.manifestSha256))),
        approval.authority, caller.device.person, approval.means, approval.readBack, approval.givenAt, now,
        approval.givenAt + regularisedWithin, jws, reply);
    if (!written)
        return tl::unexpected(written.error());
    auto entered =
        journal::enter(transaction,
                       {journal::Event::OralApproval,
                        journal::subjectOf(id, approval.revision),
                        {{QStringLiteral("submission"), id},
                         {QStringLiteral("revision"), approval.revision},
                         {QStringLiteral("manifest"), QLatin1String(signature::hex(approval.manifestSha256))},
                         {QStringLiteral("authority"), approval.authority},
                         {QStringLiteral("recordedBy"), caller.device.person},
                         {QStringLiteral("document"), QLatin1String(signature::hex(signature::sha256(jws)))}}},
                       now);
    if (!entered)
        return entered;
    return notices::post(transaction, {0, QStringLiteral("review"), id, approval.revision, {}}, now);
}

QString stateOf(const std::optional<QString> &outcome, signature::Instant due, signature::Instant now)
{
    if (outcome)
        return *outcome;
    return now > due ? QStringLiteral("overdue") : QStringLiteral("toRegularise");
}

} // namespace

Result<OralApproval> OralApproval::fromPayload(QByteArrayView payload)
{
    auto object = signature::parseStrictObject(payload);
    if (!object)
        return tl::unexpected(object.error());
    signature::ObjectReader reader(*std::move(object));
    reader.version(QLatin1String("v"), 1);
    OralApproval approval;
    approval.id = uuid(reader, QLatin1String("id"));
    approval.submission = uuid(reader, QLatin1String("submission"));
    approval.revision = reader.integer(QLatin1String("revision"), 1, 1'000'000);
    approval.manifestSha256 = reader.hexBytes(QLatin1String("manifest"), 32);
    approval.authority = reader.token(QLatin1String("authority"), 32);
    approval.means = allMeans[static_cast<std::size_t>(reader.oneOf(QLatin1String("means"), allMeans))].second;
    approval.readBack = reader.text(QLatin1String("readBack"), longestReadBack);
    approval.givenAt = reader.instant(QLatin1String("givenAt"));
    if (auto done = reader.finish(); !done)
        return tl::unexpected(done.error());
    return approval;
}

Result<> OralDesk::accept(Connection &connection, const Caller &caller, const OralApproval &approval) const
{
    const auto now = m_now();
    if (approval.givenAt > now + signature::clockTolerance || approval.givenAt < now - regularisedWithin)
        return fail(Reason::InvalidValue, QStringLiteral("$.givenAt is not within the last 24 hours"));
    const auto role = submission::roleFromName(caller.device.role);
    auto authors = allAuthors(connection, approval.submission.text());
    if (!authors)
        return tl::unexpected(authors.error());
    if (!role || !submission::mayEver(*role, Permission::Submit) || !authors->contains(caller.device.person))
        return fail(Reason::NotAllowed, QStringLiteral("not an author"));
    auto standing = standingOf(connection, approval);
    if (!standing)
        return tl::unexpected(standing.error());
    if (standing->head != approval.revision)
        return fail(Reason::StaleRevision, QStringLiteral("head is %1").arg(standing->head));
    if (QLatin1String(signature::hex(approval.manifestSha256)) != standing->manifestSha256)
        return fail(Reason::ManifestMismatch);
    if (standing->state != submission::State::Received && standing->state != submission::State::InReview)
        return fail(Reason::AlreadyDecided, submission::stateName(standing->state));
    auto consent = review::consentHolds(connection, {approval.submission.text(), approval.revision});
    if (!consent || !*consent)
        return consent ? fail(Reason::RightsIncomplete, review::consentTakenBack) : tl::unexpected(consent.error());
    return acceptAuthority(connection, approval);
}

Result<QByteArray> OralDesk::record(const Caller &caller, const QByteArray &jws)
{
    auto approval = readSigned(m_devices, caller, jws);
    if (!approval)
        return tl::unexpected(approval.error());
    return m_store.write([&](Transaction &transaction) -> Result<QByteArray> {
        auto &connection = transaction.connection();
        if (auto spent = identity::spendNonce(transaction, caller); !spent)
            return tl::unexpected(spent.error());
        auto earlier = earlierRecord(connection, *approval, jws);
        if (!earlier)
            return tl::unexpected(earlier.error());
        if (*earlier)
            return **earlier;
        if (auto accepted = accept(connection, caller, *approval); !accepted)
            return tl::unexpected(accepted.error());
        auto standing = standingOf(connection, *approval);
        if (!standing)
            return tl::unexpected(standing.error());
        auto reply = replyTo(*approval, caller, standing->state, m_now(), m_serverKey);
        if (!reply)
            return reply;
        return write(transaction, *approval, caller, jws, *reply, m_now()).map([&] { return *reply; });
    });
}

Result<QJsonArray> OralDesk::list(const Caller &caller)
{
    const auto now = m_now();
    const auto role = submission::roleFromName(caller.device.role);
    const bool everything = role && submission::isAuthority(*role);
    auto rows = m_store.write([&](Transaction &transaction) {
        return identity::spendNonce(transaction, caller).and_then([&] {
            return transaction->all(
                "SELECT id, submission, revision, authority, recorded_by, means, given_at, due_at, outcome, (SELECT "
                "s.title FROM submission s WHERE s.id = oral_approval.submission) FROM oral_approval WHERE (settled_at "
                "IS NULL OR settled_at > ?) AND (? = 1 OR recorded_by = ?) "
                "ORDER BY given_at",
                [now](const Row &row) {
                    return QJsonObject{{QStringLiteral("id"), row.text(0)},
                                       {QStringLiteral("submission"), row.text(1)},
                                       {QStringLiteral("revision"), row.number(2)},
                                       {QStringLiteral("authority"), row.text(3)},
                                       {QStringLiteral("recordedBy"), row.text(4)},
                                       {QStringLiteral("means"), row.text(5)},
                                       {QStringLiteral("title"), row.text(9)},
                                       {QStringLiteral("givenAt"), signature::toText(row.instant(6))},
                                       {QStringLiteral("due"), signature::toText(row.instant(7))},
                                       {QStringLiteral("state"), stateOf(row.optionalText(8), row.instant(7), now)}};
                },
                now - settledShown, everything, caller.device.person);
        });
    });
    if (!rows)
        return tl::unexpected(rows.error());
    QJsonArray items;
    for (const auto &row : *rows)
        items.append(row);
    return items;
}

Result<> settleOral(Transaction &transaction, const Ruling &ruling)
{
    const auto &statement = ruling.statement;
    if (statement.decision == submission::Decision::Return)
        return {};
    const auto confirmed = statement.decision == submission::Decision::Approve;
    auto settled = transaction->run(
        "UPDATE oral_approval SET settled_at = ?, outcome = ? WHERE submission = ? AND revision = ? AND "
        "authority = ? AND manifest_sha256 = ? AND settled_at IS NULL",
        ruling.at, confirmed ? QStringLiteral("confirmed") : QStringLiteral("disowned"), statement.submission.text(),
        statement.revision, statement.issuer, QString(QLatin1String(signature::hex(ruling.manifest.sha256()))));
    if (!settled)
        return tl::unexpected(settled.error());
    return *settled == 0 ? Result<>() : enterInJournal(transaction, ruling, journal::Event::Regularised);
}

} // namespace astreinte::authorisation
