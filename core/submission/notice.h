// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/submission/states.h"
#include "core/submission/uuid7.h"

namespace astreinte::submission {

enum class NoticeKind { Submission, Review, Configuration, Incident, Call };
QLatin1String noticeKindName(NoticeKind kind);

// One event of `GET /v1/notices` (docs/protocol.md §10). It says that there is something to fetch, and nothing else.
struct Notice
{
    qint64 number = 0; // the SSE id
    NoticeKind kind = NoticeKind::Submission;
    std::optional<SubmissionId> submission;
    std::optional<qint64> revision;
    std::optional<State> state;

    // The value of `data:`, one line.
    [[nodiscard]] QByteArray data() const;
    // From the fields of one server-sent event.
    static Result<Notice> fromEvent(QByteArrayView id, QByteArrayView event, QByteArrayView data);
    friend bool operator==(const Notice &, const Notice &) = default;
};

} // namespace astreinte::submission
