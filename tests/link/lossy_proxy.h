// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QRandomGenerator>
#include <QTcpServer>
#include <QTcpSocket>
#include <set>

namespace astreinte::tests {

// A bad network on loopback, below TLS: bytes between a phone and its server are cut off, held back, said twice or cut
// short. TLS makes of the last two what they are: a broken connection. The same seed gives the same draws.
class LossyProxy : public QTcpServer
{
    Q_OBJECT
public:
    struct Weather
    {
        int dropEvery = 0; // bytes going up between two drops, on average; 0 for never
        int delayMs = 0;   // before each piece, up to
        int duplicatePerMille = 0;
        int truncatePerMille = 0;
        int mostHarm = 1000000; // drops, duplicates and truncations in all; then the sky clears
    };
    LossyProxy(quint16 serverPort, quint32 seed, QObject *parent = nullptr);

    void setWeather(const Weather &weather) { m_weather = weather; }
    [[nodiscard]] qint64 bytesUp() const { return m_up; }
    [[nodiscard]] qint64 bytesDown() const { return m_down; }
    [[nodiscard]] int drops() const { return m_drops; }
    [[nodiscard]] int duplicates() const { return m_duplicates; }
    [[nodiscard]] int truncations() const { return m_truncations; }
    [[nodiscard]] int harm() const { return m_drops + m_duplicates + m_truncations; }
    void forgetCounts();

private:
    void accept();
    // Hands these bytes on, as the weather allows; false when it broke the connection.
    bool carry(QTcpSocket *from, QTcpSocket *to, bool up);
    [[nodiscard]] bool strikes(int perMille);
    [[nodiscard]] qint64 nextDrop();

    quint16 m_serverPort;
    QRandomGenerator m_random;
    Weather m_weather;
    qint64 m_untilDrop = 0;
    qint64 m_up = 0;
    qint64 m_down = 0;
    int m_drops = 0;
    int m_duplicates = 0;
    int m_truncations = 0;
};

} // namespace astreinte::tests
