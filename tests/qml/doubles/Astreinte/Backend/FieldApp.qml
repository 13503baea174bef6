// SPDX-License-Identifier: EUPL-1.2
import QtQuick

// The backend as the screens see it, in one of several scenarios: "full" (an incident under way), "empty", "offline",
// "error" (every problem text set), "denied" (camera and position refused), "report" (a liaison officer).
QtObject {
    id: root

    enum Stage {
        FirstRun,
        Locked,
        Ready,
        CaptureOnly,
        StorageBroken
    }
    property string scenario: "full"
    property string language: "fr"
    property string storageNotice: ""
    property int stage: FieldApp.Ready
    property string problem: stage === FieldApp.StorageBroken ? t("Les données de ce téléphone viennent d’une version plus récente. Mettez l’application à jour. Rien n’a été touché.", "The data on this phone comes from a newer version. Update the application. Nothing was touched.") : ""
    property bool exercise: scenario === "offline"
    property string department: "Indre"
    property string version: "0.1.0"
    readonly property bool empty: scenario === "empty"
    readonly property bool failing: scenario === "error"

    function t(fr: string, en: string): string {
        return language === "fr" ? fr : en;
    }

    property Session session: Session {
        app: root
    }
    property LinkState link: LinkState {
        app: root
    }
    property HomeBoard home: HomeBoard {
        app: root
    }
    property CaptureDesk capture: CaptureDesk {
        app: root
    }
    property FoundPhotos foundPhotos: FoundPhotos {
        app: root
    }
    property RightsDesk rights: RightsDesk {
        app: root
    }
    property RedactionDesk redaction: RedactionDesk {
        app: root
    }
    property TemplateShelf templates: TemplateShelf {
        app: root
    }
    property Composer composer: Composer {
        app: root
    }
    property OutboxBoard outbox: OutboxBoard {
        app: root
    }
    property ReviewDesk review: ReviewDesk {
        app: root
    }
    property PublishedBoard published: PublishedBoard {
        app: root
    }
    property OralBoard oral: OralBoard {
        app: root
    }
    property ReportBoard reports: ReportBoard {
        app: root
    }
    property OwnReports ownReports: OwnReports {
        app: root
    }
    property HandoverBoard handover: HandoverBoard {
        app: root
    }
    property Enrolment enrolment: Enrolment {
        app: root
    }
    property Diagnostics diagnostics: Diagnostics {
        app: root
    }
    property Sending sending: Sending {
        app: root
    }
    property Settings settings: Settings {
        app: root
    }
    function storageNoticeRead() {
    }
}
