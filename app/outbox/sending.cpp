// SPDX-License-Identifier: EUPL-1.2
#include "app/outbox/sending.h"

#include "app/outbox/outbox.h"

#include <array>

namespace astreinte::app {
namespace {

const QString choiceKey = QStringLiteral("sendingChoice");
const QString roamingKey = QStringLiteral("photosRoaming");

struct Name
{
    SendingChoice choice;
    QLatin1String name;
};
constexpr std::array names{Name{SendingChoice::Anywhere, QLatin1String("anywhere")},
                           Name{SendingChoice::PhotosOnWifi, QLatin1String("photosOnWifi")},
                           Name{SendingChoice::WifiOnly, QLatin1String("wifiOnly")}};

SendingChoice choiceFromName(const QString &name)
{
    const auto found = std::ranges::find_if(names, [&](const Name &one) { return name == one.name; });
    return found == names.end() ? SendingChoice::Anywhere : found->choice;
}

// Anything: what a new message weighs is not known before it is frozen, and any byte is a byte to send.
constexpr qint64 something = 1;

} // namespace

Sending::Sending(const QString &file, const Connectivity &connectivity, QObject *parent)
    : QObject(parent), m_store(file, QSettings::IniFormat), m_connectivity(connectivity)
{
    m_rules.choice = choiceFromName(m_store.value(choiceKey).toString());
    m_rules.photosRoaming = m_store.value(roamingKey, true).toBool();
    connect(&connectivity, &Connectivity::changed, this, &Sending::changed);
}

Sending::~Sending() = default;

QString Sending::choice() const
{
    return QString(std::ranges::find(names, m_rules.choice, &Name::choice)->name);
}

void Sending::setChoice(const QString &value)
{
    if (choice() == value)
        return;
    m_rules.choice = choiceFromName(value);
    keep();
}

void Sending::setPhotosRoaming(bool value)
{
    if (m_rules.photosRoaming == value)
        return;
    m_rules.photosRoaming = value;
    keep();
}

bool Sending::tellsRoaming() const
{
    return m_connectivity.tellsRoaming();
}

void Sending::keep()
{
    m_store.setValue(choiceKey, choice());
    m_store.setValue(roamingKey, m_rules.photosRoaming);
    Q_EMIT changed();
}

QString Sending::networkText() const
{
    switch (m_connectivity.medium()) {
    case Medium::None:
        //: The network that carries what is sent
        return tr("Network now: none");
    case Medium::Unknown:
        //: The phone does not tell what carries the network
        return tr("Network now: unknown, treated as mobile data");
    case Medium::Cellular:
        return tr("Network now: mobile data");
    case Medium::Roaming:
        return tr("Network now: mobile data, roaming");
    case Medium::Wifi:
        return tr("Network now: Wi-Fi or cable");
    }
    return {};
}

QString Sending::textLabel() const
{
    return buttonText(departure(m_connectivity.medium(), m_rules, something, 0));
}

QString Sending::photosLabel() const
{
    return buttonText(departure(m_connectivity.medium(), m_rules, something, something));
}

Departure Sending::departureOf(const OutboxItem &item) const
{
    qint64 photosLeft = 0;
    for (const auto &photo : item.photos)
        photosLeft += photo.size - photo.sent;
    return departure(m_connectivity.medium(), m_rules, item.jws.size(), photosLeft, item.anyNetwork);
}

QString Sending::heldText(Departure departure)
{
    switch (departure) {
    case Departure::Now:
        return {};
    case Departure::OffRoaming:
        //: Why something waits in the outbox
        return tr("Will leave on Wi-Fi or out of roaming");
    case Departure::OnWifi:
        //: Why something waits in the outbox
        return tr("Will leave on Wi-Fi");
    case Departure::WithNetwork:
        //: Why something waits in the outbox
        return tr("Will leave when the network returns");
    }
    return {};
}

QString Sending::buttonText(Departure departure) const
{
    switch (departure) {
    case Departure::OffRoaming:
        //: On the button that submits
        return tr("Submit – leaves on Wi-Fi or out of roaming");
    case Departure::OnWifi:
        //: On the button that submits
        return tr("Submit – leaves on Wi-Fi");
    case Departure::WithNetwork:
        //: On the button that submits
        return tr("Submit – leaves when the network returns");
    case Departure::Now:
        break;
    }
    if (!m_serverAnswers)
        //: On the button that submits, while the server does not answer
        return tr("Submit – leaves when the server answers");
    //: On the button that submits; nothing is published before the authority's decision
    return tr("Send now");
}

void Sending::setServerAnswers(bool answers)
{
    if (m_serverAnswers == answers)
        return;
    m_serverAnswers = answers;
    Q_EMIT changed();
}

} // namespace astreinte::app
