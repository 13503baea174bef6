// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"

#include <QLatin1String>
#include <array>
#include <optional>

namespace astreinte::submission {

// Who is who (BRIEF §1.1). A person has one role; being on duty is a matter of the roster, not of the role.
enum class Role {
    Prefect,
    CabinetDirector,
    GeneralSecretary,
    DutyAuthority,
    OnCallOfficer,
    CommsOfficer,
    CommsHead,
    SidpcOfficer,
    LiaisonGendarmerie,
    LiaisonPolice,
    LiaisonSdis,
    Dpo,
    SelfTest, // nobody's: the two keys that the server makes for one daily self-test
};
inline constexpr std::size_t roleCount = 13;

// The lines of the permission matrix (BRIEF §1.4).
enum class Permission {
    SendFieldReport,
    AnswerRights,
    EditDraft,
    Submit,
    Decide,
    PublishFacebook,
    PublishElsewhere, // X, Mastodon, Bluesky, site
    EmitFeed,         // CAP and the public feed
    RelayCampaign,
    TakeDown,
    SeeSealed,
    ManageRoster,
    ReadReports,   // the field reports of all services: those who run the duty
    SeeCasualties, // what a report says of victims: who decides, and the civil defence service
    SelfTest,      // submit a self-test, decide on it, let it out on its channel: no person's
};
inline constexpr std::size_t permissionCount = 15;

// The cells of the matrix.
enum class Grant {
    No,
    Yes,
    OwnPhotos,             // on one's own photos only
    OwnBeforeSync,         // one's own, before they leave the phone
    WhenApproved,          // once an authority has approved
    MajorEventAndApproved, // CH-06: a major event is open, and an authority has approved
    DuringSlot,            // while on duty in the roster, within the delegation
    OnRequest,             // may ask for it
    DraftOnly,             // prepares, another confirms
    Logged,                // yes, and each use is written down
};

namespace matrix {
using enum Grant;
// One line per Role, one column per Permission, both in the order of the enums.
inline constexpr std::array<std::array<Grant, permissionCount>, roleCount> grants{{
    // report rights draft submit decide facebook elsewhere feed relay takedown sealed roster reports casualties test
    {Yes, Yes, Yes, Yes, Yes, Yes, Yes, Yes, Yes, Yes, Logged, Yes, Yes, Yes, No},      // prefect
    {Yes, Yes, Yes, Yes, Yes, Yes, Yes, Yes, Yes, Yes, Logged, Yes, Yes, Yes, No},      // cabinetDirector
    {Yes, Yes, Yes, Yes, Yes, Yes, Yes, Yes, Yes, Yes, Logged, Yes, Yes, Yes, No},      // generalSecretary
    {Yes, Yes, Yes, Yes, DuringSlot, Yes, Yes, Yes, No, Yes, Logged, No, Yes, Yes, No}, // dutyAuthority
    {Yes, Yes, Yes, Yes, No, MajorEventAndApproved, No, No, No, OnRequest, OwnBeforeSync, No, Yes, No, No}, // onCall
    {Yes, Yes, Yes, Yes, No, WhenApproved, WhenApproved, WhenApproved, Yes, Yes, No, No, Yes, No, No}, // commsOfficer
    {Yes, Yes, Yes, Yes, No, WhenApproved, WhenApproved, WhenApproved, Yes, Yes, No, No, Yes, No, No}, // commsHead
    {Yes, Yes, Yes, Yes, No, No, No, WhenApproved, No, OnRequest, No, DraftOnly, Yes, Yes, No},        // sidpcOfficer
    {Yes, OwnPhotos, No, No, No, No, No, No, No, No, No, No, No, No, No},                              // gendarmerie
    {Yes, OwnPhotos, No, No, No, No, No, No, No, No, No, No, No, No, No},                              // police
    {Yes, OwnPhotos, No, No, No, No, No, No, No, No, No, No, No, No, No},                              // sdis
    {No, No, No, No, No, No, No, No, No, No, No, No, No, No, No},         // dpo: audits only
    {No, No, No, No, No, No, No, No, No, No, No, No, No, No, DuringSlot}, // selfTest: while it lasts
}};
} // namespace matrix

[[nodiscard]] constexpr Grant grantOf(Role role, Permission permission)
{
    return matrix::grants[static_cast<std::size_t>(role)][static_cast<std::size_t>(permission)];
}

// Any grant at all: whether the action is offered. The condition of the grant is checked where it is used.
[[nodiscard]] constexpr bool mayEver(Role role, Permission permission)
{
    return grantOf(role, permission) != Grant::No;
}

[[nodiscard]] constexpr bool isAuthority(Role role)
{
    return mayEver(role, Permission::Decide);
}

[[nodiscard]] constexpr bool isLiaison(Role role)
{
    return role == Role::LiaisonGendarmerie || role == Role::LiaisonPolice || role == Role::LiaisonSdis;
}

// "onCallOfficer", "liaison:sdis": the code ids of BRIEF §1.1, on the wire and in the database.
QLatin1String roleName(Role role);
std::optional<Role> roleFromName(QStringView name);

} // namespace astreinte::submission
