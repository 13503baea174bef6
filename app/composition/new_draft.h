// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/composition/content.h"
#include "app/composition/draft.h"

namespace astreinte::app {

// A draft as it begins. `kind` "proposal": for every channel that the server serves and in both languages, until the
// author takes some away; a field report has neither.
[[nodiscard]] inline Draft newDraft(const QString &kind, const Content &content)
{
    Draft draft;
    draft.kind = kind;
    draft.includeEnglish = kind == QStringLiteral("proposal");
    if (draft.includeEnglish)
        for (const auto channel : content.channels())
            draft.channels.append(message::channelName(channel));
    return draft;
}

} // namespace astreinte::app
