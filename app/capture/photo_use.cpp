// SPDX-License-Identifier: EUPL-1.2
#include "app/capture/photo_use.h"

#include "app/composition/drafts.h"
#include "core/rights/evidence.h"

#include <algorithm>

namespace astreinte::app {
namespace {

constexpr QChar between(u'|');

// What stands under the picture: the template's words as they are first written, those of a correction,
// "template/draft", or those of a revision that no longer says what was submitted, "template/draft/revision".
QString wordsOf(const Draft &draft)
{
    const bool saysOtherwise = draft.saysOtherwise(); // digests all its texts
    auto words = draft.templateId;
    if (draft.action == QStringLiteral("correct") || saysOtherwise)
        words += u'/' + draft.id;
    if (saysOtherwise)
        words += u'/' + QString::number(draft.revision);
    return words;
}

bool covers(const QString &answeredFor, const QString &use)
{
    const auto before = answeredFor.split(between);
    const auto now = use.split(between);
    // Answered for a later revision: for what it said, and it has said so since.
    const bool sameWords = before.first() == now.first() || before.first().startsWith(now.first() + u'/');
    return sameWords &&
           std::ranges::all_of(now.sliced(1), [&](const QString &channel) { return before.contains(channel); });
}

} // namespace

QString useOf(const Draft &draft)
{
    if (draft.templateId.isEmpty())
        return {};
    auto channels = draft.channels;
    channels.sort();
    return (QStringList{wordsOf(draft)} + channels).join(between);
}

bool followUseOf(Photo &photo, const QString &use, const rights::Questionnaire &questionnaire)
{
    if (use.isEmpty() || photo.answers.isEmpty() || (!photo.context.isEmpty() && covers(photo.context, use)))
        return false;
    if (!photo.context.isEmpty())
        for (const auto &question : rights::askedAgain(questionnaire))
            photo.answers.remove(question);
    photo.context = use;
    return true;
}

} // namespace astreinte::app
