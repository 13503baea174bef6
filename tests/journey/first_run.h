// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "tests/journey/administrator.h"
#include "tests/journey/phone.h"
#include "tests/journey/telling.h"

namespace astreinte::journey {

// What a person does with a phone that was never used, through its screens. `picture` is called at each screen with a
// word for it; it may do nothing.
struct FirstRun
{
    Phone &phone;
    Administrator &administrator;
    QString pin;
    std::function<QString(const QString &)> picture;

    // Types the PIN twice, up to the screen of the invitation.
    [[nodiscard]] QString choosePin() const;
    // Reads the person's invitation, has the 7 digits compared and confirmed, and ends on the home screen.
    [[nodiscard]] QString enrol(const QString &person) const;
};

} // namespace astreinte::journey
