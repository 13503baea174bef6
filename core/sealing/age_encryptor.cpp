// SPDX-License-Identifier: EUPL-1.2
#include "core/sealing/age.h"

#include "core/sealing/aead.h"
#include "core/sealing/age_chunk.h"
#include "core/sealing/age_header.h"
#include "core/sealing/derivation.h"
#include "core/signature/bytes.h"

#include <algorithm>

namespace astreinte::sealing {

Result<AgeSealer> AgeSealer::begin(const QList<AgeRecipient> &recipients)
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
    AgeSealer sealer;
    sealer.m_payloadKey = *std::move(key);
    sealer.m_head = *header + *nonce;
    return sealer;
}

Result<void> AgeSealer::append(QByteArray &out, QByteArrayView plaintext, quint64 first, bool last) const
{
    auto cipher = AeadSealer::with(Aead::ChaCha20Poly1305, m_payloadKey.view());
    if (!cipher)
        return tl::unexpected(cipher.error());
    const auto chunks = std::max<qsizetype>(last ? 1 : 0, (plaintext.size() + ageChunkSize - 1) / ageChunkSize);
    auto at = out.size();
    out.resize(at + plaintext.size() + chunks * tagSize);
    for (qsizetype i = 0; i < chunks; ++i) {
        const auto chunk = plaintext.first(std::min(plaintext.size(), ageChunkSize));
        const auto nonce = ageChunkNonce(first + quint64(i), last && i + 1 == chunks);
        if (auto sealed = cipher->seal(nonce, chunk, out.data() + at); !sealed)
            return sealed;
        plaintext = plaintext.sliced(chunk.size());
        at += chunk.size() + tagSize;
    }
    return {};
}

Result<AgeEncryptor> AgeEncryptor::begin(const QList<AgeRecipient> &recipients)
{
    return AgeSealer::begin(recipients).map([](AgeSealer sealer) { return AgeEncryptor(std::move(sealer)); });
}

Result<void> AgeEncryptor::sealChunks(QByteArrayView chunks, bool last)
{
    const auto first = m_counter;
    m_counter += quint64((chunks.size() + ageChunkSize - 1) / ageChunkSize);
    return m_sealer.append(m_out, chunks, first, last);
}

Result<QByteArray> AgeEncryptor::add(QByteArrayView plaintext)
{
    while (!plaintext.isEmpty()) {
        // Chunks that lie whole in `plaintext`, with more behind them, need no copy.
        if (m_filled == 0 && plaintext.size() > ageChunkSize) {
            const auto whole = (plaintext.size() - 1) / ageChunkSize * ageChunkSize;
            if (auto sealed = sealChunks(plaintext.first(whole), false); !sealed)
                return tl::unexpected(sealed.error());
            plaintext = plaintext.sliced(whole);
            continue;
        }
        // A full chunk leaves only when more follows: the last one carries a mark and is not empty.
        if (m_filled == ageChunkSize) {
            if (auto sealed = sealChunks(m_chunk.view(), false); !sealed)
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
    if (auto sealed = sealChunks(m_chunk.view().first(m_filled), true); !sealed)
        return tl::unexpected(sealed.error());
    m_chunk.wipe();
    m_sealer.wipe();
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
