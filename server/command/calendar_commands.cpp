// SPDX-License-Identifier: EUPL-1.2
#include "server/command/calendar_commands.h"

#include "server/command/open_store.h"
#include "server/notices/notices.h"
#include "server/roster/calendar.h"

#include <QFile>
#include <QSaveFile>
#include <QTextStream>
#include <cstdio>

namespace astreinte::command {
namespace {

const auto standardStream = QStringLiteral("-");

Result<roster::Calendar> calendarInForce(storage::Connection &connection)
{
    auto version = deployment::rosterVersion(connection);
    if (!version)
        return tl::unexpected(version.error());
    auto entries = roster::slotsOf(connection, *version);
    auto delegations = roster::delegationsOf(connection);
    if (!entries || !delegations)
        return tl::unexpected(entries ? delegations.error() : entries.error());
    return roster::Calendar{*std::move(entries), *std::move(delegations)};
}

Result<> writeTo(const QString &path, const QByteArray &bytes)
{
    if (path == standardStream) {
        QFile out;
        const auto written = out.open(stdout, QIODevice::WriteOnly) && out.write(bytes) == bytes.size();
        return written ? Result<>() : fail(Reason::StorageFailed, path);
    }
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return fail(Reason::StorageFailed, path + QStringLiteral(": ") + file.errorString());
    return {};
}

Result<QByteArray> readFrom(const QString &path)
{
    QFile file(path);
    const auto opened = path == standardStream ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    // One octet more than a calendar may have: what is longer is refused there.
    constexpr qint64 most = 2 * 1024 * 1024 + 1;
    return opened ? Result<QByteArray>(file.read(most))
                  : fail(Reason::StorageFailed, path + QStringLiteral(": ") + file.errorString());
}

} // namespace

int exportRoster(const Arguments &arguments)
{
    auto data = openData(arguments);
    if (!data)
        return tell(data.error());
    auto written = data->store->read(calendarInForce)
                       .and_then([](const roster::Calendar &calendar) {
                           return roster::writeCalendar(calendar, deployment::systemNow());
                       })
                       .and_then([&](const QByteArray &bytes) { return writeTo(arguments.words().value(1), bytes); });
    return written ? Done : tell(written.error());
}

int importRoster(const Arguments &arguments)
{
    auto data = openData(arguments);
    if (!data)
        return tell(data.error());
    const auto path = arguments.words().value(1);
    auto calendar = readFrom(path).and_then(roster::readCalendar);
    if (!calendar)
        return tell({calendar.error().reason, path + QStringLiteral(": ") + calendar.error().detail});
    const auto now = deployment::systemNow();
    auto imported = data->store->write([&](storage::Transaction &transaction) -> Result<roster::Imported> {
        auto made = roster::importCalendar(transaction, *calendar, now);
        if (!made)
            return made;
        auto told = notices::post(transaction, {0, QStringLiteral("configuration"), {}, 0, {}}, now);
        return told ? made : Result<roster::Imported>(tl::unexpected(told.error()));
    });
    if (!imported)
        return tell(imported.error());
    QTextStream(stdout) << "slots\t" << imported->entries << "\ndelegations\t" << imported->delegations << Qt::endl;
    return Done;
}

} // namespace astreinte::command
