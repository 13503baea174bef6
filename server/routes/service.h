// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "server/authorisation/gate.h"
#include "server/authorisation/oral.h"
#include "server/duty/handover.h"
#include "server/duty/incidents.h"
#include "server/http/event_hub.h"
#include "server/identity/enrolment.h"
#include "server/identity/request_guard.h"
#include "server/intake/intake.h"
#include "server/intake/uploads.h"
#include "server/journal/keeper.h"
#include "server/notices/notices.h"
#include "server/review/desk.h"
#include "server/review/reports.h"
#include "server/rules/rulebook.h"
#include "server/storage/blobs.h"

namespace astreinte::routes {

// The server's parts, made once and handed to the routes by reference.
class Service
{
public:
    // Opens the data folder. StorageFailed, StorageNewer, MalformedTemplate…
    static Result<std::unique_ptr<Service>> open(const QString &dataFolder, deployment::Now now);
    ~Service();
    Service(const Service &) = delete;
    Service &operator=(const Service &) = delete;

    // What this installation is, known once the port is; written when it changed. InvalidValue for a bad origin.
    Result<> adopt(const deployment::Settings &wanted);
    // Host and port as signatures cover them, in lower case, without the port when it is 443.
    [[nodiscard]] QByteArray authority() const;
    [[nodiscard]] Result<deployment::Settings> settings();
    // Sweeps expired uploads, nonces, challenges and notices, and proposes the take-downs that are due. How many
    // uploads.
    Result<int> sweep();
    // Calls the persons who are due about what waits for a decision. How many.
    Result<int> callDown();

    const deployment::DataFolder folder;
    const deployment::Now now;
    const std::unique_ptr<storage::Store> store;
    const std::unique_ptr<storage::Blobs> ownedBlobs;
    const std::unique_ptr<intake::Parts> parts;
    const storage::Blobs &blobs;
    const rules::Rulebook rulebook;
    const signature::SigningKey serverKey;
    const authorisation::Policy policy;
    identity::DeviceRegistry devices;
    identity::RequestGuard guard;
    identity::EnrolmentDesk enrolment;
    intake::Uploads uploads;
    intake::Intake intake;
    review::Desk desk;
    review::Reports reports;
    duty::HandoverDesk handover;
    duty::IncidentDesk incidents;
    authorisation::Gate gate;
    authorisation::OralDesk oral;
    journal::Keeper journal;
    http::EventHub hub;

private:
    Service(deployment::DataFolder folder, deployment::Now now, std::unique_ptr<storage::Store> store,
            std::unique_ptr<storage::Blobs> blobs, std::unique_ptr<intake::Parts> parts, rules::Rulebook rulebook,
            signature::SigningKey serverKey, authorisation::Policy policy);
    void tell(const notices::Notice &notice);
    mutable std::mutex m_mutex;
    QByteArray m_authority;
    std::unique_ptr<notices::Watch> m_watch;
};

} // namespace astreinte::routes
