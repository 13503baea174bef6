// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/submission/manifest.h"
#include "core/submission/roles.h"

namespace astreinte::authorisation {

// What this prefecture asks beyond the matrix of BRIEF §1.4. It is a file of the administrator's, not a row of the
// database: whoever can write rows cannot lower it.
struct Policy
{
    QStringList graveChannels;        // on which two distinct persons must approve
    QStringList graveTemplates;       // likewise
    bool delegationsRequired = false; // every slot of a duty authority must name a delegation in force
    // Beside what the file says, what the templates in force ask for themselves (rules::Rulebook::requiredAgreements).
    submission::RequiredAgreements agreements = {};

    // {"v":1,"grave":{"channels":[…],"templates":[…]},"delegationsRequired":bool,"agreements"?:{"channels":{channel:
    // [ids]},"templates":{template:[ids]}}}, read strictly. No file: nothing is grave. StorageFailed when it cannot be
    // read, and what the strict reader refuses: the server does not start.
    static Result<Policy> load(const QString &path);
    // Whether publishing this manifest on these channels needs two persons. A withdrawal never does.
    [[nodiscard]] bool isGrave(const submission::Manifest &manifest, const QStringList &channels) const;
    // The authority of a self-test signs for nobody.
    [[nodiscard]] bool asksDelegation(submission::Role role) const
    {
        return delegationsRequired && role != submission::Role::SelfTest;
    }
    // AgreementMissing, naming them, when this approval would publish without an agreement that the message needs
    // (BRIEF §1.5). A withdrawal needs none.
    [[nodiscard]] Result<> acceptAgreements(const submission::Manifest &manifest, const QStringList &channels) const;
    friend bool operator==(const Policy &, const Policy &) = default;
};

} // namespace astreinte::authorisation
