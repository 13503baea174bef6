// SPDX-License-Identifier: EUPL-1.2
#include "app/capture/photo_rights.h"
#include "app/capture/rights_desk.h"
#include "app/composition/content.h"

// The questionnaire and its result as the screens show them.
namespace astreinte::app {
namespace {

QString evidenceName(rights::Evidence evidence)
{
    switch (evidence) {
    case rights::Evidence::Edit:
        return QStringLiteral("edit");
    case rights::Evidence::Consent:
        return QStringLiteral("consent");
    case rights::Evidence::Record:
        return QStringLiteral("record");
    case rights::Evidence::Time:
        return QStringLiteral("time");
    case rights::Evidence::Automatic:
        return QStringLiteral("auto");
    }
    return {};
}

} // namespace

void RightsDesk::showGroups(const Photo &photo, const QStringList &asked)
{
    QList<QVariantMap> rows;
    for (const auto &group : m_content.rights().groups) {
        int total = 0;
        int answered = 0;
        for (const auto &question : group.questions)
            if (asked.contains(question)) {
                ++total;
                answered += photo.answers.contains(question) ? 1 : 0;
            }
        rows.append({{QStringLiteral("groupId"), group.id},
                     {QStringLiteral("title"), m_content.in(group.label)},
                     {QStringLiteral("index"), int(rows.size())},
                     {QStringLiteral("answered"), answered},
                     {QStringLiteral("total"), total},
                     {QStringLiteral("complete"), answered == total}});
    }
    m_groups->setRows(rows);
}

void RightsDesk::showQuestions(const Photo &photo, const QStringList &asked)
{
    QList<QVariantMap> rows;
    for (const auto &id : m_content.rights().groups.value(m_currentGroup).questions) {
        const auto *question = m_content.rights().question(id);
        if (!question || !asked.contains(id))
            continue;
        QVariantList answers;
        for (const auto &answer : question->answers)
            answers.append(QVariantMap{{QStringLiteral("id"), answer.id},
                                       {QStringLiteral("label"), m_content.in(answer.label)},
                                       {QStringLiteral("prompt"), m_content.in(answer.prompt)},
                                       {QStringLiteral("recommended"), answer.recommended}});
        const auto chosen = photo.answers.value(id);
        const auto *given = question->answer(chosen);
        rows.append({{QStringLiteral("questionId"), id},
                     {QStringLiteral("text"), m_content.in(question->text)},
                     {QStringLiteral("help"), given ? m_content.in(given->prompt) : QString()},
                     {QStringLiteral("answers"), answers},
                     {QStringLiteral("chosen"), chosen}});
    }
    m_questions->setRows(rows);
}

void RightsDesk::showResult(const Photo &photo, const QStringList &asked)
{
    const auto verdict = assessment();
    const auto closed = closedRequirements(m_content, photo);
    QStringList wanted = verdict ? verdict->openRequirements : QStringList();
    QStringList references;
    for (const auto &id : asked) {
        const auto *question = m_content.rights().question(id);
        const auto *answer = question ? question->answer(photo.answers.value(id)) : nullptr;
        if (!answer)
            continue;
        references += answer->legalBasis;
        for (const auto &requirement : answer->requirements)
            if (closed.contains(requirement))
                wanted.append(requirement);
    }
    wanted.removeDuplicates();
    references.removeDuplicates();
    QList<QVariantMap> todo;
    for (const auto &id : wanted) {
        const auto requirement = m_content.rights().requirements.value(id);
        todo.append({{QStringLiteral("requirementId"), id},
                     {QStringLiteral("text"), m_content.in(requirement.label)},
                     {QStringLiteral("how"), evidenceName(requirement.satisfiedBy)},
                     {QStringLiteral("closed"), closed.contains(id)},
                     {QStringLiteral("note"), photo.records.value(id)}});
    }
    m_todo->setRows(todo);
    QList<QVariantMap> legal;
    for (const auto &id : references) {
        const auto reference = m_content.rights().legal.value(id);
        legal.append({{QStringLiteral("ref"), reference.reference},
                      {QStringLiteral("text"), m_content.in(reference.text)},
                      {QStringLiteral("status"), reference.status}});
    }
    m_legal->setRows(legal);
}

} // namespace astreinte::app
