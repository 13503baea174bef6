// SPDX-License-Identifier: EUPL-1.2
#include "app/sync/event_parser.h"

namespace astreinte::app {
namespace {

constexpr qsizetype longestLine = 64 * 1024;

} // namespace

void EventParser::reset()
{
    m_rest.clear();
    m_event = {};
    m_overlong = false;
}

QList<ServerEvent> EventParser::feed(const QByteArray &bytes)
{
    QList<ServerEvent> events;
    m_rest += bytes;
    for (qsizetype end = m_rest.indexOf('\n'); end >= 0; end = m_rest.indexOf('\n')) {
        QByteArray text = m_rest.left(end);
        m_rest.remove(0, end + 1);
        if (text.endsWith('\r'))
            text.chop(1);
        if (!m_overlong)
            line(text, events);
        m_overlong = false;
    }
    if (m_rest.size() > longestLine) {
        m_rest.clear();
        m_overlong = true;
    }
    return events;
}

void EventParser::line(const QByteArray &text, QList<ServerEvent> &events)
{
    if (text.isEmpty()) {
        if (!m_event.data.isEmpty()) {
            m_event.data.chop(1); // the line feed after the last line of data
            events.append(m_event);
        }
        m_event = {};
        return;
    }
    const auto colon = text.indexOf(':');
    const auto name = colon < 0 ? text : text.left(colon);
    auto value = colon < 0 ? QByteArray() : text.mid(colon + 1);
    if (value.startsWith(' '))
        value.remove(0, 1);
    if (name == "id" && !value.contains('\0'))
        m_event.id = value;
    else if (name == "event")
        m_event.type = value;
    else if (name == "data")
        m_event.data += value + '\n';
}

} // namespace astreinte::app
