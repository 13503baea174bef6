// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"

#include <QJsonObject>
#include <QObject>

namespace astreinte::app {

class ServerLink;
class Vault;

// This phone as a witness of the server's journal (SECURITY §6): it keeps the first key and the last checkpoint it was
// shown, and at each sync demands the proof that the journal has only grown since. What does not hold raises an alarm
// that stays, on every screen, until the phone is enrolled anew.
class JournalWitness : public QObject
{
    Q_OBJECT
public:
    JournalWitness(ServerLink &link, Vault &vault, QObject *parent = nullptr);

    // From the signed configuration: `{"journal":{"key"}}`. Another key than the one kept is an alarm.
    void learn(const QJsonObject &configuration);
    // Asks the server; nothing without a key, while locked, or while a question is under way.
    void check();

private:
    struct Memory
    {
        QString key;
        QByteArray note;
        QString alarm; // what did not hold; empty when all is well
    };
    [[nodiscard]] std::optional<Memory> recall() const;
    Result<> keep(const Memory &memory);
    void alarm(Memory memory, const Failure &failure);
    void heard(const QByteArray &body);

    ServerLink &m_link;
    Vault &m_vault;
    bool m_asking = false;
};

} // namespace astreinte::app
