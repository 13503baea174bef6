// SPDX-License-Identifier: EUPL-1.2
#include "app/field_app.h"

#include "app/capture/photo_shelf.h"
#include "app/composition/content.h"
#include "app/composition/drafts.h"
#include "app/composition/incidents.h"
#include "app/enrolment/enrolment_contact.h"
#include "app/outbox/outbox.h"
#include "app/outbox/unsent_watch.h"
#include "app/ports/ports.h"
#include "app/review/review_queue.h"
#include "app/session/storage_watch.h"
#include "app/sync/courier.h"
#include "app/sync/journal_witness.h"
#include "app/sync/lease.h"
#include "app/sync/pinned_network.h"
#include "app/sync/server_link.h"
#include "app/sync/updates.h"
#include "app/vault/vault.h"

#include <QDir>
#include <QFileInfo>
#include <QGuiApplication>
#include <QImage>
#include <QThreadPool>
#include <sys/stat.h>

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
          published(outbox, composer, shelf, *rights.consent(), content), oral(link, session, content),
          reports(link, session, content), handover(link, session, content), enrolment(contact, session, *ports.camera),
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
    OralBoard oral;
    ReportBoard reports;
    HandoverBoard handover;
    Enrolment enrolment;
    Settings settings;
    std::optional<Failure> broken;
};

namespace {

// Everything written from here on is for this user alone; SQLite creates its files 0644 otherwise.
QString privateFolder(const QString &folder)
{
    ::umask(077);
    QDir().mkpath(folder);
    return QFileInfo(folder).absoluteFilePath();
}

} // namespace

FieldApp::FieldApp(const QString &dataFolder, Ports ports)
    : FieldApp(dataFolder, std::move(ports), std::make_unique<PinnedNetwork>(), std::make_unique<TlsFirstContact>())
{
}

FieldApp::FieldApp(const QString &dataFolder, Ports ports, std::unique_ptr<Transport> transport,
                   std::unique_ptr<FirstContact> first)
{
    m_parts =
        std::make_unique<Parts>(privateFolder(dataFolder), std::move(ports), std::move(transport), std::move(first));
    if (!m_parts->ready)
        m_parts->broken = m_parts->ready.error();
    else if (const auto exists = m_parts->vault.exists(); !exists)
        m_parts->broken = exists.error();
    connectSession();
    connectBoards();
    connectServer();
    connectSending();
    connectDuty();
}

FieldApp::~FieldApp()
{
    (void)m_parts->drafts.flush();
    // A worker may be sealing a photo into the vault: it ends before the vault does.
    QThreadPool::globalInstance()->waitForDone();
}

void FieldApp::connectSession()
{
    auto &session = m_parts->session;
    connect(&session, &Session::unlockedNow, this, &FieldApp::load);
    connect(&session, &Session::locking, this, &FieldApp::forget);
    connect(&session, &Session::lockChanged, this, &FieldApp::stageChanged);
    connect(&session, &Session::changed, this, &FieldApp::stageChanged);
    // A phone puts an application away at any time: what was typed is written at once.
    if (auto *application = qobject_cast<QGuiApplication *>(QCoreApplication::instance()))
        connect(application, &QGuiApplication::applicationStateChanged, this, [this](Qt::ApplicationState state) {
            if (state != Qt::ApplicationActive)
                (void)m_parts->drafts.flush();
            // Out of sight is locked (SECURITY §1); a window that merely lost the focus is not.
            if (state == Qt::ApplicationHidden || state == Qt::ApplicationSuspended)
                m_parts->session.lock();
        });
    connect(&m_parts->storage, &StorageWatch::noticeChanged, this, &FieldApp::storageNoticeChanged);
    connect(&m_parts->content, &Content::changed, this,
            [this] { m_parts->storage.followRecovery(m_parts->content.recovery()); });
    connect(&m_parts->storage, &StorageWatch::foundPictures, &m_parts->found, &FoundPhotos::offer);
    connect(&m_parts->storage, &StorageWatch::rebuilt, this, [this] {
        (void)m_parts->drafts.flush();
        load();
    });
}

void FieldApp::connectBoards()
{
    auto &parts = *m_parts;
    connect(&parts.content, &Content::changed, this, &FieldApp::contentChanged);
    connect(&parts.home, &HomeBoard::refreshWanted, &parts.updates, &Updates::refresh);
    connect(parts.rights.consent(), &ConsentDesk::withdrawn, &parts.composer, &Composer::takeDown);
    connect(&parts.rights, &RightsDesk::purged, &parts.capture, &CaptureDesk::removePhoto);
    connect(&parts.rights, &RightsDesk::sealedAway, &parts.capture, &CaptureDesk::letGo);
    connect(&parts.board, &OutboxBoard::takenBack, this, [this] { (void)m_parts->drafts.load(); });
    connect(&parts.settings, &Settings::languageChanged, this, &FieldApp::chooseLanguage);
    connect(&parts.settings, &Settings::unenrolled, this, [this] {
        m_parts->courier.stop();
        m_parts->updates.stop();
        m_parts->link.close();
        (void)m_parts->session.unenrol();
        m_parts->contact.reset();
        Q_EMIT stageChanged();
    });
    chooseLanguage();
}

