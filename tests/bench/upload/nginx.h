// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QProcess>
#include <QTemporaryDir>
#include <optional>

namespace astreinte::tests {

// nginx on loopback, TLS 1.3 with the prefecture's own certificate, taking PUT into a folder (ngx_http_dav_module).
class Nginx
{
public:
    // `tls`: the folder with server.pem, server.key and authority.pem.
    Nginx(quint16 port, QString tls);
    ~Nginx();
    // False with the reason in problem(): nginx or curl is absent, or does not start.
    bool start();
    [[nodiscard]] QString problem() const { return m_problem; }
    struct Put
    {
        double seconds = 0;        // that curl takes, its start included
        double durableSeconds = 0; // until the file is on the disk as well, which nginx does not wait for
    };
    // Nothing when it failed.
    std::optional<Put> put(const QString &file);
    [[nodiscard]] qint64 processId() const { return m_process.processId(); }

private:
    quint16 m_port;
    QString m_tls;
    QTemporaryDir m_folder;
    QProcess m_process;
    QString m_problem;
};

} // namespace astreinte::tests
