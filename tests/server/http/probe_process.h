// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QProcess>
#include <QStringList>
#include <chrono>

namespace astreinte::http_test {

// http_probe, started and stopped; what /proc says of it meanwhile.
class ProbeProcess
{
public:
    explicit ProbeProcess(const QStringList &arguments = {});
    ~ProbeProcess();
    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] bool running() const { return m_process.state() == QProcess::Running; }
    // Resident memory in KiB: now, and the most it has ever been.
    [[nodiscard]] qint64 resident() const { return status("VmRSS:"); }
    [[nodiscard]] qint64 residentPeak() const { return status("VmHWM:"); }
    // Closes its standard input and returns its exit code; -1 after `patience` or a crash.
    int finish(std::chrono::milliseconds patience = std::chrono::seconds(15));

private:
    [[nodiscard]] qint64 status(const QByteArray &field) const;

    QProcess m_process;
    quint16 m_port = 0;
};

} // namespace astreinte::http_test
