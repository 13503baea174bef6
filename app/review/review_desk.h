// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/rows.h"
#include "core/submission/manifest.h"
#include "core/submission/review_right.h"

#include <QImage>
#include <QObject>
#include <QSet>
#include <QTimer>
#include <QVariantMap>
#include <QtQml/qqmlregistration.h>
#include <optional>

namespace astreinte::app {

class Clock;
class Content;
class Incidents;
class ReviewQueue;
class ServerLink;
class Session;
struct FirstSignature;
struct HttpReply;
struct ReviewItem;

// Where the duty authority reads exactly what would be published, from the manifest's very bytes, and decides with a
// signature over those bytes. Nothing can be decided that was not shown.
class ReviewDesk : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the application")
    Q_PROPERTY(astreinte::app::Rows *queue READ queue CONSTANT)
    // The proposal to decide when exactly one waits: { submissionId, revision }; empty otherwise.
    Q_PROPERTY(QVariantMap onlyOne READ onlyOne NOTIFY changed)
    Q_PROPERTY(bool busy READ busy NOTIFY changed)
    Q_PROPERTY(QString problem READ problem NOTIFY changed)
    Q_PROPERTY(bool loaded READ loaded NOTIFY changed)
    Q_PROPERTY(QVariantMap manifest READ manifest NOTIFY changed)
    Q_PROPERTY(astreinte::app::Rows *channels READ channels CONSTANT)
    Q_PROPERTY(astreinte::app::Rows *photos READ photos CONSTANT)
    Q_PROPERTY(bool allPhotosShown READ allPhotosShown NOTIFY changed)
    // markId, photo (sha256), x, y, w, h, reason: where a return asks for another blur.
    Q_PROPERTY(astreinte::app::Rows *marks READ marks CONSTANT)
    Q_PROPERTY(QString consequence READ consequence NOTIFY changed)
    Q_PROPERTY(bool factsConfirmed READ factsConfirmed WRITE setFactsConfirmed NOTIFY changed)
    Q_PROPERTY(bool canApprove READ canApprove NOTIFY changed)
    Q_PROPERTY(QString whyNot READ whyNot NOTIFY changed)
    // Whose agreement the message needs and has (BRIEF §1.5).
    Q_PROPERTY(astreinte::app::Rows *agreements READ agreements CONSTANT)
    // « 1 sur 2 », who signed first and when; empty where one person is enough.
    Q_PROPERTY(QString signaturesText READ signaturesText NOTIFY changed)
    // The authority on duty wrote this itself: « décision unique », with a written reason.
    Q_PROPERTY(bool sole READ sole NOTIFY changed)

public:
    ReviewDesk(ServerLink &link, ReviewQueue &queue, Session &session, const Content &content,
               const Incidents &incidents, const Clock &clock, QObject *parent = nullptr);
    ~ReviewDesk() override;

    [[nodiscard]] Rows *queue() const { return m_queueRows; }
    [[nodiscard]] QVariantMap onlyOne() const;
    [[nodiscard]] bool busy() const { return m_busy; }
    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] bool loaded() const { return m_manifest.has_value(); }
    [[nodiscard]] QVariantMap manifest() const;
    [[nodiscard]] Rows *channels() const { return m_channels; }
    [[nodiscard]] Rows *photos() const { return m_photos; }
    [[nodiscard]] Rows *marks() const { return m_markRows; }
    [[nodiscard]] bool allPhotosShown() const;
    [[nodiscard]] QString consequence() const;
    [[nodiscard]] bool factsConfirmed() const { return m_factsConfirmed; }
    void setFactsConfirmed(bool confirmed);
    // What stands between the authority and « Valider »; empty when nothing does.
    [[nodiscard]] bool canApprove() const { return whyNot().isEmpty(); }
    [[nodiscard]] QString whyNot() const;
    [[nodiscard]] Rows *agreements() const { return m_agreements; }
    [[nodiscard]] QString signaturesText() const;
    [[nodiscard]] bool sole() const;

    Q_INVOKABLE void refresh();
    Q_INVOKABLE void open(const QString &submissionId, int revision);
    Q_INVOKABLE void close();
    // Marks a place of a photo for the author to blur; fractions of the picture. It leaves with « return ».
    Q_INVOKABLE void mark(const QString &photo, double x, double y, double w, double h, const QString &reason);
    Q_INVOKABLE void unmark(const QString &markId);
    // decision: "approve", "return", "reject"; the last two need a reason.
    Q_INVOKABLE void decide(const QString &decision, const QString &reason, const QString &pin);

    // A rendition that was fetched and matches its digest, for the screen; null otherwise. Decoded under the same
    // limits as a picture from anywhere.
    [[nodiscard]] QImage renditionImage(const QString &sha256) const;

Q_SIGNALS:
    void changed();
    void decided(const QString &stateText);

private:
    void showQueue();
    void showManifest();
    void showMarks();
    void fetchRenditions();
    void fetchRendition(const submission::PictureFile &file);
    void setBusy(bool busy, const QString &problem = {});
    void challenge(submission::Decision decision, const QString &reason);
    void sign(submission::Decision decision, const QString &reason, const QByteArray &reply);
    void conclude(const Result<HttpReply> &reply, submission::Decision decision);
    [[nodiscard]] Result<QByteArray> statement(submission::Decision decision, const QString &reason,
                                               const QString &challenge) const;
    [[nodiscard]] QVariantMap queueRow(const ReviewItem &item) const;
    [[nodiscard]] QString targetText(const submission::SubmissionId &target) const;
    [[nodiscard]] QVariantMap fileRow(const submission::ManifestPhoto &photo,
                                      const submission::PictureFile &file) const;
    [[nodiscard]] QVariantMap photoRow(const submission::ManifestPhoto &photo) const;
    [[nodiscard]] bool factsAreOld() const;
    [[nodiscard]] bool isOwn() const;
    [[nodiscard]] bool isOnDuty() const;
    [[nodiscard]] bool needsTwo() const;
    [[nodiscard]] QStringList neededAgreements() const;
    [[nodiscard]] QList<FirstSignature> signatures() const;
    void showAgreements();

    ServerLink &m_link;
    ReviewQueue &m_queue;
    Session &m_session;
    const Content &m_content;
    const Incidents &m_incidents;
    const Clock &m_clock;
    QTimer m_quarterMinute; // ages and clocks move on while something waits
    Rows *m_queueRows;
    Rows *m_channels;
    Rows *m_photos;
    Rows *m_markRows;
    Rows *m_agreements;
    QList<submission::MarkedRegion> m_marks;
    std::optional<submission::Manifest> m_manifest;
    quint64 m_opening = 0; // tells an answer for what is open from one for what was
    QHash<QString, QByteArray> m_renditions;
    QString m_problem;
    bool m_busy = false;
    bool m_factsConfirmed = false;
};

} // namespace astreinte::app
