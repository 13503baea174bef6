// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/rights/questionnaire.h"

#include <QSet>

namespace astreinte::rights {

struct Assessment
{
    QString outcome;                // id of the most severe outcome that still counts
    QStringList openRequirements;   // in the order in which the questions bring them
    QStringList unanswered;         // questions that apply and have no answer
    bool publishable = false;       // mildest outcome, nothing open, nothing unanswered; the authority still decides
    bool takedown = false;          // an answer asks that earlier publications be withdrawn
    QStringList exceptionTemplates; // templates that may use the photo in spite of the outcome
    friend bool operator==(const Assessment &, const Assessment &) = default;
};

// Whether the photo may not even go into a report that stays inside the State: it is to be deleted, or sealed for the
// judicial authority.
[[nodiscard]] bool mustNotLeave(const Assessment &assessment);

// Which questions are to be asked, given the answers so far, in order.
[[nodiscard]] QStringList applicableQuestions(const Questionnaire &questionnaire, const Answers &answers);

// The algorithm of BRIEF §2.2: walks the questions, skips those whose askIf does not match (and their answers), takes
// the most severe outcome, gathers requirements, takes away those that an answer satisfies or that `closed` names
// (itself or its alternative); an answer “blur” or “consent” whose requirements are all closed no longer counts. With a
// question left unanswered the outcome is never the mildest: it is then “internal”. Failures: UnknownQuestion naming
// the question or the answer; InvalidValue naming an unknown requirement in `closed`.
[[nodiscard]] Result<Assessment> assess(const Questionnaire &questionnaire, const Answers &answers,
                                        const QSet<QString> &closed = {});

// « Rien de tout cela »: the safe answer of each question of the group that applies and has no answer yet, to be stored
// like any other answer. Empty for an unknown group.
[[nodiscard]] Answers safeAnswersOf(const Questionnaire &questionnaire, QStringView group, const Answers &answersSoFar);

} // namespace astreinte::rights
