// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "tests/server/phone.h"

namespace astreinte::tests {

// The people of most tests: an officer, the authority on duty, another officer; enrolled and confirmed.
struct Stage
{
    Prefecture prefecture;
    std::unique_ptr<Phone> officer;
    std::unique_ptr<Phone> authority;
    std::unique_ptr<Phone> colleague;

    bool set()
    {
        const auto people = prefecture.start() &&
                            prefecture.addPerson(QStringLiteral("officer-a"), QStringLiteral("onCallOfficer")) &&
                            prefecture.addPerson(QStringLiteral("officer-b"), QStringLiteral("onCallOfficer")) &&
                            prefecture.addPerson(QStringLiteral("authority-a"), QStringLiteral("dutyAuthority")) &&
                            prefecture.addDuty(QStringLiteral("slot-1"), QStringLiteral("authority-a"));
        if (!people)
            return false;
        officer = std::make_unique<Phone>(prefecture, QStringLiteral("officer-a"));
        colleague = std::make_unique<Phone>(prefecture, QStringLiteral("officer-b"));
        authority = std::make_unique<Phone>(prefecture, QStringLiteral("authority-a"));
        authority->rosterEntry = QStringLiteral("slot-1");
        authority->rosterVersion = 2;
        return officer->enrol() && colleague->enrol() && authority->enrol();
    }

    // The honest decision of this phone's person on the first revision: an approval.
    static submission::Statement by(Phone &phone, const submission::Submission &submission)
    {
        return phone.statementOn(submission.id().text(), 1).value();
    }
    // Of the message's public page.
    int pageStatus(const submission::Submission &submission)
    {
        return prefecture.page("/messages/" + submission.id().text().toLatin1()).status;
    }

    // A proposal of the officer that the server has received.
    submission::Submission received(const submission::SubmissionContent &draft)
    {
        auto frozen = submission::Submission::freeze(draft).value();
        if (const auto reply = officer->submit(frozen); reply.status != 201)
            qWarning("%d %s", reply.status, reply.body.constData());
        return frozen;
    }
};

} // namespace astreinte::tests
