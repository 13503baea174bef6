// SPDX-License-Identifier: EUPL-1.2
#include "server/command/commands.h"
#include "server/command/open_store.h"
#include "server/command/verbs.h"
#include "server/http/tls_identity.h"

#include <QTextStream>
#include <QUrl>

namespace astreinte::command {
namespace {

// The key is thought lost or stolen: the backup takes its place. Phones hold both pins; those that have fetched the
// configuration since know the new pair, and no longer accept the old key.
int promote(const Arguments &arguments)
{
    auto data = openData(arguments);
    if (!data)
        return tell(data.error());
    auto settings = data->store->read(deployment::readSettings);
    if (!settings)
        return tell(settings.error());
    QStringList names;
    for (const auto &origin : {settings->origin, settings->publicOrigin})
        if (const auto host = QUrl(origin).host(); !host.isEmpty() && !names.contains(host))
            names += host;
    if (names.isEmpty())
        return tell({Reason::ServerUnavailable, QStringLiteral("start `serve` once: the address is not known yet")});
    auto promoted = http::promoteBackupKey(data->folder.tls(), names);
    if (!promoted)
        return tell(promoted.error());
    QTextStream(stdout) << "pin " << promoted->pin << "\nbackup " << promoted->backupPin
                        << "\nStart `serve` again: phones learn the new pair from it." << Qt::endl;
    return Done;
}

constexpr Verb verbs[] = {{"promote", 1, promote}};

} // namespace

int tls(const QStringList &typed)
{
    return dispatch(typed, {QStringLiteral("data")}, verbs);
}

} // namespace astreinte::command
