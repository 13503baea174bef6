// SPDX-License-Identifier: EUPL-1.2
#include "core/sealing/keyring.h"
#include "core/sealing/row_seal.h"

#include <QtTest>

using namespace astreinte;
using namespace astreinte::sealing;

namespace {

constexpr ScryptCost cheapest{15, 8, 1};

const Secret &pin()
{
    static const Secret value("482913");
    return value;
}

const Secret &storeSecret()
{
    static const Secret value(QByteArray(32, '\x5a'));
    return value;
}

QByteArray flipped(QByteArray bytes, qsizetype at)
{
    bytes[at] = static_cast<char>(bytes[at] ^ 1);
    return bytes;
}

} // namespace

class VaultKeys : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keyringReadsBack();
    void keyringNeedsBothSecrets();
    void keyringRefusesAnyAlteredByte();
    void keyringRefusesOtherCosts();
    void keyringTiesTheRecipients();
    void rowsReadBack_data();
    void rowsReadBack();
    void rowsOpenInTheirPlaceOnly();
    void rowsRefuseDamage();
    void secretsDoNotLinger();
};

void VaultKeys::keyringReadsBack()
{
    const auto key = *VaultKey::generate({});
    const auto file = sealKeyring(key, pin(), storeSecret());
    QVERIFY(file);
    QCOMPARE(file->size(), 147);
    QCOMPARE(file->first(8), QByteArray("ASTKEYR1"));
    QCOMPARE(file->mid(8, 16), key.vaultId());
    QCOMPARE(file->mid(24, 3), QByteArray("\x10\x08\x02", 3)); // N = 2^16, r = 8, p = 2
    const auto opened = openKeyring(*file, pin(), storeSecret());
    QVERIFY2(opened, opened ? "" : qPrintable(opened.error().toString()));
    QVERIFY(opened->rowKey()->equals(*key.rowKey()));
    QCOMPARE(opened->ageIdentity()->recipient(), key.ageIdentity()->recipient());
    QCOMPARE(opened->vaultId(), key.vaultId());
    QVERIFY(!key.rowKey()->equals(key.ageIdentity()->scalar()));
    // Two keyrings of the same key share neither salt nor nonce.
    const auto again = *sealKeyring(key, pin(), storeSecret(), cheapest);
    QVERIFY(again.mid(27, 16) != file->mid(27, 16) && again.mid(43, 24) != file->mid(43, 24));
}

void VaultKeys::keyringNeedsBothSecrets()
{
    const auto file = *sealKeyring(*VaultKey::generate({}), pin(), storeSecret(), cheapest);
    QCOMPARE(openKeyring(file, Secret("482914"), storeSecret()).error().reason, Reason::WrongPin);
    QCOMPARE(openKeyring(file, Secret(), storeSecret()).error().reason, Reason::WrongPin);
    QCOMPARE(openKeyring(file, pin(), Secret(QByteArray(32, '\x5b'))).error().reason, Reason::WrongPin);
    QCOMPARE(openKeyring(file, pin(), Secret()).error().reason, Reason::InvalidValue);
    QVERIFY(openKeyring(file, pin(), storeSecret()));
}

void VaultKeys::keyringRefusesAnyAlteredByte()
{
    const auto file = *sealKeyring(*VaultKey::generate({}), pin(), storeSecret(), cheapest);
    for (qsizetype at = 0; at < file.size(); ++at)
        QVERIFY2(!openKeyring(flipped(file, at), pin(), storeSecret()), qPrintable(QString::number(at)));
    QCOMPARE(openKeyring(file.chopped(1), pin(), storeSecret()).error().reason, Reason::StorageFailed);
    QCOMPARE(openKeyring(file + '\0', pin(), storeSecret()).error().reason, Reason::StorageFailed);
    QCOMPARE(openKeyring({}, pin(), storeSecret()).error().reason, Reason::StorageFailed);
    QCOMPARE(openKeyring(QByteArray(file).replace("ASTKEYR1", "ASTKEYR2"), pin(), storeSecret()).error().reason,
             Reason::UnknownVersion);
}

void VaultKeys::keyringRefusesOtherCosts()
{
    const auto key = *VaultKey::generate({});
    const auto file = *sealKeyring(key, pin(), storeSecret(), cheapest);
    // Beyond the bounds: refused at once, without deriving (N = 2^63 would take all memory).
    for (const auto &numbers : {"\x0e\x08\x01", "\x12\x08\x01", "\x3f\x08\x01", "\xff\x08\x01", "\x0f\x09\x01",
                                "\x0f\x08\x05", "\x0f\x08\xff"}) {
        auto altered = file;
        altered.replace(24, 3, QByteArray(numbers, 3));
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(openKeyring(altered, pin(), storeSecret()).error().reason, Reason::InvalidValue);
        QVERIFY(timer.elapsed() < 50);
    }
    // Within the bounds but not what was sealed: the cost is authenticated.
    auto raised = file;
    raised[24] = 16;
    QCOMPARE(openKeyring(raised, pin(), storeSecret()).error().reason, Reason::WrongPin);
    QVERIFY(!sealKeyring(key, pin(), storeSecret(), {14, 8, 1}));
    QVERIFY(!sealKeyring(key, pin(), Secret(QByteArray(16, 'a')), cheapest));
}

