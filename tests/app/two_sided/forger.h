// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/sync/pinned_network.h"
#include "app/sync/server_link.h"
#include "tests/app/phone.h"

namespace astreinte::tests {

// Someone with a stolen, open phone who speaks to the server without the application's scruples: signs what it likes
// with the keys at hand.
class Forger
{
public:
    // `manifest`: as the review desk shows it (submission, revision, digest).
    Forger(Phone &phone, QVariantMap manifest);
    // Asks for a challenge and posts an approval with the flaw named; what the server answered, or an empty detail
    // under Internal when it accepted.
    Failure decide(const QString &flaw);

private:
    Result<app::HttpReply> call(const app::ServerLink::Call &call);
    [[nodiscard]] Result<QByteArray> statement(const QString &flaw, const QString &challenge, qsizetype size,
                                               const QByteArray &sha256) const;

    Phone &m_phone;
    QVariantMap m_manifest;
    app::PinnedNetwork m_network;
    app::ServerLink m_link;
};

} // namespace astreinte::tests
