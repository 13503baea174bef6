// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/outbox/departure.h"

#include <QObject>
#include <QSettings>
#include <QtQml/qqmlregistration.h>

namespace astreinte::app {

struct OutboxItem;

// What the person chose to send over which network, and what that means now: the words on the button and on the
// outbox's rows are made from the very decision that the courier asks for.
class Sending : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the application")
    Q_PROPERTY(QString choice READ choice WRITE setChoice NOTIFY changed)
    Q_PROPERTY(bool photosRoaming READ photosRoaming WRITE setPhotosRoaming NOTIFY changed)
    Q_PROPERTY(bool tellsRoaming READ tellsRoaming NOTIFY changed)
    Q_PROPERTY(QString networkText READ networkText NOTIFY changed)

public:
    // `file`: the preferences, none of them secret.
    Sending(const QString &file, const Connectivity &connectivity, QObject *parent = nullptr);
    ~Sending() override;

    // "anywhere", "photosOnWifi", "wifiOnly".
    [[nodiscard]] QString choice() const;
    void setChoice(const QString &value);
    [[nodiscard]] bool photosRoaming() const { return m_rules.photosRoaming; }
    void setPhotosRoaming(bool value);
    // Whether this device tells roaming from its own operator's network; without it the rule has nothing to go by.
    [[nodiscard]] bool tellsRoaming() const;
    // « Réseau : Wi-Fi »
    [[nodiscard]] QString networkText() const;
    // On the button that submits a message without photos, and one with photos.
    [[nodiscard]] QString textLabel() const;
    [[nodiscard]] QString photosLabel() const;

    [[nodiscard]] const SendingRules &rules() const { return m_rules; }
    [[nodiscard]] Departure departureOf(const OutboxItem &item) const;
    // What holds an item back, in words; empty when nothing does.
    [[nodiscard]] static QString heldText(Departure departure);
    // Whether the server answered last; told by the link, only for the words.
    void setServerAnswers(bool answers);

Q_SIGNALS:
    // The choice or the network: what was held back may leave, or the reverse.
    void changed();

private:
    void keep();
    [[nodiscard]] QString buttonText(Departure departure) const;

    QSettings m_store;
    const Connectivity &m_connectivity;
    SendingRules m_rules;
    bool m_serverAnswers = true;
};

} // namespace astreinte::app
