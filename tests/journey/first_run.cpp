// SPDX-License-Identifier: EUPL-1.2
#include "tests/journey/first_run.h"

namespace astreinte::journey {

QString FirstRun::choosePin() const
{
    return inOrder({
        [this] { return phone.type(QStringLiteral("pinField"), pin); },
        [this] { return picture(QStringLiteral("pin")); },
        [this] { return phone.tap(QStringLiteral("choosePinButton")); },
        [this] { return phone.type(QStringLiteral("pinField"), pin); },
        [this] { return phone.tap(QStringLiteral("choosePinButton")); },
        [this] { return phone.wait(QStringLiteral("invitationField"), 30'000); },
    });
}

QString FirstRun::enrol(const QString &person) const
{
    const auto invitation = administrator.invite(person);
    if (invitation.isEmpty())
        return administrator.problem();
    QString digits;
    return inOrder({
        [&] { return phone.type(QStringLiteral("invitationField"), invitation); },
        [&] { return picture(QStringLiteral("invitation")); },
        [&] { return phone.tap(QStringLiteral("enrolButton")); },
        [&] { return phone.read(QStringLiteral("enrolmentDigits"), &digits); },
        [&] { return picture(QStringLiteral("digits")); },
        [&] { return administrator.confirm(digits); },
        [&] { return phone.wait(QStringLiteral("welcomeDoneButton"), 30'000); },
        [&] { return picture(QStringLiteral("welcome")); },
        [&] { return phone.tap(QStringLiteral("welcomeDoneButton")); },
        [&] { return phone.gone(QStringLiteral("welcomeDoneButton")); },
        [&] { return picture(QStringLiteral("home")); },
    });
}

} // namespace astreinte::journey
