// SPDX-License-Identifier: EUPL-1.2
#include "core/submission/invitation.h"

#include "core/signature/bytes.h"

#include <QUrl>
#include <QUrlQuery>
#include <QtEndian>

namespace astreinte::submission {
namespace {

constexpr QLatin1String prefix("astreinte://enrol?");

bool isBytes(const QString &text, qsizetype size)
{
    const auto bytes = signature::fromBase64Url(text.toUtf8());
    return bytes && bytes->size() == size;
}

bool isOrigin(const QString &origin)
{
    const QUrl url(origin, QUrl::StrictMode);
    if (!url.isValid() || url.scheme() != QLatin1String("https") || url.host().isEmpty() || origin.size() > 255)
        return false;
    const auto bare = url.adjusted(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::RemoveUserInfo);
    return bare.toString(QUrl::FullyEncoded) == origin;
}

Failure malformed(QLatin1String what)
{
    return {Reason::MalformedInvitation, what};
}

// The value of `name`, which must be there exactly once.
QString single(const QUrlQuery &query, QLatin1String name)
{
    const auto values = query.allQueryItemValues(name, QUrl::FullyDecoded);
    return values.size() == 1 ? values.front() : QString();
}

} // namespace

QString Invitation::toText() const
{
    auto text = prefix + QStringLiteral("v=1&o=") + QString::fromLatin1(QUrl::toPercentEncoding(origin)) +
                QStringLiteral("&c=") + code;
    for (const auto &pin : pins)
        text += QStringLiteral("&p=") + pin;
    return text + QStringLiteral("&k=") + serverKey;
}

Result<Invitation> Invitation::fromText(QStringView text)
{
    const auto trimmed = text.trimmed();
    if (trimmed.size() > 1024 || !trimmed.startsWith(prefix))
        return tl::unexpected(malformed(QLatin1String("it does not begin with astreinte://enrol?")));
    const QUrlQuery query(trimmed.sliced(prefix.size()).toString());
    const auto version = single(query, QLatin1String("v"));
    if (version != QLatin1String("1"))
        return version.isEmpty() ? Result<Invitation>(tl::unexpected(malformed(QLatin1String("v"))))
                                 : fail(Reason::UnknownVersion, QStringLiteral("v=") + version.left(8));
    Invitation invitation{single(query, QLatin1String("o")), single(query, QLatin1String("c")),
                          query.allQueryItemValues(QStringLiteral("p")), single(query, QLatin1String("k"))};
    if (!isOrigin(invitation.origin))
        return tl::unexpected(malformed(QLatin1String("the origin")));
    if (!isBytes(invitation.code, 16))
        return tl::unexpected(malformed(QLatin1String("the code")));
    if (invitation.pins.isEmpty() || invitation.pins.size() > 2)
        return tl::unexpected(malformed(QLatin1String("the pins")));
    for (const auto &pin : std::as_const(invitation.pins))
        if (!isBytes(pin, 32))
            return tl::unexpected(malformed(QLatin1String("a pin")));
    if (!isBytes(invitation.serverKey, 32))
        return tl::unexpected(malformed(QLatin1String("the server's key")));
    if (query.queryItems().size() != 4 + invitation.pins.size())
        return tl::unexpected(malformed(QLatin1String("an unknown part")));
    return invitation;
}

QString comparisonDigits(QByteArrayView enrolmentJws, QByteArrayView welcomeJws)
{
    signature::Sha256 hash;
    hash.add(enrolmentJws);
    hash.add(QByteArrayView("\0", 1));
    hash.add(welcomeJws);
    const auto number = qFromBigEndian<quint64>(hash.finish().constData()) % 10'000'000;
    return QStringLiteral("%1").arg(number, 7, 10, QLatin1Char('0'));
}

} // namespace astreinte::submission
