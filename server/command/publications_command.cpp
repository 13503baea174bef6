// SPDX-License-Identifier: EUPL-1.2
#include "server/command/commands.h"
#include "server/command/open_store.h"
#include "server/command/verbs.h"
#include "server/publication/queue.h"

#include <QTextStream>
#include <array>

namespace astreinte::command {
namespace {

using publication::Job;
using storage::Transaction;
using submission::State;

int list(const Arguments &arguments)
{
    auto data = openData(arguments);
    if (!data)
        return tell(data.error());
    QTextStream out(stdout);
    for (const auto state : {State::Authorised, State::Publishing, State::Uncertain, State::Failed, State::Published,
                             State::Corrected, State::Withdrawn, State::Expired}) {
        auto jobs = data->store->read(
            [state](storage::Connection &connection) { return publication::jobsIn(connection, state); });
        if (!jobs)
            return tell(jobs.error());
        for (const auto &job : *jobs)
            out << submission::stateName(state) << '\t' << job.submission << '\t' << job.revision << '\t' << job.channel
                << '\n';
    }
    return Done;
}

Result<> settleIn(Transaction &transaction, const Arguments &arguments, State state)
{
    auto jobs = publication::jobsIn(transaction.connection(), State::Uncertain);
    if (!jobs)
        return tl::unexpected(jobs.error());
    const auto url = arguments.value(QStringLiteral("url"));
    for (const auto &job : *jobs) {
        if (job.submission != arguments.words().value(1) || job.channel != arguments.words().value(2))
            continue;
        return publication::conclude(
            transaction, job, State::Uncertain,
            {state, url.isEmpty() ? std::nullopt : std::optional(url), QStringLiteral("constaté par une personne"), {}},
            deployment::systemNow(), submission::Actor::Authority);
    }
    return fail(Reason::UnknownSubmission, QStringLiteral("no uncertain publication of it on this channel"));
}

int settle(const Arguments &arguments)
{
    const auto state = submission::stateFromName(arguments.words().value(3));
    if (state != State::Published && state != State::Failed)
        return usage();
    const auto url = arguments.value(QStringLiteral("url"));
    if (state == State::Published && !url.startsWith(QLatin1String("https://")))
        return tell({Reason::MissingField, QStringLiteral("--url https://… of the post that was found")});
    auto data = openData(arguments);
    if (!data)
        return tell(data.error());
    auto settled =
        data->store->write([&](Transaction &transaction) { return settleIn(transaction, arguments, *state); });
    return settled ? Done : tell(settled.error());
}

} // namespace

int publications(const QStringList &typed)
{
    return dispatch(typed, {QStringLiteral("data"), QStringLiteral("url")}, {{"list", 1, list}, {"settle", 4, settle}});
}

} // namespace astreinte::command
