// SPDX-License-Identifier: EUPL-1.2
#include "app/outbox/status_ladder.h"

#include "app/composition/content.h"
#include "app/composition/time_words.h"

#include <QCoreApplication>
#include <algorithm>

namespace astreinte::app {
namespace {

using submission::State;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Status)
};

const submission::StatusStep *lastStep(const OutboxItem &item, State state)
{
    const auto found = std::ranges::find(item.steps.rbegin(), item.steps.rend(), state, &submission::StatusStep::state);
    return found == item.steps.rend() ? nullptr : &*found;
}

bool isLatestOfChannel(const OutboxItem &item, const submission::StatusStep &step)
{
    const auto latest =
        std::ranges::find(item.steps.rbegin(), item.steps.rend(), step.channel, &submission::StatusStep::channel);
    return &*latest == &step;
}

QVariantMap rung(const QString &name, const QString &title, std::optional<signature::Instant> at)
{
    return {{QStringLiteral("rung"), name},
            {QStringLiteral("title"), title},
            {QStringLiteral("done"), at.has_value()},
            {QStringLiteral("current"), false},
            {QStringLiteral("at"), at ? signature::toDateTime(*at) : QDateTime()},
            {QStringLiteral("timeText"), at ? timeText(*at) : QString()},
            {QStringLiteral("by"), QString()},
            {QStringLiteral("note"), QString()},
            {QStringLiteral("link"), QString()}};
}

QVariantMap stepRung(const QString &name, const QString &title, const submission::StatusStep *step,
                     const Content &content)
{
    auto row = rung(name, title, step ? std::optional(step->at) : std::nullopt);
    if (!step)
        return row;
    row[QStringLiteral("by")] = step->by ? content.personName(*step->by) : QString();
    row[QStringLiteral("note")] = step->reason.value_or(QString());
    row[QStringLiteral("link")] = step->url.value_or(QString());
    if (step->channel)
        row[QStringLiteral("title")] = title + QStringLiteral(" – ") + channelTitle(*step->channel);
    return row;
}

const submission::StatusStep *decisionStep(const OutboxItem &item)
{
    for (const auto state : {State::Refused, State::Returned, State::Authorised})
        if (const auto *step = lastStep(item, state))
            return step;
    return nullptr;
}

} // namespace

QString stateWords(State state)
{
    switch (state) {
    case State::Draft:
        return Words::tr("Draft");
    case State::Queued:
        return Words::tr("Waiting to be sent");
    case State::Received:
        return Words::tr("On the server");
    case State::InReview:
        return Words::tr("Seen by the authority");
    case State::Authorised:
        return Words::tr("Approved");
    case State::Returned:
        return Words::tr("To correct");
    case State::Refused:
        return Words::tr("Refused");
    case State::Superseded:
        return Words::tr("Replaced by a newer revision");
    case State::Publishing:
        return Words::tr("Being published");
    case State::Published:
        return Words::tr("Published");
    case State::Uncertain:
        return Words::tr("Uncertain: check by hand");
    case State::Failed:
        return Words::tr("Not published");
    case State::Corrected:
        return Words::tr("Corrected");
    case State::Withdrawn:
        return Words::tr("Withdrawn");
    case State::Expired:
        return Words::tr("Expired");
    }
    return {};
}

QString stateText(const OutboxItem &item, Departure departure)
{
    if (!item.waiting())
        return stateWords(item.state);
    if (item.needsPerson)
        return Words::tr("Not sent: to be corrected");
    return item.failure || departure != Departure::Now ? Words::tr("Waiting to be sent") : Words::tr("Sending…");
}

QList<QVariantMap> ladderRows(const OutboxItem &item, const Content &content)
{
    QList<QVariantMap> rows;
    rows.append(rung(QStringLiteral("phone"), Words::tr("On the phone"), item.queuedAt));
    const bool received = !item.receipt.isEmpty();
    rows.append(rung(QStringLiteral("server"), Words::tr("On the server"),
                     received ? std::optional(item.receivedAt) : std::nullopt));
    const auto report = item.draft.kind == QStringLiteral("fieldReport");
    const auto seen = item.seen();
    if (!report || seen.isEmpty())
        rows.append(stepRung(QStringLiteral("seen"), Words::tr("Seen"),
                             report ? nullptr : lastStep(item, State::InReview), content));
    // A report ends here: each of the duty who has read it is told.
    for (qsizetype i = 0; report && i < seen.size(); ++i)
        rows.append(stepRung(i == 0 ? QStringLiteral("seen") : QStringLiteral("seen-%1").arg(i), Words::tr("Seen"),
                             &seen[i], content));
    if (!report) {
        const auto *decision = decisionStep(item);
        const auto title = decision ? stateWords(decision->state) : Words::tr("Approved");
        rows.append(stepRung(QStringLiteral("authorised"), title, decision, content));
        const auto *published = lastStep(item, State::Published);
        rows.append(stepRung(QStringLiteral("published"), Words::tr("Published"), published, content));
        // Each channel's latest step, unless the rung above tells it already.
        for (const auto &step : item.steps)
            if (&step != published && step.channel && isLatestOfChannel(item, step))
                rows.append(
                    stepRung(QStringLiteral("channel-%1").arg(rows.size()), stateWords(step.state), &step, content));
    }
    // The highest rung reached is where it stands.
    for (qsizetype i = rows.size() - 1; i >= 0; --i)
        if (rows[i][QStringLiteral("done")].toBool()) {
            rows[i][QStringLiteral("current")] = true;
            break;
        }
    return rows;
}

} // namespace astreinte::app
