// SPDX-License-Identifier: EUPL-1.2
#include "core/submission/receipt.h"

#include "core/signature/canonical_json.h"
#include "core/submission/wire_forms.h"

#include <algorithm>

namespace astreinte::submission {

using signature::ObjectReader;

namespace {

// Reads a whole payload of the server with `read`, then checks that nothing else was in it.
template <typename T>
Result<T> readPayload(QByteArrayView payload, T (*read)(ObjectReader &))
{
    auto object = signature::parseStrictObject(payload);
    if (!object)
        return tl::unexpected(object.error());
    ObjectReader reader(*std::move(object));
    reader.version(QLatin1String("v"), 1);
    auto value = read(reader);
    if (auto done = reader.finish(); !done)
        return tl::unexpected(done.error());
    return value;
}

State readState(ObjectReader &reader)
{
    return reader.parsed<State>(QLatin1String("state"), [](const QString &name) -> Result<State> {
        const auto state = stateFromName(name);
        if (!state)
            return fail(Reason::InvalidValue, QStringLiteral("an unknown state"));
        return *state;
    });
}

Receipt readReceipt(ObjectReader &reader)
{
    Receipt receipt;
    receipt.audience = reader.token(QLatin1String("aud"), 43);
    receipt.submission = readUuid(reader, QLatin1String("submission"));
    receipt.revision = reader.integer(QLatin1String("revision"), 1, 1'000'000);
    receipt.sha256 = reader.hexBytes(QLatin1String("sha256"), 32);
    for (const auto &digest : reader.tokens(QLatin1String("photos"), mostFiles)) {
        const auto bytes = QByteArray::fromHex(digest.toLatin1());
        if (bytes.size() != 32 || hexText(bytes) != digest)
            reader.refuse(QLatin1String("photos"), QStringLiteral("holds a malformed digest"));
        receipt.photos.append(bytes);
    }
    receipt.receivedAt = reader.instant(QLatin1String("receivedAt"));
    receipt.exercise = reader.boolean(QLatin1String("exercise"));
    return receipt;
}

StatusStep readStep(ObjectReader &reader)
{
    StatusStep step;
    step.state = readState(reader);
    step.at = reader.instant(QLatin1String("at"));
    step.by = reader.optionalToken(QLatin1String("by"), 32);
    step.reason = reader.optionalText(QLatin1String("reason"), 1000);
    step.channel = reader.optionalToken(QLatin1String("channel"), 16);
    step.url = reader.optionalText(QLatin1String("url"), 500, text::Lines::One);
    step.marks = readMarks(reader, QLatin1String("marks"));
    if (step.url && !step.url->startsWith(QLatin1String("https://")))
        reader.refuse(QLatin1String("url"), QStringLiteral("is not an https address"));
    return step;
}

Status readStatus(ObjectReader &reader)
{
    Status status;
    status.audience = reader.token(QLatin1String("aud"), 43);
    status.submission = readUuid(reader, QLatin1String("submission"));
    status.head = reader.integer(QLatin1String("head"), 1, 1'000'000);
    status.state = readState(reader);
    status.steps = reader.objects<StatusStep>(QLatin1String("steps"), 1000, readStep);
    status.at = reader.instant(QLatin1String("at"));
    return status;
}

DecisionRecord readDecision(ObjectReader &reader)
{
    DecisionRecord record;
    record.audience = reader.token(QLatin1String("aud"), 43);
    record.statement = readUuid(reader, QLatin1String("jti"));
    record.submission = readUuid(reader, QLatin1String("submission"));
    record.revision = reader.integer(QLatin1String("revision"), 1, 1'000'000);
    record.state = readState(reader);
    record.at = reader.instant(QLatin1String("at"));
    return record;
}

// Left out when there is nothing to say.
void insert(QJsonObject &object, const QString &name, const std::optional<QString> &value)
{
    if (value)
        object.insert(name, *value);
}

QJsonObject toJson(const StatusStep &step)
{
    QJsonObject object{{QStringLiteral("state"), stateName(step.state)},
                       {QStringLiteral("at"), signature::toText(step.at)}};
    insert(object, QStringLiteral("by"), step.by);
    insert(object, QStringLiteral("reason"), step.reason);
    insert(object, QStringLiteral("channel"), step.channel);
    insert(object, QStringLiteral("url"), step.url);
    if (!step.marks.isEmpty())
        object.insert(QStringLiteral("marks"), submission::toJson(step.marks));
    return object;
}

} // namespace

Result<QByteArray> Receipt::toPayload() const
{
    QJsonArray digests;
    for (const auto &photo : photos)
        digests.append(hexText(photo));
    return signature::canonicalJson(QJsonObject{{QStringLiteral("v"), 1},
                                                {QStringLiteral("aud"), audience},
                                                {QStringLiteral("submission"), submission.text()},
                                                {QStringLiteral("revision"), revision},
                                                {QStringLiteral("sha256"), hexText(sha256)},
                                                {QStringLiteral("photos"), digests},
                                                {QStringLiteral("receivedAt"), signature::toText(receivedAt)},
                                                {QStringLiteral("exercise"), exercise}});
}

Result<Receipt> Receipt::fromPayload(QByteArrayView payload)
{
    return readPayload<Receipt>(payload, readReceipt);
}

Result<void> Receipt::covers(const Submission &sent, const QString &device) const
{
    if (audience != device)
        return fail(Reason::WrongAudience);
    const auto files = sent.files();
    const bool same = submission == sent.id() && revision == sent.revision() && sha256 == sent.sha256() &&
                      exercise == sent.content().exercise && photos.size() == files.size();
    const bool complete =
        std::ranges::all_of(files, [this](const PictureFile &file) { return photos.contains(file.sha256); });
    if (!same || !complete)
        return fail(Reason::UnexpectedReply, QStringLiteral("the receipt is about something else"));
    return {};
}

Result<QByteArray> Status::toPayload() const
{
    QJsonArray list;
    for (const auto &step : steps)
        list.append(toJson(step));
    return signature::canonicalJson(QJsonObject{{QStringLiteral("v"), 1},
                                                {QStringLiteral("aud"), audience},
                                                {QStringLiteral("submission"), submission.text()},
                                                {QStringLiteral("head"), head},
                                                {QStringLiteral("state"), stateName(state)},
                                                {QStringLiteral("steps"), list},
                                                {QStringLiteral("at"), signature::toText(at)}});
}

Result<Status> Status::fromPayload(QByteArrayView payload)
{
    return readPayload<Status>(payload, readStatus);
}

Result<QByteArray> DecisionRecord::toPayload() const
{
    return signature::canonicalJson(QJsonObject{{QStringLiteral("v"), 1},
                                                {QStringLiteral("aud"), audience},
                                                {QStringLiteral("jti"), statement.text()},
                                                {QStringLiteral("submission"), submission.text()},
                                                {QStringLiteral("revision"), revision},
                                                {QStringLiteral("state"), stateName(state)},
                                                {QStringLiteral("at"), signature::toText(at)}});
}

Result<DecisionRecord> DecisionRecord::fromPayload(QByteArrayView payload)
{
    return readPayload<DecisionRecord>(payload, readDecision);
}

} // namespace astreinte::submission
