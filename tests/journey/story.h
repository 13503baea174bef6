// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "tests/journey/prefecture.h"

#include <QElapsedTimer>
#include <QString>
#include <functional>
#include <vector>

namespace astreinte::journey {

// The journey of one message, from the shutter to the permalink, told as steps. Each step either holds or says what was
// seen instead; the story stops at the first that does not hold.
class Story : public QObject
{
public:
    // `folder` receives the databases, logs, pictures, the published page and the table of steps.
    explicit Story(QString folder, QObject *parent = nullptr);

    // True when the whole journey held. The table of steps is printed, and written to steps.md.
    [[nodiscard]] bool play();

private:
    struct Step
    {
        QString who;
        QString what;
        qint64 milliseconds;
        QString problem;
    };
    using Act = std::function<QString()>; // what went wrong, or nothing

    [[nodiscard]] bool step(const QString &who, const QString &what, const Act &act);
    [[nodiscard]] bool prepare();
    [[nodiscard]] bool enrol(Phone &phone, const QString &person, const QString &pin);
    [[nodiscard]] bool photograph();
    [[nodiscard]] bool compose();
    [[nodiscard]] bool surviveDeadZone();
    [[nodiscard]] bool authorise();
    [[nodiscard]] bool publish();

    // One thing on a phone; the answer's error, if any.
    [[nodiscard]] QString tap(Phone &phone, const QString &name);
    [[nodiscard]] QString type(Phone &phone, const QString &name, const QString &text);
    [[nodiscard]] QString wait(Phone &phone, const QString &name, int milliseconds = 15'000);
    [[nodiscard]] QString gone(Phone &phone, const QString &name, int milliseconds = 15'000);
    [[nodiscard]] QString unlock(Phone &phone, const QString &pin);
    [[nodiscard]] QString read(Phone &phone, const QString &name, QString *text);
    [[nodiscard]] QString photo(Phone &phone, const QString &what); // a screenshot
    // The first problem of several acts in a row.
    [[nodiscard]] static QString inOrder(const std::vector<Act> &acts);
    void writeTable() const;

    QString m_folder;
    std::vector<Step> m_steps;
    int m_pictures = 0;
    Prefecture m_prefecture;
    std::unique_ptr<Phone> m_officer;
    std::unique_ptr<Phone> m_authority;
    QString m_permalink;
};

} // namespace astreinte::journey
