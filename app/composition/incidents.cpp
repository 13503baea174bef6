// SPDX-License-Identifier: EUPL-1.2
#include "app/composition/incidents.h"

#include "app/composition/drafts.h"
#include "app/vault/vault.h"
#include "core/signature/strict_json.h"
#include "core/text/plain_text.h"

#include <algorithm>

namespace astreinte::app {
namespace {

QString stageName(submission::ClockStage stage)
{
    switch (stage) {
    case submission::ClockStage::Green:
        return QStringLiteral("green");
    case submission::ClockStage::Amber:
        return QStringLiteral("amber");
    case submission::ClockStage::Red:
        return QStringLiteral("red");
    case submission::ClockStage::Missed:
        return QStringLiteral("missed");
    case submission::ClockStage::Met:
    case submission::ClockStage::MetLate:
        return QStringLiteral("met");
    }
    return {};
}

Result<submission::Incident> incidentOf(const QJsonObject &object)
{
    signature::ObjectReader reader(object);
    auto incident = submission::Incident::read(reader);
    if (const auto read = reader.finish(); !read)
        return tl::unexpected(read.error());
    return incident;
}

} // namespace

Incidents::Incidents(Vault &vault, QObject *parent) : QObject(parent), m_vault(vault) {}

Result<void> Incidents::load()
{
    forget();
    const auto rows = m_vault.all(Table::Incident);
    if (!rows)
        return tl::unexpected(rows.error());
    for (const auto &row : *rows) {
        auto incident = incidentOf(row);
        if (!incident)
            return tl::unexpected(incident.error());
        m_incidents.insert(incident->id.text(), *std::move(incident));
    }
    if (const auto open = opened(); open.size() == 1)
        m_current = open.first().id.text();
    Q_EMIT changed();
    return {};
}

void Incidents::forget()
{
    m_incidents.clear();
    m_current.clear();
    Q_EMIT changed();
}

Result<QString> Incidents::open(const QString &title, signature::Instant knownAt, const QString &person, bool exercise)
{
    const auto id = freshId();
    if (!id)
        return id;
    submission::Incident incident;
    incident.id = *submission::Uuid7::parse(*id);
    incident.title = title.trimmed().normalized(QString::NormalizationForm_C);
    incident.knownAt = knownAt;
    incident.openedBy = person;
    incident.exercise = exercise;
    if (const auto fine = text::checkPlainText(incident.title, text::Lines::One); !fine)
        return tl::unexpected(fine.error());
    if (incident.title.isEmpty())
        return fail(Reason::MissingField, QStringLiteral("title"));
    if (auto put = m_vault.put(Table::Incident, *id, incident.toJson()); !put)
        return tl::unexpected(put.error());
    m_incidents.insert(*id, incident);
    m_current = *id;
    Q_EMIT changed();
    return *id;
}

Result<void> Incidents::adopt(const QByteArray &reply)
{
    const auto object = signature::parseStrictObject(reply);
    if (!object)
        return tl::unexpected(object.error());
    QList<Change> changes;
    QList<submission::Incident> told;
    for (const auto items = object->value(QLatin1String("items")).toArray(); const auto &item : items) {
        auto incident = incidentOf(item.toObject());
        if (!incident)
            return tl::unexpected(incident.error());
        if (const auto *held = find(incident->id.text()); !held || !(*held == *incident))
            changes.append({Table::Incident, incident->id.text(), incident->toJson(), 0});
        told.append(*std::move(incident));
    }
    if (changes.isEmpty())
        return {};
    if (auto committed = m_vault.commit(changes); !committed)
        return committed;
    for (const auto &incident : told)
        m_incidents.insert(incident.id.text(), incident);
    if (!current() && opened().size() == 1)
        m_current = opened().first().id.text();
    Q_EMIT changed();
    return {};
}

QList<submission::Incident> Incidents::opened() const
{
    QList<submission::Incident> open;
    for (const auto &incident : m_incidents)
        if (!incident.closedAt)
            open.append(incident);
    std::ranges::sort(open, {}, &submission::Incident::knownAt);
    return open;
}

const submission::Incident *Incidents::find(const QString &id) const
{
    const auto found = m_incidents.constFind(id);
    return found == m_incidents.cend() ? nullptr : &*found;
}

const submission::Incident *Incidents::current() const
{
    const auto *chosen = find(m_current);
    return chosen && !chosen->closedAt ? chosen : nullptr;
}

void Incidents::setCurrent(const QString &id)
{
    if (m_current == id || !m_incidents.contains(id))
        return;
    m_current = id;
    Q_EMIT changed();
}

QVariantMap clockRow(const submission::Incident &incident, signature::Instant now)
{
    const auto left = std::chrono::floor<std::chrono::minutes>(submission::remaining(incident, now));
    return {{QStringLiteral("stage"), stageName(submission::clockStage(incident, now))},
            {QStringLiteral("minutesLeft"), int(left.count())}};
}

} // namespace astreinte::app
