// SPDX-License-Identifier: EUPL-1.2
#include "core/submission/notice.h"

#include "core/signature/canonical_json.h"
#include "core/submission/wire_forms.h"

namespace astreinte::submission {
namespace {

constexpr auto noticeKinds = std::to_array<std::pair<NoticeKind, QLatin1String>>({
    {NoticeKind::Submission, QLatin1String("submission")},
    {NoticeKind::Review, QLatin1String("review")},
    {NoticeKind::Configuration, QLatin1String("configuration")},
    {NoticeKind::Incident, QLatin1String("incident")},
    {NoticeKind::Call, QLatin1String("call")},
});

Result<NoticeKind> kindOf(QByteArrayView event)
{
    for (const auto &[kind, name] : noticeKinds)
        if (event == QByteArrayView(name.data(), name.size()))
            return kind;
    return fail(Reason::InvalidValue, QStringLiteral("an unknown event"));
}

} // namespace

QLatin1String noticeKindName(NoticeKind kind)
{
    return noticeKinds[static_cast<std::size_t>(kind)].second;
}

QByteArray Notice::data() const
{
    QJsonObject object;
    if (submission)
        object.insert(QStringLiteral("submission"), submission->text());
    if (revision)
        object.insert(QStringLiteral("revision"), *revision);
    if (state)
        object.insert(QStringLiteral("state"), stateName(*state));
    // Identifiers, integers and names only: nothing that canonicalJson() could refuse.
    return signature::canonicalJson(object).value();
}

Result<Notice> Notice::fromEvent(QByteArrayView id, QByteArrayView event, QByteArrayView data)
{
    Notice notice;
    bool isNumber = false;
    notice.number = id.toByteArray().toLongLong(&isNumber);
    if (!isNumber || notice.number < 0 || QByteArray::number(notice.number) != id)
        return fail(Reason::InvalidValue, QStringLiteral("the event's number"));
    const auto kind = kindOf(event);
    if (!kind)
        return tl::unexpected(kind.error());
    notice.kind = *kind;
    auto object = signature::parseStrictObject(data, {.bytes = 4096, .depth = 1});
    if (!object)
        return tl::unexpected(object.error());
    signature::ObjectReader reader(*std::move(object));
    notice.submission = readOptionalUuid(reader, QLatin1String("submission"));
    notice.revision = reader.optionalInteger(QLatin1String("revision"), 1, 1'000'000);
    if (const auto name = reader.optionalToken(QLatin1String("state"), 32)) {
        notice.state = stateFromName(*name);
        if (!notice.state)
            reader.refuse(QLatin1String("state"), QStringLiteral("is unknown"));
    }
    if (auto done = reader.finish(); !done)
        return tl::unexpected(done.error());
    return notice;
}

} // namespace astreinte::submission
