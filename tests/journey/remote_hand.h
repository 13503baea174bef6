// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QJsonObject>
#include <QObject>
#include <QQuickItem>
#include <QQuickWindow>
#include <deque>

namespace astreinte::journey {

// A thumb on the glass of a real window: reads commands from standard input, one JSON object a line, acts with real
// mouse, touch and input-method events, and answers one JSON object a line on standard output. It sees only what a
// person or a screen reader would: visible items, by objectName or accessible name.
//
//   {"do":"tap","name":…}  {"do":"hold","name":…,"ms":…}  {"do":"type","name":…,"text":…} {"do":"wait","name":…,"ms":…}
//   {"do":"gone","name":…,"ms":…}  {"do":"read","name":…}  {"do":"shot","file":…}  {"do":"list"}  {"do":"texts"}
//   {"do":"drag","name","from":[x,y],"to":[x,y]}
//
// Answers {"ok":true,…} or {"ok":false,"error":"what was not found, and what was there instead"}.
class RemoteHand : public QObject
{
    Q_OBJECT
public:
    explicit RemoteHand(QQuickWindow &window, QObject *parent = nullptr);

private:
    void readLine(const QByteArray &line);
    void next();
    void answer(const QJsonObject &reply);
    void attempt(const QJsonObject &command, qint64 deadline);
    [[nodiscard]] QJsonObject act(const QJsonObject &command, QQuickItem &item);
    [[nodiscard]] QJsonObject drag(const QJsonObject &command, QQuickItem &item);
    [[nodiscard]] QQuickItem *find(const QString &name) const;
    [[nodiscard]] QJsonArray visibleNames() const;
    [[nodiscard]] QJsonArray visibleTexts() const;
    void bringIntoView(QQuickItem &item) const;
    void type(const QString &text) const;

    QQuickWindow &m_window;
    std::deque<QJsonObject> m_commands;
    bool m_busy = false;
};

} // namespace astreinte::journey
