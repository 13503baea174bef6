// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/sync/server_link.h"
#include "tests/app/phone.h"
#include "tests/app/two_sided/server_process.h"
#include "tests/link/counting_transport.h"
#include "tests/link/lossy_proxy.h"

namespace astreinte::tests {

// The real server, a proxy before it, and an officer's phone that has been enrolled through it.
class EnrolledPhone
{
public:
    // `seed`: of the weather; without it there is no proxy in between.
    explicit EnrolledPhone(std::optional<quint32> seed);
    bool set();
    // Sends one picture by tus over this phone's own link, beginning again after each failure as the courier does;
    // empty, or the failure that had no end within the patience.
    // The digest may be known already.
    QString upload(const QByteArray &picture, const QByteArray &sha256 = {});

    static constexpr int patience = 240'000; // ms

    quint16 port = freePort();
    bool direct;
    LossyProxy proxy;
    std::unique_ptr<ServerProcess> server;
    std::unique_ptr<Phone> phone;
    app::SystemClock clock; // outlives the phone, which a test may kill
    CountingTransport transport;
    std::unique_ptr<app::ServerLink> link;
    int failures = 0;
};

// A JPEG that does not compress: noise of this size at quality 95, about a byte and a half per pixel.
QByteArray noisePicture(QSize size, quint32 seed);

} // namespace astreinte::tests
