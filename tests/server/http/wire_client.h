// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QMap>
#include <chrono>

namespace astreinte::http_test {

struct WireReply
{
    int status = 0;                       // 0: nothing came
    QMap<QByteArray, QByteArray> headers; // names in lower case
    QByteArray body;
    [[nodiscard]] bool closes() const { return headers.value("connection") == "close"; }
};

// The JSON object that the reply carries; empty when it carries none.
QJsonObject objectOf(const WireReply &reply);

// A client that sends exactly the bytes it is told, well formed or not, over a blocking socket. Every wait has an end.
class WireClient
{
public:
    explicit WireClient(quint16 port);
    ~WireClient();
    WireClient(WireClient &&other) noexcept;
    WireClient(const WireClient &) = delete;
    WireClient &operator=(const WireClient &) = delete;

    [[nodiscard]] bool connected() const { return m_socket >= 0; }
    [[nodiscard]] int descriptor() const { return m_socket; }
    // False when the peer does not take it all within `patience`.
    bool send(QByteArrayView bytes, std::chrono::milliseconds patience = std::chrono::seconds(10));
    // One reply, framed by Content-Length, or by the end when there is none. `head`: a reply to HEAD has no body.
    WireReply reply(bool head = false, std::chrono::milliseconds patience = std::chrono::seconds(10));
    // What arrives until `until` has been seen, the end, or the end of patience.
    QByteArray readUntil(QByteArrayView until, std::chrono::milliseconds patience = std::chrono::seconds(10));
    // True when the peer closes (or resets) within `patience`; drops what it sends meanwhile.
    bool closedByPeer(std::chrono::milliseconds patience);
    void halfClose();
    void reset(); // RST instead of FIN
    void close();

private:
    bool fill(std::chrono::steady_clock::time_point until);

    int m_socket = -1;
    QByteArray m_received;
};

// "GET /x HTTP/1.1\r\nHost: test\r\n\r\n", with further fields ("A: b\r\n") and a body when given.
QByteArray wireRequest(const QByteArray &method, const QByteArray &target, const QByteArray &fields = {},
                       const QByteArray &body = {});

} // namespace astreinte::http_test
