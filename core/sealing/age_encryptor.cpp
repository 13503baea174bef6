// SPDX-License-Identifier: EUPL-1.2
#include "core/sealing/age.h"

#include "core/sealing/aead.h"
#include "core/sealing/age_chunk.h"
#include "core/sealing/age_header.h"
#include "core/sealing/derivation.h"
#include "core/signature/bytes.h"

#include <algorithm>

namespace astreinte::sealing {

Result<AgeEncryptor> AgeEncryptor::begin(const QList<AgeRecipient> &recipients)
{
    const auto fileKey = randomSecret(16);
    const auto nonce = signature::randomBytes(ageNonceSize);
    if (!fileKey || !nonce)
        return tl::unexpected(fileKey ? nonce.error() : fileKey.error());
    auto header = makeAgeHeader(*fileKey, recipients);
    if (!header)
        return tl::unexpected(header.error());
    auto key = hkdf(fileKey->view(), *nonce, "payload", keySize);
    if (!key)
        return tl::unexpected(key.error());
    AgeEncryptor encryptor;
    encryptor.m_payloadKey = *std::move(key);
    encryptor.m_out = *header + *nonce;
    encryptor.m_chunk = Secret(ageChunkSize);
    return encryptor;
}

Result<void> AgeEncryptor::sealChunk(QByteArrayView chunk, bool last)
{
    return seal(Aead::ChaCha20Poly1305, m_payloadKey.view(), ageChunkNonce(m_counter++, last), chunk, {})
        .map([this](const QByteArray &sealed) { m_out += sealed; });
}

Result<QByteArray> AgeEncryptor::add(QByteArrayView plaintext)
{
    m_out.reserve(m_out.size() + plaintext.size() + (plaintext.size() / ageChunkSize + 2) * tagSize);
    while (!plaintext.isEmpty()) {
        // Chunks that lie whole in `plaintext`, with more behind them, need no copy.
        if (m_filled == 0 && plaintext.size() > ageChunkSize) {
            if (auto sealed = sealChunk(plaintext.first(ageChunkSize), false); !sealed)
                return tl::unexpected(sealed.error());
            plaintext = plaintext.sliced(ageChunkSize);
            continue;
        }
        // A full chunk leaves only when more follows: the last one carries a mark and is not empty.
        if (m_filled == ageChunkSize) {
            if (auto sealed = sealChunk(m_chunk.view(), false); !sealed)
                return tl::unexpected(sealed.error());
            m_filled = 0;
        }
        const auto taken = std::min(plaintext.size(), ageChunkSize - m_filled);
        std::copy_n(plaintext.data(), taken, m_chunk.data() + m_filled);
        m_filled += taken;
        plaintext = plaintext.sliced(taken);
    }
    return std::exchange(m_out, {});
}

Result<QByteArray> AgeEncryptor::finish()
{
    if (auto sealed = sealChunk(m_chunk.view().first(m_filled), true); !sealed)
        return tl::unexpected(sealed.error());
    m_chunk.wipe();
    m_payloadKey.wipe();
    return std::exchange(m_out, {});
}

Result<QByteArray> encryptAge(QByteArrayView plaintext, const QList<AgeRecipient> &recipients)
{
    auto encryptor = AgeEncryptor::begin(recipients);
    if (!encryptor)
        return tl::unexpected(encryptor.error());
    auto body = encryptor->add(plaintext);
    auto end = body ? encryptor->finish() : body;
    return end.map([&](const QByteArray &last) { return *body + last; });
}

} // namespace astreinte::sealing
