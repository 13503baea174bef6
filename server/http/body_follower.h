// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/signature/bytes.h"

#include <QByteArrayView>
#include <atomic>
#include <mutex>

namespace astreinte::http {

// What works on a body while the rest of it is still arriving, so that less is left to do once it is complete. The
// connection hands over pieces from the body's beginning, in order, one at a time; it may stop at any of them (the body
// goes to disk): the handler does what is missing. It then has it in Request::follower.
class BodyFollower
{
public:
    BodyFollower() = default;
    virtual ~BodyFollower() = default;
    BodyFollower(const BodyFollower &) = delete;
    BodyFollower &operator=(const BodyFollower &) = delete;

    // The next piece, on a worker. It may still come while the handler runs.
    virtual void follow(QByteArrayView piece) = 0;

private:
    friend class Connection;
    std::atomic<bool> m_failed{false}; // it threw, and gets no further piece
};

// The SHA-256 of a large body, taken as it arrives.
class BodyDigest final : public BodyFollower
{
public:
    void follow(QByteArrayView piece) override;
    // 32 bytes, of the whole body; what follows afterwards is too late and changes nothing.
    [[nodiscard]] QByteArray of(QByteArrayView body);

private:
    std::mutex m_mutex;
    signature::Sha256 m_hash;
    qsizetype m_followed = 0;
    QByteArray m_digest; // once it was asked for
};

} // namespace astreinte::http
