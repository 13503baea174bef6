// SPDX-License-Identifier: EUPL-1.2
#include "core/signature/secret.h"

#include <algorithm>
#include <openssl/crypto.h>
#include <utility>

namespace astreinte::signature {

Secret::Secret(qsizetype size)
    : m_bytes(std::make_unique<uchar[]>(static_cast<std::size_t>(size))), m_size(size), m_capacity(size)
{
}

Secret::Secret(QByteArrayView bytes) : Secret(bytes.size())
{
    std::copy_n(bytes.data(), bytes.size(), m_bytes.get());
}

Secret::Secret(Secret &&other) noexcept
    : m_bytes(std::move(other.m_bytes)), m_size(std::exchange(other.m_size, 0)),
      m_capacity(std::exchange(other.m_capacity, 0))
{
}

Secret &Secret::operator=(Secret &&other) noexcept
{
    if (this != &other) {
        wipe();
        m_bytes = std::move(other.m_bytes);
        m_size = std::exchange(other.m_size, 0);
        m_capacity = std::exchange(other.m_capacity, 0);
    }
    return *this;
}

Secret::~Secret()
{
    wipe();
}

void Secret::truncate(qsizetype size)
{
    if (size >= m_size)
        return;
    OPENSSL_cleanse(m_bytes.get() + size, static_cast<std::size_t>(m_size - size));
    m_size = size;
}

void Secret::wipe()
{
    if (m_bytes)
        OPENSSL_cleanse(m_bytes.get(), static_cast<std::size_t>(m_capacity));
    m_bytes.reset();
    m_size = 0;
    m_capacity = 0;
}

bool Secret::equals(const Secret &other) const
{
    return m_size == other.m_size &&
           CRYPTO_memcmp(m_bytes.get(), other.m_bytes.get(), static_cast<std::size_t>(m_size)) == 0;
}

} // namespace astreinte::signature
