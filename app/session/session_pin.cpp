// SPDX-License-Identifier: EUPL-1.2
#include "app/ports/clock.h"
#include "app/ports/key_store.h"
#include "app/session/passphrase.h"
#include "app/session/pin_policy.h"
#include "app/session/session.h"
#include "core/signature/bytes.h"

#include <QPointer>
#include <QtConcurrent/QtConcurrentRun>
#include <algorithm>

// Choosing, typing and checking the PIN. The derivation is slow on purpose and runs in a worker.
namespace astreinte::app {
namespace {

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

Result<void> Session::acceptable(const QString &pin, bool withKeyStore) const
{
    if (!withKeyStore)
        switch (passphraseStrength(pin)) {
        case Strength::Short:
            return fail(Reason::KeyStoreUnavailable);
        case Strength::Weak:
            return fail(Reason::InvalidValue, tr("too easy to guess"));
        case Strength::Fair:
        case Strength::Good:
            return {};
        }
    const bool digits = std::ranges::all_of(pin, [](QChar c) { return c.isDigit(); });
    if (digits ? pin.size() >= shortestPin : pin.size() >= shortestPassphrase)
        return {};
    return fail(Reason::InvalidValue, tr("%n digit(s) at least", "PIN", shortestPin));
}

bool Session::usesPassphrase() const
{
    const auto state = pinIsSet() ? m_vault.lockState() : Vault::LockState{0, 0, !m_noKeyStore};
    return state && !state->usesKeyStore;
}

void Session::setNoKeyStore(bool none)
{
    if (m_noKeyStore == none)
        return;
    m_noKeyStore = none;
    Q_EMIT lockChanged();
}

void Session::askKeyStore()
{
    m_keyStore.read(QString(vaultSecretEntry), this,
                    [this](const Result<std::shared_ptr<const signature::Secret>> &found) {
                        setNoKeyStore(!found && found.error().reason != Reason::UnknownKey);
                    });
}

QVariantMap Session::strengthOf(const QString &passphrase) const
{
    const auto answer = [](bool enough, const QString &text, const char *tone) {
        return QVariantMap{{QStringLiteral("enough"), enough},
                           {QStringLiteral("text"), text},
                           {QStringLiteral("tone"), QLatin1String(tone)}};
    };
    switch (passphraseStrength(passphrase)) {
    case Strength::Short:
        //: Under the passphrase being chosen
        return answer(false, tr("%n character(s) more", "passphrase", shortestPassphrase - int(passphrase.size())),
                      "warning");
    case Strength::Weak:
        //: Under the passphrase being chosen
        return answer(false, tr("Too easy to guess: repeated or consecutive characters"), "danger");
    case Strength::Fair:
        //: Under the passphrase being chosen
        return answer(true, tr("Acceptable. One more word makes it strong."), "info");
    case Strength::Good:
        break;
    }
    //: Under the passphrase being chosen
    return answer(true, tr("Strong"), "success");
}

void Session::choosePin(const QString &pin)
{
    if (m_busy || pinIsSet())
        return;
    m_problem.clear();
    Q_EMIT problemChanged();
    setBusy(true);
    // The keystore is asked first: without one, only a long passphrase will do.
    m_keyStore.read(
        QString(vaultSecretEntry), this, [this, pin](const Result<std::shared_ptr<const signature::Secret>> &found) {
            const bool withKeyStore = !m_refusesKeys && (found || found.error().reason == Reason::UnknownKey);
            setNoKeyStore(!withKeyStore);
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
        // Before the keyring: a vault that asks a keystore which never held its secret could not be opened again.
        if (const auto kept = m_vault.setLockState({0, 0, withKeyStore}); !kept)
            return openWith(tl::unexpected(kept.error()));
        auto work = QtConcurrent::run([this, pin, secret]() -> Keys { return m_vault.create(secretOf(pin), *secret); });
        later(work, this, [this](const Keys &keys) { openWith(keys); });
    };
    if (!withKeyStore)
        return derive();
    m_keyStore.write(QString(vaultSecretEntry), *secret, this, [this, derive](const Result<void> &written) {
        if (written)
            return derive();
        m_refusesKeys = true; // it answers and keeps nothing: as good as none
        setNoKeyStore(true);
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
    m_keyStore.read(QString(vaultSecretEntry), this, next);
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
        if (state->failedTries >= mostTries) {
            // The tenth was cut short: there is no eleventh.
            eraseEverything();
            return answer(fail(Reason::WrongPin));
        }
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
        const auto why = opened.error().reason;
        if (outcome && (why == Reason::StorageNewer || why == Reason::StorageDamaged))
            Q_EMIT storageRefused(opened.error());
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

} // namespace astreinte::app
