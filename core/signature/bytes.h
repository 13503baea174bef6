// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"

#include <QByteArray>
#include <QByteArrayView>
#include <memory>

struct evp_md_ctx_st;

namespace astreinte::signature {

// base64url without padding (RFC 4648 §5), the form of JWS, key ids, nonces and digests in our JSON.
QByteArray base64Url(QByteArrayView bytes);
// The one text that base64Url() gives for these bytes, or InvalidValue: no padding, no other alphabet, no white space,
// and no set bits after the last byte (a second spelling of the same bytes would slip past a comparison of texts).
Result<QByteArray> fromBase64Url(QByteArrayView text);

// base64 with padding (RFC 4648 §4), the form of structured fields (RFC 8941 byte sequences); as strict.
QByteArray base64(QByteArrayView bytes);
Result<QByteArray> fromBase64(QByteArrayView text);

// Lowercase hexadecimal, the form of a SHA-256 in a path.
QByteArray hex(QByteArrayView bytes);
Result<QByteArray> fromHex(QByteArrayView text);

// 32 bytes.
QByteArray sha256(QByteArrayView bytes);

// SHA-256 of what arrives piece by piece.
class Sha256
{
public:
    Sha256();
    ~Sha256();
    Sha256(Sha256 &&) noexcept;
    Sha256 &operator=(Sha256 &&) noexcept;
    void add(QByteArrayView bytes);
    // 32 bytes. The object starts again from nothing.
    QByteArray finish();

private:
    struct Free
    {
        void operator()(evp_md_ctx_st *context) const;
    };
    std::unique_ptr<evp_md_ctx_st, Free> m_context;
};

// Constant time in the bytes; different lengths are unequal at once.
bool constantTimeEqual(QByteArrayView a, QByteArrayView b);

// From the operating system's generator (RAND_bytes). No randomness is a failure (Internal), never a weak value.
Result<QByteArray> randomBytes(qsizetype count);

} // namespace astreinte::signature
