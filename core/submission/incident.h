// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/signature/object_reader.h"
#include "core/submission/uuid7.h"

#include <QJsonObject>
#include <optional>

namespace astreinte::submission {

// CH-07: inform in less than one hour from the moment the fact was known. Colours of BRIEF §1.6.
inline constexpr std::chrono::minutes firstMessageWithin{60};
inline constexpr std::chrono::minutes amberAfter{30};
inline constexpr std::chrono::minutes redAfter{45};

// A call down the roster about a proposal of the incident (BRIEF §1.4), and when somebody opened it.
struct IncidentCall
{
    SubmissionId submission;
    int stage = 0;
    std::optional<QString> person; // nobody could be called
    signature::Instant at;
    std::optional<signature::Instant> answeredAt;
    std::optional<QString> answeredBy;
    friend bool operator==(const IncidentCall &, const IncidentCall &) = default;
};

// An event under way; it groups submissions and runs the one-hour clock.
struct Incident
{
    IncidentId id;
    QString title;
    signature::Instant knownAt; // first reliable report
    QString openedBy;           // person id
    std::optional<signature::Instant> firstPublicAt;
    std::optional<signature::Instant> nextUpdateAt; // the promise made in the last message
    std::optional<signature::Instant> closedAt;
    bool exercise = false;
    QList<IncidentCall> calls; // latest first
    QString lateReason;        // why the hour was missed; empty until somebody has said so

    [[nodiscard]] QJsonObject toJson() const;
    static Incident read(signature::ObjectReader &reader);
    friend bool operator==(const Incident &, const Incident &) = default;
};

enum class ClockStage {
    Green,
    Amber,  // 30 minutes gone
    Red,    // 45 minutes gone
    Missed, // the hour is over and nothing is public
    Met,    // the first message was public within the hour
    MetLate,
};

[[nodiscard]] signature::Instant firstMessageDue(const Incident &incident);
// Until the due instant; negative once it has passed.
[[nodiscard]] std::chrono::milliseconds remaining(const Incident &incident, signature::Instant now);
[[nodiscard]] ClockStage clockStage(const Incident &incident, signature::Instant now);
// BRIEF §1.6: the hour was missed, and nobody has said why yet.
[[nodiscard]] bool asksWhyLate(const Incident &incident, signature::Instant now);
inline constexpr qsizetype longestLateReason = 500;

// The second timer: how long until the promised update, negative when overdue; nothing when none was promised or the
// incident is closed.
[[nodiscard]] std::optional<std::chrono::milliseconds> untilNextUpdate(const Incident &incident,
                                                                       signature::Instant now);
// BRIEF §1.6: facts older than this ask « Les faits datent de … Sont-ils toujours exacts ? » before publication.
inline constexpr std::chrono::minutes staleFactsAfter{30};
[[nodiscard]] bool factsAreStale(signature::Instant factsAt, signature::Instant now);

} // namespace astreinte::submission
