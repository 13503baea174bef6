// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QByteArrayView>
#include <atomic>

namespace astreinte::http {

// What works on a body while the rest of it is still arriving, so that less is left to do once it is complete. The
// connection hands over pieces from the body's beginning, in order, one at a time; it may stop at any of them (the body
// goes to disk, the workers are busy): the handler does what is missing. It then has it in Request::follower.
class BodyFollower
{
public:
    BodyFollower() = default;
    virtual ~BodyFollower() = default;
    BodyFollower(const BodyFollower &) = delete;
    BodyFollower &operator=(const BodyFollower &) = delete;

    // The next piece, on a worker. It may still come while the handler runs.
    virtual void follow(QByteArrayView piece) = 0;
    // 32 bytes, of the whole body; what follows afterwards is too late and changes nothing.
    [[nodiscard]] virtual QByteArray sha256Of(QByteArrayView body) = 0;

private:
    friend class Connection;
    qsizetype m_told = 0;            // I/O thread only
    std::atomic<bool> m_busy{false}; // a worker has a piece
};

} // namespace astreinte::http
