// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QByteArrayView>
#include <QDebug>
#include <memory>

namespace astreinte::signature {

// Bytes that must not outlive their use: a key, a PIN's derivation, a plaintext. They are wiped (OPENSSL_cleanse) when
// the object goes, cannot be copied, and print as "(redacted)". Never put such bytes in a QByteArray or a QString:
// both are shared and freed without wiping.
class Secret
{
public:
    Secret() = default;
    // `size` zero bytes, to be filled through data().
    explicit Secret(qsizetype size);
    // A copy of `bytes`; wiping the source is the caller's matter.
    explicit Secret(QByteArrayView bytes);
    Secret(Secret &&other) noexcept;
    Secret &operator=(Secret &&other) noexcept;
    Secret(const Secret &) = delete;
    Secret &operator=(const Secret &) = delete;
    ~Secret();

    [[nodiscard]] uchar *data() { return m_bytes.get(); }
    [[nodiscard]] const uchar *data() const { return m_bytes.get(); }
    [[nodiscard]] qsizetype size() const { return m_size; }
    [[nodiscard]] bool isEmpty() const { return m_size == 0; }
    [[nodiscard]] QByteArrayView view() const { return {m_bytes.get(), m_size}; }
    // Keeps the first `size` bytes; what follows is wiped.
    void truncate(qsizetype size);
    void wipe();

    // Constant time in the bytes.
    [[nodiscard]] bool equals(const Secret &other) const;
    friend QDebug operator<<(QDebug debug, const Secret &) { return debug << "(redacted)"; }

private:
    std::unique_ptr<uchar[]> m_bytes;
    qsizetype m_size = 0;
    qsizetype m_capacity = 0;
};

} // namespace astreinte::signature
