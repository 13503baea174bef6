// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/sync/event_parser.h"
#include "app/sync/journal_witness.h"
#include "app/sync/transport.h"

#include <QObject>
#include <QTimer>

class QJsonObject;

namespace astreinte::app {

class Clock;
class Content;
class Courier;
class Incidents;
class ReviewQueue;
class ServerLink;
class Session;
class Vault;

// What the server has to say: the configuration, the incidents, the review queue, and the notices that tell when one of
// them is worth asking for again. When the stream cannot be kept open the phone asks by itself, more slowly.
class Updates : public QObject
{
    Q_OBJECT
public:
    Updates(ServerLink &link, Courier &courier, Content &content, Incidents &incidents, ReviewQueue &review,
            Session &session, Vault &vault, QObject *parent = nullptr);
    ~Updates() override;

    void start();
    void stop();
    // Everything at once: at the start, and when a person asks.
    void refresh();
    void fetchConfiguration();
    void fetchIncidents();
    void closeIncident(const QString &incident);
    void explainLateness(const QString &incident, const QString &reason);

Q_SIGNALS:
    void noticed(const QString &event);
    // Nobody listened for a while: what lives by the notices alone is to be asked for again.
    void missed();
    // What came of what a person did to an incident: why not, or nothing when it is done.
    void incidentAnswered(const QString &problem);

private:
    // Fetches what is missing one document after the other, then takes the whole configuration over.
    void complete(const QJsonObject &configuration, const QByteArray &tag);
    void postToIncident(const QString &incident, const QByteArray &what, const QByteArray &body);
    void adoptPins(const QJsonObject &configuration);
    void listen();
    void heard(const ServerEvent &event);
    void silent();

    ServerLink &m_link;
    Courier &m_courier;
    Content &m_content;
    Incidents &m_incidents;
    ReviewQueue &m_review;
    Session &m_session;
    Vault &m_vault;
    JournalWitness m_witness;
    std::unique_ptr<EventStream> m_stream;
    EventParser m_parser;
    QByteArray m_lastEvent;
    QByteArray m_configurationTag;
    QString m_awaited;       // digest of the document that is being fetched
    bool m_askAgain = false; // another configuration wanted it too
    QTimer m_again;
    QTimer m_poll;
    int m_silences = 0;
    quint64 m_streams = 0; // opened so far: the number of the present one
    bool m_listening = false;
    bool m_running = false;
};

} // namespace astreinte::app
