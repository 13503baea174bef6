// SPDX-License-Identifier: EUPL-1.2
#include "core/submission/roles.h"

#include <QString>
#include <algorithm>

namespace astreinte::submission {
namespace {

constexpr std::array<QLatin1String, roleCount> names{
    QLatin1String("prefect"),        QLatin1String("cabinetDirector"), QLatin1String("generalSecretary"),
    QLatin1String("dutyAuthority"),  QLatin1String("onCallOfficer"),   QLatin1String("commsOfficer"),
    QLatin1String("commsHead"),      QLatin1String("sidpcOfficer"),    QLatin1String("liaison:gendarmerie"),
    QLatin1String("liaison:police"), QLatin1String("liaison:sdis"),    QLatin1String("dpo"),
    QLatin1String("selfTest"),
};
static_assert(static_cast<std::size_t>(Role::SelfTest) + 1 == roleCount);
static_assert(static_cast<std::size_t>(Permission::SelfTest) + 1 == permissionCount);

// "never" in the matrix of BRIEF §1.4.
static_assert(!mayEver(Role::OnCallOfficer, Permission::Decide));
static_assert(!mayEver(Role::CommsOfficer, Permission::Decide) && !mayEver(Role::CommsHead, Permission::Decide));
static_assert(!mayEver(Role::SidpcOfficer, Permission::Decide));
static_assert(!mayEver(Role::LiaisonSdis, Permission::Submit));
static_assert(grantOf(Role::DutyAuthority, Permission::Decide) == Grant::DuringSlot);
static_assert(grantOf(Role::OnCallOfficer, Permission::PublishFacebook) == Grant::MajorEventAndApproved);
static_assert(!mayEver(Role::OnCallOfficer, Permission::PublishElsewhere));

// The realms do not meet: whoever may anything real may no self-test, and the other way round.
constexpr bool realmsMeet()
{
    for (std::size_t role = 0; role < roleCount; ++role)
        for (std::size_t permission = 0; permission < permissionCount; ++permission) {
            const auto selfTest = static_cast<Permission>(permission) == Permission::SelfTest;
            if ((static_cast<Role>(role) == Role::SelfTest) != selfTest &&
                mayEver(static_cast<Role>(role), static_cast<Permission>(permission)))
                return true;
        }
    return false;
}
static_assert(!realmsMeet());

} // namespace

QLatin1String roleName(Role role)
{
    return names[static_cast<std::size_t>(role)];
}

std::optional<Role> roleFromName(QStringView name)
{
    const auto found = std::ranges::find_if(names, [name](QLatin1String candidate) { return name == candidate; });
    if (found == names.end())
        return std::nullopt;
    return static_cast<Role>(found - names.begin());
}

} // namespace astreinte::submission
