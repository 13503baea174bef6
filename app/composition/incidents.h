// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/submission/incident.h"

#include <QHash>
#include <QObject>
#include <QVariantMap>

namespace astreinte::app {

class Vault;

// The incidents that the server told of, and those opened on this phone that travel with their first submission.
class Incidents : public QObject
{
    Q_OBJECT
public:
    explicit Incidents(Vault &vault, QObject *parent = nullptr);

    Result<void> load();
    void forget();
    // Opened here; becomes the current one. Durable when it returns.
    Result<QString> open(const QString &title, signature::Instant knownAt, const QString &person, bool exercise);
    // The reply of GET /v1/incidents: replaces what the server had said; local ones that it does not know yet stay.
    Result<void> adopt(const QByteArray &reply);
    [[nodiscard]] QList<submission::Incident> opened() const; // without the closed ones, the oldest clock first
    [[nodiscard]] const submission::Incident *find(const QString &id) const;
    // Null while none is chosen, and once it was closed.
    [[nodiscard]] const submission::Incident *current() const;
    void setCurrent(const QString &id);

Q_SIGNALS:
    void changed();

private:
    Vault &m_vault;
    QHash<QString, submission::Incident> m_incidents;
    QString m_current;
};

// The one-hour clock as the screens show it: "stage" ("green", "amber", "red", "missed", "met") and "minutesLeft",
// negative once the hour has passed.
QVariantMap clockRow(const submission::Incident &incident, signature::Instant now);

} // namespace astreinte::app
