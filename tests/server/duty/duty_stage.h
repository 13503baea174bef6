// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "tests/server/stage.h"

#include <QJsonArray>
#include <QJsonObject>

namespace astreinte::tests {

// A prefecture with its director of cabinet and its préfet beside the officers and the duty authority, and a clock that
// can be put forward.
class DutyStage
{
protected:
    bool set();
    routes::Service &service() { return m_stage->prefecture.service(); }
    void later(std::chrono::milliseconds much) { m_stage->prefecture.skew = m_stage->prefecture.skew.load() + much; }
    submission::Submission proposal();
    // As every phone reads the first one.
    QJsonObject incident();
    bool addSlot(const QString &entry, const QString &role, const QString &person, std::chrono::minutes from,
                 std::chrono::minutes to);
    // What the stand-alone verifier says of the journal as it is now; "" when it refuses it.
    QString verified();
    static Reply post(Phone &phone, const QByteArray &path, const QJsonObject &body);

    std::unique_ptr<Stage> m_stage;
    std::unique_ptr<Phone> m_director;
    std::unique_ptr<Phone> m_prefect;
};

} // namespace astreinte::tests
