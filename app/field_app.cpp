// SPDX-License-Identifier: EUPL-1.2
#include "app/field_app.h"

#include "app/field_app_parts.h"
#include "app/sync/journal_witness.h"
#include "app/sync/pinned_network.h"

#include <QDir>
#include <QFileInfo>
#include <QImage>
#include <QLocale>
#include <QThreadPool>
#include <sys/stat.h>

namespace astreinte::app {

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
        parts.voices.load();
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
    parts.voices.forget();
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

OwnReports *FieldApp::ownReports() const
{
    return &m_parts->ownReports;
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
