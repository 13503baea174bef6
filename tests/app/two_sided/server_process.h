// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QProcess>
#include <QSslConfiguration>
#include <QTemporaryDir>
#include <memory>

namespace astreinte::tests {

// The real programs `astreinte-server` and `astreinte-publisher` on a folder of their own, driven as an administrator
// would: by their commands. `publicPort` is the port that phones are told, where a proxy may stand.
class ServerProcess
{
public:
    ServerProcess(quint16 port, quint16 publicPort);
    ~ServerProcess();

    bool prepare(); // people and roster
    bool start();
    void kill(); // SIGKILL
    [[nodiscard]] qint64 processId() const { return m_process ? m_process->processId() : 0; }
    // The text of a fresh invitation.
    QString invite(const QString &person);
    bool confirm(const QString &digits);
    // Any other command of the administrator; what it printed.
    bool administer(const QStringList &arguments, QByteArray *output = nullptr) { return command(arguments, output); }
    bool publishOnce();
    // What the public reads, straight from the server; status 0 when it does not answer.
    struct Page
    {
        int status = 0;
        QByteArray body;
    };
    [[nodiscard]] Page page(const QString &path) const;
    // Every stored picture under this digest (hex), and the number of files with it.
    [[nodiscard]] QByteArray storedPicture(const QByteArray &sha256) const;
    // One number from the server's own database.
    [[nodiscard]] int count(const QString &query) const;
    // The first column of each row.
    [[nodiscard]] QStringList texts(const QString &query) const;
    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] QString folder() const { return m_folder.path(); }

private:
    bool command(const QStringList &arguments, QByteArray *output = nullptr);

    QTemporaryDir m_folder;
    quint16 m_port;
    quint16 m_publicPort;
    std::unique_ptr<QProcess> m_process;
    QString m_problem;
};

// A port that nobody listens on.
quint16 freePort();

} // namespace astreinte::tests
