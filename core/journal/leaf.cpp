// SPDX-License-Identifier: EUPL-1.2
#include "core/journal/leaf.h"

#include "core/journal/merkle.h"
#include "core/signature/bytes.h"
#include "core/signature/canonical_json.h"
#include "core/signature/object_reader.h"

#include <array>

namespace astreinte::journal {
namespace {

constexpr auto names = std::to_array<std::pair<Event, QLatin1String>>({
    {Event::Intake, QLatin1String("intake")},
    {Event::Statement, QLatin1String("statement")},
    {Event::Countersign, QLatin1String("countersign")},
    {Event::OralApproval, QLatin1String("oral-approval")},
    {Event::Regularised, QLatin1String("regularised")},
    {Event::Intent, QLatin1String("intent")},
    {Event::Outcome, QLatin1String("outcome")},
    {Event::Consent, QLatin1String("consent")},
    {Event::Alarm, QLatin1String("alarm")},
    {Event::SelfTest, QLatin1String("self-test")},
    {Event::Handover, QLatin1String("handover")},
    {Event::TakenOver, QLatin1String("taken-over")},
    {Event::IncidentClosed, QLatin1String("incident-closed")},
    {Event::HourMissed, QLatin1String("hour-missed")},
});

constexpr QByteArrayView commitmentDomain("astreinte/journal/v1\0", 21);

} // namespace

QLatin1String eventName(Event event)
{
    return names[static_cast<std::size_t>(event)].second;
}

std::optional<Event> eventFromName(QStringView name)
{
    for (const auto &[event, known] : names)
        if (name == known)
            return event;
    return std::nullopt;
}

Result<QByteArray> Leaf::toBytes() const
{
    return signature::canonicalJson(
        QJsonObject{{QStringLiteral("v"), 1},
                    {QStringLiteral("event"), eventName(event)},
                    {QStringLiteral("at"), signature::toText(at)},
                    {QStringLiteral("commitment"), QLatin1String(signature::hex(commitment))}});
}

Result<Leaf> Leaf::fromBytes(QByteArrayView bytes)
{
    auto object = signature::parseStrictObject(bytes);
    if (!object)
        return tl::unexpected(object.error());
    signature::ObjectReader reader(*std::move(object));
    reader.version(QLatin1String("v"), 1);
    Leaf leaf;
    leaf.event = reader.oneOf(QLatin1String("event"), names);
    leaf.at = reader.instant(QLatin1String("at"));
    leaf.commitment = reader.hexBytes(QLatin1String("commitment"), hashSize);
    if (auto done = reader.finish(); !done)
        return tl::unexpected(done.error());
    auto canonical = leaf.toBytes();
    if (!canonical || *canonical != bytes)
        return fail(Reason::InvalidValue, QStringLiteral("a leaf in another spelling"));
    return leaf;
}

Result<Opening> sealContent(const QJsonObject &content)
{
    auto salt = signature::randomBytes(saltSize);
    if (!salt)
        return tl::unexpected(salt.error());
    return signature::canonicalJson(content).map([&](const QByteArray &bytes) { return Opening{*salt, bytes}; });
}

QByteArray commitmentTo(const Opening &opening)
{
    signature::Sha256 sha256;
    sha256.add(commitmentDomain);
    sha256.add(opening.salt);
    sha256.add(opening.content);
    return sha256.finish();
}

Result<> opens(const Opening &opening, const Leaf &leaf)
{
    return opening.salt.size() == saltSize && commitmentTo(opening) == leaf.commitment
               ? Result<>()
               : fail(Reason::JournalMismatch, QStringLiteral("the content is not what the leaf commits to"));
}

} // namespace astreinte::journal
