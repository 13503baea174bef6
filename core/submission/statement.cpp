// SPDX-License-Identifier: EUPL-1.2
#include "core/submission/statement.h"

#include "core/signature/bytes.h"
#include "core/signature/canonical_json.h"
#include "core/submission/wire_forms.h"

#include <algorithm>

namespace astreinte::submission {

using signature::ObjectReader;
using text::Lines;

namespace {

constexpr std::array<std::pair<Decision, QLatin1String>, 3> decisions{{{Decision::Approve, QLatin1String("approve")},
                                                                       {Decision::Return, QLatin1String("return")},
                                                                       {Decision::Reject, QLatin1String("reject")}}};
constexpr qsizetype longestReason = 1000;

QJsonObject toJson(const Statement &statement)
{
    const QJsonObject manifest{{QStringLiteral("submission"), statement.submission.text()},
                               {QStringLiteral("revision"), statement.revision},
                               {QStringLiteral("bytes"), statement.manifestBytes},
                               {QStringLiteral("sha256"), hexText(statement.manifestSha256)}};
    const QJsonObject roster{{QStringLiteral("version"), statement.rosterVersion},
                             {QStringLiteral("entry"), statement.rosterEntry}};
    QJsonObject object{
        {QStringLiteral("v"), 1},
        {QStringLiteral("aud"), statement.audience},
        {QStringLiteral("iss"), statement.issuer},
        {QStringLiteral("jti"), statement.id.text()},
        {QStringLiteral("iat"), signature::toUnixSeconds(statement.issuedAt)},
        {QStringLiteral("exp"), signature::toUnixSeconds(statement.expiresAt)},
        {QStringLiteral("decision"), decisionName(statement.decision)},
        {QStringLiteral("reason"), orNull(statement.reason, [](const QString &reason) { return reason; })},
        {QStringLiteral("channels"), QJsonArray::fromStringList(statement.channels)},
        {QStringLiteral("manifest"), manifest},
        {QStringLiteral("roster"), roster},
        {QStringLiteral("amr"), QJsonArray::fromStringList(statement.amr)},
        {QStringLiteral("challenge"), statement.challenge}};
    // Written only where they say something, so that a statement without them is what it was before them.
    if (statement.sole)
        object.insert(QStringLiteral("sole"), true);
    if (statement.factsConfirmed)
        object.insert(QStringLiteral("factsConfirmed"), true);
    if (!statement.marks.isEmpty())
        object.insert(QStringLiteral("marks"), submission::toJson(statement.marks));
    return object;
}

void readManifest(ObjectReader &reader, Statement &statement)
{
    ObjectReader manifest(reader.object(QLatin1String("manifest")), reader.pathOf(QLatin1String("manifest")));
    statement.submission = readUuid(manifest, QLatin1String("submission"));
    statement.revision = manifest.integer(QLatin1String("revision"), 1, 1'000'000);
    statement.manifestBytes = manifest.integer(QLatin1String("bytes"), 1, qint64(512) * 1024);
    statement.manifestSha256 = manifest.hexBytes(QLatin1String("sha256"), 32);
    if (const auto done = manifest.finish(); !done)
        reader.refuse(done.error().reason, done.error().detail);
}

void readRoster(ObjectReader &reader, Statement &statement)
{
    ObjectReader roster(reader.object(QLatin1String("roster")), reader.pathOf(QLatin1String("roster")));
    statement.rosterVersion = roster.integer(QLatin1String("version"), 0, signature::largestJsonInteger);
    statement.rosterEntry = roster.token(QLatin1String("entry"));
    if (const auto done = roster.finish(); !done)
        reader.refuse(done.error().reason, done.error().detail);
}

Statement readStatement(ObjectReader &reader)
{
    Statement statement;
    reader.version(QLatin1String("v"), 1);
    statement.audience = reader.token(QLatin1String("aud"), 255);
    statement.issuer = reader.token(QLatin1String("iss"), 32);
    statement.id = readUuid(reader, QLatin1String("jti"));
    statement.issuedAt = readSeconds(reader, QLatin1String("iat"));
    statement.expiresAt = readSeconds(reader, QLatin1String("exp"));
    statement.decision = reader.oneOf(QLatin1String("decision"), decisions);
    statement.reason = reader.optionalText(QLatin1String("reason"), longestReason);
    statement.channels = reader.tokens(QLatin1String("channels"), channelNames.size());
    readManifest(reader, statement);
    readRoster(reader, statement);
    statement.amr = reader.tokens(QLatin1String("amr"), 4, 1);
    statement.challenge = reader.token(QLatin1String("challenge"), 64);
    statement.sole = reader.optionalBoolean(QLatin1String("sole")).value_or(false);
    statement.factsConfirmed = reader.optionalBoolean(QLatin1String("factsConfirmed")).value_or(false);
    statement.marks = readMarks(reader, QLatin1String("marks"));
    return statement;
}

Result<void> checkRules(const Statement &statement)
{
    const auto life = statement.expiresAt - statement.issuedAt;
    if (life <= std::chrono::seconds(0) || life > longestStatementLife)
        return fail(Reason::InvalidValue, QStringLiteral("$.exp is not within 900 s of $.iat"));
    const bool reasonGiven = statement.reason && !statement.reason->trimmed().isEmpty();
    if (statement.decision != Decision::Approve && !reasonGiven)
        return fail(Reason::ReasonRequired, QStringLiteral("$.reason"));
    if (!statement.marks.isEmpty() && statement.decision != Decision::Return)
        return fail(Reason::InvalidValue, QStringLiteral("$.marks: only a return asks for another blur"));
    if (!statement.sole)
        return {};
    if (statement.decision != Decision::Approve)
        return fail(Reason::InvalidValue, QStringLiteral("$.sole: only an approval needs it"));
    if (!reasonGiven || statement.reason->trimmed().size() < shortestSoleReason)
        return fail(Reason::ReasonRequired, QStringLiteral("$.reason: why one person decides alone"));
    return {};
}

} // namespace

Result<QByteArray> Statement::toPayload() const
{
    return signature::canonicalJson(toJson(*this)).and_then([](const QByteArray &payload) {
        return fromPayload(payload).map([&](const Statement &) { return payload; });
    });
}

Result<Statement> Statement::fromPayload(QByteArrayView payload)
{
    auto object = signature::parseStrictObject(payload, {.bytes = qsizetype(16) * 1024});
    if (!object)
        return tl::unexpected(object.error());
    ObjectReader reader(*std::move(object));
    auto statement = readStatement(reader);
    if (auto done = reader.finish(); !done)
        return tl::unexpected(done.error());
    if (auto checked = checkRules(statement); !checked)
        return tl::unexpected(checked.error());
    return statement;
}

Result<void> Statement::concerns(const Manifest &manifest) const
{
    const auto &content = manifest.content();
    if (submission != content.submission || revision != content.revision || manifestBytes != manifest.bytes().size() ||
        !signature::constantTimeEqual(manifestSha256, manifest.sha256()))
        return fail(Reason::ManifestMismatch);
    const bool marksIts = std::ranges::all_of(marks, [&](const MarkedRegion &mark) {
        return std::ranges::any_of(content.photos, [&](const auto &photo) { return photo.sha256 == mark.photo; });
    });
    if (!marksIts)
        return fail(Reason::ManifestMismatch, QStringLiteral("$.marks"));
    if (decision != Decision::Approve || content.action == Action::Withdraw)
        return {};
    const bool known =
        std::ranges::all_of(channels, [&](const QString &channel) { return content.channels.contains(channel); });
    if (channels.isEmpty() || !known)
        return fail(Reason::ManifestMismatch, QStringLiteral("$.channels"));
    return {};
}

} // namespace astreinte::submission
