// SPDX-License-Identifier: EUPL-1.2
#include "core/sealing/x25519.h"

#include "core/signature/openssl_handle.h"

#include <openssl/rand.h>

namespace astreinte::sealing {

using signature::bytesOf;
using signature::PkeyContext;
using signature::PkeyHandle;

namespace {

constexpr std::size_t size = 32;

} // namespace

Result<Secret> x25519(QByteArrayView scalar, QByteArrayView point)
{
    if (scalar.size() != size || point.size() != size)
        return fail(Reason::InvalidValue, QStringLiteral("X25519 takes 32 bytes"));
    const PkeyHandle own(EVP_PKEY_new_raw_private_key(EVP_PKEY_X25519, nullptr, bytesOf(scalar), size));
    const PkeyHandle other(EVP_PKEY_new_raw_public_key(EVP_PKEY_X25519, nullptr, bytesOf(point), size));
    const PkeyContext context(own ? EVP_PKEY_CTX_new(own.get(), nullptr) : nullptr);
    Secret shared(size);
    std::size_t length = size;
    // OpenSSL refuses an all-zero result itself (RFC 7748 §6.1).
    if (!other || !context || EVP_PKEY_derive_init(context.get()) != 1 ||
        EVP_PKEY_derive_set_peer(context.get(), other.get()) != 1 ||
        EVP_PKEY_derive(context.get(), shared.data(), &length) != 1 || length != size)
        return fail(Reason::InvalidValue, QStringLiteral("not an X25519 public key of full order"));
    return shared;
}

Result<QByteArray> x25519PublicKey(QByteArrayView scalar)
{
    if (scalar.size() != size)
        return fail(Reason::InvalidValue, QStringLiteral("X25519 takes 32 bytes"));
    const PkeyHandle own(EVP_PKEY_new_raw_private_key(EVP_PKEY_X25519, nullptr, bytesOf(scalar), size));
    QByteArray point(size, '\0');
    std::size_t length = size;
    if (!own || EVP_PKEY_get_raw_public_key(own.get(), bytesOf(point), &length) != 1 || length != size)
        return fail(Reason::Internal, QStringLiteral("X25519 failed"));
    return point;
}

Result<Secret> randomSecret(qsizetype count)
{
    Secret secret(count);
    if (RAND_priv_bytes(secret.data(), static_cast<int>(count)) != 1)
        return fail(Reason::Internal, QStringLiteral("the system's random generator failed"));
    return secret;
}

} // namespace astreinte::sealing
