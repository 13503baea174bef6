// SPDX-License-Identifier: EUPL-1.2
#include "core/journal/audit.h"
#include "server/command/commands.h"
#include "server/command/open_store.h"
#include "server/command/verbs.h"
#include "server/journal/keeper.h"

#include <QFile>
#include <QTemporaryFile>
#include <QTextStream>

namespace astreinte::command {
namespace {

int key(const Arguments &arguments)
{
    auto data = openData(arguments);
    if (!data)
        return tell(data.error());
    auto verifier = journal::Keeper(*data->store, data->folder.journalKey()).verifier();
    if (!verifier)
        return tell(verifier.error());
    QTextStream(stdout) << verifier->toText() << '\n';
    return Done;
}

int checkpoint(const Arguments &arguments)
{
    auto data = openData(arguments);
    if (!data)
        return tell(data.error());
    auto note = journal::Keeper(*data->store, data->folder.journalKey()).checkpoint();
    if (!note)
        return tell(note.error());
    QTextStream(stdout) << QString::fromUtf8(*note);
    return Done;
}

int exportAll(const Arguments &arguments)
{
    auto data = openData(arguments);
    auto path = arguments.required(QStringLiteral("out"));
    if (!data || !path)
        return tell(data ? path.error() : data.error());
    QFile file(*path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly))
        return tell({Reason::StorageFailed, *path + QStringLiteral(": ") + file.errorString()});
    auto state = journal::Keeper(*data->store, data->folder.journalKey()).writeExport(file);
    if (!state || !file.flush())
        return tell(state ? Failure{Reason::StorageFailed, *path} : state.error());
    QTextStream(stdout) << state->size << '\n';
    return Done;
}

// The whole journal of the database, as astreinte-journal-verify would read its export.
int verify(const Arguments &arguments)
{
    auto data = openData(arguments);
    if (!data)
        return tell(data.error());
    journal::Keeper keeper(*data->store, data->folder.journalKey());
    QTemporaryFile file;
    auto verifier = keeper.verifier();
    if (!verifier || !file.open())
        return tell(verifier ? Failure{Reason::StorageFailed, file.errorString()} : verifier.error());
    auto found = keeper.writeExport(file).and_then([&](const journal::Checkpoint &) {
        file.seek(0);
        return journal::audit(file, *verifier);
    });
    if (!found)
        return tell(found.error());
    QTextStream out(stdout);
    out << "verified\t" << found->checkpoint.size << '\n';
    for (const auto &alarm : found->alarms)
        out << "alarm\t" << alarm << '\n';
    return Done;
}

} // namespace

int journalCommand(const QStringList &typed)
{
    return dispatch(typed, {QStringLiteral("data"), QStringLiteral("out")},
                    {{"key", 1, key}, {"checkpoint", 1, checkpoint}, {"export", 1, exportAll}, {"verify", 1, verify}});
}

} // namespace astreinte::command
