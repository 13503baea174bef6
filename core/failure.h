// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QString>
#include <QStringList>
#include <tl/expected.hpp>

namespace astreinte {

// Every way in which Astreinte can say no. Each has one entry in the catalogue (failure.cpp): its code on the wire
// (the `reason` of an RFC 9457 problem document), what the user is told, how to mend it, and who can.
enum class Reason {
    // bytes from outside
    MalformedJson,
    MalformedJws,
    MalformedRequest,
    MalformedText,
    MalformedImage,
    ImageTooLarge,
    UnsupportedImage,
    TooLarge,
    UnknownVersion,
    UnknownField,
    MissingField,
    InvalidValue,
    // templates, places, rights
    UnknownTemplate,
    MalformedTemplate,
    UnknownFilter,
    TextTooLong,
    UnknownCommune,
    UnknownQuestion,
    RightsIncomplete,
    AltTextMissing,
    // keys, signatures, identity
    BadSignature,
    SignatureMissing,
    SignatureCoverage,
    SignatureExpired,
    UnknownKey,
    RevokedKey,
    ClockSkew,
    NonceReplayed,
    DigestMismatch,
    WrongAudience,
    NotAllowed,
    PendingDevice,
    // enrolment
    UnknownCode,
    ExpiredCode,
    UsedCode,
    TooManyTries,
    MalformedInvitation,
    WrongCertificate,
    // submissions, review, authorisation
    UnknownSubmission,
    UnknownRevision,
    StaleRevision,
    ConflictingContent,
    MissingPhoto,
    OwnSubmission,
    OffDuty,
    UnknownChallenge,
    UsedChallenge,
    ManifestMismatch,
    ReasonRequired,
    AlreadyDecided,
    ForbiddenTransition,
    FactsStale,
    NoDelegation,
    AgreementMissing,
    JournalMismatch,
    // uploads
    UnknownUpload,
    WrongOffset,
    ChecksumMismatch,
    UnknownChecksum,
    UploadExpired,
    // the machine and the network
    NetworkUnreachable,
    ServerUnavailable,
    ServerFull,
    ServerRefused,
    UnexpectedReply,
    DiskFull,
    StorageFailed,
    StorageNewer,
    StorageDamaged,
    StorageRebuilt,
    StorageIncomplete,
    KeyStoreUnavailable,
    WrongPin,
    Locked,
    CameraDenied,
    CameraUnavailable,
    PositionDenied,
    PositionUnavailable,
    PositionStale,
    Internal,
};

enum class Remedy { User, Administrator, Authority, Wait };

// One row of the catalogue. `what` and `how` are English source texts in the translation context "Failure";
// failureText() gives them in the interface's language.
struct FailureEntry
{
    Reason reason;
    const char *code;
    Remedy remedy;
    const char *what;
    const char *how;
};

const FailureEntry &failureEntry(Reason reason);
// The reason a wire code stands for; Internal when the code is unknown to this version.
Reason reasonFromCode(QStringView code);
QString failureCode(Reason reason);

// What went wrong, with the detail that lets the reader mend it ("field `heure`", "byte 17", a path). The detail is
// never a secret and never personal data: it may be logged and sent.
struct Failure
{
    Reason reason = Reason::Internal;
    QString detail;

    [[nodiscard]] QString code() const { return failureCode(reason); }
    // For logs and tests: "stale-revision: revision 1, head is 2".
    [[nodiscard]] QString toString() const;
    // What, where and how to fix, in the interface's language, as two sentences.
    [[nodiscard]] QString userText() const;
    friend bool operator==(const Failure &, const Failure &) = default;
};

template <typename T = void>
using Result = tl::expected<T, Failure>;

[[nodiscard]] inline tl::unexpected<Failure> fail(Reason reason, QString detail = {})
{
    return tl::unexpected<Failure>(Failure{reason, std::move(detail)});
}

} // namespace astreinte
