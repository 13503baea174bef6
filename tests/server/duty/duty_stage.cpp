// SPDX-License-Identifier: EUPL-1.2
#include "tests/server/duty/duty_stage.h"

#include "server/deployment/deployment.h"
#include "server/journal/book.h"
#include "server/roster/roster.h"

#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryFile>

namespace astreinte::tests {

using namespace std::chrono_literals;

bool DutyStage::set()
{
    m_stage = std::make_unique<Stage>();
    if (!m_stage->set() ||
        !m_stage->prefecture.addPerson(QStringLiteral("director-a"), QStringLiteral("cabinetDirector")) ||
        !m_stage->prefecture.addPerson(QStringLiteral("prefect-a"), QStringLiteral("prefect")))
        return false;
    m_director = std::make_unique<Phone>(m_stage->prefecture, QStringLiteral("director-a"));
    m_prefect = std::make_unique<Phone>(m_stage->prefecture, QStringLiteral("prefect-a"));
    return m_director->enrol() && m_prefect->enrol();
}

submission::Submission DutyStage::proposal()
{
    auto draft = m_stage->officer->draft();
    draft.incident = submission::IncidentRef{m_stage->officer->ids.next().value(), QStringLiteral("Crue de l’Indre"),
                                             m_stage->prefecture.now() - 5min};
    return m_stage->received(draft);
}

QJsonObject DutyStage::incident()
{
    const auto items = m_stage->officer->send("GET", "/v1/incidents").json().value(QLatin1String("items")).toArray();
    return items.at(0).toObject();
}

bool DutyStage::addSlot(const QString &entry, const QString &role, const QString &person, std::chrono::minutes from,
                        std::chrono::minutes to)
{
    const auto now = m_stage->prefecture.now();
    return service()
        .store
        ->write([&](storage::Transaction &transaction) {
            return roster::addSlot(transaction, {entry, role, person, now + from, now + to});
        })
        .has_value();
}

QString DutyStage::verified()
{
    QTemporaryFile file;
    if (!file.open() || !service().journal.writeExport(file))
        return {};
    file.flush();
    QProcess process;
    process.start(QStringLiteral(ASTREINTE_PROGRAMS "/astreinte-journal-verify"),
                  {QStringLiteral("--key"), service().journal.verifier().value().toText(), file.fileName()});
    return process.waitForFinished() && process.exitCode() == 0 ? QString::fromUtf8(process.readAllStandardOutput())
                                                                : QString();
}

Reply DutyStage::post(Phone &phone, const QByteArray &path, const QJsonObject &body)
{
    return phone.send("POST", path, {{"Content-Type", "application/json"}},
                      QJsonDocument(body).toJson(QJsonDocument::Compact));
}

} // namespace astreinte::tests
