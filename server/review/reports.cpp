// SPDX-License-Identifier: EUPL-1.2
#include "server/review/reports.h"

#include "core/signature/bytes.h"
#include "core/submission/roles.h"
#include "core/submission/submission.h"
#include "server/review/progress.h"

namespace astreinte::review {
namespace {

using identity::Caller;
using storage::Connection;
using storage::Row;
using storage::Transaction;
using submission::Permission;
using submission::SubmissionContent;

constexpr std::chrono::hours shown{24 * 7};
constexpr int mostShown = 200;
constexpr auto statements = std::to_array<const char *>({"what", "hazards", "access", "resources", "text", "when"});
const auto casualties = QStringLiteral("casualties");

bool may(const Caller &caller, Permission permission)
{
    const auto role = submission::roleFromName(caller.device.role);
    return role && submission::mayEver(*role, permission);
}

struct Stored
{
    QString id;
    qint64 revision;
    QByteArray jws;
    signature::Instant receivedAt;
    QString service; // the role of who sent it
    QString author;  // name
    bool own;
};

Stored storedOf(const Row &row)
{
    return {row.text(0), row.number(1), row.bytes(2), row.instant(3), row.text(4), row.text(5), row.flag(6)};
}

// The content that was verified when it arrived.
Result<SubmissionContent> contentOf(const Stored &report)
{
    auto payload = signature::fromBase64Url(report.jws.split('.').value(1));
    if (!payload)
        return tl::unexpected(payload.error());
    auto parsed = submission::Submission::parse(*payload);
    return parsed ? Result<SubmissionContent>(parsed->content()) : tl::unexpected(parsed.error());
}

// "where" of the form, or the communes of the photos.
QJsonArray communesOf(const SubmissionContent &content)
{
    QJsonArray codes;
    const auto add = [&codes](const QString &code) {
        if (!code.isEmpty() && !codes.contains(code))
            codes.append(code);
    };
    add(content.values.value(QLatin1String("where")).toObject().value(QLatin1String("code")).toString());
    for (const auto &photo : content.photos)
        add(photo.commune.value_or(QString()));
    return codes;
}

QJsonObject summaryOf(const Stored &report, const SubmissionContent &content)
{
    QJsonObject summary{{QStringLiteral("submission"), report.id},
                        {QStringLiteral("revision"), report.revision},
                        {QStringLiteral("service"), report.service},
                        {QStringLiteral("author"), report.author},
                        {QStringLiteral("own"), report.own},
                        {QStringLiteral("receivedAt"), signature::toText(report.receivedAt)},
                        {QStringLiteral("factsAt"), signature::toText(content.factsAt)},
                        {QStringLiteral("exercise"), content.exercise},
                        {QStringLiteral("communes"), communesOf(content)},
                        {QStringLiteral("what"), content.values.value(QLatin1String("what")).toString()},
                        {QStringLiteral("photos"), content.photos.size()}};
    if (content.incident)
        summary.insert(QStringLiteral("incident"), content.incident->id.text());
    return summary;
}

QJsonArray photosOf(const SubmissionContent &content)
{
    QJsonArray photos;
    for (const auto &photo : content.photos)
        photos.append(QJsonObject{{QStringLiteral("sha256"), QString(QLatin1String(signature::hex(photo.sha256)))},
                                  {QStringLiteral("size"), photo.size},
                                  {QStringLiteral("author"), photo.author},
                                  {QStringLiteral("capturedAt"), signature::toText(photo.capturedAt)}});
    return photos;
}

Result<bool> wasSeenBy(Connection &connection, const Position &position, const QString &person)
{
    auto seen = connection.one(
        "SELECT 1 FROM step WHERE submission = ? AND revision = ? AND state = 'in_review' AND person = ?",
        [](const Row &) { return true; }, position.submission, position.revision, person);
    return seen ? Result<bool>(seen->has_value()) : tl::unexpected(seen.error());
}

// « Vu »: the report itself stays where it is, received.
Result<> markSeen(Transaction &transaction, const Stored &report, const Caller &caller, signature::Instant now)
{
    const Position position{report.id, report.revision};
    if (report.own || !may(caller, Permission::ReadReports))
        return {};
    auto seen = wasSeenBy(transaction.connection(), position, caller.device.person);
    if (!seen)
        return tl::unexpected(seen.error());
    return *seen ? Result<>()
                 : addStep(transaction, position, {submission::State::InReview, now, caller.device.person, {}, {}, {}});
}

} // namespace

Result<QJsonArray> Reports::list(const Caller &caller)
{
    const auto everything = may(caller, Permission::ReadReports);
    if (!everything && !may(caller, Permission::SendFieldReport))
        return fail(Reason::NotAllowed, caller.device.role);
    auto spent = m_store.write([&](Transaction &transaction) { return identity::spendNonce(transaction, caller); });
    if (!spent)
        return tl::unexpected(spent.error());
    auto reports = m_store.read([&](Connection &connection) {
        return connection.all(
            "SELECT s.id, s.head, r.jws, r.received_at, p.role, p.name, CASE WHEN EXISTS (SELECT 1 FROM "
            "revision_author a WHERE a.submission = s.id AND a.person = ?) THEN 1 ELSE 0 END AS own FROM message s "
            "JOIN revision r ON r.submission = s.id AND r.revision = s.head JOIN device d ON d.kid = r.kid JOIN person "
            "p ON p.id = d.person WHERE s.kind = 'fieldReport' AND s.received_at > ? AND (? = 1 OR EXISTS (SELECT 1 "
            "FROM revision_author a WHERE a.submission = s.id AND a.person = ?)) ORDER BY r.received_at DESC LIMIT ?",
            storedOf, caller.device.person, m_now() - shown, everything, caller.device.person, mostShown);
    });
    if (!reports)
        return tl::unexpected(reports.error());
    QJsonArray items;
    for (const auto &report : *reports)
        if (auto content = contentOf(report))
            items.append(summaryOf(report, *content));
    return items;
}

Result<QJsonObject> Reports::open(const Caller &caller, const QString &submission)
{
    return m_store.write([&](Transaction &transaction) -> Result<QJsonObject> {
        if (auto spent = identity::spendNonce(transaction, caller); !spent)
            return tl::unexpected(spent.error());
        auto report = transaction->one(
            "SELECT s.id, s.head, r.jws, r.received_at, p.role, p.name, CASE WHEN EXISTS (SELECT 1 FROM "
            "revision_author a WHERE a.submission = s.id AND a.person = ?) THEN 1 ELSE 0 END AS own FROM message s "
            "JOIN revision r ON r.submission = s.id AND r.revision = s.head JOIN device d ON d.kid = r.kid JOIN person "
            "p ON p.id = d.person WHERE s.kind = 'fieldReport' AND s.id = ?",
            storedOf, caller.device.person, submission);
        if (!report)
            return tl::unexpected(report.error());
        // Not even its existence is told.
        if (!*report || !((*report)->own || may(caller, Permission::ReadReports)))
            return fail(Reason::UnknownSubmission);
        auto content = contentOf(**report);
        if (!content)
            return tl::unexpected(content.error());
        auto whole = summaryOf(**report, *content);
        for (const auto *name : statements)
            whole.insert(QLatin1String(name), content->values.value(QLatin1String(name)).toString());
        whole.insert(QStringLiteral("photos"), photosOf(*content));
        const auto told = content->values.value(casualties).toString();
        const auto readable = (*report)->own || may(caller, Permission::SeeCasualties);
        if (readable)
            whole.insert(casualties, told);
        whole.insert(QStringLiteral("restricted"), !readable && !told.isEmpty());
        return markSeen(transaction, **report, caller, m_now()).map([&] { return whole; });
    });
}

} // namespace astreinte::review
