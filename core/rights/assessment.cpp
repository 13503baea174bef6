// SPDX-License-Identifier: EUPL-1.2
#include "core/rights/assessment.h"

#include <algorithm>
#include <array>

namespace astreinte::rights {
namespace {

// The outcomes that a met requirement lifts: `evaluation` in image-rights.json names them in prose.
constexpr std::array<QLatin1String, 2> lifted{QLatin1String("blur"), QLatin1String("consent")};
// What a photo is for while a question is open.
constexpr QStringView whileUnanswered(u"internal");

bool applies(const Question &question, const Answers &answers, const QStringList &asked)
{
    return std::ranges::all_of(question.askIf.keys(), [&](const QString &other) {
        return asked.contains(other) && question.askIf.value(other).contains(answers.value(other));
    });
}

QList<const Answer *> givenAnswers(const Questionnaire &questionnaire, const Answers &answers)
{
    QList<const Answer *> given;
    for (const QString &id : applicableQuestions(questionnaire, answers))
        if (const Answer *answer = questionnaire.question(id)->answer(answers.value(id)))
            given << answer;
    return given;
}

Result<> checkKnown(const Questionnaire &questionnaire, const Answers &answers, const QSet<QString> &closed)
{
    for (auto it = answers.begin(); it != answers.end(); ++it) {
        const Question *question = questionnaire.question(it.key());
        if (!question)
            return fail(Reason::UnknownQuestion, QStringLiteral("question `%1`").arg(it.key().left(40)));
        if (!question->answer(it.value()))
            return fail(Reason::UnknownQuestion,
                        QStringLiteral("question `%1`: unknown answer `%2`").arg(it.key(), it.value().left(40)));
    }
    for (const QString &id : closed)
        if (!questionnaire.requirements.contains(id))
            return fail(Reason::InvalidValue, QStringLiteral("closed: unknown requirement `%1`").arg(id.left(40)));
    return {};
}

class Closing
{
public:
    Closing(const Questionnaire &questionnaire, const QList<const Answer *> &given, const QSet<QString> &closed)
        : m_questionnaire(questionnaire), m_closed(closed)
    {
        for (const Answer *answer : given)
            for (const QString &requirement : answer->satisfies)
                m_closed.insert(requirement);
    }

    [[nodiscard]] bool isClosed(const QString &requirement) const
    {
        const QString alternative = m_questionnaire.requirements.value(requirement).alternative;
        return m_closed.contains(requirement) || (!alternative.isEmpty() && m_closed.contains(alternative));
    }

    // An answer without any requirement cannot be lifted: nothing was done about it.
    [[nodiscard]] bool isLifted(const Answer &answer) const
    {
        const bool liftable = std::ranges::any_of(lifted, [&](QLatin1String id) { return answer.outcome == id; });
        return liftable && !answer.requirements.isEmpty() &&
               std::ranges::all_of(answer.requirements, [&](const QString &each) { return isClosed(each); });
    }

private:
    const Questionnaire &m_questionnaire;
    QSet<QString> m_closed;
};

} // namespace

bool mustNotLeave(const Assessment &assessment)
{
    return assessment.openRequirements.contains(QLatin1String("purge")) ||
           assessment.openRequirements.contains(QLatin1String("seal"));
}

QStringList applicableQuestions(const Questionnaire &questionnaire, const Answers &answers)
{
    QStringList asked;
    for (const Question &question : questionnaire.questions)
        if (applies(question, answers, asked))
            asked << question.id;
    return asked;
}

Result<Assessment> assess(const Questionnaire &questionnaire, const Answers &answers, const QSet<QString> &closed)
{
    if (const auto known = checkKnown(questionnaire, answers, closed); !known)
        return tl::unexpected(known.error());
    const QList<const Answer *> given = givenAnswers(questionnaire, answers);
    const Closing closing(questionnaire, given, closed);
    Assessment result;
    int severity = 0;
    for (const Answer *answer : given) {
        if (!closing.isLifted(*answer))
            severity = std::max(severity, questionnaire.severity(answer->outcome));
        for (const QString &requirement : answer->requirements)
            if (!closing.isClosed(requirement) && !result.openRequirements.contains(requirement))
                result.openRequirements << requirement;
        result.takedown = result.takedown || answer->takedown;
        if (!answer->exceptionTemplate.isEmpty())
            result.exceptionTemplates << answer->exceptionTemplate;
    }
    for (const QString &id : applicableQuestions(questionnaire, answers))
        if (!answers.contains(id))
            result.unanswered << id;
    if (!result.unanswered.isEmpty() && severity == 0)
        severity = std::max(questionnaire.severity(whileUnanswered), 1);
    result.outcome = questionnaire.outcomes.at(std::min<qsizetype>(severity, questionnaire.outcomes.size() - 1)).id;
    result.publishable = severity == 0 && result.openRequirements.isEmpty() && result.unanswered.isEmpty();
    return result;
}

Answers safeAnswersOf(const Questionnaire &questionnaire, QStringView group, const Answers &answersSoFar)
{
    Answers added;
    const Group *found = questionnaire.group(group);
    if (!found)
        return added;
    Answers all = answersSoFar;
    for (const QString &id : found->questions) {
        const QString safe = questionnaire.safeAnswers.value(id);
        if (safe.isEmpty() || all.contains(id) || !applicableQuestions(questionnaire, all).contains(id))
            continue;
        all.insert(id, safe);
        added.insert(id, safe);
    }
    return added;
}

} // namespace astreinte::rights
