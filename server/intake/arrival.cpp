// SPDX-License-Identifier: EUPL-1.2
#include "server/intake/arrival.h"

#include "core/signature/bytes.h"
#include "core/submission/roles.h"
#include "core/submission/states.h"
#include "server/notices/notices.h"
#include "server/review/consents.h"

#include <QJsonArray>
#include <algorithm>
#include <array>

namespace astreinte::intake {
namespace {

using identity::Caller;
using storage::Connection;
using storage::Row;
using storage::Transaction;
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

// A photo is known by its digest, but knowing a digest gives no right to the picture: it came from this device for
// this submission, or it was already in it.
Result<bool> photoIsHere(Connection &connection, const Arrival &arrival, const Caller &caller, const QString &sha256)
{
    auto found = connection.one(
        "SELECT 1 FROM upload WHERE kid = ? AND submission = ? AND sha256 = ? AND "
        "completed_at IS NOT NULL UNION SELECT 1 FROM revision_picture WHERE submission = ? AND "
        "sha256 = ?",
        [](const Row &) { return true; }, caller.device.kid, arrival.submission.id().text(), sha256,
        arrival.submission.id().text(), sha256);
    return found ? Result<bool>(found->has_value()) : tl::unexpected(found.error());
}

Result<> acceptFile(Connection &connection, const submission::PictureFile &file)
{
    const auto sha256 = hexText(file.sha256);
    struct Stored
    {
        qint64 size;
        QString type;
        qint64 width;
        qint64 height;
    };
    auto stored = connection.one(
        "SELECT size, media_type, width, height FROM blob WHERE sha256 = ?",
        [](const Row &row) {
            return Stored{row.number(0), row.text(1), row.number(2), row.number(3)};
        },
        sha256);
    if (!stored)
        return tl::unexpected(stored.error());
    if (!*stored)
        return fail(Reason::MissingPhoto, sha256);
    const auto &blob = **stored;
    if (blob.size != file.size || blob.type != file.type || blob.width != file.width || blob.height != file.height)
        return fail(Reason::InvalidValue, sha256 + QStringLiteral(": size, type or dimensions are not the file's"));
    return {};
}

bool mayStillBeOut(State state)
{
    constexpr std::array states{State::Authorised, State::Publishing, State::Uncertain, State::Failed, State::Expired};
    return std::ranges::find(states, state) != states.end();
}

} // namespace

Result<Present> presentFor(Connection &connection, const Arrival &arrival)
{
    // One row in any case, and one question: each costs a round trip to PostgreSQL while all who write wait.
    auto found = connection.one(
        "SELECT s.head, s.state, s.kind, h.sha256, s.exercise, e.sha256, e.receipt, COALESCE(x.value, '') FROM "
        "(SELECT 1 AS one) always LEFT JOIN setting x ON x.name = 'exercise' LEFT JOIN submission s ON s.id = ? LEFT "
        "JOIN "
        "revision h ON h.submission = s.id AND h.revision = s.head LEFT JOIN revision e ON e.submission = s.id AND "
        "e.revision = ?",
        presentIn, arrival.submission.id().text(), arrival.submission.revision());
    return found ? Result<Present>(found->value_or(Present())) : tl::unexpected(found.error());
}

Result<std::optional<QByteArray>> earlierReceipt(const Present &present, const Arrival &arrival)
{
    if (!present.same)
        return std::optional<QByteArray>();
    if (present.same->sha256 != hexText(arrival.submission.sha256()))
        return fail(Reason::ConflictingContent, QStringLiteral("revision %1").arg(arrival.submission.revision()));
    return std::optional(present.same->receipt);
}

Result<> acceptPlace(Connection &connection, const Present &known, const Arrival &arrival, const Caller &caller)
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
    auto author = isAuthor(connection, content.id.text(), present, caller.device.person);
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

Result<> acceptPhotos(Connection &connection, const Arrival &arrival, const Caller &caller)
{
    for (const auto &file : arrival.submission.files()) {
        auto here = photoIsHere(connection, arrival, caller, hexText(file.sha256));
        if (!here)
            return tl::unexpected(here.error());
        if (!*here)
            return fail(Reason::MissingPhoto, hexText(file.sha256));
        if (auto accepted = acceptFile(connection, file); !accepted)
            return accepted;
    }
    return {};
}

namespace {

Result<> recordRevision(Transaction &transaction, const Arrival &arrival, const Caller &caller)
{
    const auto &content = arrival.submission.content();
    const auto state = QString(submission::stateName(State::Received));
    const auto incident = content.incident ? std::optional(content.incident->id.text()) : std::nullopt;
    const auto target = content.target ? std::optional(content.target->text()) : std::nullopt;
    auto head =
        transaction->put("INSERT INTO submission (id, head, state, kind, exercise, incident, target, title, "
                         "received_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET "
                         "head = excluded.head, state = excluded.state, incident = excluded.incident, "
                         "target = excluded.target, title = excluded.title, received_at = excluded.received_at",
                         content.id.text(), content.revision, state, QString(submission::kindName(content.kind)),
                         content.exercise, incident, target, arrival.title, arrival.receivedAt);
    if (!head)
        return head;
    return transaction->put("INSERT INTO revision (submission, revision, kid, jws, sha256, manifest, "
                            "manifest_sha256, receipt, facts_at, received_at) "
                            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                            content.id.text(), content.revision, caller.device.kid, arrival.jws,
                            hexText(arrival.submission.sha256()), arrival.manifest.bytes(),
                            hexText(arrival.manifest.sha256()), arrival.receipt, content.factsAt, arrival.receivedAt);
}

// The files of the channels that take another one than the photo's own.
Result<> recordRenditions(Transaction &transaction, const submission::SubmissionContent &content,
                          const submission::PhotoRecord &photo, qint64 position)
{
    for (auto it = photo.renditions.begin(); it != photo.renditions.end(); ++it) {
        auto done = transaction->put("INSERT INTO revision_rendition (submission, revision, position, channel, sha256) "
                                     "VALUES (?, ?, ?, ?, ?)",
                                     content.id.text(), content.revision, position, it.key(), hexText(it->sha256));
        if (!done)
            return done;
    }
    return {};
}

Result<> recordParts(Transaction &transaction, const Arrival &arrival)
{
    const auto &content = arrival.submission.content();
    for (const auto &author : content.authors) {
        auto done = transaction->put("INSERT INTO revision_author (submission, revision, person) VALUES (?, ?, ?)",
                                     content.id.text(), content.revision, author);
        if (!done)
            return done;
    }
    qint64 position = 0;
    for (const auto &photo : content.photos) {
        auto done = transaction
                        ->put("INSERT INTO revision_photo (submission, revision, position, sha256) "
                              "VALUES (?, ?, ?, ?)",
                              content.id.text(), content.revision, position, hexText(photo.sha256))
                        .and_then([&] { return recordRenditions(transaction, content, photo, position); });
        if (!done)
            return done;
        ++position;
    }
    return {};
}

// An incident begins with the first submission that names it; a later one does not rewrite it. Who may only report does
// not open one (BRIEF §1.1).
Result<> recordIncident(Transaction &transaction, const Arrival &arrival, const Caller &caller)
{
    const auto &content = arrival.submission.content();
    if (!content.incident)
        return {};
    const auto role = submission::roleFromName(caller.device.role);
    if (!role || !submission::mayEver(*role, submission::Permission::Submit)) {
        auto known = transaction->one(
            "SELECT 1 FROM incident WHERE id = ?", [](const Row &) { return true; }, content.incident->id.text());
        if (!known)
            return tl::unexpected(known.error());
        return *known ? Result<>() : fail(Reason::NotAllowed, QStringLiteral("$.incident: it has to be opened first"));
    }
    auto opened = transaction->run("INSERT INTO incident (id, title, known_at, opened_by, opened_at, exercise) "
                                   "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                                   content.incident->id.text(), content.incident->title, content.incident->knownAt,
                                   caller.device.person, arrival.receivedAt, content.exercise);
    if (!opened)
        return tl::unexpected(opened.error());
    if (*opened == 0)
        return {};
    return notices::post(transaction, {0, QStringLiteral("incident"), content.id.text(), content.revision, {}},
                         arrival.receivedAt);
}

Result<journal::StoredLeaf> enterInJournal(Transaction &transaction, const Arrival &arrival, const Caller &caller)
{
    const auto &content = arrival.submission.content();
    return journal::append(transaction,
                           {journal::Event::Intake,
                            journal::subjectOf(content.id.text(), content.revision),
                            {{QStringLiteral("submission"), content.id.text()},
                             {QStringLiteral("revision"), content.revision},
                             {QStringLiteral("sha256"), hexText(arrival.submission.sha256())},
                             {QStringLiteral("manifest"), hexText(arrival.manifest.sha256())},
                             {QStringLiteral("device"), caller.device.kid}}},
                           arrival.receivedAt);
}

// An agreement that was taken back is told by itself: the withdrawal that it asks for may take its time, and a revision
// without the photo says nothing of why.
Result<> enterConsent(Transaction &transaction, const Arrival &arrival, const Caller &caller)
{
    const auto &content = arrival.submission.content();
    const auto photos = content.values.value(consentWithdrawn).toArray();
    if (photos.isEmpty())
        return {};
    const auto &about = content.target.value_or(content.id);
    review::ConsentTakenBack taken{
        {}, caller.device.person, content.values.value(QLatin1String("reason")).toString(), arrival.receivedAt};
    if (taken.reason.isEmpty())
        taken.reason = QStringLiteral("Une personne sur la photo a retiré son accord.");
    for (const auto &photo : photos)
        taken.pictures.append(photo.toString());
    if (auto known = review::takeConsentBack(transaction, taken, about.text()); !known)
        return tl::unexpected(known.error());
    return journal::enter(transaction,
                          {journal::Event::Consent,
                           journal::subjectOf(content.id.text(), content.revision),
                           {{QStringLiteral("submission"), content.id.text()},
                            {QStringLiteral("target"), about.text()},
                            {QStringLiteral("photos"), photos}}},
                          arrival.receivedAt);
}

} // namespace

Result<journal::StoredLeaf> record(Transaction &transaction, const Arrival &arrival, const Caller &caller)
{
    const auto &content = arrival.submission.content();
    const review::Position place{content.id.text(), content.revision};
    return review::supersede(transaction, {content.id.text(), content.revision - 1}, caller.device.person,
                             arrival.receivedAt)
        .and_then([&] { return recordRevision(transaction, arrival, caller); })
        .and_then([&] { return recordParts(transaction, arrival); })
        .and_then([&] { return recordIncident(transaction, arrival, caller); })
        .and_then([&] { return enterInJournal(transaction, arrival, caller); })
        .and_then([&](const journal::StoredLeaf &leaf) {
            return enterConsent(transaction, arrival, caller)
                .and_then([&] {
                    return review::addStep(transaction, place,
                                           {State::Received, arrival.receivedAt, caller.device.person, {}, {}, {}});
                })
                .map([&] { return leaf; });
        });
}

} // namespace astreinte::intake
