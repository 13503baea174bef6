// SPDX-License-Identifier: EUPL-1.2
#include "app/field_app_parts.h"

#include <QGuiApplication>

// Who tells whom: the parts know nothing of one another but what they were given.
namespace astreinte::app {

void FieldApp::connectSession()
{
    auto &session = m_parts->session;
    connect(&session, &Session::unlockedNow, this, &FieldApp::load);
    connect(&session, &Session::locking, this, &FieldApp::forget);
    connect(&session, &Session::lockChanged, this, &FieldApp::stageChanged);
    connect(&session, &Session::changed, this, &FieldApp::stageChanged);
    connect(&session, &Session::storageRefused, this, [this](const Failure &failure) {
        m_parts->broken = failure;
        Q_EMIT stageChanged();
    });
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
    // The first answer tells all the others that the server is there again (ServerLink::reached).
    connect(parts.ports.connectivity.get(), &Connectivity::changed, this, [&parts] {
        if (parts.ports.connectivity->maybeReachable() && !parts.link.online())
            parts.updates.refresh();
    });
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
        parts.voices.proceed();
        parts.reports.refresh();
        parts.handover.refresh();
    };
    connect(&parts.home, &HomeBoard::refreshWanted, this, refresh);
    connect(&parts.contact, &EnrolmentContact::confirmed, this, refresh);
    connect(&parts.updates, &Updates::missed, this, refresh);
    connect(&parts.home, &HomeBoard::closingWanted, &parts.updates, &Updates::closeIncident);
    connect(&parts.home, &HomeBoard::latenessExplained, &parts.updates, &Updates::explainLateness);
    connect(&parts.updates, &Updates::incidentAnswered, &parts.home, &HomeBoard::tell);
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

} // namespace astreinte::app
