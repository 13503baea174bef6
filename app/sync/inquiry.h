// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/sync/transport.h"

#include <QJsonArray>
#include <QObject>
#include <QTimer>

namespace astreinte::app {

class ServerLink;

// The `items` of a list that the server told, at most 4 MiB of JSON; UnexpectedReply where there are none,
// or the reason of the JSON reader.
Result<QJsonArray> itemsOf(const QByteArray &reply);

// What a board asks of the server: one GET at a time, and again until it is answered, after the delays of the retry
// table (outbox/retry.h) and at once when the server answers after a silence. What is asked while an answer is under
// way is asked once more: that answer may be older than the reason to ask.
class Inquiry : public QObject
{
    Q_OBJECT
public:
    Inquiry(ServerLink &link, QByteArray path, QObject *parent = nullptr);
    ~Inquiry() override;

    // Nothing while the link is closed.
    void ask();
    // The phone is locked: nothing more is asked, and an answer under way is not heard.
    void forget();
    [[nodiscard]] bool busy() const { return m_busy; }

    // Draws the delay below the table's cap.
    std::function<std::chrono::milliseconds(std::chrono::milliseconds atMost)> jitter;

Q_SIGNALS:
    void answered(const QByteArray &body);
    // Each time; what may mend itself is asked again all the same.
    void failed(const astreinte::Failure &failure);

private:
    void send();
    void hear(const Result<HttpReply> &reply);
    void again(const Failure &failure);

    ServerLink &m_link;
    QByteArray m_path;
    QTimer m_again;
    int m_attempts = 0;
    quint64 m_round = 0;   // of what is heard: the answers before forget() belong to an earlier one
    bool m_wanted = false; // asked since the request under way, or not answered yet
    bool m_busy = false;
};

} // namespace astreinte::app
