// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "tests/journey/administrator.h"
#include "tests/journey/parts.h"

#include <QUrl>

namespace astreinte::journey {

// The prefecture's side: the real server and publisher processes on a database of their own, its administrator, and the
// network through which the phones reach it, which can be cut.
class Prefecture : public QObject
{
public:
    explicit Prefecture(QString directory, QObject *parent = nullptr);

    [[nodiscard]] bool start(); // false: see problem()
    void killServer() { m_server->kill(); }
    [[nodiscard]] bool restartServer();
    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] Network &network() { return m_network; }
    // The address that phones and readers use: the network's port.
    [[nodiscard]] QString origin() const;

    [[nodiscard]] Administrator &administrator() { return m_administrator; }

    struct Page
    {
        int status = 0;
        QByteArray body;
    };
    // Fetches a page of the public site as a reader would: no signature, the deployment's own authority trusted.
    [[nodiscard]] Page fetch(const QString &path);
    // Has a browser draw a page of the public site into a PNG; what went wrong, or nothing.
    [[nodiscard]] QString photographPage(const QString &path, const QString &file);

private:
    [[nodiscard]] bool note(const Part &part, bool started);

    QString m_directory;
    Administrator m_administrator;
    QString m_problem;
    quint16 m_port;
    Network m_network;
    std::unique_ptr<Part> m_server;
    std::unique_ptr<Part> m_publisher;
};

} // namespace astreinte::journey
