// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/signature/instant.h"
#include "server/storage/store.h"

#include <QStringList>
#include <functional>

namespace astreinte::deployment {

// The server's clock judges; tests put theirs here.
using Now = std::function<signature::Instant()>;
signature::Instant systemNow();

struct Department
{
    QString code; // INSEE: "36", "2A"
    QString nom;
    int tncc = 5; // how the article behaves (INSEE TNCC)
    friend bool operator==(const Department &, const Department &) = default;
};

// What one prefecture's installation is. Kept in the database, so that server, publisher and command line agree.
struct Settings
{
    QString origin;       // "https://host[:port]", without a final slash: audience of statements, base of permalinks
    QString publicOrigin; // where the public reads; the same as `origin` unless a public listener is configured
    Department department{QStringLiteral("36"), QStringLiteral("Indre"), 5};
    QStringList pins;      // of the server's certificate, the leaf's first; what invitations carry
    bool exercise = false; // the whole installation is an exercise: its database, its adapters; no real channel
    friend bool operator==(const Settings &, const Settings &) = default;
};

Result<Settings> readSettings(storage::Connection &connection);
Result<bool> inExercise(storage::Connection &connection);
// The same from what the table `setting` holds under `exercise`, for who reads it along with something else.
bool isExercise(const QString &setting);
// ForbiddenTransition when the database holds messages of the other realm.
Result<> writeSettings(storage::Transaction &transaction, const Settings &settings);

// Counts the changes of the configuration that phones hold (people, roster, settings); starts at 1, only grows.
Result<qint64> configurationVersion(storage::Connection &connection);
Result<> raiseConfigurationVersion(storage::Transaction &transaction);
Result<qint64> rosterVersion(storage::Connection &connection);
Result<qint64> raiseRosterVersion(storage::Transaction &transaction);

// The data folder's layout.
class DataFolder
{
public:
    // Creates what is missing, and decides for the whole process who may read what it creates (umask): its user alone;
    // where the rows and the photos are in a folder shared with another user, that folder's group as well. Keys stay
    // with their user in both cases. InvalidValue when the file `database` holds anything but an address or a folder,
    // when others may read it (it may hold a password), or when the shared folder is not a group's (2770).
    static Result<DataFolder> open(const QString &path);
    // Its address (storage::Connection): the SQLite file `astreinte.db`, here or in the shared folder that the first
    // line of the file `database` names ("/…"), or the "postgresql://…" that it says.
    [[nodiscard]] const QString &database() const { return m_database; }
    [[nodiscard]] QString blobs() const { return m_rows + QStringLiteral("/blobs"); }
    [[nodiscard]] QString uploads() const { return m_rows + QStringLiteral("/uploads"); }
    [[nodiscard]] QString serverKey() const { return m_path + QStringLiteral("/keys/server.pem"); }
    [[nodiscard]] QString journalKey() const { return m_path + QStringLiteral("/keys/journal.pem"); }
    [[nodiscard]] QString policy() const { return m_path + QStringLiteral("/policy.json"); }
    [[nodiscard]] QString recoveryRecipient() const { return m_path + QStringLiteral("/keys/recovery.txt"); }
    [[nodiscard]] QString tls() const { return m_path + QStringLiteral("/tls"); }

private:
    explicit DataFolder(QString path) : m_path(std::move(path)), m_rows(m_path) {}
    Result<> chooseDatabase();
    [[nodiscard]] bool isShared() const { return m_rows != m_path; }
    QString m_path;
    QString m_rows; // where the SQLite file and the photos are
    QString m_database;
};

} // namespace astreinte::deployment
