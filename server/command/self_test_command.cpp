// SPDX-License-Identifier: EUPL-1.2
#include "core/submission/uuid7.h"
#include "server/command/commands.h"
#include "server/command/open_store.h"
#include "server/command/verbs.h"
#include "server/publication/page_reader.h"
#include "server/self_test/self_test.h"

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

// The phones' own door, over TLS, as they find it.
Result<> knock(const OpenData &data, const Arguments &arguments)
{
    auto settings = data.store->read(deployment::readSettings);
    if (!settings)
        return tl::unexpected(settings.error());
    QFile file(arguments.value(QStringLiteral("ca"), data.folder.tls() + QStringLiteral("/authority.pem")));
    const auto authority = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    auto page = publication::PageReader(authority).read(QUrl(settings->origin + QStringLiteral("/healthz")));
    if (!page)
        return tl::unexpected(page.error());
    return page->status == 200 ? Result<>() : fail(Reason::UnexpectedReply, QString::number(page->status));
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
    submission::Uuid7Source ids;
    auto id = ids.next();
    if (!id)
        return tell(id.error());
    auto probe = store.write([&](Transaction &transaction) {
        return self_test::begin(transaction, id->text(), deployment::systemNow(), patienceIn(arguments));
    });
    if (!probe)
        return tell(probe.error());
    auto open = knock(*data, arguments).and_then([&] { return waitFor(*probe, store); });
    auto told = store.write([&](Transaction &transaction) {
        return open ? self_test::arrive(transaction, *probe, deployment::systemNow())
                    : self_test::raiseAlarm(transaction, *probe, open.error().toString(), deployment::systemNow());
    });
    if (!told)
        return tell(told.error());
    QTextStream(stdout) << (open ? "arrived" : "alarm") << '\t' << probe->id << Qt::endl;
    return open ? Done : tell(open.error());
}

} // namespace

int selfTest(const QStringList &typed)
{
    return dispatch(typed, {QStringLiteral("data"), QStringLiteral("wait"), QStringLiteral("ca")},
                    {{"run", 1, runOnce}});
}

} // namespace astreinte::command
