// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/capture/photo_shelf.h"
#include "app/composition/content.h"
#include "app/composition/drafts.h"
#include "app/composition/incidents.h"
#include "app/duty/oral_courier.h"
#include "app/enrolment/enrolment_contact.h"
#include "app/field_app.h"
#include "app/outbox/outbox.h"
#include "app/outbox/unsent_watch.h"
#include "app/ports/ports.h"
#include "app/review/review_queue.h"
#include "app/session/storage_watch.h"
#include "app/sync/courier.h"
#include "app/sync/lease.h"
#include "app/sync/server_link.h"
#include "app/sync/updates.h"
#include "app/vault/vault.h"

#include <optional>

// What the application is made of; for field_app*.cpp only.
namespace astreinte::app {

// In the order in which one needs the other; destroyed in the reverse order.
struct Parts
{
    Parts(const QString &folder, Ports given, std::unique_ptr<Transport> givenTransport,
          std::unique_ptr<FirstContact> givenContact)
        : ports(std::move(given)), transport(std::move(givenTransport)), first(std::move(givenContact)),
          vault(folder + QStringLiteral("/vault"), disk),
          session(vault, *ports.keyStore, *ports.clock, ports.simulated()), drafts(vault, *ports.clock), shelf(vault),
          incidents(vault), outbox(vault, *ports.clock),
          sending(folder + QStringLiteral("/preferences.ini"), *ports.connectivity), link(*transport, *ports.clock),
          courier(link, outbox, vault, *ports.connectivity, *ports.clock),
          contact(*first, *transport, link, session, content, *ports.clock), queue(link),
          updates(link, courier, content, incidents, queue, session, vault), lease(vault, link, *ports.clock),
          unsent(outbox, *ports.connectivity, *ports.clock, *ports.notifier), linkState(link, outbox, unsent),
          diagnostics({vault, outbox, sending, link, *ports.connectivity, lease, content, *ports.clock}),
          home(content, drafts, incidents, outbox, queue, session, *ports.clock),
          capture(*ports.camera, *ports.position, shelf, drafts, content, session, *ports.clock),
          found(vault, shelf, drafts, content, session), rights(shelf, content, session, *ports.clock),
          redaction(shelf, content),
          composer(drafts, shelf, content, incidents, outbox, session, *ports.position, *ports.clock),
          templates(content, composer, session), board(outbox, courier, sending, composer, content, *ports.clock),
          review(link, queue, session, content, incidents, *ports.clock),
          published(outbox, composer, shelf, *rights.consent(), content), voices(link, outbox, session),
          oral(link, outbox, voices, session, content), reports(link, session, content),
          ownReports(outbox, composer, content, *ports.clock), handover(link, session, content),
          enrolment(contact, session, *ports.camera),
          settings(folder + QStringLiteral("/preferences.ini"), vault, content, outbox, link)
    {
    }

    Ports ports;
    std::unique_ptr<Transport> transport;
    std::unique_ptr<FirstContact> first;
    PosixDisk disk;
    Vault vault;
    StorageWatch storage{vault, *ports.clock};
    Content content;
    Result<void> ready = content.loadBundled(); // begun before any screen asks for a template
    Session session;
    Drafts drafts;
    PhotoShelf shelf;
    Incidents incidents;
    Outbox outbox;
    Sending sending;
    ServerLink link;
    Courier courier;
    EnrolmentContact contact;
    ReviewQueue queue;
    Updates updates;
    Lease lease;
    UnsentWatch unsent;
    LinkState linkState;
    Diagnostics diagnostics;
    HomeBoard home;
    CaptureDesk capture;
    FoundPhotos found;
    RightsDesk rights;
    RedactionDesk redaction;
    Composer composer;
    TemplateShelf templates;
    OutboxBoard board;
    ReviewDesk review;
    PublishedBoard published;
    OralCourier voices;
    OralBoard oral;
    ReportBoard reports;
    OwnReports ownReports;
    HandoverBoard handover;
    Enrolment enrolment;
    Settings settings;
    std::optional<Failure> broken;
};

} // namespace astreinte::app
