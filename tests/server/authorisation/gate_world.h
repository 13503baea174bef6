// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/submission/statement.h"
#include "server/authorisation/check.h"
#include "server/authorisation/gate.h"

#include <QTemporaryDir>
#include <set>

namespace astreinte::tests {

// Takes one check of the gate away (of this test's own build of it); nothing when empty.
void removeCheck(std::optional<authorisation::Check> check);

struct Carrier
{
    QString person;
    submission::Role role;
    signature::SigningKey dev;
    signature::SigningKey apr;
};

// The gate on a database of its own, without the network: people, phones, roster and revisions are put there directly.
class GateWorld
{
public:
    GateWorld();

    // The phones, the same in every world: two of them are carried by one authority.
    static const std::vector<Carrier> &carriers();

    QString addRevision(const QString &submission, qint64 revision, const QByteArray &manifest,
                        const std::set<QString> &authors);
    // The person on the picture of this revision takes the agreement back.
    bool takeConsentBack(const QString &submission, qint64 revision);
    Result<QString> challenge(std::size_t carrier, const QString &submission, qint64 revision);
    Result<QByteArray> decide(std::size_t carrier, const submission::Statement &statement);
    bool addSlot(const QString &entry, const QString &person, signature::Instant from, signature::Instant to,
                 const QString &delegation);
    bool removeSlot(const QString &entry);
    bool addDelegation(const QString &id, const QString &grantee);
    bool suspendDelegation(const QString &id);
    // "submission:revision" of all that waits for the publisher.
    std::set<QString> opened();

    signature::Instant now;

private:
    identity::Caller callerOf(std::size_t carrier);
    QTemporaryDir m_folder;
    std::unique_ptr<storage::Store> m_store;
    std::unique_ptr<identity::DeviceRegistry> m_devices;
    std::unique_ptr<signature::SigningKey> m_serverKey;
    std::unique_ptr<authorisation::Gate> m_gate;
    quint64 m_nonces = 0;
};

inline const QString worldOrigin = QStringLiteral("https://prefecture.example");
// Needs two persons, and the agreement of the director of rescue operations.
inline const QString graveTemplate = QStringLiteral("evacuation");
inline const QString neededAgreement = QStringLiteral("decision_dos");

} // namespace astreinte::tests
