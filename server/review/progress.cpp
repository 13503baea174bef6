// SPDX-License-Identifier: EUPL-1.2
#include "server/review/progress.h"

#include "core/signature/object_reader.h"
#include "server/notices/notices.h"

#include <QJsonDocument>

namespace astreinte::review {
namespace {

using storage::Connection;
using storage::Row;
using storage::Transaction;
using submission::State;
using submission::StatusStep;

struct Standing
{
    qint64 head;
    State state;
};

Result<Standing> standingOf(Connection &connection, const QString &id)
{
    auto standing = connection.one(
        "SELECT head, state FROM submission WHERE id = ?",
        [](const Row &row) { return std::pair(row.number(0), row.text(1)); }, id);
    if (!standing)
        return tl::unexpected(standing.error());
    if (!*standing)
        return fail(Reason::UnknownSubmission, id);
    const auto state = submission::stateFromName((*standing)->second);
    if (!state)
        return fail(Reason::Internal, QStringLiteral("state %1").arg((*standing)->second));
    return Standing{(*standing)->first, *state};
}

std::optional<QString> marksText(const StatusStep &step)
{
    if (step.marks.isEmpty())
        return std::nullopt;
    return QString::fromUtf8(QJsonDocument(submission::toJson(step.marks)).toJson(QJsonDocument::Compact));
}

QList<submission::MarkedRegion> marksFrom(const std::optional<QString> &text)
{
    if (!text)
        return {};
    const auto name = QLatin1String("marks");
    signature::ObjectReader reader(QJsonObject{{name, QJsonDocument::fromJson(text->toUtf8()).array()}});
    return submission::readMarks(reader, name);
}

} // namespace

Result<> addSteps(Transaction &transaction, const std::vector<TakenStep> &steps)
{
    storage::Rows rows;
    std::vector<notices::TimedNotice> told;
    for (const auto &[position, step] : steps) {
        const QString state = submission::stateName(step.state);
        rows.add(position.submission, position.revision, state, step.at, step.by, step.reason, step.channel, step.url,
                 marksText(step));
        for (const auto &event : {QStringLiteral("submission"), QStringLiteral("review")})
            told.push_back({{0, event, position.submission, position.revision, state}, step.at});
    }
    return transaction
        ->putAll("INSERT INTO step (submission, revision, state, at, person, reason, channel, url, marks) "
                 "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                 rows)
        .and_then([&] { return notices::postAll(transaction, told); });
}

Result<> addStep(Transaction &transaction, const Position &position, const StatusStep &step)
{
    return addSteps(transaction, {{position, step}});
}

Result<> advance(Transaction &transaction, const Position &position, submission::Actor actor, const StatusStep &step)
{
    auto standing = standingOf(transaction.connection(), position.submission);
    if (!standing)
        return tl::unexpected(standing.error());
    if (standing->head != position.revision)
        return fail(Reason::StaleRevision, QStringLiteral("head is %1").arg(standing->head));
    if (auto allowed = submission::checkTransition(standing->state, step.state, actor); !allowed)
        return allowed;
    return transaction
        ->put("UPDATE submission SET state = ? WHERE id = ?", QString(submission::stateName(step.state)),
              position.submission)
        .and_then([&] { return addStep(transaction, position, step); });
}

Result<> supersede(Transaction &transaction, const Position &older, const QString &person, signature::Instant at)
{
    if (older.revision < 1)
        return {};
    const QString queued = submission::stateName(State::Authorised);
    auto removed = transaction->run("UPDATE publication SET state = ?, result_at = ? WHERE submission = ? AND "
                                    "revision = ? AND state = ?",
                                    QString(submission::stateName(State::Superseded)), at, older.submission,
                                    older.revision, queued);
    if (!removed)
        return tl::unexpected(removed.error());
    auto begun = transaction->one(
        "SELECT 1 FROM publication WHERE submission = ? AND revision = ? AND "
        "intent_at IS NOT NULL",
        [](const Row &) { return true; }, older.submission, older.revision);
    if (!begun)
        return tl::unexpected(begun.error());
    if (*begun)
        return fail(Reason::ForbiddenTransition, QStringLiteral("its publication has begun"));
    return addStep(transaction, older, {State::Superseded, at, person, {}, {}, {}});
}

Result<QList<StatusStep>> stepsOf(Connection &connection, const QString &submission)
{
    auto steps = connection.all(
        "SELECT state, at, person, reason, channel, url, marks FROM step WHERE submission = ? "
        "ORDER BY id",
        [](const Row &row) {
            return StatusStep{submission::stateFromName(row.text(0)).value_or(State::Received),
                              row.instant(1),
                              row.optionalText(2),
                              row.optionalText(3),
                              row.optionalText(4),
                              row.optionalText(5),
                              marksFrom(row.optionalText(6))};
        },
        submission);
    if (!steps)
        return tl::unexpected(steps.error());
    return QList<StatusStep>(steps->begin(), steps->end());
}

} // namespace astreinte::review
