// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/outbox/outbox.h"
#include "app/outbox/sending.h"
#include "app/sync/courier.h"
#include "app/sync/server_link.h"
#include "app/vault/vault.h"
#include "tests/app/devices.h"
#include "tests/app/scripted_transport.h"

#include <QTemporaryDir>

namespace astreinte::tests {

// A courier with its real outbox, vault and rules, and a server that the test plays.
class CourierStage
{
public:
    CourierStage();
    [[nodiscard]] bool set() const { return m_vaultOpen; }

    // A field report with so many bytes of photos, queued; its id.
    QString enqueue(const QString &title, const QList<QByteArray> &photos = {});
    // The server accepts everything, in one part for each photo, but the submissions that `refuse` names a reason for.
    void serve(std::function<std::optional<app::HttpReply>(const app::HttpRequest &)> refuse = {});
    [[nodiscard]] submission::State state(const QString &id) const { return outbox->find(id)->state; }
    [[nodiscard]] int asked(const QByteArray &method, const QString &path) const;
    // As after a kill: everything is read again from the vault.
    void startAgain();

    [[nodiscard]] app::Vault &vault() { return m_vault; }
    [[nodiscard]] const signature::SigningKey &deviceKey() const { return *m_deviceKey; }
    [[nodiscard]] const signature::SigningKey &serverKey() const { return *m_serverKey; }
    static app::HttpReply problem(int status, const char *reason, const char *detail = "");

    ManualClock clock;
    ManualConnectivity connectivity;
    std::shared_ptr<ScriptedTransport::Script> script = std::make_shared<ScriptedTransport::Script>();
    std::unique_ptr<app::Sending> sending;
    std::unique_ptr<app::ServerLink> link;
    std::unique_ptr<app::Outbox> outbox;
    std::unique_ptr<app::Courier> courier;

private:
    [[nodiscard]] app::HttpReply receiptFor(const QByteArray &jws) const;

    QTemporaryDir m_folder;
    app::PosixDisk m_disk;
    std::shared_ptr<const signature::SigningKey> m_deviceKey;
    std::shared_ptr<const signature::SigningKey> m_serverKey;
    app::Vault m_vault;
    ScriptedTransport m_transport;
    bool m_vaultOpen = false;
    int m_count = 0;
    qint64 m_offset = 0; // of the upload under way
};

} // namespace astreinte::tests
