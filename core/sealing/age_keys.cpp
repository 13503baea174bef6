// SPDX-License-Identifier: EUPL-1.2
#include "core/sealing/age_keys.h"

#include "core/sealing/bech32.h"

#include <algorithm>

namespace astreinte::sealing {
namespace {

constexpr QByteArrayView recipientPrefix("age");
constexpr QByteArrayView identityPrefix("age-secret-key-");
constexpr qsizetype size = 32;

} // namespace

Result<AgeRecipient> AgeRecipient::fromText(QByteArrayView text)
{
    return bech32Decode(recipientPrefix, text, size).and_then([](const Secret &key) {
        return fromPublicKey(key.view());
    });
}

Result<AgeRecipient> AgeRecipient::fromPublicKey(QByteArrayView publicKey)
{
    if (publicKey.size() != size)
        return fail(Reason::InvalidValue, QStringLiteral("an age recipient has 32 bytes"));
    return AgeRecipient(publicKey.toByteArray());
}

QString AgeRecipient::toText() const
{
    return QString::fromLatin1(bech32Encode(recipientPrefix, m_publicKey).view());
}

Result<AgeIdentity> AgeIdentity::generate()
{
    return randomSecret(size).and_then([](const Secret &scalar) { return fromSecret(scalar.view()); });
}

Result<AgeIdentity> AgeIdentity::fromText(QByteArrayView text)
{
    return bech32Decode(identityPrefix, text, size).and_then([](const Secret &scalar) {
        return fromSecret(scalar.view());
    });
}

Result<AgeIdentity> AgeIdentity::fromSecret(QByteArrayView scalar)
{
    return x25519PublicKey(scalar)
        .and_then([](const QByteArray &publicKey) { return AgeRecipient::fromPublicKey(publicKey); })
        .map([&](AgeRecipient recipient) { return AgeIdentity(Secret(scalar), std::move(recipient)); });
}

Secret AgeIdentity::toText() const
{
    auto text = bech32Encode(identityPrefix, m_scalar.view());
    for (qsizetype i = 0; i < text.size(); ++i)
        if (text.data()[i] >= 'a' && text.data()[i] <= 'z')
            text.data()[i] = static_cast<uchar>(text.data()[i] - ('a' - 'A'));
    return text;
}

} // namespace astreinte::sealing
