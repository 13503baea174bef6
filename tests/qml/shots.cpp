// SPDX-License-Identifier: EUPL-1.2
#include "tests/qml/shots.h"

namespace astreinte::tests {
namespace {

enum Stage { FirstRun, Locked, Ready, CaptureOnly, StorageBroken };

QStringList acts(std::initializer_list<const char *> list)
{
    QStringList result;
    for (const auto *act : list)
        result << QString::fromUtf8(act);
    return result;
}

} // namespace

const QVector<Shot> &shots()
{
    static const QVector<Shot> all{
        {"first-run", "empty", FirstRun, {}},
        {"first-run-read", "full", FirstRun, {}},
        {"first-run-error", "error", FirstRun, {}},
        {"digits", "full", FirstRun, acts({"set enrolment.state waiting"})},
        {"choose-pin", "full", FirstRun, acts({"set session.pinIsSet false"})},
        {"choose-passphrase", "full", FirstRun,
         acts({"set session.pinIsSet false", "set session.usesPassphrase true"})},
        {"welcome", "full", FirstRun, acts({"set stage 2"})},
        {"locked", "full", Locked, {}},
        {"locked-error", "error", Locked, {}},
        {"locked-passphrase", "full", Locked, acts({"set session.usesPassphrase true", "set capture.heldNow 3"})},
        {"locked-camera", "full", Locked, acts({"press lockedCameraButton"})},
        {"locked-camera-taken", "full", Locked, acts({"set capture.heldNow 2", "press lockedCameraButton"})},
        {"locked-camera-denied", "denied", Locked, acts({"press lockedCameraButton"})},
        {"storage-broken", "full", StorageBroken, {}},
        {"storage-broken-copied", "error", StorageBroken, {}},
        {"home", "full", Ready, {}},
        {"home-empty", "empty", Ready, {}},
        {"home-offline", "offline", Ready, {}},
        {"home-error", "error", Ready, {}},
        {"home-liaison", "report", Ready, {}},
        {"home-capture-only", "offline", CaptureOnly, {}},
        {"found-delete", "offline", Ready, acts({"press deleteFound_0"})},
        {"open-incident", "full", Ready, acts({"press openIncidentButton"})},
        {"home-late", "error", Ready, acts({"press disclosureButton"})},
        {"close-incident", "full", Ready, acts({"press closeIncidentButton"})},
        {"camera", "full", Ready, acts({"go addPhoto"})},
        {"camera-denied", "denied", Ready, acts({"go addPhoto"})},
        {"camera-full", "error", Ready, acts({"go addPhoto"})},
        {"rights", "full", Ready, acts({"go rights p1"})},
        {"rights-question", "full", Ready, acts({"go rights p1", "press question_Q01"})},
        {"rights-result", "full", Ready, acts({"go rights p1", "go rightsResult"})},
        {"rights-forbidden", "error", Ready, acts({"go rights p1", "go rightsResult", "press disclosureButton"})},
        {"consent", "full", Ready, acts({"go rights p1", "go rightsResult", "press form_consent-guardian"})},
        {"consent-signing", "full", Ready,
         acts({"go rights p1", "go rightsResult", "press form_consent-guardian", "press readConsentButton",
               "set rights.consent.signaturesGiven 1"})},
        {"rights-sealed", "denied", Ready, acts({"go rights p1", "go rightsResult", "press sealButton"})},
        {"photo", "full", Ready, acts({"go photo p1"})},
        {"photo-remove", "full", Ready, acts({"go photo p1", "press removePhotoButton"})},
        {"redaction", "full", Ready, acts({"go redaction p1"})},
        {"redaction-box", "error", Ready, acts({"go redaction p1", "press addBoxButton"})},
        {"redaction-empty", "empty", Ready, acts({"go redaction p1"})},
        {"redaction-crop", "full", Ready, acts({"go redaction p1", "press cropButton"})},
        {"redaction-leave", "full", Ready, acts({"go redaction p1", "press backButton"})},
        {"templates", "full", Ready, acts({"go chooseTemplate"})},
        {"templates-empty", "empty", Ready, acts({"go chooseTemplate"})},
        {"form", "full", Ready, acts({"go form"})},
        {"form-error", "error", Ready, acts({"go form"})},
        {"form-report", "report", Ready, acts({"go form"})},
        {"form-preview", "full", Ready, acts({"go form", "try previewButton"})},
        {"proof", "full", Ready, acts({"go form", "go proof"})},
        {"proof-error", "error", Ready, acts({"go form", "go proof"})},
        {"outbox", "full", Ready, acts({"go outbox "})},
        {"outbox-empty", "empty", Ready, acts({"go outbox "})},
        {"outbox-search", "full", Ready, acts({"set outbox.search châteauroux", "go outbox "})},
        {"outbox-search-none", "empty", Ready, acts({"set outbox.search pont", "go outbox "})},
        {"outbox-one", "error", Ready, acts({"go outbox s1"})},
        {"outbox-published", "offline", Ready, acts({"go outbox s3"})},
        {"outbox-returned", "full", Ready, acts({"go outbox s2"})},
        {"review-empty", "empty", Ready, acts({"go review"})},
        {"review", "full", Ready, acts({"go review"})},
        {"review-reading", "full", Ready, acts({"go review", "press review_s1"})},
        {"review-stale", "error", Ready, acts({"go review", "press review_s1"})},
        {"review-authorise", "full", Ready,
         acts({"go review", "press review_s1", "set review.factsConfirmed true", "press approveButton"})},
        {"review-mark", "full", Ready, acts({"go review", "press review_s1", "press markPhoto_0"})},
        {"review-alone", "offline", Ready,
         acts({"go review", "press review_s1", "set review.factsConfirmed true", "press approveButton"})},
        {"oral", "full", Ready, acts({"go outbox s4", "press voiceButton"})},
        {"oral-error", "error", Ready, acts({"go outbox s4", "press voiceButton"})},
        {"reports", "full", Ready, acts({"go reports"})},
        {"reports-empty", "empty", Ready, acts({"go reports"})},
        {"reports-one", "full", Ready, acts({"go reports", "press report_r1"})},
        {"reports-error", "error", Ready, acts({"go reports", "press report_r1"})},
        {"own-reports", "report", Ready, acts({"go ownReports"})},
        {"own-reports-empty", "empty", Ready, acts({"go ownReports"})},
        {"own-reports-one", "report", Ready, acts({"go ownReports", "press ownReport_r1"})},
        {"oral-kept", "offline", Ready, acts({"go outbox s1"})},
        {"review-return", "full", Ready, acts({"go review", "press review_s1", "press returnButton"})},
        {"review-decided", "full", Ready,
         acts({"go review", "press review_s1", "set review.factsConfirmed true", "press approveButton", "press pin1",
               "press pin2", "press pin3", "press pin4", "press pin5", "press pin6", "press decideButton"})},
        {"published", "full", Ready, acts({"go published"})},
        {"published-empty", "empty", Ready, acts({"go published"})},
        {"published-taken-back", "full", Ready, acts({"go published", "press agreementsTakenBack_s3"})},
        {"published-withdraw", "full", Ready, acts({"go published", "press withdraw_s3"})},
        {"settings", "full", Ready, acts({"go settings"})},
        {"recovery", "full", Ready, acts({"go settings", "press recoveryRow"})},
        {"recovery-empty", "empty", Ready, acts({"go settings", "press recoveryRow"})},
        {"recovery-error", "error", Ready, acts({"go settings", "press recoveryRow"})},
        {"settings-leave", "full", Ready, acts({"go settings", "press unenrolButton"})},
    };
    return all;
}

} // namespace astreinte::tests
