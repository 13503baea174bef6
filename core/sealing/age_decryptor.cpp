// SPDX-License-Identifier: EUPL-1.2
#include "core/sealing/age.h"

#include "core/sealing/aead.h"
#include "core/sealing/age_chunk.h"
#include "core/sealing/age_header.h"
#include "core/sealing/derivation.h"

#include <algorithm>
#include <vector>

namespace astreinte::sealing {
namespace {

constexpr qsizetype sealedChunkSize = ageChunkSize + tagSize;

Secret joined(const std::vector<Secret> &parts)
{
    qsizetype size = 0;
    for (const auto &part : parts)
        size += part.size();
    Secret whole(size);
    auto *out = whole.data();
    for (const auto &part : parts)
        out = std::copy_n(part.data(), part.size(), out);
    return whole;
}

tl::unexpected<Failure> damaged(QLatin1String how)
{
    return fail(Reason::StorageFailed, QStringLiteral("age payload: ") + how);
}

} // namespace

Result<void> AgeDecryptor::readHeader()
{
    const auto size = ageHeaderSize(m_buffer);
    if (!size)
        return tl::unexpected(size.error());
    if (*size == 0 || m_buffer.size() < *size + ageNonceSize)
        return {};
    const auto fileKey = parseAgeHeader(QByteArrayView(m_buffer).first(*size)).and_then([&](const AgeHeader &header) {
        return fileKeyOf(header, m_identities);
    });
    if (!fileKey)
        return tl::unexpected(fileKey.error());
    auto key = hkdf(fileKey->view(), QByteArrayView(m_buffer).sliced(*size, ageNonceSize), "payload", keySize);
    if (!key)
        return tl::unexpected(key.error());
    m_payloadKey = *std::move(key);
    m_buffer.remove(0, *size + ageNonceSize);
    return {};
}

Result<Secret> AgeDecryptor::openChunk(QByteArrayView chunk, bool last)
{
    auto opened =
        open(Aead::ChaCha20Poly1305, m_payloadKey.view(), ageChunkNonce(m_counter, last), chunk, QByteArrayView());
    if (!opened)
        return damaged(QLatin1String("a chunk does not open"));
    if (opened->isEmpty() && m_counter > 0)
        return damaged(QLatin1String("an empty last chunk"));
    ++m_counter;
    return opened;
}

Result<Secret> AgeDecryptor::add(QByteArrayView bytes)
{
    m_buffer += bytes;
    if (m_payloadKey.isEmpty())
        if (auto read = readHeader(); !read)
            return tl::unexpected(read.error());
    std::vector<Secret> parts;
    qsizetype used = 0;
    // A chunk with bytes after it is not the last.
    while (!m_payloadKey.isEmpty() && m_buffer.size() - used > sealedChunkSize) {
        auto part = openChunk(QByteArrayView(m_buffer).sliced(used, sealedChunkSize), false);
        if (!part)
            return part;
        parts.push_back(*std::move(part));
        used += sealedChunkSize;
    }
    m_buffer.remove(0, used);
    return joined(parts);
}

Result<Secret> AgeDecryptor::finish()
{
    if (m_payloadKey.isEmpty()) {
        const auto size = ageHeaderSize(m_buffer);
        if (!size)
            return tl::unexpected(size.error());
        if (*size == 0)
            return fail(Reason::StorageFailed, QStringLiteral("age header: cut"));
        // Say first what is wrong with the header, if anything is.
        const auto header = parseAgeHeader(QByteArrayView(m_buffer).first(*size));
        if (!header)
            return tl::unexpected(header.error());
        if (const auto fileKey = fileKeyOf(*header, m_identities); !fileKey)
            return tl::unexpected(fileKey.error());
        return fail(Reason::StorageFailed, QStringLiteral("age header: cut before the nonce"));
    }
    auto last = openChunk(m_buffer, true);
    m_payloadKey.wipe();
    return last;
}

Result<Secret> decryptAge(QByteArrayView file, const AgeIdentity &identity)
{
    AgeDecryptor decryptor(std::span(&identity, 1));
    auto body = decryptor.add(file);
    if (!body)
        return body;
    auto end = decryptor.finish();
    if (!end || body->isEmpty())
        return end;
    std::vector<Secret> parts;
    parts.push_back(*std::move(body));
    parts.push_back(*std::move(end));
    return joined(parts);
}

} // namespace astreinte::sealing
