// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>
#include <chrono>

namespace astreinte::tests {

// One headless Chromium with one page, driven over its debugging pipe (Chrome DevTools Protocol). It reaches this
// machine only. Every call waits for its answer, and is empty or false when none comes.
class Browser
{
public:
    Browser() = default;
    ~Browser();
    Browser(const Browser &) = delete;
    Browser &operator=(const Browser &) = delete;

    bool start(const QString &program);
    // CSS pixels, and the colour scheme that the reader prefers.
    bool look(int width, int height, bool dark);
    // Until the page has loaded with everything on it.
    bool open(const QString &address);
    // The value of a JavaScript expression, after its promise; not a value when it threw.
    QJsonValue evaluate(const QString &expression);
    // PNG.
    QByteArray picture();
    // Every address that was asked for since the start.
    [[nodiscard]] const QStringList &asked() const { return m_asked; }

private:
    QJsonObject call(const QString &method, const QJsonObject &parameters = {});
    // The next message of the browser; empty when it stays silent.
    QJsonObject next();
    bool waitFor(const QString &event);

    QTemporaryDir m_profile;
    QProcess m_process;
    int m_toBrowser = -1;
    int m_fromBrowser = -1;
    QByteArray m_read;
    QString m_session;
    int m_last = 0;
    QStringList m_asked;
    QStringList m_events; // seen and not waited for yet
};

} // namespace astreinte::tests
