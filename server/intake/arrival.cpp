// SPDX-License-Identifier: EUPL-1.2
#include "server/intake/arrival.h"

#include "core/signature/bytes.h"
#include "core/submission/states.h"

#include <QJsonArray>
#include <algorithm>
#include <array>

namespace astreinte::intake {
namespace {

using storage::Connection;
using storage::Row;
using submission::State;

QString hexText(const QByteArray &bytes)
{
    return QLatin1String(signature::hex(bytes));
}

Head headIn(const Row &row)
{
    return {row.number(0), submission::stateFromName(row.text(1)).value_or(State::Refused), row.text(2), row.text(3),
            row.flag(4)};
}

Present presentIn(const Row &row)
{
    Present present;
    if (!row.isNull(0))
        present.head = headIn(row);
    if (!row.isNull(5))
        present.same = {row.text(5), row.bytes(6)};
    present.exercise = deployment::isExercise(row.text(7));
    present.nonceIsSpent = row.flag(8);
    return present;
}

Result<std::optional<Head>> headOf(Connection &connection, const QString &id)
{
    return connection.one("SELECT s.head, s.state, s.kind, r.sha256, s.exercise FROM submission s JOIN revision r "
                          "ON r.submission = s.id AND r.revision = s.head WHERE s.id = ?",
                          headIn, id);
}

Result<bool> isAuthor(Connection &connection, const QString &id, qint64 revision, const QString &person)
{
    auto found = connection.one(
        "SELECT 1 FROM revision_author WHERE submission = ? AND revision = ? AND person = ?",
        [](const Row &) { return true; }, id, revision, person);
    return found ? Result<bool>(found->has_value()) : tl::unexpected(found.error());
}

bool mayStillBeOut(State state)
{
    constexpr std::array states{State::Authorised, State::Publishing, State::Uncertain, State::Failed, State::Expired};
    return std::ranges::find(states, state) != states.end();
}

} // namespace

Result<std::vector<Present>> presentFor(Connection &connection, const Arrivals &arrivals)
{
    // One row in any case, and one question: each costs a round trip to PostgreSQL while all who write wait.
    storage::Rows rows;
    for (const auto &arrival : arrivals)
        rows.add(arrival->submission.id().text(), arrival->submission.revision(), arrival->caller.device.kid,
                 QString::fromLatin1(arrival->caller.nonce));
    auto found = connection.each(
        "SELECT s.head, s.state, s.kind, h.sha256, s.exercise, e.sha256, e.receipt, COALESCE(x.value, ''), "
        "CASE WHEN n.nonce IS NULL THEN 0 ELSE 1 END FROM (SELECT 1 AS one) always "
        "LEFT JOIN setting x ON x.name = 'exercise' LEFT JOIN submission s ON s.id = ? "
        "LEFT JOIN revision h ON h.submission = s.id AND h.revision = s.head "
        "LEFT JOIN revision e ON e.submission = s.id AND e.revision = ? "
        "LEFT JOIN nonce n ON n.kid = ? AND n.nonce = ?",
        presentIn, rows);
    if (!found)
        return tl::unexpected(found.error());
    std::vector<Present> all;
    for (auto &present : *found)
        all.push_back(std::move(present).value_or(Present()));
    return all;
}

Result<std::optional<QByteArray>> earlierReceipt(const Present &present, const Arrival &arrival)
{
    if (!present.same)
        return std::optional<QByteArray>();
    if (present.same->sha256 != hexText(arrival.submission.sha256()))
        return fail(Reason::ConflictingContent, QStringLiteral("revision %1").arg(arrival.submission.revision()));
    return std::optional(present.same->receipt);
}

namespace {

Result<> acceptPlace(Connection &connection, const Present &known, const Arrival &arrival)
{
    const auto &content = arrival.submission.content();
    const auto &head = known.head;
    const auto present = head ? head->revision : 0;
    if (content.revision != present + 1)
        return fail(Reason::StaleRevision, QStringLiteral("head is %1").arg(present));
    if (!head)
        return {};
    if (!content.parent || hexText(*content.parent) != head->sha256)
        return fail(Reason::StaleRevision, QStringLiteral("$.parent is not revision %1").arg(present));
    if (QLatin1String(submission::kindName(content.kind)) != head->kind || content.exercise != head->exercise)
        return fail(Reason::InvalidValue, QStringLiteral("$.kind or $.exercise changed"));
    auto author = isAuthor(connection, content.id.text(), present, arrival.caller.device.person);
    if (!author)
        return tl::unexpected(author.error());
    if (!*author)
        return fail(Reason::NotAllowed, QStringLiteral("not an author of revision %1").arg(present));
    return submission::checkTransition(head->state, State::Superseded, submission::Actor::Author);
}

Result<> acceptExercise(const Present &known, const Arrival &arrival)
{
    if (known.exercise != arrival.submission.content().exercise)
        return fail(Reason::InvalidValue, known.exercise
                                              ? QStringLiteral("$.exercise: this server is in exercise")
                                              : QStringLiteral("$.exercise: this server is not in exercise"));
    return {};
}

Result<> acceptTarget(Connection &connection, const Arrival &arrival)
{
    const auto &content = arrival.submission.content();
    if (content.action == submission::Action::Publish)
        return {};
    if (!content.target)
        return fail(Reason::MissingField, QStringLiteral("$.target"));
    auto target = headOf(connection, content.target->text());
    if (!target)
        return tl::unexpected(target.error());
    if (!*target)
        return fail(Reason::UnknownSubmission, QStringLiteral("$.target"));
    const auto same = (*target)->kind == QLatin1String(submission::kindName(content.kind));
    // Who takes an agreement back says so before the message is out, and as long as nobody knows whether it is.
    const bool may = submission::isPublic((*target)->state) ||
                     (content.action == submission::Action::Withdraw &&
                      !content.values.value(consentWithdrawn).toArray().isEmpty() && mayStillBeOut((*target)->state));
    if (!may || !same || (*target)->exercise != content.exercise)
        return fail(Reason::ForbiddenTransition,
                    QStringLiteral("$.target is %1").arg(submission::stateName((*target)->state)));
    return {};
}

// A photo is known by its digest, but knowing a digest gives no right to the picture: it came from this device for
// this submission, or it was already in it.
struct StoredFile
{
    bool mayBeUsed;
    qint64 size;
    QString type;
    qint64 width;
    qint64 height;
};

Result<> acceptFile(const std::optional<StoredFile> &stored, const submission::PictureFile &file)
{
    const auto sha256 = hexText(file.sha256);
    if (!stored || !stored->mayBeUsed)
        return fail(Reason::MissingPhoto, sha256);
    if (stored->size != file.size || stored->type != file.type || stored->width != file.width ||
        stored->height != file.height)
        return fail(Reason::InvalidValue, sha256 + QStringLiteral(": size, type or dimensions are not the file's"));
    return {};
}

Result<> acceptPhotos(Connection &connection, const Arrival &arrival)
{
    const auto files = arrival.submission.files();
    const auto id = arrival.submission.id().text();
    storage::Rows rows;
    for (const auto &file : files)
        rows.add(arrival.caller.device.kid, id, id, hexText(file.sha256));
    if (rows.count() == 0)
        return {};
    auto found = connection.each(
        "SELECT CASE WHEN EXISTS (SELECT 1 FROM upload u WHERE u.kid = ? AND u.submission = ? AND u.sha256 = b.sha256 "
        "AND u.completed_at IS NOT NULL) OR EXISTS (SELECT 1 FROM revision_picture p WHERE p.submission = ? AND "
        "p.sha256 = b.sha256) THEN 1 ELSE 0 END, b.size, b.media_type, b.width, b.height FROM blob b WHERE "
        "b.sha256 = ?",
        [](const Row &row) {
            return StoredFile{row.flag(0), row.number(1), row.text(2), row.number(3), row.number(4)};
        },
        rows);
    if (!found)
        return tl::unexpected(found.error());
    for (std::size_t i = 0; i < found->size(); ++i)
        if (auto accepted = acceptFile(found->at(i), files[static_cast<qsizetype>(i)]); !accepted)
            return accepted;
    return {};
}

} // namespace

Result<> acceptRevision(Connection &connection, const Present &present, const Arrival &arrival)
{
    return acceptPlace(connection, present, arrival)
        .and_then([&] { return acceptExercise(present, arrival); })
        .and_then([&] { return acceptTarget(connection, arrival); })
        .and_then([&] { return acceptPhotos(connection, arrival); });
}

} // namespace astreinte::intake
