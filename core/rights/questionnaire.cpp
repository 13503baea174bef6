// SPDX-License-Identifier: EUPL-1.2
#include "core/rights/questionnaire.h"

#include <algorithm>

namespace astreinte::rights {
namespace {

template <typename List>
auto withId(const List &list, QStringView id) -> decltype(&list.first())
{
    const auto found = std::ranges::find_if(list, [&](const auto &each) { return each.id == id; });
    return found == list.end() ? nullptr : &*found;
}

} // namespace

const Answer *Question::answer(QStringView answerId) const
{
    return withId(answers, answerId);
}

const Question *Questionnaire::question(QStringView id) const
{
    return withId(questions, id);
}

const Outcome *Questionnaire::outcome(QStringView id) const
{
    return withId(outcomes, id);
}

const Group *Questionnaire::group(QStringView id) const
{
    return withId(groups, id);
}

int Questionnaire::severity(QStringView id) const
{
    const Outcome *found = outcome(id);
    return found ? static_cast<int>(found - outcomes.constData()) : -1;
}

} // namespace astreinte::rights
