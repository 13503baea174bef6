// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"
#include "core/journal/witness.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QObject>

namespace astreinte::app {

class ServerLink;
class Vault;

// This phone as a witness of the server's journal (SECURITY §6): it keeps the first key and the last checkpoint it was
// shown, and at each sync demands the proof that the journal has only grown since. The leaf that comes with each
// receipt is checked at once, then asked for again under the journal that everybody sees. What does not hold raises an
// alarm that stays, on every screen, until the phone is enrolled anew; what was shown is kept as evidence.
class JournalWitness : public QObject
{
    Q_OBJECT
public:
    JournalWitness(ServerLink &link, Vault &vault, QObject *parent = nullptr);

    // From the signed configuration: `{"journal":{"key"}}`. Another key than the one kept is an alarm.
    void learn(const QJsonObject &configuration);
    // What came beside a verified receipt (docs/protocol.md §13), and the SHA-256 of the payload that was sent (32
    // bytes). Without a key yet it is kept until there is one.
    void hear(const QJsonObject &testimony, const QByteArray &sha256);
    // Asks the server; nothing without a key, while locked, or while a question is under way.
    void check();

    // What did not hold, as the open vault remembers it: { alarm, kept, shown, leaf, index, proof }; empty when all is
    // well. No content of a leaf, no salt, no identifier of a submission.
    [[nodiscard]] static QJsonObject evidence(const Vault &vault);

private:
    struct Memory
    {
        QString key;
        QByteArray note;
        QString alarm;        // what did not hold; empty when all is well
        QJsonObject evidence; // what was shown then
        QJsonArray pending;   // { testimony, sha256 }: receipts whose leaf is still to be seen in the common journal
    };
    [[nodiscard]] std::optional<Memory> recall() const;
    Result<> keep(const Memory &memory);
    void alarm(Memory memory, const Failure &failure, const QJsonObject &shown);
    void heard(const QByteArray &body);
    void askForLeaf();
    void provenIn(const journal::Checkpoint &now, const QByteArray &body);

    ServerLink &m_link;
    Vault &m_vault;
    bool m_asking = false;
    qsizetype m_awaited = 0; // of the pending ones, those that the checkpoint asked for last must hold
};

} // namespace astreinte::app
