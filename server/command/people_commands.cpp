// SPDX-License-Identifier: EUPL-1.2
#include "core/signature/bytes.h"
#include "core/submission/roles.h"
#include "server/authorisation/policy.h"
#include "server/command/calendar_commands.h"
#include "server/command/commands.h"
#include "server/command/open_store.h"
#include "server/command/verbs.h"
#include "server/identity/devices.h"
#include "server/identity/people.h"
#include "server/notices/notices.h"
#include "server/roster/delegations.h"
#include "server/roster/roster.h"
#include "server/roster/watch.h"

#include <QDateTime>
#include <QTextStream>

namespace astreinte::command {
namespace {

using storage::Transaction;

// Phones fetch the configuration again.
Result<> tellPhones(Transaction &transaction)
{
    return notices::post(transaction, {0, QStringLiteral("configuration"), {}, 0, {}}, deployment::systemNow());
}

template <typename Rows, typename Print>
int print(const Rows &rows, Print line)
{
    if (!rows)
        return tell(rows.error());
    QTextStream out(stdout);
    for (const auto &row : *rows)
        line(out, row);
    return Done;
}

Result<signature::Instant> timeOf(const Arguments &arguments, const QString &option)
{
    auto text = arguments.required(option);
    if (!text)
        return tl::unexpected(text.error());
    const auto time = QDateTime::fromString(*text, Qt::ISODate);
    // Without an offset nobody knows which hour is meant on the nights when the clocks change.
    if (!time.isValid() || time.timeSpec() == Qt::LocalTime)
        return fail(Reason::InvalidValue, QStringLiteral("--%1: as 2026-11-27T18:00:00+01:00").arg(option));
    return signature::fromDateTime(time);
}

int addPerson(const Arguments &arguments)
{
    auto data = openData(arguments);
    if (!data)
        return tell(data.error());
    const identity::PersonRecord record{arguments.value(QStringLiteral("id")), arguments.value(QStringLiteral("name")),
                                        arguments.value(QStringLiteral("role"))};
    auto added = data->store->write([&](Transaction &transaction) {
        return identity::addPerson(transaction, record, deployment::systemNow()).and_then([&] {
            return tellPhones(transaction);
        });
    });
    return added ? Done : tell(added.error());
}

int listPeople(const Arguments &arguments)
{
    auto data = openData(arguments);
    if (!data)
        return tell(data.error());
    return print(data->store->read(identity::listPeople), [](QTextStream &out, const identity::PersonRecord &person) {
        out << person.id << '\t' << person.role << '\t' << person.name << '\n';
    });
}

QString deviceState(const identity::Device &device)
{
    if (device.revokedAt)
        return QStringLiteral("revoked");
    return device.confirmedAt ? QStringLiteral("active") : QStringLiteral("pending");
}

int listDevices(const Arguments &arguments)
{
    auto data = openData(arguments);
    if (!data)
        return tell(data.error());
    return print(data->store->read(identity::listDevices), [](QTextStream &out, const identity::Device &device) {
        out << deviceState(device) << '\t' << device.digits << '\t' << device.kid << '\t' << device.person << '\t'
            << device.role << '\t' << device.label << '\n';
    });
}

int confirmDevice(const Arguments &arguments)
{
    auto data = openData(arguments);
    if (!data)
        return tell(data.error());
    auto confirmed = data->store->write([&](Transaction &transaction) -> Result<identity::Device> {
        auto device = identity::confirmDevice(transaction, arguments.words().value(1), deployment::systemNow());
        if (!device)
            return device;
        auto told = tellPhones(transaction);
        return told ? device : Result<identity::Device>(tl::unexpected(told.error()));
    });
    if (!confirmed)
        return tell(confirmed.error());
    QTextStream(stdout) << "confirmed\t" << confirmed->kid << '\t' << confirmed->person << '\n';
    return Done;
}

int revokeDevice(const Arguments &arguments)
{
    auto data = openData(arguments);
    if (!data)
        return tell(data.error());
    auto revoked = data->store->write([&](Transaction &transaction) {
        return identity::revokeDevice(transaction, arguments.words().value(1), deployment::systemNow());
    });
    return revoked ? Done : tell(revoked.error());
}

int addSlot(const Arguments &arguments)
{
    auto data = openData(arguments);
    auto from = timeOf(arguments, QStringLiteral("from"));
    auto to = timeOf(arguments, QStringLiteral("to"));
    auto random = signature::randomBytes(4);
    if (!data || !from || !to || !random)
        return tell(!data ? data.error() : !from ? from.error() : !to ? to.error() : random.error());
    const auto role = arguments.value(QStringLiteral("role"), QStringLiteral("dutyAuthority"));
    if (!submission::roleFromName(role))
        return tell({Reason::InvalidValue, QStringLiteral("--role: %1 is not a role").arg(role)});
    const auto entry = arguments.value(QStringLiteral("entry"), QLatin1String(signature::hex(*random)));
    auto added = data->store->write([&](Transaction &transaction) {
        return roster::addSlot(transaction, {entry, role, arguments.value(QStringLiteral("person")), *from, *to,
                                             arguments.value(QStringLiteral("phone")),
                                             arguments.value(QStringLiteral("delegation"))})
            .and_then([&] { return tellPhones(transaction); });
    });
    if (!added)
        return tell(added.error());
    QTextStream(stdout) << entry << '\n';
    return Done;
}

int listSlots(const Arguments &arguments)
{
    auto data = openData(arguments);
    if (!data)
        return tell(data.error());
    auto entries = data->store->read([](storage::Connection &connection) -> Result<std::vector<roster::Slot>> {
        auto version = deployment::rosterVersion(connection);
        return version ? roster::slotsOf(connection, *version) : tl::unexpected(version.error());
    });
    return print(entries, [](QTextStream &out, const roster::Slot &slot) {
        out << slot.entry << '\t' << slot.role << '\t' << slot.person << '\t' << signature::toText(slot.from) << '\t'
            << signature::toText(slot.to) << '\n';
    });
}

int removeSlot(const Arguments &arguments)
{
    auto data = openData(arguments);
    if (!data)
        return tell(data.error());
    auto removed = data->store->write([&](Transaction &transaction) {
        return roster::removeSlot(transaction, arguments.words().value(1)).and_then([&] {
            return tellPhones(transaction);
        });
    });
    return removed ? Done : tell(removed.error());
}

int addDelegation(const Arguments &arguments)
{
    auto data = openData(arguments);
    auto from = timeOf(arguments, QStringLiteral("from"));
    auto to = arguments.has(QStringLiteral("to"))
                  ? timeOf(arguments, QStringLiteral("to")).map([](signature::Instant at) { return std::optional(at); })
                  : Result<std::optional<signature::Instant>>(std::nullopt);
    if (!data || !from || !to)
        return tell(!data ? data.error() : !from ? from.error() : to.error());
    const roster::Delegation delegation{
        arguments.value(QStringLiteral("id")),
        arguments.value(QStringLiteral("grantor")),
        arguments.value(QStringLiteral("person")),
        arguments.value(QStringLiteral("scope"), QStringLiteral("communication")).split(QLatin1Char(',')),
        arguments.value(QStringLiteral("territory")),
        arguments.value(QStringLiteral("reference")),
        arguments.value(QStringLiteral("raa")),
        *from,
        *to,
        {}};
    auto added = data->store->write([&](Transaction &transaction) {
        return roster::addDelegation(transaction, delegation, deployment::systemNow()).and_then([&] {
            return tellPhones(transaction);
        });
    });
    return added ? Done : tell(added.error());
}

int listDelegations(const Arguments &arguments)
{
    auto data = openData(arguments);
    if (!data)
        return tell(data.error());
    return print(data->store->read(roster::delegationsOf), [](QTextStream &out, const roster::Delegation &delegation) {
        out << (delegation.suspendedAt ? "suspended" : "given") << '\t' << delegation.id << '\t' << delegation.grantor
            << '\t' << delegation.grantee << '\t' << delegation.scope.join(QLatin1Char(',')) << '\t'
            << delegation.territory << '\t' << delegation.reference << '\t' << delegation.raa << '\t'
            << signature::toText(delegation.from) << '\n';
    });
}

int suspendDelegation(const Arguments &arguments)
{
    auto data = openData(arguments);
    if (!data)
        return tell(data.error());
    auto suspended = data->store->write([&](Transaction &transaction) {
        return roster::suspendDelegation(transaction, arguments.words().value(1), deployment::systemNow())
            .and_then([&] { return tellPhones(transaction); });
    });
    return suspended ? Done : tell(suspended.error());
}

// What is wrong with the roster in the next 72 hours; the exit code says whether anything is.
int watchRoster(const Arguments &arguments)
{
    auto data = openData(arguments);
    if (!data)
        return tell(data.error());
    auto policy = authorisation::Policy::load(data->folder.policy());
    if (!policy)
        return tell(policy.error());
    auto found = data->store->read([&](storage::Connection &connection) {
        return roster::lookAheadFrom(connection, deployment::systemNow(), policy->delegationsRequired);
    });
    const auto said = print(found, [](QTextStream &out, const roster::Warning &warning) {
        out << roster::troubleName(warning.trouble) << '\t' << warning.role << '\t' << signature::toText(warning.from)
            << '\t' << signature::toText(warning.to) << '\t' << warning.persons.join(QLatin1Char(',')) << '\n';
    });
    return said == Done && !found->empty() ? Failed : said;
}

} // namespace

int delegation(const QStringList &typed)
{
    return dispatch(typed,
                    {QStringLiteral("data"), QStringLiteral("id"), QStringLiteral("grantor"), QStringLiteral("person"),
                     QStringLiteral("scope"), QStringLiteral("territory"), QStringLiteral("reference"),
                     QStringLiteral("raa"), QStringLiteral("from"), QStringLiteral("to")},
                    {{"add", 1, addDelegation}, {"list", 1, listDelegations}, {"suspend", 2, suspendDelegation}});
}

int person(const QStringList &typed)
{
    return dispatch(typed,
                    {QStringLiteral("data"), QStringLiteral("id"), QStringLiteral("name"), QStringLiteral("role")},
                    {{"add", 1, addPerson}, {"list", 1, listPeople}});
}

int devices(const QStringList &typed)
{
    return dispatch(typed, {QStringLiteral("data")},
                    {{"list", 1, listDevices}, {"confirm", 2, confirmDevice}, {"revoke", 2, revokeDevice}});
}

int roster(const QStringList &typed)
{
    return dispatch(typed,
                    {QStringLiteral("data"), QStringLiteral("person"), QStringLiteral("role"), QStringLiteral("from"),
                     QStringLiteral("to"), QStringLiteral("entry"), QStringLiteral("phone"),
                     QStringLiteral("delegation")},
                    {{"add", 1, addSlot},
                     {"list", 1, listSlots},
                     {"remove", 2, removeSlot},
                     {"watch", 1, watchRoster},
                     {"export", 2, exportRoster},
                     {"import", 2, importRoster}});
}

} // namespace astreinte::command
