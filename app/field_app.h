// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/capture/capture_desk.h"
#include "app/capture/found_photos.h"
#include "app/capture/rights_desk.h"
#include "app/composition/composer.h"
#include "app/composition/home_board.h"
#include "app/composition/template_shelf.h"
#include "app/duty/handover_board.h"
#include "app/duty/oral_board.h"
#include "app/duty/own_reports.h"
#include "app/duty/report_board.h"
#include "app/enrolment/enrolment.h"
#include "app/outbox/outbox_board.h"
#include "app/outbox/published_board.h"
#include "app/outbox/sending.h"
#include "app/redaction/redaction_desk.h"
#include "app/review/review_desk.h"
#include "app/session/session.h"
#include "app/session/settings.h"
#include "app/sync/diagnostics.h"
#include "app/sync/link_state.h"

#include <QImage>
#include <QObject>
#include <QtQml/qqmlregistration.h>
#include <functional>
#include <memory>

namespace astreinte::app {

class FirstContact;
class Transport;
struct Parts;
struct Ports;

// The composition root: owns every part, hands references down, and shows QML one object per screen.
class FieldApp : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the application")
    Q_PROPERTY(astreinte::app::Session *session READ session CONSTANT)
    Q_PROPERTY(astreinte::app::LinkState *link READ link CONSTANT)
    Q_PROPERTY(astreinte::app::HomeBoard *home READ home CONSTANT)
    Q_PROPERTY(astreinte::app::CaptureDesk *capture READ capture CONSTANT)
    Q_PROPERTY(astreinte::app::FoundPhotos *foundPhotos READ foundPhotos CONSTANT)
    Q_PROPERTY(astreinte::app::RightsDesk *rights READ rights CONSTANT)
    Q_PROPERTY(astreinte::app::RedactionDesk *redaction READ redaction CONSTANT)
    Q_PROPERTY(astreinte::app::TemplateShelf *templates READ templates CONSTANT)
    Q_PROPERTY(astreinte::app::Composer *composer READ composer CONSTANT)
    Q_PROPERTY(astreinte::app::OutboxBoard *outbox READ outbox CONSTANT)
    Q_PROPERTY(astreinte::app::ReviewDesk *review READ review CONSTANT)
    Q_PROPERTY(astreinte::app::PublishedBoard *published READ published CONSTANT)
    Q_PROPERTY(astreinte::app::Enrolment *enrolment READ enrolment CONSTANT)
    Q_PROPERTY(astreinte::app::Settings *settings READ settings CONSTANT)
    Q_PROPERTY(astreinte::app::Sending *sending READ sending CONSTANT)
    Q_PROPERTY(astreinte::app::Diagnostics *diagnostics READ diagnostics CONSTANT)
    Q_PROPERTY(astreinte::app::OralBoard *oral READ oral CONSTANT)
    Q_PROPERTY(astreinte::app::ReportBoard *reports READ reports CONSTANT)
    Q_PROPERTY(astreinte::app::OwnReports *ownReports READ ownReports CONSTANT)
    Q_PROPERTY(astreinte::app::HandoverBoard *handover READ handover CONSTANT)
    Q_PROPERTY(Stage stage READ stage NOTIFY stageChanged)
    Q_PROPERTY(QString problem READ problem NOTIFY stageChanged)
    // What the person must know of the storage (rebuilt, something missing); empty otherwise.
    Q_PROPERTY(QString storageNotice READ storageNotice NOTIFY storageNoticeChanged)
    Q_PROPERTY(bool exercise READ exercise NOTIFY contentChanged)
    Q_PROPERTY(QString department READ department NOTIFY contentChanged)
    Q_PROPERTY(QString version READ version CONSTANT)

public:
    enum Stage { FirstRun, Locked, Ready, CaptureOnly, StorageBroken };
    Q_ENUM(Stage)

    // `dataFolder` is created (0700) when absent. The real network, unless one is given.
    FieldApp(const QString &dataFolder, Ports ports);
    FieldApp(const QString &dataFolder, Ports ports, std::unique_ptr<Transport> transport,
             std::unique_ptr<FirstContact> first);
    ~FieldApp() override;

    [[nodiscard]] Session *session() const;
    [[nodiscard]] LinkState *link() const;
    [[nodiscard]] HomeBoard *home() const;
    [[nodiscard]] CaptureDesk *capture() const;
    [[nodiscard]] FoundPhotos *foundPhotos() const;
    [[nodiscard]] RightsDesk *rights() const;
    [[nodiscard]] RedactionDesk *redaction() const;
    [[nodiscard]] TemplateShelf *templates() const;
    [[nodiscard]] Composer *composer() const;
    [[nodiscard]] OutboxBoard *outbox() const;
    [[nodiscard]] ReviewDesk *review() const;
    [[nodiscard]] PublishedBoard *published() const;
    [[nodiscard]] Enrolment *enrolment() const;
    [[nodiscard]] Settings *settings() const;
    [[nodiscard]] Sending *sending() const;
    [[nodiscard]] Diagnostics *diagnostics() const;
    [[nodiscard]] OralBoard *oral() const;
    [[nodiscard]] ReportBoard *reports() const;
    [[nodiscard]] OwnReports *ownReports() const;
    [[nodiscard]] HandoverBoard *handover() const;
    [[nodiscard]] Stage stage() const;
    [[nodiscard]] QString problem() const;
    [[nodiscard]] QString storageNotice() const;
    Q_INVOKABLE void storageNoticeRead();
    [[nodiscard]] bool exercise() const;
    [[nodiscard]] QString department() const;
    [[nodiscard]] QString version() const;

    // To be called once the interface's language has changed and its translations are in place: what was said in words
    // is said again.
    void retell();

    // What the first screen does without is begun once it is shown: the system is asked for its network, the templates
    // are read.
    void settleIn();

    // For the image provider: the picture of `image://astreinte/<address>`, null when there is none. The answer comes
    // in this object's thread, unless `context` has gone.
    void picture(const QString &address, QObject *context, const std::function<void(QImage)> &answer) const;

Q_SIGNALS:
    void stageChanged();
    void storageNoticeChanged();
    void contentChanged();

private:
    void connectSession();
    void connectBoards();
    void connectServer();
    void connectSending();
    void connectDuty();
    void chooseLanguage();
    void load();
    void forget();

    std::unique_ptr<Parts> m_parts;
};

} // namespace astreinte::app
