// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

namespace astreinte::tests {

// tus-js-client sending to the npm tus server, both as they come: plain HTTP, nothing signed, nothing fsynced. Needs
// node, and ASTREINTE_TUS: a folder in which `npm install tus-js-client @tus/server @tus/file-store` was run.
class TusReference
{
public:
    explicit TusReference(quint16 port) : m_port(port) {}
    ~TusReference();

    // False without what it needs: problem() says what is missing.
    bool start();
    [[nodiscard]] const QString &problem() const { return m_problem; }
    // Seconds for all of them, negative when it failed. `part`: bytes a request, 0 for the whole file in one.
    [[nodiscard]] double put(const QStringList &files, qint64 part) const;

private:
    quint16 m_port;
    QString m_node;
    QString m_packages = qEnvironmentVariable("ASTREINTE_TUS");
    QString m_problem;
    QTemporaryDir m_store;
    QProcess m_server;
};

} // namespace astreinte::tests
