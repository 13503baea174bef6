// SPDX-License-Identifier: EUPL-1.2
#include "server/command/commands.h"
#include "server/command/open_store.h"
#include "server/command/self_test_walk.h"
#include "server/command/verbs.h"
#include "server/identity/server_key.h"

#include <QFile>
#include <QTextStream>
#include <QThread>
#include <chrono>

namespace astreinte::command {
namespace {

using namespace std::chrono_literals;
using self_test::Probe;
using storage::Connection;
using storage::Transaction;

constexpr auto usualPatience = 120s;
constexpr auto betweenLooks = 200ms;

std::chrono::seconds patienceIn(const Arguments &arguments)
{
    const auto seconds = arguments.value(QStringLiteral("wait")).toInt();
    return seconds > 0 ? std::chrono::seconds(seconds) : usualPatience;
}

Result<SelfTestWalk> setOut(const OpenData &data, const Arguments &arguments)
{
    QFile file(arguments.value(QStringLiteral("ca"), data.folder.tls() + QStringLiteral("/authority.pem")));
    const auto authority = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    auto serverKey = identity::loadOrCreateServerKey(data.folder.serverKey());
    if (!serverKey)
        return tl::unexpected(serverKey.error());
    return SelfTestWalk::begin(*data.store, publication::PageReader(authority), serverKey->verifyingKey(),
                               deployment::systemNow, patienceIn(arguments));
}

Result<> waitFor(const Probe &probe, storage::Store &store)
{
    for (;;) {
        auto published =
            store.read([&](Connection &connection) { return self_test::isPublished(connection, probe.id); });
        if (!published)
            return tl::unexpected(published.error());
        if (*published)
            return {};
        if (deployment::systemNow() >= probe.dueAt)
            return fail(Reason::NetworkUnreachable, QStringLiteral("l’essai quotidien n’est pas arrivé"));
        QThread::msleep(static_cast<unsigned long>(betweenLooks.count()));
    }
}

int runOnce(const Arguments &arguments)
{
    auto data = openData(arguments);
    if (!data)
        return tell(data.error());
    auto &store = *data->store;
    auto walk = setOut(*data, arguments);
    if (!walk)
        return tell(walk.error());
    const auto &probe = walk->probe();
    auto open =
        walk->submit().and_then([&] { return walk->approve(); }).and_then([&] { return waitFor(probe, store); });
    auto told = store.write([&](Transaction &transaction) {
        return open ? self_test::arrive(transaction, probe, deployment::systemNow())
                    : self_test::raiseAlarm(transaction, probe, open.error().toString(), deployment::systemNow());
    });
    auto end = store.read([&](Connection &connection) { return self_test::find(connection, probe.id); });
    if (!told || !end)
        return tell(told ? end.error() : told.error());
    QTextStream(stdout) << (open ? "arrived\t" : "alarm\t") << probe.id
                        << (open || !*end ? QString() : QLatin1Char('\t') + self_test::stoppedBefore(**end))
                        << Qt::endl;
    return open ? Done : tell(open.error());
}

} // namespace

int selfTest(const QStringList &typed)
{
    return dispatch(typed, {QStringLiteral("data"), QStringLiteral("wait"), QStringLiteral("ca")},
                    {{"run", 1, runOnce}});
}

} // namespace astreinte::command
