// SPDX-License-Identifier: EUPL-1.2
#include "app/review/review_desk.h"

#include "app/composition/content.h"
#include "app/composition/incidents.h"
#include "app/ports/clock.h"
#include "app/review/review_queue.h"
#include "app/session/session.h"
#include "app/sync/server_link.h"
#include "core/message/channel.h"
#include "core/signature/bytes.h"

#include <QLocale>

namespace astreinte::app {

ReviewDesk::ReviewDesk(ServerLink &link, ReviewQueue &queue, Session &session, const Content &content,
                       const Incidents &incidents, const Clock &clock, QObject *parent)
    : QObject(parent), m_link(link), m_queue(queue), m_session(session), m_content(content), m_incidents(incidents),
      m_clock(clock),
      m_queueRows(new Rows({QStringLiteral("itemId"), QStringLiteral("submissionId"), QStringLiteral("revision"),
                            QStringLiteral("title"), QStringLiteral("kind"), QStringLiteral("state"),
                            QStringLiteral("stateText"), QStringLiteral("authors"), QStringLiteral("communeName"),
                            QStringLiteral("factsAt"), QStringLiteral("receivedAt"), QStringLiteral("ageText"),
                            QStringLiteral("photoCount"), QStringLiteral("exercise"), QStringLiteral("incidentTitle"),
                            QStringLiteral("stage"), QStringLiteral("minutesLeft"), QStringLiteral("awaitsDecision")},
                           QStringLiteral("itemId"), this)),
      m_channels(new Rows({QStringLiteral("channel"), QStringLiteral("title"), QStringLiteral("textFr"),
                           QStringLiteral("textEn"), QStringLiteral("chosen"), QStringLiteral("photosText")},
                          QStringLiteral("channel"), this)),
      m_photos(new Rows({QStringLiteral("sha256"), QStringLiteral("files"), QStringLiteral("shown"),
                         QStringLiteral("altFr"), QStringLiteral("altEn"), QStringLiteral("author"),
                         QStringLiteral("licence"), QStringLiteral("rightsText"), QStringLiteral("rightsTone"),
                         QStringLiteral("partners"), QStringLiteral("problem"), QStringLiteral("regions"),
                         QStringLiteral("answers"), QStringLiteral("consentText")},
                        QStringLiteral("sha256"), this)),
      m_markRows(new Rows({QStringLiteral("markId"), QStringLiteral("photo"), QStringLiteral("x"), QStringLiteral("y"),
                           QStringLiteral("w"), QStringLiteral("h"), QStringLiteral("reason")},
                          QStringLiteral("markId"), this)),
      m_agreements(
          new Rows({QStringLiteral("id"), QStringLiteral("label"), QStringLiteral("note"), QStringLiteral("closed")},
                   QStringLiteral("id"), this))
{
    connect(&queue, &ReviewQueue::changed, this, &ReviewDesk::showQueue);
    connect(&content, &Content::changed, this, [this] {
        showQueue();
        showManifest();
    });
    connect(&incidents, &Incidents::changed, this, &ReviewDesk::showQueue);
    m_quarterMinute.setInterval(std::chrono::seconds(15));
    connect(&m_quarterMinute, &QTimer::timeout, this, &ReviewDesk::showQueue);
    connect(&session, &Session::locking, this, &ReviewDesk::close);
}

ReviewDesk::~ReviewDesk() = default;

void ReviewDesk::refresh()
{
    m_queue.refresh();
}

void ReviewDesk::setBusy(bool busy, const QString &problem)
{
    m_busy = busy;
    m_problem = problem;
    Q_EMIT changed();
}

void ReviewDesk::setFactsConfirmed(bool confirmed)
{
    if (m_factsConfirmed == confirmed)
        return;
    m_factsConfirmed = confirmed;
    Q_EMIT changed();
}

void ReviewDesk::open(const QString &submissionId, int revision)
{
    close();
    setBusy(true);
    const auto path = manifestPath(submissionId, revision);
    m_link.get(path, this, [this, submissionId, revision, opening = m_opening](const Result<HttpReply> &reply) {
        if (opening != m_opening)
            return;
        const auto manifest = reply ? submission::Manifest::parse(reply->body)
                                    : Result<submission::Manifest>(tl::unexpected(reply.error()));
        if (!manifest)
            return setBusy(false, manifest.error().userText());
        if (manifest->content().submission.text() != submissionId || manifest->content().revision != revision)
            return setBusy(false, Failure{Reason::ManifestMismatch, {}}.userText());
        m_manifest = *manifest;
        showManifest();
        setBusy(false);
        fetchRenditions();
    });
}

void ReviewDesk::close()
{
    ++m_opening;
    m_manifest.reset();
    m_renditions.clear();
    m_factsConfirmed = false;
    m_channels->clear();
    m_photos->clear();
    m_marks.clear();
    showMarks();
    m_agreements->clear();
    setBusy(false);
}

void ReviewDesk::fetchRenditions()
{
    for (const auto &photo : m_manifest->content().photos)
        for (const auto &file : photo.files())
            fetchRendition(file);
}

void ReviewDesk::fetchRendition(const submission::PictureFile &file)
{
    ServerLink::Call call;
    call.method = "GET";
    call.path = "/v1/renditions/" + signature::hex(file.sha256);
    call.timeout = std::chrono::minutes(1);
    m_link.send(call, this, [this, file, opening = m_opening](const Result<HttpReply> &reply) {
        if (opening != m_opening)
            return;
        // Shown only when it is the very file that would be published.
        if (reply && signature::sha256(reply->body) == file.sha256 && reply->body.size() == file.size)
            m_renditions.insert(QString::fromLatin1(signature::hex(file.sha256)), reply->body);
        else
            m_problem = reply ? Failure{Reason::DigestMismatch, {}}.userText() : reply.error().userText();
        showManifest();
    });
}

bool ReviewDesk::allPhotosShown() const
{
    if (!m_manifest)
        return false;
    for (const auto &photo : m_manifest->content().photos)
        for (const auto &file : photo.files())
            if (!m_renditions.contains(QString::fromLatin1(signature::hex(file.sha256))))
                return false;
    return true;
}

} // namespace astreinte::app
