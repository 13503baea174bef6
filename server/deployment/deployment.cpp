// SPDX-License-Identifier: EUPL-1.2
#include "server/deployment/deployment.h"

#include <QDir>
#include <QFile>
#include <cerrno>
#include <sys/stat.h>

namespace astreinte::deployment {
namespace {

using storage::Connection;
using storage::Row;
using storage::Transaction;

Result<std::optional<QString>> setting(Connection &connection, const QString &name)
{
    return connection.one(
        "SELECT value FROM setting WHERE name = ?", [](const Row &row) { return row.text(0); }, name);
}

Result<> put(Transaction &transaction, const QString &name, const QString &value)
{
    return transaction->put("INSERT INTO setting (name, value) VALUES (?, ?) "
                            "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                            name, value);
}

Result<qint64> counter(Connection &connection, const QString &name)
{
    auto value = setting(connection, name);
    if (!value)
        return tl::unexpected(value.error());
    return *value ? (*value)->toLongLong() : qint64(1);
}

Result<qint64> raise(Transaction &transaction, const QString &name)
{
    auto value = counter(transaction.connection(), name);
    if (!value)
        return value;
    auto done = put(transaction, name, QString::number(*value + 1));
    if (!done)
        return tl::unexpected(done.error());
    return *value + 1;
}

const auto exerciseName = QStringLiteral("exercise");
const auto exerciseOn = QStringLiteral("yes");
const auto configurationCounter = QStringLiteral("configuration-version");
const auto rosterCounter = QStringLiteral("roster-version");
const auto databaseName = QStringLiteral("/astreinte.db");

// An exercise has a database of its own: what was begun as one realm never becomes the other.
Result<> acceptRealm(Connection &connection, bool exercise)
{
    auto other = connection.one(
        "SELECT 1 FROM message WHERE exercise <> ?", [](const Row &) { return true; }, exercise);
    if (!other)
        return tl::unexpected(other.error());
    return *other ? fail(Reason::ForbiddenTransition,
                         QStringLiteral("an exercise needs a data folder of its own: this one already holds messages"))
                  : Result<>();
}

// Two users meet here: what one creates must come to the folder's group (setgid), and to nobody else.
Result<> acceptShared(const QString &path)
{
    struct stat status = {};
    if (::stat(QFile::encodeName(path).constData(), &status) != 0)
        return fail(Reason::StorageFailed, path + QStringLiteral(": ") + qt_error_string(errno));
    const auto groups = S_ISGID | S_IRWXU | S_IRWXG;
    if (!S_ISDIR(status.st_mode) || (status.st_mode & groups) != groups || (status.st_mode & S_IRWXO) != 0)
        return fail(Reason::InvalidValue, path + QStringLiteral(": not a folder of one group alone (chmod 2770)"));
    return {};
}

Result<> makeFolder(const QString &path)
{
    return QDir().mkpath(path) ? Result<>() : fail(Reason::StorageFailed, path + QStringLiteral(": cannot be created"));
}

} // namespace

signature::Instant systemNow()
{
    return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

Result<Settings> readSettings(Connection &connection)
{
    auto rows = connection.all("SELECT name, value FROM setting",
                               [](const Row &row) { return std::pair(row.text(0), row.text(1)); });
    if (!rows)
        return tl::unexpected(rows.error());
    Settings settings;
    for (const auto &[name, value] : *rows) {
        if (name == QLatin1String("origin"))
            settings.origin = value;
        else if (name == QLatin1String("public-origin"))
            settings.publicOrigin = value;
        else if (name == QLatin1String("department-code"))
            settings.department.code = value;
        else if (name == QLatin1String("department-nom"))
            settings.department.nom = value;
        else if (name == QLatin1String("department-tncc"))
            settings.department.tncc = value.toInt();
        else if (name == QLatin1String("pins"))
            settings.pins = value.split(QLatin1Char(' '), Qt::SkipEmptyParts);
        else if (name == exerciseName)
            settings.exercise = isExercise(value);
    }
    if (settings.publicOrigin.isEmpty())
        settings.publicOrigin = settings.origin;
    return settings;
}

Result<bool> inExercise(Connection &connection)
{
    auto value = setting(connection, exerciseName);
    return value ? Result<bool>(isExercise(value->value_or(QString()))) : tl::unexpected(value.error());
}

bool isExercise(const QString &setting)
{
    return setting == exerciseOn;
}

Result<> writeSettings(Transaction &transaction, const Settings &settings)
{
    if (auto accepted = acceptRealm(transaction.connection(), settings.exercise); !accepted)
        return accepted;
    const std::pair<QString, QString> values[] = {
        {QStringLiteral("origin"), settings.origin},
        {QStringLiteral("public-origin"), settings.publicOrigin},
        {QStringLiteral("department-code"), settings.department.code},
        {QStringLiteral("department-nom"), settings.department.nom},
        {QStringLiteral("department-tncc"), QString::number(settings.department.tncc)},
        {QStringLiteral("pins"), settings.pins.join(QLatin1Char(' '))},
        {exerciseName, settings.exercise ? exerciseOn : QStringLiteral("no")},
    };
    for (const auto &[name, value] : values)
        if (auto done = put(transaction, name, value); !done)
            return done;
    return raiseConfigurationVersion(transaction);
}

Result<qint64> configurationVersion(Connection &connection)
{
    return counter(connection, configurationCounter);
}

Result<> raiseConfigurationVersion(Transaction &transaction)
{
    auto raised = raise(transaction, configurationCounter);
    return raised ? Result<>() : tl::unexpected(raised.error());
}

Result<qint64> rosterVersion(Connection &connection)
{
    return counter(connection, rosterCounter);
}

Result<qint64> raiseRosterVersion(Transaction &transaction)
{
    return raise(transaction, rosterCounter);
}

Result<> DataFolder::chooseDatabase()
{
    m_database = m_rows + databaseName;
    QFile file(m_path + QStringLiteral("/database"));
    if (!file.exists())
        return {};
    if (!file.open(QIODevice::ReadOnly))
        return fail(Reason::StorageFailed, file.fileName() + QStringLiteral(": ") + file.errorString());
    if (file.permissions() & (QFile::ReadOther | QFile::WriteOther))
        return fail(Reason::InvalidValue, file.fileName() + QStringLiteral(": others may read it (chmod 0640)"));
    const auto named = QString::fromUtf8(file.readLine(4096)).trimmed();
    if (QDir::isAbsolutePath(named)) {
        m_rows = QDir::cleanPath(named);
        m_database = m_rows + databaseName;
        return acceptShared(m_rows);
    }
    m_database = named;
    return storage::isServerAddress(m_database)
               ? Result<>()
               : fail(Reason::InvalidValue, file.fileName() + QStringLiteral(": neither postgresql://… nor a folder"));
}

Result<DataFolder> DataFolder::open(const QString &path)
{
    ::umask(077);
    DataFolder folder(QDir(path).absolutePath());
    auto made = makeFolder(folder.m_path + QStringLiteral("/keys"))
                    .and_then([&] { return makeFolder(folder.tls()); })
                    .and_then([&] { return folder.chooseDatabase(); });
    if (folder.isShared())
        ::umask(007);
    made = made.and_then([&] { return makeFolder(folder.blobs()); }).and_then([&] {
        return makeFolder(folder.uploads());
    });
    return made ? Result<DataFolder>(std::move(folder)) : tl::unexpected(made.error());
}

} // namespace astreinte::deployment
