// SPDX-License-Identifier: EUPL-1.2
#include "app/vault/vault.h"
#include "app/vault/vault_keys.h"
#include "core/sealing/derivation.h"
#include "core/signature/bytes.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QUuid>

// What can be read before the vault is open: the keyring (twice, since one damaged byte of it would close the vault for
// ever), the count of wrong PINs, and the public keys that pictures are sealed to.
namespace astreinte::app {
namespace {

const QString keyringFile = QStringLiteral("keyring");
const QString keyringCopy = QStringLiteral("keyring.copy");
const QString stateFile = QStringLiteral("lock.json");
const QString passphraseMark = QStringLiteral("passphrase");
const QString recipientsFile = QStringLiteral("recipients");
constexpr QByteArrayView recipientsMagic("ASTRCPT1");
// A damaged count of tries leaves as many as a phone that met the first delay.
constexpr int triesAfterDamage = 5;

QByteArray checkOf(const QJsonObject &state)
{
    return signature::hex(signature::sha256(QJsonDocument(state).toJson(QJsonDocument::Compact))).left(16);
}

// Everything above the last line, and what that line says.
Result<QByteArray> recipientsSeal(const VaultKeys &keys, const QByteArray &above)
{
    return sealing::hmacSha256(keys.ledgerKey.view(), "AST-RCPT1" + above).map([](const QByteArray &code) {
        return "seal " + signature::hex(code);
    });
}

} // namespace

Result<bool> Vault::exists() const
{
    const bool keyring = QFileInfo::exists(path(keyringFile)) || QFileInfo::exists(path(keyringCopy));
    if (!keyring && (QFileInfo::exists(path(QStringLiteral("rows.sqlite"))) || m_bundles.exists()))
        return fail(Reason::StorageFailed, QStringLiteral("keyring"));
    return keyring;
}

Result<void> Vault::writeKeyring(QByteArrayView file) const
{
    return replaceFile(m_disk, path(keyringFile), file).and_then([&] {
        return replaceFile(m_disk, path(keyringCopy), file);
    });
}

Result<std::shared_ptr<const VaultKeys>> Vault::create(const signature::Secret &pin,
                                                       const signature::Secret &storeSecret) const
{
    const auto key = sealing::VaultKey::generate({});
    if (!key)
        return tl::unexpected(key.error());
    const auto file = sealing::sealKeyring(*key, pin, storeSecret);
    if (!file)
        return tl::unexpected(file.error());
    auto keys = vaultKeys(*key);
    if (!keys)
        return keys;
    const auto written = prepareFolders().and_then([&] { return writeRecipients(**keys, {}); }).and_then([&] {
        return writeKeyring(*file);
    });
    if (!written)
        return tl::unexpected(written.error());
    return keys;
}

Result<std::shared_ptr<const VaultKeys>> Vault::derive(const signature::Secret &pin,
                                                       const signature::Secret &storeSecret) const
{
    const auto first = m_disk.read(path(keyringFile));
    const auto second = m_disk.read(path(keyringCopy));
    if (!first && !second)
        return tl::unexpected(first.error());
    QByteArray file = first ? *first : *second;
    auto key = sealing::openKeyring(file, pin, storeSecret);
    const bool differ = !first || !second || *first != *second;
    if (!key && first && second && differ) {
        // One of the two is damaged; the other tells whether the PIN is wrong.
        auto other = sealing::openKeyring(*second, pin, storeSecret);
        file = *second;
        if (other || other.error().reason == Reason::WrongPin)
            key = std::move(other);
    }
    if (!key)
        return tl::unexpected(key.error());
    auto keys = vaultKeys(*key);
    if (!keys)
        return keys;
    const auto recipients = readRecipients(keys->get());
    if (recipients && recipients->authentic &&
        sealing::recipientsDigest(recipients->all.mid(1)) != key->recipientsDigest()) {
        // The recovery key came or changed since the PIN was last typed: from now on the keyring names it.
        key->setRecipients(recipients->all.mid(1));
        if (const auto renewed = sealing::sealKeyring(*key, pin, storeSecret))
            (void)writeKeyring(*renewed);
    } else if (differ) {
        (void)writeKeyring(file); // not done: it is tried again at the next unlocking
    }
    return keys;
}

Result<Vault::Recipients> Vault::readRecipients(const VaultKeys *keys) const
{
    const auto file = m_disk.read(path(recipientsFile));
    if (!file)
        return fail(Reason::UnknownKey, recipientsFile);
    auto lines = file->split('\n');
    if (lines.size() < 4 || lines.size() > 5 || lines.first() != recipientsMagic || !lines.last().isEmpty())
        return fail(Reason::StorageDamaged, recipientsFile);
    Recipients recipients;
    for (qsizetype i = 1; i < lines.size() - 2; ++i) {
        const auto recipient = sealing::AgeRecipient::fromText(lines[i]);
        if (!recipient)
            return fail(Reason::StorageDamaged, recipientsFile);
        recipients.all.append(*recipient);
    }
    if (keys != nullptr) {
        const auto seal = lines[lines.size() - 2];
        const auto expected = recipientsSeal(*keys, file->chopped(seal.size() + 1));
        recipients.authentic = expected && signature::constantTimeEqual(*expected, seal) &&
                               recipients.all.first() == keys->pictures.recipient();
    }
    return recipients;
}

Result<void> Vault::writeRecipients(const VaultKeys &keys, const std::optional<sealing::AgeRecipient> &recovery) const
{
    QByteArray above = recipientsMagic.toByteArray() + '\n' + keys.pictures.recipient().toText().toLatin1() + '\n';
    if (recovery)
        above += recovery->toText().toLatin1() + '\n';
    const auto seal = recipientsSeal(keys, above);
    if (!seal)
        return tl::unexpected(seal.error());
    return replaceFile(m_disk, path(recipientsFile), above + *seal + '\n');
}

Result<void> Vault::openRecipients()
{
    const auto found = readRecipients(m_keys.get());
    const QMutexLocker guard(&m_recoveryGuard);
    m_recovery.reset();
    if (found && found->authentic) {
        if (found->all.size() > 1)
            m_recovery = found->all[1];
        return {};
    }
    // Altered or damaged: only this vault, until the configuration names the recovery key again (setRecovery).
    if (!found && found.error().reason == Reason::UnknownKey)
        return writeRecipients(*m_keys, {});
    m_notice = Failure{Reason::StorageDamaged, recipientsFile};
    return writeRecipients(*m_keys, {});
}

Result<void> Vault::setRecovery(const std::optional<sealing::AgeRecipient> &recipient)
{
    if (!isOpen())
        return fail(Reason::Locked);
    if (recovery() == recipient)
        return {};
    auto written = writeRecipients(*m_keys, recipient);
    const QMutexLocker guard(&m_recoveryGuard);
    if (written)
        m_recovery = recipient;
    return written;
}

std::optional<sealing::AgeRecipient> Vault::recovery() const
{
    const QMutexLocker guard(&m_recoveryGuard);
    return m_recovery;
}

Result<Vault::LockState> Vault::lockState() const
{
    const LockState damaged{triesAfterDamage, 0, !QFileInfo::exists(path(passphraseMark))};
    if (!QFileInfo::exists(path(stateFile)))
        return exists().value_or(true) ? damaged : LockState{};
    const auto bytes = m_disk.read(path(stateFile));
    if (!bytes)
        return tl::unexpected(bytes.error());
    auto object = QJsonDocument::fromJson(*bytes).object();
    const auto check = object.take(QLatin1String("check"));
    if (object.isEmpty() || (!check.isUndefined() && check.toString().toLatin1() != checkOf(object)))
        return damaged;
    if (object[QLatin1String("v")].toInt() != 1)
        return check.isUndefined() ? damaged : Result<LockState>(fail(Reason::StorageNewer, stateFile));
    return LockState{object[QLatin1String("failed")].toInt(), object[QLatin1String("last")].toInteger(),
                     object[QLatin1String("keyStore")].toBool(true)};
}

Result<void> Vault::setLockState(const LockState &state)
{
    QJsonObject object{{QStringLiteral("v"), 1},
                       {QStringLiteral("failed"), state.failedTries},
                       {QStringLiteral("last"), state.lastTry},
                       {QStringLiteral("keyStore"), state.usesKeyStore}};
    object.insert(QStringLiteral("check"), QString::fromLatin1(checkOf(object)));
    auto prepared = QFileInfo::exists(m_folder) ? Result<void>() : prepareFolders();
    // Beside the state, so that a damaged state does not ask a keystore that never was.
    if (prepared && !state.usesKeyStore && !QFileInfo::exists(path(passphraseMark)))
        prepared = replaceFile(m_disk, path(passphraseMark), "1\n");
    if (prepared && state.usesKeyStore && QFileInfo::exists(path(passphraseMark)))
        prepared = m_disk.remove(path(passphraseMark));
    if (!prepared)
        return prepared;
    return replaceFile(m_disk, path(stateFile), QJsonDocument(object).toJson(QJsonDocument::Compact));
}

Result<void> Vault::erase()
{
    lock();
    // Overwritten where they lie: a new file under the same name would leave the wrapped key on the medium.
    const auto noise = signature::randomBytes(sealing::keyringSize);
    Result<void> removed;
    for (const auto &name : {keyringFile, keyringCopy}) {
        if (noise && QFileInfo::exists(path(name)))
            (void)m_disk.overwrite(path(name), *noise);
        if (auto gone = m_disk.remove(path(name)); !gone)
            removed = gone;
    }
    if (removed)
        removed = m_disk.syncFolder(m_folder);
    // Without the keyring the sealed rows are noise; they are moved aside so that a new vault can be made.
    const auto aside = m_folder + QStringLiteral(".erased-") + QUuid::createUuid().toString(QUuid::Id128);
    if (removed)
        removed = m_disk.rename(m_folder, aside);
    return removed ? m_disk.syncFolder(QFileInfo(m_folder).path()) : removed;
}

} // namespace astreinte::app
