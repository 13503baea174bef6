// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import QtQuick.Templates as T
import Astreinte.Backend

// Where one screen leads to another. Screens are loaded when they are first shown, so that the first frame waits for
// none of them.
QtObject {
    id: router

    objectName: "router"

    required property FieldApp app
    required property T.StackView stack
    // A photo was just taken: its rights lead on to the message. Otherwise they were opened from the photo's own screen.
    property bool taking: false

    function show(page: string, needs: var) {
        needs["router"] = router;
        stack.push(Qt.resolvedUrl("../" + page + ".qml"), needs, T.StackView.Immediate);
    }

    function back() {
        if (stack.depth > 1)
            stack.pop(T.StackView.Immediate);
    }

    function home() {
        app.composer.putAside();
        stack.pop(null, T.StackView.Immediate);
    }

    function takePhoto(kind: string) {
        app.composer.begin(kind);
        addPhoto();
    }

    function addPhoto() {
        taking = true;
        show("capture/CapturePage", {
                "desk": app.capture,
                "session": app.session
            });
    }

    function write(kind: string) {
        app.composer.begin(kind);
        afterPhoto();
    }

    function resume(draftId: string) {
        app.composer.resume(draftId);
        afterPhoto();
    }

    // What comes once a photo has its rights: the form to go on with, or to begin when the first message of the incident
    // is due, or the template to choose.
    function afterPhoto() {
        if (app.composer.kind === "fieldReport" || app.composer.templateId !== "" || app.composer.proposeFirstMessage())
            form();
        else
            chooseTemplate();
    }

    function photo(photoId: string) {
        taking = false;
        app.capture.currentPhotoId = photoId;
        show("capture/PhotoPage", {
                "desk": app.capture,
                "composer": app.composer
            });
    }

    function rights(photoId: string) {
        app.rights.begin(photoId);
        app.capture.currentPhotoId = photoId;
        show("rights/RightsPage", {
                "desk": app.rights
            });
    }

    // Where only the description of the photo remains to be written, the form asks for it beside the photo.
    function rightsResult() {
        if (taking && app.rights.outcome === "publishable" && onlyDescriptionLeft())
            return afterPhoto();
        show("rights/RightsResultPage", {
                "desk": app.rights,
                "capture": app.capture
            });
    }

    function onlyDescriptionLeft(): bool {
        const left = app.rights.todo;
        for (let i = 0; i < left.count; ++i)
            if (!left.get(i).closed && left.get(i).requirementId !== "alt-text")
                return false;
        return true;
    }

    function redaction(photoId: string) {
        app.redaction.begin(photoId);
        show("redaction/RedactionPage", {
                "desk": app.redaction
            });
    }

    function chooseTemplate() {
        show("templates/TemplatesPage", {
                "shelf": app.templates
            });
    }

    function form() {
        stack.pop(null, T.StackView.Immediate);
        show("composition/FormPage", {
                "composer": app.composer,
                "capture": app.capture
            });
    }

    function proof() {
        show("composition/ProofPage", {
                "composer": app.composer,
                "capture": app.capture,
                "board": app.home
            });
    }

    function outbox(submissionId: string) {
        stack.pop(null, T.StackView.Immediate);
        show("outbox/OutboxPage", {
                "board": app.outbox,
                "opened": submissionId
            });
    }

    function review() {
        reviewOne("", 0);
    }

    // One proposal, as when an approval by voice is to be confirmed; the queue when none is named.
    function reviewOne(submissionId: string, revision: int) {
        app.review.refresh();
        show("review/ReviewPage", {
                "desk": app.review,
                "session": app.session,
                "wantedId": submissionId,
                "wantedRevision": revision
            });
    }

    function voice(submissionId: string, revision: int) {
        app.oral.prepare(submissionId, revision);
        show("review/OralPage", {
                "board": app.oral
            });
    }

    function reports() {
        app.reports.refresh();
        show("reports/ReportsPage", {
                "board": app.reports
            });
    }

    function ownReports() {
        show("reports/OwnReportsPage", {
                "board": app.ownReports,
                "outbox": app.outbox
            });
    }

    // A new report on the place of one that was sent.
    function followUp(submissionId: string) {
        app.ownReports.followUp(submissionId);
        if (app.ownReports.problem === "")
            afterPhoto();
    }

    function published() {
        show("published/PublishedPage", {
                "board": app.published
            });
    }

    function settings() {
        app.settings.refresh();
        show("settings/SettingsPage", {
                "settings": app.settings,
                "sending": app.sending,
                "diagnostics": app.diagnostics,
                "session": app.session,
                "version": app.version
            });
    }
}
