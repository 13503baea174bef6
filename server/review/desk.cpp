// SPDX-License-Identifier: EUPL-1.2
#include "server/review/desk.h"

#include "core/signature/bytes.h"
#include "core/signature/jws.h"
#include "core/submission/documents.h"
#include "core/submission/roles.h"
#include "server/duty/calls.h"
#include "server/review/queue_rows.h"

namespace astreinte::review {
namespace {

using identity::Caller;
using identity::spendNonce;
using storage::Connection;
using storage::Row;
using storage::Transaction;
using submission::State;

Result<bool> exists(Result<std::optional<bool>> found)
{
    return found ? Result<bool>(found->has_value()) : tl::unexpected(found.error());
}

bool readsReports(const Caller &caller)
{
    const auto role = submission::roleFromName(caller.device.role);
    return role && submission::mayEver(*role, submission::Permission::ReadReports);
}

bool mayDecide(const Caller &caller)
{
    const auto role = submission::roleFromName(caller.device.role);
    return role && submission::isAuthority(*role);
}

} // namespace

bool readsEverything(const QString &name)
{
    using submission::Role;
    const auto role = submission::roleFromName(name);
    return role && (submission::isAuthority(*role) || *role == Role::CommsOfficer || *role == Role::CommsHead ||
                    *role == Role::SidpcOfficer);
}

// A long list is read on this thread: the writer's has others to serve.
Result<QJsonArray> Desk::list(const Caller &caller, Result<QJsonArray> (*rows)(Connection &, signature::Instant))
{
    auto spent = m_store.write([&](Transaction &transaction) { return spendNonce(transaction, caller); });
    if (!spent)
        return tl::unexpected(spent.error());
    return m_store.read([&](Connection &connection) { return rows(connection, m_now()); });
}

Result<QJsonArray> Desk::queue(const Caller &caller)
{
    if (!readsEverything(caller.device.role))
        return fail(Reason::NotAllowed, caller.device.role);
    return list(caller, queueRows);
}

Result<QJsonArray> Desk::incidents(const Caller &caller)
{
    return list(caller, incidentRows);
}

Result<> Desk::acceptReader(Connection &connection, const Caller &caller, const QString &submission)
{
    auto kind = connection.one(
        "SELECT kind FROM submission WHERE id = ?", [](const Row &row) { return row.text(0); }, submission);
    if (!kind)
        return tl::unexpected(kind.error());
    if (!*kind)
        return fail(Reason::UnknownSubmission);
    const auto selfTest = **kind == QLatin1String(submission::kindName(submission::Kind::SelfTest));
    if (selfTest ? caller.device.isSelfTest() : readsEverything(caller.device.role))
        return {};
    auto author = exists(connection.one(
        "SELECT 1 FROM revision_author WHERE submission = ? AND person = ?", [](const Row &) { return true; },
        submission, caller.device.person));
    if (!author)
        return tl::unexpected(author.error());
    // Not even its existence is told.
    return *author ? Result<>() : fail(Reason::UnknownSubmission);
}

Result<> Desk::markSeen(Transaction &transaction, const Caller &caller, const Position &position)
{
    struct Standing
    {
        qint64 head;
        QString state;
        QString kind;
    };
    auto standing = transaction->one(
        "SELECT head, state, kind FROM submission WHERE id = ?",
        [](const Row &row) {
            return Standing{row.number(0), row.text(1), row.text(2)};
        },
        position.submission);
    auto author = exists(transaction->one(
        "SELECT 1 FROM revision_author WHERE submission = ? AND person = ?", [](const Row &) { return true; },
        position.submission, caller.device.person));
    if (!standing || !*standing || !author)
        return fail(Reason::StorageFailed, position.submission);
    const auto proposal = (*standing)->kind == QLatin1String(submission::kindName(submission::Kind::Proposal));
    if (!proposal || *author || !mayDecide(caller) || (*standing)->head != position.revision)
        return {};
    if (auto told =
            duty::acknowledge(transaction, position.submission, position.revision, caller.device.person, m_now());
        !told)
        return told;
    if ((*standing)->state != QLatin1String(submission::stateName(State::Received)))
        return {};
    return advance(transaction, position, submission::Actor::Authority,
                   {State::InReview, m_now(), caller.device.person, {}, {}, {}});
}

Result<QByteArray> Desk::manifest(const Caller &caller, const QString &submission, qint64 revision)
{
    return m_store.write([&](Transaction &transaction) -> Result<QByteArray> {
        if (auto spent = spendNonce(transaction, caller); !spent)
            return tl::unexpected(spent.error());
        if (auto accepted = acceptReader(transaction.connection(), caller, submission); !accepted)
            return tl::unexpected(accepted.error());
        auto bytes = transaction->one(
            "SELECT manifest FROM revision WHERE submission = ? AND revision = ?",
            [](const Row &row) { return row.bytes(0); }, submission, revision);
        if (!bytes)
            return tl::unexpected(bytes.error());
        if (!*bytes)
            return fail(Reason::UnknownRevision);
        if (auto seen = markSeen(transaction, caller, {submission, revision}); !seen)
            return tl::unexpected(seen.error());
        return **bytes;
    });
}

Result<Rendition> Desk::rendition(const Caller &caller, const QString &sha256)
{
    auto type = m_store.write([&](Transaction &transaction) -> Result<QString> {
        if (auto spent = spendNonce(transaction, caller); !spent)
            return tl::unexpected(spent.error());
        const auto first = [](const Row &row) { return row.text(0); };
        auto found = readsEverything(caller.device.role)
                         ? transaction->one("SELECT b.media_type FROM blob b JOIN revision_picture p "
                                            "ON p.sha256 = b.sha256 WHERE b.sha256 = ?",
                                            first, sha256)
                         : transaction->one("SELECT b.media_type FROM blob b JOIN revision_picture p "
                                            "ON p.sha256 = b.sha256 JOIN revision_author a "
                                            "ON a.submission = p.submission AND a.revision = p.revision "
                                            "WHERE b.sha256 = ? AND a.person = ?",
                                            first, sha256, caller.device.person);
        if (found && !*found && readsReports(caller))
            found = transaction->one("SELECT b.media_type FROM blob b JOIN revision_photo p ON p.sha256 = b.sha256 "
                                     "JOIN submission s ON s.id = p.submission WHERE b.sha256 = ? AND s.kind = "
                                     "'fieldReport'",
                                     first, sha256);
        if (!found)
            return tl::unexpected(found.error());
        return *found ? Result<QString>(**found) : fail(Reason::UnknownSubmission);
    });
    if (!type)
        return tl::unexpected(type.error());
    return m_blobs.read(sha256).map([&](const QByteArray &bytes) { return Rendition{bytes, *type}; });
}

Result<QByteArray> Desk::status(const Caller &caller, const QString &id)
{
    submission::Status status;
    auto read = m_store.write([&](Transaction &transaction) -> Result<> {
        if (auto spent = spendNonce(transaction, caller); !spent)
            return spent;
        if (auto accepted = acceptReader(transaction.connection(), caller, id); !accepted)
            return accepted;
        auto head = transaction->one(
            "SELECT head, state FROM submission WHERE id = ?",
            [](const Row &row) { return std::pair(row.number(0), row.text(1)); }, id);
        if (!head || !*head)
            return fail(Reason::UnknownSubmission);
        auto steps = stepsOf(transaction.connection(), id);
        if (!steps)
            return tl::unexpected(steps.error());
        status.head = (*head)->first;
        status.state = submission::stateFromName((*head)->second).value_or(State::Received);
        status.steps = *steps;
        return {};
    });
    if (!read)
        return tl::unexpected(read.error());
    auto uuid = submission::SubmissionId::parse(id);
    if (!uuid)
        return tl::unexpected(uuid.error());
    status.audience = caller.device.kid;
    status.submission = *uuid;
    status.at = m_now();
    return status.toPayload().and_then([&](const QByteArray &payload) {
        return signature::signCompact(m_serverKey, submission::typ::status, payload);
    });
}

} // namespace astreinte::review
