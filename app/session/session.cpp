// SPDX-License-Identifier: EUPL-1.2
#include "app/session/session.h"

#include "app/composition/content.h"
#include "app/composition/freezing.h"
#include "app/ports/clock.h"
#include "app/ports/key_store.h"
#include "app/session/pin_policy.h"
#include "core/signature/bytes.h"
#include "core/submission/roles.h"

#include <QPointer>
#include <QtConcurrent/QtConcurrentRun>
#include <algorithm>

namespace astreinte::app {
namespace {

const QString storeEntry = QStringLiteral("astreinte/vault");
constexpr qsizetype storeSecretSize = 32;

signature::Secret secretOf(const QString &text)
{
    QByteArray utf8 = text.normalized(QString::NormalizationForm_C).toUtf8();
    signature::Secret secret(utf8);
    utf8.fill('\0');
    return secret;
}

using Keys = Result<std::shared_ptr<const VaultKeys>>;

void later(QFuture<Keys> future, QObject *context, std::function<void(const Keys &)> answer)
{
    future.then(context, [answer = std::move(answer)](const Keys &keys) { answer(keys); });
}

} // namespace

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

Result<void> Session::acceptable(const QString &pin, bool withKeyStore) const
{
    if (!withKeyStore)
        return pin.size() >= shortestPassphrase ? Result<void>() : fail(Reason::KeyStoreUnavailable);
    const bool digits = std::ranges::all_of(pin, [](QChar c) { return c.isDigit(); });
    if (digits ? pin.size() >= shortestPin : pin.size() >= shortestPassphrase)
        return {};
    return fail(Reason::InvalidValue, tr("%n digit(s) at least", "PIN", shortestPin));
}

void Session::choosePin(const QString &pin)
{
    if (m_busy || pinIsSet())
        return;
    m_problem.clear();
    Q_EMIT problemChanged();
    setBusy(true);
    // The keystore is asked first: without one, only a long passphrase will do.
    m_keyStore.read(storeEntry, this, [this, pin](const Result<std::shared_ptr<const signature::Secret>> &found) {
        const bool withKeyStore = found || found.error().reason == Reason::UnknownKey;
        if (const auto fine = acceptable(pin, withKeyStore); !fine) {
            setProblem(fine.error());
            setBusy(false);
            return;
        }
        create(pin, withKeyStore);
    });
}

void Session::create(const QString &pin, bool withKeyStore)
{
    const auto random = signature::randomBytes(storeSecretSize);
    if (!random) {
        setProblem(random.error());
        setBusy(false);
        return;
    }
    // Without a keystore the passphrase stands alone, beside a secret of zeros.
    auto secret = withKeyStore ? std::make_shared<const signature::Secret>(QByteArrayView(*random))
                               : std::make_shared<const signature::Secret>(storeSecretSize);
    const auto derive = [this, pin, secret, withKeyStore] {
        auto work = QtConcurrent::run([this, pin, secret]() -> Keys { return m_vault.create(secretOf(pin), *secret); });
        later(work, this, [this, withKeyStore](const Keys &keys) {
            if (keys)
                (void)m_vault.setLockState({0, 0, withKeyStore});
            openWith(keys);
        });
    };
    if (!withKeyStore)
        return derive();
    m_keyStore.write(storeEntry, *secret, this, [this, derive](const Result<void> &written) {
        if (written)
            return derive();
        setProblem(written.error());
        setBusy(false);
    });
}

void Session::withStoreSecret(const std::function<void(Result<std::shared_ptr<const signature::Secret>>)> &next)
{
    const auto state = m_vault.lockState();
    if (!state)
        return next(tl::unexpected(state.error()));
    if (!state->usesKeyStore)
        return next(std::make_shared<const signature::Secret>(storeSecretSize));
    m_keyStore.read(storeEntry, this, next);
}

void Session::derive(const QString &pin, const std::function<void(Outcome)> &answer)
{
    if (waitSeconds() > 0)
        return answer(fail(Reason::TooManyTries, tr("%n second(s)", "delay", waitSeconds())));
    withStoreSecret([this, pin, answer](const Result<std::shared_ptr<const signature::Secret>> &secret) {
        if (!secret)
            return answer(fail(Reason::KeyStoreUnavailable));
        // Counted before it is tried: whoever cuts the power in between has used a try.
        auto state = m_vault.lockState();
        if (!state)
            return answer(tl::unexpected(state.error()));
        ++state->failedTries;
        state->lastTry = signature::toUnixSeconds(m_clock.now());
        if (auto raised = m_vault.setLockState(*state); !raised)
            return answer(tl::unexpected(raised.error()));
        auto work =
            QtConcurrent::run([this, pin, kept = *secret]() -> Keys { return m_vault.derive(secretOf(pin), *kept); });
        later(work, this, [this, answer, counted = *state](const Keys &keys) {
            if (keys) {
                auto cleared = counted;
                cleared.failedTries = 0;
                (void)m_vault.setLockState(cleared);
            } else if (keys.error().reason == Reason::WrongPin) {
                countFailure();
            }
            answer(keys);
        });
    });
}

void Session::countFailure()
{
    Q_EMIT lockChanged();
    Q_EMIT waitChanged();
    if (triesLeft() == 0)
        eraseEverything();
    else if (waitSeconds() > 0)
        m_waiting.start();
}

void Session::unlock(const QString &pin)
{
    if (m_busy || unlocked())
        return;
    m_problem.clear();
    Q_EMIT problemChanged();
    setBusy(true);
    derive(pin, [this](const Outcome &outcome) { openWith(outcome); });
}

void Session::openWith(const Outcome &outcome)
{
    const auto opened = outcome ? m_vault.open(*outcome) : tl::unexpected(outcome.error());
    if (!opened) {
        setProblem(opened.error());
        setBusy(false);
        Q_EMIT lockChanged();
        Q_EMIT pinRefused();
        return;
    }
    touch();
    setBusy(false);
    Q_EMIT unlockedNow(); // the parts load here
    Q_EMIT lockChanged();
    Q_EMIT changed();
}

void Session::verifyPin(const QString &pin, QObject *context, std::function<void(Result<void>)> answer)
{
    derive(pin, [context = QPointer(context), answer = std::move(answer)](const Outcome &outcome) {
        if (context)
            answer(outcome ? Result<void>() : tl::unexpected(outcome.error()));
    });
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

Result<void> Session::unenrol()
{
    if (auto removed = removeIdentity(m_vault); !removed)
        return removed;
    m_identity.reset();
    m_keys = {};
    Q_EMIT changed();
    return {};
}

void Session::eraseEverything()
{
    if (unlocked())
        lock();
    m_keyStore.remove(storeEntry, this, [](const Result<void> &) {});
    if (const auto done = m_vault.erase(); !done)
        setProblem(done.error());
    Q_EMIT erased();
    Q_EMIT lockChanged();
}

} // namespace astreinte::app
