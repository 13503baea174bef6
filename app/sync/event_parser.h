// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QByteArray>
#include <QList>

namespace astreinte::app {

struct ServerEvent
{
    QByteArray id;
    QByteArray type;
    QByteArray data;
    friend bool operator==(const ServerEvent &, const ServerEvent &) = default;
};

// Server-Sent Events (HTML Living Standard §9.2.6), fed as bytes arrive, cut anywhere. Lines longer than 64 KiB are
// dropped: no notice of ours comes near.
class EventParser
{
public:
    // The events that these bytes complete.
    QList<ServerEvent> feed(const QByteArray &bytes);
    void reset();

private:
    void line(const QByteArray &text, QList<ServerEvent> &events);
    QByteArray m_rest;
    ServerEvent m_event;
    bool m_overlong = false;
};

} // namespace astreinte::app
