// SPDX-License-Identifier: EUPL-1.2
#include "server/authorisation/policy.h"

#include "core/signature/object_reader.h"

#include <QFile>
#include <algorithm>

namespace astreinte::authorisation {
namespace {

constexpr qint64 longestPolicy = 64 * 1024;
constexpr qsizetype mostNames = 100;

struct Grave
{
    QStringList channels;
    QStringList templates;
};

Result<Policy> parse(const QByteArray &bytes)
{
    auto object = signature::parseStrictObject(bytes);
    if (!object)
        return tl::unexpected(object.error());
    signature::ObjectReader reader(*std::move(object));
    reader.version(QLatin1String("v"), 1);
    const auto grave = reader.nested<Grave>(QLatin1String("grave"), [](signature::ObjectReader &inner) {
        const auto channels = inner.tokens(QLatin1String("channels"), mostNames);
        return Grave{channels, inner.tokens(QLatin1String("templates"), mostNames)};
    });
    Policy policy{grave.channels, grave.templates, reader.boolean(QLatin1String("delegationsRequired"))};
    policy.agreements = reader
                            .optionalNested<submission::RequiredAgreements>(QLatin1String("agreements"),
                                                                            submission::RequiredAgreements::read)
                            .value_or(submission::RequiredAgreements());
    if (auto done = reader.finish(); !done)
        return tl::unexpected(done.error());
    return policy;
}

} // namespace

Result<Policy> Policy::load(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return Policy();
    if (!file.open(QIODevice::ReadOnly))
        return fail(Reason::StorageFailed, path + QStringLiteral(": ") + file.errorString());
    auto policy = parse(file.read(longestPolicy));
    return policy ? policy : fail(policy.error().reason, path + QStringLiteral(": ") + policy.error().detail);
}

bool Policy::isGrave(const submission::Manifest &manifest, const QStringList &channels) const
{
    const auto &content = manifest.content();
    if (content.action == submission::Action::Withdraw)
        return false;
    const auto byTemplate = content.messageTemplate && graveTemplates.contains(content.messageTemplate->id);
    return byTemplate ||
           std::ranges::any_of(channels, [this](const QString &channel) { return graveChannels.contains(channel); });
}

Result<> Policy::acceptAgreements(const submission::Manifest &manifest, const QStringList &channels) const
{
    const auto &content = manifest.content();
    if (content.action == submission::Action::Withdraw)
        return {};
    const auto needed = agreements.of(content.messageTemplate ? content.messageTemplate->id : QString(), channels);
    const auto absent = submission::missing(needed, content.agreements);
    return absent.isEmpty() ? Result<>() : fail(Reason::AgreementMissing, absent.join(QStringLiteral(", ")));
}

} // namespace astreinte::authorisation
