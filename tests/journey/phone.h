// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "tests/journey/parts.h"

#include <QStringList>

namespace astreinte::journey {

// A phone: the real application's window in its own process, with a remote hand on the glass (remote_hand.h). Whatever
// is asked of it answers what went wrong, or nothing.
class Phone : public QObject
{
public:
    // `arguments` are those of `astreinte`; `pictures` receives the screenshots and what the application says.
    Phone(QString name, QStringList arguments, QString pictures, QObject *parent = nullptr);
    [[nodiscard]] QString start();
    void kill() { m_part.kill(); }
    void stop() { m_part.stop(); }
    [[nodiscard]] QString name() const { return m_name; }

    [[nodiscard]] QString tap(const QString &item);
    [[nodiscard]] QString type(const QString &item, const QString &text);
    [[nodiscard]] QString wait(const QString &item, int milliseconds = 15'000);
    [[nodiscard]] QString gone(const QString &item, int milliseconds = 15'000);
    [[nodiscard]] QString read(const QString &item, QString *text);
    // Every text on the screen, in the order in which it is painted.
    [[nodiscard]] QStringList texts();
    // Takes a numbered screenshot of the screen at rest, e.g. pictures/04-officer-rights.png.
    [[nodiscard]] QString picture(int number, const QString &what);

    // What a person did with their thumb since the last startCounting(): fields typed in count apart from taps.
    struct Gestures
    {
        int taps = 0;
        int fields = 0;
    };
    void startCounting() { m_gestures = {}; }
    [[nodiscard]] Gestures gestures() const { return m_gestures; }

    // What the application wrote on its standard error, over all its starts: a warning of Qt or of a screen is a fault.
    [[nodiscard]] QStringList complaints() const;

private:
    [[nodiscard]] QJsonObject order(const QString &verb, const QString &item, QJsonObject more = {});

    QString m_name;
    QString m_pictures;
    QString m_log;
    Part m_part;
    Gestures m_gestures;
};

} // namespace astreinte::journey
