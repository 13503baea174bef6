// SPDX-License-Identifier: EUPL-1.2
#include "assets/assets.h"
#include "server/command/commands.h"
#include "server/command/open_store.h"
#include "server/command/verbs.h"
#include "server/identity/server_key.h"
#include "server/intake/take_down.h"

#include <QTextStream>

namespace astreinte::command {
namespace {

// Somebody wrote to take their agreement back: the take-downs are proposed, the authorities are told.
int withdraw(const Arguments &arguments)
{
    auto data = openData(arguments);
    if (!data)
        return tell(data.error());
    auto serverKey = identity::loadOrCreateServerKey(data->folder.serverKey());
    auto rulebook = rules::Rulebook::load(assets::templates(), assets::imageRights());
    if (!serverKey || !rulebook)
        return tell(serverKey ? rulebook.error() : serverKey.error());
    const intake::ConsentWithdrawal withdrawal{arguments.value(QStringLiteral("photo")),
                                               arguments.value(QStringLiteral("person")),
                                               arguments.value(QStringLiteral("reason")), deployment::systemNow()};
    auto opened = data->store->write([&](storage::Transaction &transaction) {
        return intake::openTakeDowns(transaction, withdrawal, *rulebook, *serverKey);
    });
    if (!opened)
        return tell(opened.error());
    QTextStream out(stdout);
    for (const auto &id : *opened)
        out << id << '\n';
    return Done;
}

} // namespace

int consent(const QStringList &typed)
{
    return dispatch(
        typed, {QStringLiteral("data"), QStringLiteral("photo"), QStringLiteral("person"), QStringLiteral("reason")},
        {{"withdraw", 1, withdraw}});
}

} // namespace astreinte::command
