// SPDX-License-Identifier: EUPL-1.2
#include "core/picture/limits.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace astreinte::picture {
namespace {

constexpr qint64 leastSide = 256;
constexpr qint64 mostSide = 16'384;
constexpr qint64 leastBytes = 20'000;
constexpr qint64 mostBytes = qint64{64} * 1024 * 1024;

tl::unexpected<Failure> refused(const QString &name, const char *why)
{
    return fail(Reason::InvalidValue, QStringLiteral("picture limits, `%1`: %2").arg(name, QLatin1String(why)));
}

Result<Limit> limitFrom(const QString &name, const QJsonValue &value)
{
    const auto object = value.toObject();
    const qint64 side = object.value(QLatin1String("longSide")).toInteger(-1);
    const qint64 bytes = object.value(QLatin1String("bytes")).toInteger(-1);
    if (side < leastSide || side > mostSide)
        return refused(name, "`longSide` is missing or out of bounds");
    if (bytes < leastBytes || bytes > mostBytes)
        return refused(name, "`bytes` is missing or out of bounds");
    return Limit{int(side), bytes};
}

bool within(const Limit &made, const Limit &limit)
{
    return made.longSide <= limit.longSide && made.bytes <= limit.bytes;
}

} // namespace

bool Limit::admits(QSize pixels, qint64 size) const
{
    return std::max(pixels.width(), pixels.height()) <= longSide && size <= bytes;
}

const Limit &Limits::madeFor(const QString &channel) const
{
    const auto found = made.constFind(channel);
    return found == made.cend() ? master : *found;
}

QList<Limit> Limits::toMake() const
{
    QList<Limit> limits{master};
    for (const auto &limit : made)
        if (!limits.contains(limit))
            limits.append(limit);
    return limits;
}

Result<Limits> Limits::parse(const QByteArray &json)
{
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError)
        return fail(Reason::MalformedJson,
                    QStringLiteral("picture limits, byte %1: %2").arg(error.offset).arg(error.errorString()));
    const auto root = document.object();
    Limits limits;
    limits.version = root.value(QLatin1String("version")).toString();
    const auto master = limitFrom(QStringLiteral("master"), root.value(QLatin1String("master")));
    if (!master)
        return tl::unexpected(master.error());
    limits.master = *master;
    const auto channels = root.value(QLatin1String("channels")).toObject();
    for (auto it = channels.begin(); it != channels.end(); ++it) {
        const auto limit = limitFrom(it.key(), it.value());
        if (!limit)
            return tl::unexpected(limit.error());
        limits.channels.insert(it.key(), *limit);
        if (const auto wanted = it.value().toObject().value(QLatin1String("made")); !wanted.isUndefined()) {
            const auto made = limitFrom(it.key() + QStringLiteral(".made"), wanted);
            if (!made)
                return tl::unexpected(made.error());
            limits.made.insert(it.key(), *made);
        }
        if (!within(limits.madeFor(it.key()), *limit))
            return refused(it.key(), "what is made for it does not fit");
    }
    return limits;
}

} // namespace astreinte::picture
