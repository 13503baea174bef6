// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/session/identity.h"
#include "app/vault/vault.h"

#include <QObject>
#include <QStringList>
#include <QTimer>
#include <QVariantMap>
#include <QtQml/qqmlregistration.h>
#include <functional>
#include <memory>
#include <optional>

namespace astreinte::app {

class Clock;
class KeyStore;
struct Author;

// The lock of this phone: choosing the PIN, opening and closing the vault, and who the person is.
class Session : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the application")
    Q_PROPERTY(QString personName READ personName NOTIFY changed)
    Q_PROPERTY(QString roleLabel READ roleLabel NOTIFY changed)
    Q_PROPERTY(QString roleId READ roleId NOTIFY changed)
    Q_PROPERTY(bool canDecide READ canDecide NOTIFY changed)
    Q_PROPERTY(bool canCompose READ canCompose NOTIFY changed)
    Q_PROPERTY(bool canReport READ canReport NOTIFY changed)
    Q_PROPERTY(bool pinIsSet READ pinIsSet NOTIFY lockChanged)
    Q_PROPERTY(bool unlocked READ unlocked NOTIFY lockChanged)
    // A passphrase stands in for the PIN: this device has no keystore (SECURITY §1).
    Q_PROPERTY(bool usesPassphrase READ usesPassphrase NOTIFY lockChanged)
    Q_PROPERTY(int triesLeft READ triesLeft NOTIFY lockChanged)
    Q_PROPERTY(int waitSeconds READ waitSeconds NOTIFY waitChanged)
    Q_PROPERTY(bool busy READ busy NOTIFY busyChanged)
    Q_PROPERTY(QString problem READ problem NOTIFY problemChanged)
    Q_PROPERTY(QStringList simulatedParts READ simulatedParts NOTIFY changed)

public:
    Session(Vault &vault, KeyStore &keyStore, const Clock &clock, QStringList simulatedParts,
            QObject *parent = nullptr);
    ~Session() override;

    [[nodiscard]] QString personName() const;
    [[nodiscard]] QString roleLabel() const;
    [[nodiscard]] QString roleId() const;
    [[nodiscard]] bool canDecide() const;
    [[nodiscard]] bool canCompose() const;
    [[nodiscard]] bool canReport() const;
    [[nodiscard]] bool pinIsSet() const;
    [[nodiscard]] bool unlocked() const;
    [[nodiscard]] bool usesPassphrase() const;
    [[nodiscard]] int triesLeft() const;
    [[nodiscard]] int waitSeconds() const;
    [[nodiscard]] bool busy() const { return m_busy; }
    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] QStringList simulatedParts() const { return m_simulatedParts; }
    // The same parts, said in another language.
    void setSimulatedParts(const QStringList &parts)
    {
        m_simulatedParts = parts;
        Q_EMIT changed();
    }

    // Before the PIN is chosen: whether the system has a keystore; usesPassphrase() tells.
    Q_INVOKABLE void askKeyStore();
    // { enough, text, tone } of a passphrase being typed.
    Q_INVOKABLE QVariantMap strengthOf(const QString &passphrase) const;
    Q_INVOKABLE void choosePin(const QString &pin);
    Q_INVOKABLE void unlock(const QString &pin);
    Q_INVOKABLE void lock();
    // Any touch or key: the auto-lock starts again.
    Q_INVOKABLE void touch();

    // Checks the PIN again, for a decision; a wrong one counts like at the lock. The answer comes in this thread.
    void verifyPin(const QString &pin, QObject *context, std::function<void(Result<void>)> answer);

    // Who this phone speaks for; nothing before the enrolment or while locked.
    [[nodiscard]] const std::optional<Identity> &identity() const { return m_identity; }
    // Their id in the roster; empty before the enrolment or while locked.
    [[nodiscard]] QString personId() const { return m_identity ? m_identity->personId : QString(); }
    [[nodiscard]] const DeviceKeys &keys() const { return m_keys; }
    // What a submission is signed with.
    [[nodiscard]] Author author() const;
    void setClockOffset(std::chrono::milliseconds offset) { m_clockOffset = offset; }
    // Reads the identity of the open vault.
    Result<void> loadIdentityOf();
    Result<void> enrolled(const Identity &identity, const DeviceKeys &keys);
    Result<void> confirm(const QString &name, const QString &role);
    // The server's pins, 32 bytes each, as its signed configuration gives them: they replace those held when one of
    // them is held already; true when something changed. InvalidValue, and nothing changed, otherwise.
    Result<bool> adoptPins(const QList<QByteArray> &pins);
    Result<void> unenrol();
    // An order of the server, or the tenth wrong PIN.
    void eraseEverything();

Q_SIGNALS:
    void changed();
    void lockChanged();
    void waitChanged();
    void busyChanged();
    void problemChanged();
    void unlockedNow();
    void locking();
    void pinRefused();
    // The PIN was right, and the data cannot be opened all the same: written by a newer version, or damaged beyond what
    // the second copy mends.
    void storageRefused(const astreinte::Failure &failure);
    void erased();

private:
    using Outcome = Result<std::shared_ptr<const VaultKeys>>;
    void withStoreSecret(const std::function<void(Result<std::shared_ptr<const signature::Secret>>)> &next);
    void derive(const QString &pin, const std::function<void(Outcome)> &answer);
    void openWith(const Outcome &outcome);
    void countFailure();
    void verifyErased();
    void setProblem(const Failure &failure);
    void setBusy(bool busy);
    void setNoKeyStore(bool none);
    [[nodiscard]] Result<void> acceptable(const QString &pin, bool withKeyStore) const;
    void create(const QString &pin, bool withKeyStore);

    std::optional<Identity> m_identity;
    DeviceKeys m_keys;
    std::chrono::milliseconds m_clockOffset{0};
    Vault &m_vault;
    KeyStore &m_keyStore;
    const Clock &m_clock;
    QStringList m_simulatedParts;
    QTimer m_autoLock;
    QTimer m_waiting;
    bool m_busy = false;
    bool m_refusesKeys = false;
    bool m_noKeyStore = false; // as the system said last, before a PIN was set
    QString m_problem;
};

} // namespace astreinte::app
