// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "tests/app/phone.h"
#include "tests/app/two_sided/chaos_proxy.h"
#include "tests/app/two_sided/server_process.h"
#include "tests/app/two_sided/unruly_transport.h"

namespace astreinte::tests {

// The real server behind a proxy, and one officer's phone whose network obeys a plan.
class TwoSidedStage
{
public:
    TwoSidedStage();
    // The server runs, with its people and its roster; the officer's phone is not enrolled yet.
    bool set();
    bool enrol(Phone &phone, const QString &person);
    bool enrolOfficer() { return enrol(*officer, QStringLiteral("officer-a")); }
    [[nodiscard]] static QVariantMap row(Phone &phone, const QString &id);
    // Waits until the outbox's row of this submission is in this state.
    static bool reaches(Phone &phone, const QString &id, const QString &state);
    bool restartServer();

    static constexpr int patience = 60'000; // ms

    quint16 port = freePort();
    std::unique_ptr<ChaosProxy> proxy;
    std::unique_ptr<ServerProcess> server;
    std::shared_ptr<UnrulyTransport::Plan> plan = std::make_shared<UnrulyTransport::Plan>();
    std::unique_ptr<Phone> officer;
};

} // namespace astreinte::tests