void FieldApp::connectServer()
{
    auto &parts = *m_parts;
    connect(&parts.contact, &EnrolmentContact::confirmed, this, [this] {
        m_parts->courier.start();
        m_parts->updates.start();
        Q_EMIT stageChanged();
    });
    connect(&parts.link, &ServerLink::changed, this,
            [this] { m_parts->session.setClockOffset(m_parts->link.clockOffset()); });
    connect(&parts.link, &ServerLink::wipeOrdered, &parts.session, &Session::eraseEverything);
    connect(&parts.courier, &Courier::received, this, [this] {
        if (QGuiApplication::applicationState() != Qt::ApplicationActive)
            m_parts->ports.notifier->notify(tr("Astreinte"), tr("A submission has reached the server."));
    });
    connect(&parts.updates, &Updates::noticed, this, [this](const QString &event) {
        if (event == QStringLiteral("review") && m_parts->session.canDecide() &&
            QGuiApplication::applicationState() != Qt::ApplicationActive)
            m_parts->ports.notifier->notify(tr("Astreinte"), tr("A proposal is waiting for your decision."));
    });
}

// What the server tells beside the messages is asked for when something changed, and when a person looks.
void FieldApp::connectDuty()
{
    auto &parts = *m_parts;
    const auto refresh = [&parts] {
        parts.oral.refresh();
        parts.reports.refresh();
        parts.handover.refresh();
    };
    connect(&parts.home, &HomeBoard::refreshWanted, this, refresh);
    connect(&parts.contact, &EnrolmentContact::confirmed, this, refresh);
    connect(&parts.home, &HomeBoard::updateDue, this, [&parts] {
        if (parts.session.canCompose())
            parts.ports.notifier->notify(tr("Astreinte"), tr("An update that was promised to the public is due."));
    });
    connect(&parts.updates, &Updates::noticed, this, [&parts, refresh](const QString &event) {
        if (event != QStringLiteral("incident"))
            refresh();
        // A call is for this person alone, also while the application is in front (BRIEF §1.4).
        if (event == QStringLiteral("call"))
            parts.ports.notifier->notify(tr("Astreinte"), tr("You are called: a proposal waits for your decision."));
    });
}

// One decision (outbox/departure.h) for the courier, for the outbox's rows and for the words on the button.
void FieldApp::connectSending()
{
    auto &parts = *m_parts;
    parts.outbox.setGate(
        [&parts](const OutboxItem &item) { return parts.sending.departureOf(item) == Departure::Now; });
    connect(&parts.sending, &Sending::changed, &parts.outbox, &Outbox::recheck);
    parts.composer.setSubmitLabel(
        [&parts](bool withPhotos) { return withPhotos ? parts.sending.photosLabel() : parts.sending.textLabel(); });
    connect(&parts.sending, &Sending::changed, &parts.composer, &Composer::changed);
    connect(&parts.link, &ServerLink::changed, this,
            [&parts] { parts.sending.setServerAnswers(!parts.link.isOpen() || parts.link.online()); });
    parts.composer.setCaptureOnly([&parts] { return parts.lease.over(); });
    connect(&parts.lease, &Lease::changed, this, &FieldApp::stageChanged);
}

void FieldApp::settleIn()
{
    m_parts->content.readAhead();
    m_parts->ports.connectivity->begin();
}

void FieldApp::chooseLanguage()
{
    const auto chosen = m_parts->settings.language();
    const bool english = chosen == QStringLiteral("en") ||
                         (chosen == QStringLiteral("system") && QLocale::system().language() == QLocale::English);
    m_parts->content.setLanguage(english ? Language::English : Language::French);
}

void FieldApp::retell()
{
    auto &parts = *m_parts;
    Q_EMIT parts.content.changed(); // every board and desk makes its rows again
    parts.session.setSimulatedParts(parts.ports.simulated());
    Q_EMIT parts.linkState.changed();
    Q_EMIT parts.sending.changed();
    Q_EMIT parts.enrolment.changed();
    Q_EMIT parts.redaction.changed();
    Q_EMIT parts.diagnostics.changed();
    Q_EMIT parts.settings.changed();
    Q_EMIT parts.settings.statusChanged();
    Q_EMIT stageChanged();
}

