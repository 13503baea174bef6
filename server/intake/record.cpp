// SPDX-License-Identifier: EUPL-1.2
#include "server/intake/record.h"

#include "core/signature/bytes.h"
#include "core/submission/roles.h"
#include "server/notices/notices.h"
#include "server/review/consents.h"

#include <QJsonArray>

namespace astreinte::intake {
namespace {

using storage::Row;
using storage::Rows;
using storage::Transaction;
using submission::State;

QString hexText(const QByteArray &bytes)
{
    return QLatin1String(signature::hex(bytes));
}

Result<> recordHeads(Transaction &transaction, const Arrivals &arrivals)
{
    Rows rows;
    for (const auto &arrival : arrivals) {
        const auto &content = arrival->submission.content();
        rows.add(content.id.text(), content.revision, QString(submission::stateName(State::Received)),
                 QString(submission::kindName(content.kind)), content.exercise,
                 content.incident ? std::optional(content.incident->id.text()) : std::nullopt,
                 content.target ? std::optional(content.target->text()) : std::nullopt, arrival->title,
                 arrival->receivedAt);
    }
    return transaction->putAll("INSERT INTO submission (id, head, state, kind, exercise, incident, target, title, "
                               "received_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET "
                               "head = excluded.head, state = excluded.state, incident = excluded.incident, "
                               "target = excluded.target, title = excluded.title, received_at = excluded.received_at",
                               rows);
}

Result<> recordRevisions(Transaction &transaction, const Arrivals &arrivals)
{
    Rows revisions;
    Rows authors;
    for (const auto &arrival : arrivals) {
        const auto &content = arrival->submission.content();
        const auto id = content.id.text();
        revisions.add(id, content.revision, arrival->caller.device.kid, arrival->jws,
                      hexText(arrival->submission.sha256()), arrival->manifest.bytes(),
                      hexText(arrival->manifest.sha256()), arrival->receipt, content.factsAt, arrival->receivedAt);
        for (const auto &author : content.authors)
            authors.add(id, content.revision, author);
    }
    return transaction
        ->putAll("INSERT INTO revision (submission, revision, kid, jws, sha256, manifest, manifest_sha256, receipt, "
                 "facts_at, received_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                 revisions)
        .and_then([&] {
            return transaction->putAll("INSERT INTO revision_author (submission, revision, person) VALUES (?, ?, ?)",
                                       authors);
        });
}

Result<> recordPhotos(Transaction &transaction, const Arrivals &arrivals)
{
    Rows photos;
    Rows renditions; // the files of the channels that take another one than the photo's own
    for (const auto &arrival : arrivals) {
        const auto &content = arrival->submission.content();
        const auto id = content.id.text();
        qint64 position = 0;
        for (const auto &photo : content.photos) {
            photos.add(id, content.revision, position, hexText(photo.sha256));
            for (auto it = photo.renditions.begin(); it != photo.renditions.end(); ++it)
                renditions.add(id, content.revision, position, it.key(), hexText(it->sha256));
            ++position;
        }
    }
    return transaction
        ->putAll("INSERT INTO revision_photo (submission, revision, position, sha256) VALUES (?, ?, ?, ?)", photos)
        .and_then([&] {
            return transaction->putAll("INSERT INTO revision_rendition (submission, revision, position, channel, "
                                       "sha256) VALUES (?, ?, ?, ?, ?)",
                                       renditions);
        });
}

Result<> acceptReporter(Transaction &transaction, const QString &incident)
{
    auto known = transaction->one(
        "SELECT 1 FROM incident WHERE id = ?", [](const Row &) { return true; }, incident);
    if (!known)
        return tl::unexpected(known.error());
    return *known ? Result<>() : fail(Reason::NotAllowed, QStringLiteral("$.incident: it has to be opened first"));
}

// An incident begins with the first submission that names it; a later one does not rewrite it. Who may only report does
// not open one (BRIEF §1.1).
Result<> recordIncidents(Transaction &transaction, const Arrivals &arrivals)
{
    Arrivals naming;
    Rows rows;
    for (const auto &arrival : arrivals) {
        const auto &content = arrival->submission.content();
        if (!content.incident)
            continue;
        const auto role = submission::roleFromName(arrival->caller.device.role);
        if (!role || !submission::mayEver(*role, submission::Permission::Submit)) {
            if (auto known = acceptReporter(transaction, content.incident->id.text()); !known)
                return known;
            continue;
        }
        naming.push_back(arrival);
        rows.add(content.incident->id.text(), content.incident->title, content.incident->knownAt,
                 arrival->caller.device.person, arrival->receivedAt, content.exercise);
    }
    if (naming.empty())
        return {};
    auto opened = transaction->each(
        "INSERT INTO incident (id, title, known_at, opened_by, opened_at, exercise) "
        "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING 1",
        [](const Row &) { return true; }, rows);
    if (!opened)
        return tl::unexpected(opened.error());
    std::vector<notices::TimedNotice> told;
    for (std::size_t i = 0; i < naming.size(); ++i) {
        const auto &arrived = naming[i]->submission;
        if (opened->at(i))
            told.push_back(
                {{0, QStringLiteral("incident"), arrived.id().text(), arrived.revision(), {}}, naming[i]->receivedAt});
    }
    return notices::postAll(transaction, told);
}

Result<std::vector<journal::StoredLeaf>> enterInJournal(Transaction &transaction, const Arrivals &arrivals)
{
    std::vector<journal::TimedEntry> entries;
    for (const auto &arrival : arrivals) {
        const auto &arrived = arrival->submission;
        entries.push_back({{journal::Event::Intake,
                            journal::subjectOf(arrived.id().text(), arrived.revision()),
                            {{QStringLiteral("submission"), arrived.id().text()},
                             {QStringLiteral("revision"), arrived.revision()},
                             {QStringLiteral("sha256"), hexText(arrived.sha256())},
                             {QStringLiteral("manifest"), hexText(arrival->manifest.sha256())},
                             {QStringLiteral("device"), arrival->caller.device.kid}}},
                           arrival->receivedAt});
    }
    return journal::appendAll(transaction, entries);
}

// An agreement that was taken back is told by itself: the withdrawal that it asks for may take its time, and a revision
// without the photo says nothing of why.
Result<> enterConsent(Transaction &transaction, const Arrival &arrival)
{
    const auto &content = arrival.submission.content();
    const auto photos = content.values.value(consentWithdrawn).toArray();
    if (photos.isEmpty())
        return {};
    const auto &about = content.target.value_or(content.id);
    review::ConsentTakenBack taken{
        {}, arrival.caller.device.person, content.values.value(QLatin1String("reason")).toString(), arrival.receivedAt};
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

Result<> onEach(const Arrivals &arrivals, const std::function<Result<>(const Arrival &)> &work)
{
    for (const auto &arrival : arrivals)
        if (auto done = work(*arrival); !done)
            return done;
    return {};
}

Result<> addSteps(Transaction &transaction, const Arrivals &arrivals)
{
    std::vector<review::TakenStep> steps;
    for (const auto &arrival : arrivals)
        steps.push_back({{arrival->submission.id().text(), arrival->submission.revision()},
                         {State::Received, arrival->receivedAt, arrival->caller.device.person, {}, {}, {}}});
    return review::addSteps(transaction, steps);
}

} // namespace

Result<std::vector<journal::StoredLeaf>> record(Transaction &transaction, const Arrivals &arrivals)
{
    const auto supersedeOlder = [&](const Arrival &arrival) {
        return review::supersede(transaction, {arrival.submission.id().text(), arrival.submission.revision() - 1},
                                 arrival.caller.device.person, arrival.receivedAt);
    };
    return onEach(arrivals, supersedeOlder)
        .and_then([&] { return recordHeads(transaction, arrivals); })
        .and_then([&] { return recordRevisions(transaction, arrivals); })
        .and_then([&] { return recordPhotos(transaction, arrivals); })
        .and_then([&] { return recordIncidents(transaction, arrivals); })
        .and_then([&] { return enterInJournal(transaction, arrivals); })
        .and_then([&](const std::vector<journal::StoredLeaf> &leaves) {
            return onEach(arrivals, [&](const Arrival &arrival) { return enterConsent(transaction, arrival); })
                .and_then([&] { return addSteps(transaction, arrivals); })
                .map([&] { return leaves; });
        });
}

} // namespace astreinte::intake
