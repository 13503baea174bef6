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

    // What comes once a photo has its rights: the template to choose, or the form to go on with.
    function afterPhoto() {
        if (app.composer.kind === "fieldReport" || app.composer.templateId !== "")
            form();
        else
            chooseTemplate();
    }

    function photo(photoId: string) {
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

    function rightsResult() {
        show("rights/RightsResultPage", {
                "desk": app.rights,
                "capture": app.capture
            });
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
        app.review.refresh();
        show("review/ReviewPage", {
                "desk": app.review,
                "session": app.session
            });
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
