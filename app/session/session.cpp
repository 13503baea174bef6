// SPDX-License-Identifier: EUPL-1.2
#include "app/session/session.h"

#include "app/composition/content.h"
#include "app/composition/freezing.h"
#include "app/ports/clock.h"
#include "app/ports/key_store.h"
#include "app/session/pin_policy.h"
#include "core/submission/roles.h"

#include <algorithm>

namespace astreinte::app {

Session::Session(Vault &vault, KeyStore &keyStore, const Clock &clock, QStringList simulatedParts, QObject *parent)
    : QObject(parent), m_vault(vault), m_keyStore(keyStore), m_clock(clock), m_simulatedParts(std::move(simulatedParts))
{
    m_autoLock.setSingleShot(true);
    m_autoLock.setInterval(autoLockAfter);
    connect(&m_autoLock, &QTimer::timeout, this, &Session::lock);
    m_waiting.setInterval(std::chrono::seconds(1));
    connect(&m_waiting, &QTimer::timeout, this, [this] {
        if (waitSeconds() == 0)
            m_waiting.stop();
        Q_EMIT waitChanged();
    });
    if (waitSeconds() > 0)
        m_waiting.start();
    // An erasing that a kill cut short is finished, whoever asked for it.
    if (triesLeft() == 0 && m_vault.lockState() && pinIsSet())
        eraseEverything();
}

Session::~Session() = default;

QString Session::personName() const
{
    return m_identity ? m_identity->personName : QString();
}

QString Session::roleLabel() const
{
    return m_identity ? roleTitle(m_identity->role) : QString();
}

QString Session::roleId() const
{
    return m_identity ? m_identity->role : QString();
}

namespace {

bool may(const std::optional<Identity> &identity, submission::Permission permission)
{
    const auto role = identity ? submission::roleFromName(identity->role) : std::nullopt;
    return role && submission::mayEver(*role, permission);
}

} // namespace

bool Session::canDecide() const
{
    return may(m_identity, submission::Permission::Decide);
}

bool Session::canCompose() const
{
    return may(m_identity, submission::Permission::Submit);
}

bool Session::canReport() const
{
    return may(m_identity, submission::Permission::SendFieldReport);
}

bool Session::pinIsSet() const
{
    return m_vault.exists().value_or(true);
}

bool Session::unlocked() const
{
    return m_vault.isOpen();
}

int Session::triesLeft() const
{
    const auto state = m_vault.lockState();
    return state ? std::max(0, mostTries - state->failedTries) : 0;
}

int Session::waitSeconds() const
{
    const auto state = m_vault.lockState();
    if (!state)
        return 0;
    const auto wait = delayAfter(state->failedTries).count();
    const auto gone = signature::toUnixSeconds(m_clock.now()) - state->lastTry;
    // A clock set back must not shorten the delay, nor stretch it for ever.
    return int(std::clamp<qint64>(gone < 0 ? wait : wait - gone, 0, wait));
}

void Session::setBusy(bool busy)
{
    m_busy = busy;
    Q_EMIT busyChanged();
}

void Session::setProblem(const Failure &failure)
{
    m_problem = failure.userText();
    Q_EMIT problemChanged();
}

void Session::lock()
{
    if (!unlocked())
        return;
    Q_EMIT locking(); // the parts save and forget here
    m_autoLock.stop();
    m_identity.reset();
    m_keys = {};
    m_vault.lock();
    Q_EMIT changed();
    Q_EMIT lockChanged();
}

void Session::touch()
{
    if (unlocked())
        m_autoLock.start();
}

Author Session::author() const
{
    return {m_identity ? m_identity->personId : QString(), m_keys.device, m_clockOffset};
}

Result<void> Session::loadIdentityOf()
{
    auto identity = loadIdentity(m_vault);
    if (!identity)
        return tl::unexpected(identity.error());
    m_identity = *identity;
    if (!m_identity)
        return {};
    auto keys = loadDeviceKeys(m_vault);
    if (!keys)
        return tl::unexpected(keys.error());
    m_keys = *keys;
    return {};
}

Result<void> Session::enrolled(const Identity &identity, const DeviceKeys &keys)
{
    if (auto saved = saveIdentity(m_vault, identity, keys); !saved)
        return saved;
    m_identity = identity;
    m_keys = keys;
    Q_EMIT changed();
    return {};
}

Result<void> Session::confirm(const QString &name, const QString &role)
{
    if (!m_identity)
        return fail(Reason::UnknownKey);
    Identity next = *m_identity;
    next.confirmed = true;
    next.personName = name;
    next.role = role;
    if (next.confirmed == m_identity->confirmed && next.personName == m_identity->personName &&
        next.role == m_identity->role)
        return {};
    if (auto saved = updateIdentity(m_vault, next); !saved)
        return saved;
    m_identity = next;
    Q_EMIT changed();
    return {};
}

Result<bool> Session::adoptPins(const QList<QByteArray> &pins)
{
    if (!m_identity)
        return fail(Reason::UnknownKey);
    if (pins == m_identity->pins)
        return false;
    const auto known = [this](const QByteArray &pin) { return m_identity->pins.contains(pin); };
    const auto isDigest = [](const QByteArray &pin) { return pin.size() == 32; };
    // A set without any pin in common would be another server, or the end of this phone.
    if (!std::ranges::all_of(pins, isDigest) || !std::ranges::any_of(pins, known))
        return fail(Reason::InvalidValue, QStringLiteral("pins"));
    Identity next = *m_identity;
    next.pins = pins;
    if (auto saved = updateIdentity(m_vault, next); !saved)
        return tl::unexpected(saved.error());
    m_identity = next;
    return true;
}

Result<void> Session::unenrol()
{
    if (auto removed = removeIdentity(m_vault); !removed)
        return removed;
    m_identity.reset();
    m_keys = {};
    Q_EMIT changed();
    return {};
}

// A deletion that nobody checked may not have happened (PAINS 19): the keystore is asked again, and the disk.
void Session::verifyErased()
{
    m_keyStore.read(QString(vaultSecretEntry), this, [this](const auto &left) {
        const auto vault = m_vault.exists();
        if (left || !vault || *vault)
            setProblem({Reason::StorageFailed, tr("this phone could not be erased completely")});
        Q_EMIT lockChanged();
    });
}

void Session::eraseEverything()
{
    if (unlocked())
        lock();
    if (const auto state = m_vault.lockState())
        (void)m_vault.setLockState({mostTries, state->lastTry, state->usesKeyStore});
    if (const auto done = m_vault.erase(); !done)
        setProblem(done.error());
    m_keyStore.remove(QString(vaultSecretEntry), this, [this](const Result<void> &) { verifyErased(); });
    Q_EMIT erased();
    Q_EMIT lockChanged();
}

} // namespace astreinte::app