void FieldApp::load()
{
    auto &parts = *m_parts;
    settleIn();
    parts.storage.unlocked(JournalWitness::evidence(parts.vault).isEmpty());
    const auto loaded = parts.content.bundledRead()
                            .and_then([&] { return parts.session.loadIdentityOf(); })
                            .and_then([&] { return parts.content.loadStored(parts.vault); })
                            .and_then([&] { return parts.incidents.load(); })
                            .and_then([&] { return parts.shelf.load(); })
                            .and_then([&] { return parts.drafts.load(); })
                            .and_then([&] { return parts.outbox.load(); })
                            .and_then([&] { return parts.lease.load(); });
    parts.unsent.unlock();
    parts.broken = loaded ? std::nullopt : std::optional(loaded.error());
    if (loaded) {
        parts.found.load();
        parts.contact.resume();
        parts.storage.check();
    }
    Q_EMIT stageChanged();
}

void FieldApp::forget()
{
    auto &parts = *m_parts;
    (void)parts.drafts.flush();
    parts.courier.stop();
    parts.updates.stop();
    parts.link.close();
    parts.queue.forget();
    parts.oral.forget();
    parts.reports.forget();
    parts.handover.forget();
    parts.unsent.lock();
    parts.lease.forget();
    parts.board.setSearch({});
    parts.outbox.forget();
    parts.found.forget();
    parts.drafts.forget();
    parts.shelf.forget();
    parts.incidents.forget();
}

Session *FieldApp::session() const
{
    return &m_parts->session;
}

LinkState *FieldApp::link() const
{
    return &m_parts->linkState;
}

HomeBoard *FieldApp::home() const
{
    return &m_parts->home;
}

CaptureDesk *FieldApp::capture() const
{
    return &m_parts->capture;
}

FoundPhotos *FieldApp::foundPhotos() const
{
    return &m_parts->found;
}

RightsDesk *FieldApp::rights() const
{
    return &m_parts->rights;
}

RedactionDesk *FieldApp::redaction() const
{
    return &m_parts->redaction;
}

TemplateShelf *FieldApp::templates() const
{
    return &m_parts->templates;
}

Composer *FieldApp::composer() const
{
    return &m_parts->composer;
}

OutboxBoard *FieldApp::outbox() const
{
    return &m_parts->board;
}

ReviewDesk *FieldApp::review() const
{
    return &m_parts->review;
}

PublishedBoard *FieldApp::published() const
{
    return &m_parts->published;
}

OralBoard *FieldApp::oral() const
{
    return &m_parts->oral;
}

ReportBoard *FieldApp::reports() const
{
    return &m_parts->reports;
}

HandoverBoard *FieldApp::handover() const
{
    return &m_parts->handover;
}

Enrolment *FieldApp::enrolment() const
{
    return &m_parts->enrolment;
}

Settings *FieldApp::settings() const
{
    return &m_parts->settings;
}

Sending *FieldApp::sending() const
{
    return &m_parts->sending;
}

Diagnostics *FieldApp::diagnostics() const
{
    return &m_parts->diagnostics;
}

FieldApp::Stage FieldApp::stage() const
{
    const auto &parts = *m_parts;
    if (parts.broken)
        return StorageBroken;
    if (!parts.session.pinIsSet())
        return FirstRun;
    if (!parts.session.unlocked())
        return Locked;
    if (!parts.session.identity() || !parts.session.identity()->confirmed)
        return FirstRun;
    return parts.lease.over() ? CaptureOnly : Ready;
}

QString FieldApp::problem() const
{
    return m_parts->broken ? m_parts->broken->userText() : QString();
}

QString FieldApp::storageNotice() const
{
    return m_parts->storage.notice();
}

void FieldApp::storageNoticeRead()
{
    m_parts->storage.noticeRead();
}

bool FieldApp::exercise() const
{
    return m_parts->settings.exercise();
}

QString FieldApp::department() const
{
    return m_parts->content.department().name;
}

QString FieldApp::version() const
{
    return QStringLiteral(ASTREINTE_VERSION);
}

void FieldApp::picture(const QString &address, QObject *context, const std::function<void(QImage)> &answer) const
{
    const auto kind = address.section(QLatin1Char('/'), 0, 0);
    const auto id = address.section(QLatin1Char('/'), 1, 1).section(QLatin1Char('?'), 0, 0);
    auto &shelf = m_parts->shelf;
    if (kind == QStringLiteral("thumb"))
        shelf.picture(id, PhotoShelf::View::Thumbnail, context, answer);
    else if (kind == QStringLiteral("preview"))
        shelf.picture(id, PhotoShelf::View::Preview, context, answer);
    else if (kind == QStringLiteral("original"))
        shelf.picture(id, PhotoShelf::View::Original, context, answer);
    else if (kind == QStringLiteral("found"))
        answer(m_parts->found.thumbnail(id));
    else if (kind == QStringLiteral("rendition"))
        answer(m_parts->review.renditionImage(id));
    else if (kind == QStringLiteral("report"))
        answer(m_parts->reports.picture(id));
    else if (kind == QStringLiteral("frame"))
        answer(m_parts->capture.liveFrame());
    else
        answer({});
}

} // namespace astreinte::app
