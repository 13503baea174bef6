// SPDX-License-Identifier: EUPL-1.2
#include "core/failure.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>

namespace astreinte {
namespace {
#define T(text) QT_TRANSLATE_NOOP("Failure", text)

constexpr auto catalogue = std::to_array<FailureEntry>({
    {Reason::MalformedJson, "malformed-json", Remedy::Administrator, T("The data received is not valid JSON."),
     T("Update the application; if it continues, tell the administrator.")},
    {Reason::MalformedJws, "malformed-jws", Remedy::Administrator, T("The signed document cannot be read."),
     T("Update the application; if it continues, tell the administrator.")},
    {Reason::MalformedRequest, "malformed-request", Remedy::Administrator, T("The request is not well formed."),
     T("Update the application; if it continues, tell the administrator.")},
    {Reason::MalformedText, "malformed-text", Remedy::User, T("The text contains a character that is not allowed."),
     T("Remove the character at the place shown and type it again.")},
    {Reason::MalformedImage, "malformed-image", Remedy::User, T("This picture is damaged and cannot be read."),
     T("Take the photo again or choose another file. Nothing else was lost.")},
    {Reason::ImageTooLarge, "image-too-large", Remedy::User,
     T("This picture is too large (100 million pixels at most)."), T("Choose a smaller picture.")},
    {Reason::UnsupportedImage, "unsupported-image", Remedy::User, T("This kind of file is not accepted as a picture."),
     T("Choose a JPEG, PNG or HEIC picture.")},
    {Reason::TooLarge, "too-large", Remedy::User, T("What was sent is larger than the server accepts."),
     T("Remove a photo or shorten the text, then send again.")},
    {Reason::UnknownVersion, "unknown-version", Remedy::Administrator, T("This was made by a newer version."),
     T("Update the application. Nothing was changed.")},
    {Reason::UnknownField, "unknown-field", Remedy::Administrator, T("An unexpected field was found."),
     T("Update the application; if it continues, tell the administrator.")},
    {Reason::MissingField, "missing-field", Remedy::User, T("A required field is missing."),
     T("Fill in the field shown.")},
    {Reason::InvalidValue, "invalid-value", Remedy::User, T("A value is not accepted."), T("Correct the field shown.")},
    {Reason::UnknownTemplate, "unknown-template", Remedy::Administrator, T("This template is not known here."),
     T("Synchronise the templates, then open the draft again: it is kept.")},
    {Reason::MalformedTemplate, "malformed-template", Remedy::Administrator, T("The template file has an error."),
     T("Correct the template at the place shown; the previous templates stay in use.")},
    {Reason::UnknownFilter, "unknown-filter", Remedy::Administrator,
     T("The template uses a filter that does not exist."),
     T("Correct the filter at the place shown; the previous templates stay in use.")},
    {Reason::TextTooLong, "text-too-long", Remedy::User, T("The text is too long for the channel."),
     T("Shorten the field shown.")},
    {Reason::UnknownCommune, "unknown-commune", Remedy::User, T("This municipality is not in the list."),
     T("Choose one in the list.")},
    {Reason::UnknownQuestion, "unknown-question", Remedy::Administrator, T("This answer is not in the rights table."),
     T("Synchronise the rights table, then answer again.")},
    {Reason::RightsIncomplete, "rights-incomplete", Remedy::User,
     T("The image rights of a photo are not settled: a question remains, or a person took their agreement back."),
     T("Answer what remains, hide the person or remove the photo. An authority returns the message to its author.")},
    {Reason::AltTextMissing, "alt-text-missing", Remedy::User, T("The photo has no alternative text."),
     T("Describe what the photo shows, without names.")},
    {Reason::BadSignature, "bad-signature", Remedy::Administrator, T("The signature is not valid."),
     T("Try again; if it continues, enrol this phone again.")},
    {Reason::SignatureMissing, "signature-missing", Remedy::Administrator, T("The request is not signed."),
     T("Enrol this phone.")},
    {Reason::SignatureCoverage, "signature-coverage", Remedy::Administrator,
     T("The signature does not cover what it must."), T("Update the application.")},
    {Reason::SignatureExpired, "signature-expired", Remedy::Wait, T("The signed request came too late."),
     T("It is sent again by itself.")},
    {Reason::UnknownKey, "unknown-key", Remedy::Administrator, T("This phone is not enrolled."),
     T("Enrol this phone.")},
    {Reason::RevokedKey, "revoked-key", Remedy::Administrator, T("This phone was revoked."),
     T("Contact the administrator.")},
    {Reason::ClockSkew, "clock-skew", Remedy::User, T("The phone's clock differs too much from the server's."),
     T("Set the phone's date and time to automatic. Nothing is lost: sending resumes by itself.")},
    {Reason::NonceReplayed, "nonce-replayed", Remedy::Wait, T("This request was already received."),
     T("It is sent again by itself.")},
    {Reason::DigestMismatch, "digest-mismatch", Remedy::Wait, T("The data arrived damaged."),
     T("It is sent again by itself.")},
    {Reason::WrongAudience, "wrong-audience", Remedy::Administrator, T("This document is meant for another recipient."),
     T("Tell the administrator.")},
    {Reason::NotAllowed, "not-allowed", Remedy::Authority, T("Your role does not allow this."),
     T("Ask a person whose role allows it.")},
    {Reason::PendingDevice, "pending-device", Remedy::Administrator, T("This phone is waiting for confirmation."),
     T("Read the 7 digits to the administrator, who confirms them.")},
    {Reason::UnknownCode, "unknown-code", Remedy::Administrator, T("This enrolment code is not known."),
     T("Check the code or ask the administrator for a new one.")},
    {Reason::ExpiredCode, "expired-code", Remedy::Administrator, T("This enrolment code has expired (15 minutes)."),
     T("Ask the administrator for a new code.")},
    {Reason::UsedCode, "used-code", Remedy::Administrator, T("This enrolment code was already used."),
     T("Ask the administrator for a new code.")},
    {Reason::TooManyTries, "too-many-tries", Remedy::Wait, T("Too many tries."),
     T("Wait for the delay shown, then try again.")},
    {Reason::MalformedInvitation, "malformed-invitation", Remedy::User, T("This is not an Astreinte enrolment code."),
     T("Scan the QR code shown by the administrator, or type its text in full.")},
    {Reason::WrongCertificate, "wrong-certificate", Remedy::Administrator,
     T("The server's certificate is not the one expected: nothing was sent."),
     T("Do not insist on this network; tell the administrator.")},
    {Reason::UnknownSubmission, "unknown-submission", Remedy::Wait, T("The server does not know this submission."),
     T("It is sent again by itself.")},
    {Reason::UnknownRevision, "unknown-revision", Remedy::Wait, T("The server does not know this revision."),
     T("Refresh the list.")},
    {Reason::StaleRevision, "stale-revision", Remedy::User, T("The author has sent a newer revision."),
     T("Read the newer revision, then decide.")},
    {Reason::ConflictingContent, "conflicting-content", Remedy::User,
     T("Another content was already received under this number."), T("Open the draft and submit it again.")},
    {Reason::MissingPhoto, "missing-photo", Remedy::Wait, T("A photo has not arrived yet."),
     T("It is sent again by itself.")},
    {Reason::OwnSubmission, "own-submission", Remedy::Authority, T("You cannot decide on your own submission."),
     T("Ask another authority.")},
    {Reason::OffDuty, "off-duty", Remedy::Authority, T("You are not on duty in the roster."),
     T("Ask the authority on duty, or have the roster corrected.")},
    {Reason::UnknownChallenge, "unknown-challenge", Remedy::User, T("The authorisation session has expired."),
     T("Read the message again, then decide.")},
    {Reason::UsedChallenge, "used-challenge", Remedy::User, T("This decision was already sent."),
     T("Refresh the list.")},
    {Reason::ManifestMismatch, "manifest-mismatch", Remedy::User, T("The content has changed since it was shown."),
     T("Read the message again, then decide.")},
    {Reason::ReasonRequired, "reason-required", Remedy::User, T("A reason is required."),
     T("Write in a few words why.")},
    {Reason::AlreadyDecided, "already-decided", Remedy::User, T("A decision was already taken."),
     T("Refresh the list.")},
    {Reason::ForbiddenTransition, "forbidden-transition", Remedy::User, T("This is not possible in the present state."),
     T("Refresh the list.")},
    {Reason::FactsStale, "facts-stale", Remedy::Authority, T("The facts are more than 30 minutes old."),
     T("Check that they still hold, confirm it, and sign again.")},
    {Reason::NoDelegation, "no-delegation", Remedy::Administrator,
     T("No delegation of signature in force covers this decision."),
     T("Ask another authority, or have the delegation entered.")},
    {Reason::AgreementMissing, "agreement-missing", Remedy::User,
     T("An agreement that this message needs was not recorded."),
     T("Return the message to its author, who obtains the agreement and records it.")},
    {Reason::JournalMismatch, "journal-mismatch", Remedy::Administrator,
     T("The server's journal is not the one seen before: its history may have been rewritten."),
     T("Keep this phone as it is and call the administrator at once.")},
    {Reason::UnknownUpload, "unknown-upload", Remedy::Wait, T("The server no longer knows this upload."),
     T("It starts again by itself.")},
    {Reason::WrongOffset, "wrong-offset", Remedy::Wait, T("The upload is to resume elsewhere."),
     T("It resumes by itself.")},
    {Reason::ChecksumMismatch, "checksum-mismatch", Remedy::Wait, T("A part of the photo arrived damaged."),
     T("It is sent again by itself.")},
    {Reason::UnknownChecksum, "unknown-checksum", Remedy::Administrator, T("The checksum's algorithm is not known."),
     T("Update the application.")},
    {Reason::UploadExpired, "upload-expired", Remedy::Wait, T("The upload took too long and was dropped."),
     T("It starts again by itself.")},
    {Reason::NetworkUnreachable, "network-unreachable", Remedy::Wait, T("No connection to the server."),
     T("Everything is kept on the phone and leaves when the network returns.")},
    {Reason::ServerUnavailable, "server-unavailable", Remedy::Wait, T("The server is busy or restarting."),
     T("It is sent again by itself.")},
    {Reason::ServerFull, "server-full", Remedy::Administrator, T("The server's storage is full."),
     T("Everything is kept on the phone and leaves when there is room. Tell the administrator.")},
    {Reason::ServerRefused, "server-refused", Remedy::User, T("The server refused this submission."),
     T("Open it, correct what is shown, and submit it again.")},
    {Reason::UnexpectedReply, "unexpected-reply", Remedy::Administrator, T("The server's reply cannot be verified."),
     T("Nothing was removed from the phone. Tell the administrator.")},
    {Reason::DiskFull, "disk-full", Remedy::User, T("The storage is full."),
     T("Free some space; what is already saved stays safe.")},
    {Reason::StorageFailed, "storage-failed", Remedy::User, T("Saving failed."),
     T("Free some space or restart the phone; nothing already saved is lost.")},
    {Reason::StorageNewer, "storage-newer", Remedy::User, T("The data on this phone comes from a newer version."),
     T("Update the application. Nothing was touched.")},
    {Reason::StorageDamaged, "storage-damaged", Remedy::Administrator, T("Something this phone kept is damaged."),
     T("What else is there can be used. Nothing was deleted; tell the administrator.")},
    {Reason::StorageRebuilt, "storage-rebuilt", Remedy::User,
     T("The storage of this phone was damaged and has been rebuilt; nothing is missing."),
     T("Go on. If it happens again, have the phone checked.")},
    {Reason::StorageIncomplete, "storage-incomplete", Remedy::Administrator,
     T("The storage of this phone was damaged and has been rebuilt; something may be missing."),
     T("Check the drafts and the outbox. The damaged files were kept; tell the administrator.")},
    {Reason::KeyStoreUnavailable, "keystore-unavailable", Remedy::User, T("The phone's key store is not available."),
     T("Choose a passphrase of at least 14 characters instead of a PIN.")},
    {Reason::WrongPin, "wrong-pin", Remedy::User, T("The PIN is not correct."), T("Type it again.")},
    {Reason::Locked, "locked", Remedy::User, T("The application is locked."), T("Type your PIN.")},
    {Reason::CameraDenied, "camera-denied", Remedy::User, T("The camera is not allowed."),
     T("Allow the camera in the phone's settings, or import a picture. What you typed is kept.")},
    {Reason::CameraUnavailable, "camera-unavailable", Remedy::User, T("No camera was found."),
     T("Import a picture instead. What you typed is kept.")},
    {Reason::PositionDenied, "position-denied", Remedy::User, T("The position is not allowed."),
     T("Allow the position in the phone's settings, or choose the municipality by hand.")},
    {Reason::PositionUnavailable, "position-unavailable", Remedy::User, T("The position is not known."),
     T("Go outside for a moment, or choose the municipality by hand.")},
    {Reason::PositionStale, "position-stale", Remedy::User, T("The position is old."),
     T("Wait for a new fix, or check the municipality by hand.")},
    {Reason::Internal, "internal", Remedy::Administrator, T("An unexpected error happened."),
     T("Nothing already saved is lost. Try again; if it continues, tell the administrator.")},
});
#undef T

static_assert(catalogue.size() == static_cast<std::size_t>(Reason::Internal) + 1, "every reason has one entry");
static_assert(
    [] {
        for (std::size_t i = 0; i < catalogue.size(); ++i)
            if (catalogue[i].reason != static_cast<Reason>(i))
                return false;
        return true;
    }(),
    "the catalogue follows the order of Reason");

} // namespace

const FailureEntry &failureEntry(Reason reason)
{
    return catalogue[static_cast<std::size_t>(reason)];
}

Reason reasonFromCode(QStringView code)
{
    const auto found = std::ranges::find_if(
        catalogue, [code](const FailureEntry &entry) { return code == QLatin1String(entry.code); });
    return found == catalogue.end() ? Reason::Internal : found->reason;
}

QString failureCode(Reason reason)
{
    return QString::fromLatin1(failureEntry(reason).code);
}

QString Failure::toString() const
{
    return detail.isEmpty() ? code() : code() + QStringLiteral(": ") + detail;
}

QString Failure::userText() const
{
    const auto &entry = failureEntry(reason);
    const auto what = QCoreApplication::translate("Failure", entry.what);
    const auto how = QCoreApplication::translate("Failure", entry.how);
    const auto where = detail.isEmpty() ? QString() : QStringLiteral(" (") + detail + QStringLiteral(")");
    return what.chopped(1) + where + QStringLiteral(". ") + how;
}

} // namespace astreinte
