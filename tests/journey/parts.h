// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QElapsedTimer>
#include <QHostAddress>
#include <QJsonObject>
#include <QProcess>
#include <QTcpServer>
#include <QTcpSocket>
#include <chrono>
#include <memory>
#include <vector>

namespace astreinte::journey {

// Lets the loop turn: the network of the demonstration lives in this very thread.
void turn(std::chrono::milliseconds time);

// The network between a phone and the server: forwards bytes between a port of its own and the server's, and can be
// cut, as a dead zone does: connections die, new ones are refused until it is mended.
class Network : public QObject
{
public:
    explicit Network(quint16 serverPort, QObject *parent = nullptr);
    [[nodiscard]] quint16 port() const { return m_port; }
    void cut();
    void mend();
    // Cuts by itself once so many bytes went from the phone to the server: in the middle of an upload.
    void cutAfter(qint64 bytesUp) { m_cutAfter = m_bytesUp + bytesUp; }
    [[nodiscard]] qint64 bytesUp() const { return m_bytesUp; }
    [[nodiscard]] bool isCut() const { return !m_listener.isListening(); }

private:
    void accept();

    QTcpServer m_listener;
    quint16 m_serverPort;
    quint16 m_port = 0;
    qint64 m_bytesUp = 0;
    qint64 m_cutAfter = -1;
    std::vector<std::unique_ptr<QTcpSocket>> m_sockets;
};

// A process of the demonstration: started, awaited, killed without warning, started again with the same arguments.
class Part : public QObject
{
public:
    Part(QString program, QStringList arguments, QString logFile, QObject *parent = nullptr);
    ~Part() override;
    // Starts and waits until a line of standard output begins with `ready`; false with the log's end in problem().
    [[nodiscard]] bool start(const QByteArray &ready, int milliseconds);
    void kill(); // SIGKILL, as a flat battery would
    void stop(); // SIGTERM
    [[nodiscard]] QByteArray readLine(int milliseconds);
    void write(const QByteArray &line);
    [[nodiscard]] bool running() const { return m_process.state() != QProcess::NotRunning; }
    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] QProcess &process() { return m_process; }

private:
    QString m_program;
    QStringList m_arguments;
    QString m_log;
    QString m_problem;
    QProcess m_process;
};

} // namespace astreinte::journey