void VaultKeys::keyringTiesTheRecipients()
{
    const auto recovery = *AgeIdentity::generate();
    const auto other = *AgeIdentity::generate();
    const auto key = *VaultKey::generate({recovery.recipient()});
    const auto opened = *openKeyring(*sealKeyring(key, pin(), storeSecret(), cheapest), pin(), storeSecret());
    QCOMPARE(opened.recipientsDigest(), recipientsDigest({recovery.recipient()}));
    QVERIFY(opened.recipientsDigest() != recipientsDigest({other.recipient()}));
    QVERIFY(opened.recipientsDigest() != recipientsDigest({}));
}

namespace {

const RowPlace place{QByteArray(16, 'v'), 2, QByteArray(16, 'i'), 7, 1};

} // namespace

void VaultKeys::rowsReadBack_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<int>("padded");
    QTest::newRow("empty") << 0 << 256;
    QTest::newRow("one") << 1 << 256;
    QTest::newRow("just inside") << 255 << 256;
    QTest::newRow("a whole step") << 256 << 512;
    QTest::newRow("beyond") << 257 << 512;
    QTest::newRow("long") << 100'000 << 100'096;
}

void VaultKeys::rowsReadBack()
{
    QFETCH(int, size);
    QFETCH(int, padded);
    const Secret key(QByteArray(32, 'k'));
    // Ends with what the padding is made of.
    auto plaintext = QByteArray(size, 'x');
    if (size > 2)
        plaintext.replace(size - 2, 2, QByteArray("\x80\0", 2));
    const auto sealed = sealRow(key, place, plaintext);
    QVERIFY(sealed);
    QCOMPARE(sealed->size(), 1 + 24 + padded + 16);
    QCOMPARE(sealed->front(), '\x01');
    const auto opened = openRow(key, place, *sealed);
    QVERIFY(opened);
    QVERIFY(opened->view() == plaintext);
    QVERIFY(*sealRow(key, place, plaintext) != *sealed);
}

void VaultKeys::rowsOpenInTheirPlaceOnly()
{
    const Secret key(QByteArray(32, 'k'));
    const auto sealed = *sealRow(key, place, "row");
    const auto refused = [&](const std::function<void(RowPlace &)> &change) {
        auto other = place;
        change(other);
        const auto opened = openRow(key, other, sealed);
        return !opened && opened.error().reason == Reason::StorageFailed;
    };
    QVERIFY(refused([](RowPlace &p) { p.vaultId[0] = 'w'; }));       // of another vault
    QVERIFY(refused([](RowPlace &p) { p.table = 3; }));              // relabelled
    QVERIFY(refused([](RowPlace &p) { p.id[15] = 'j'; }));           // swapped
    QVERIFY(refused([](RowPlace &p) { p.revision = 8; }));           // rolled back
    QVERIFY(refused([](RowPlace &p) { p.revision += 1ULL << 56; })); // all 64 bits count
    QVERIFY(refused([](RowPlace &p) { p.state = 2; }));
    QVERIFY(!openRow(Secret(QByteArray(32, 'l')), place, sealed));
    QCOMPARE(sealRow(key, {QByteArray(15, 'v'), 2, QByteArray(16, 'i'), 7, 1}, "row").error().reason, Reason::Internal);
}

void VaultKeys::rowsRefuseDamage()
{
    const Secret key(QByteArray(32, 'k'));
    const auto sealed = *sealRow(key, place, "row");
    for (qsizetype at = 0; at < sealed.size(); ++at)
        QVERIFY(!openRow(key, place, flipped(sealed, at)));
    QCOMPARE(openRow(key, place, flipped(sealed, 0)).error().reason, Reason::UnknownVersion);
    for (qsizetype size = 0; size < sealed.size(); ++size)
        QVERIFY(!openRow(key, place, sealed.first(size)));
    QVERIFY(!openRow(key, place, sealed + QByteArray(256, '\0')));
}

void VaultKeys::secretsDoNotLinger()
{
    static_assert(!std::is_copy_constructible_v<Secret> && !std::is_copy_assignable_v<Secret>);
    Secret secret("PIN 482913");
    const auto *bytes = secret.data();
    secret.truncate(4);
    QCOMPARE(secret.view().toByteArray(), QByteArray("PIN "));
    QCOMPARE(QByteArray(reinterpret_cast<const char *>(bytes) + 4, 6), QByteArray(6, '\0'));
    Secret moved(std::move(secret));
    QVERIFY(moved.data() == bytes);
    QString printed;
    QDebug(&printed) << moved;
    QCOMPARE(printed.trimmed(), QStringLiteral("(redacted)"));
    QVERIFY(moved.equals(Secret("PIN ")));
    QVERIFY(!moved.equals(Secret("PIN")));
    moved.wipe();
    QVERIFY(moved.isEmpty());
}

QTEST_APPLESS_MAIN(VaultKeys)
#include "tst_vault_keys.moc"
