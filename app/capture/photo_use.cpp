// SPDX-License-Identifier: EUPL-1.2
#include "app/capture/photo_use.h"

#include "app/composition/drafts.h"
#include "core/rights/evidence.h"

#include <algorithm>

namespace astreinte::app {
namespace {

constexpr QChar between(u'|');

// "template|channel|channel…"; empty while no template is chosen. A correction puts other words under the same picture:
// it is a use of its own, "template/draft|channel…".
QString contextOf(const Draft &draft)
{
    if (draft.templateId.isEmpty())
        return {};
    auto channels = draft.channels;
    channels.sort();
    const auto words =
        draft.action == QStringLiteral("correct") ? draft.templateId + u'/' + draft.id : draft.templateId;
    return (QStringList{words} + channels).join(between);
}

bool covers(const QString &answeredFor, const QString &use)
{
    const auto before = answeredFor.split(between);
    const auto now = use.split(between);
    return before.first() == now.first() &&
           std::ranges::all_of(now, [&](const QString &channel) { return before.contains(channel); });
}

} // namespace

bool followUseOf(Photo &photo, const Draft &draft, const rights::Questionnaire &questionnaire)
{
    const auto use = contextOf(draft);
    if (use.isEmpty() || photo.answers.isEmpty() || (!photo.context.isEmpty() && covers(photo.context, use)))
        return false;
    if (!photo.context.isEmpty())
        for (const auto &question : rights::askedAgain(questionnaire))
            photo.answers.remove(question);
    photo.context = use;
    return true;
}

} // namespace astreinte::app
