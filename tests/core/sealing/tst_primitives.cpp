// SPDX-License-Identifier: EUPL-1.2
#include "core/sealing/derivation.h"
#include "core/sealing/x25519.h"
#include "core/sealing/xaes256gcm.h"
#include "tests/core/published/published_vectors.h"

#include <QtTest>
#include <memory>
#include <openssl/evp.h>

using namespace astreinte;
using namespace astreinte::sealing;
using published::hexOf;

namespace {

QByteArray shake128(const QByteArray &message, qsizetype size)
{
    QByteArray out(size, '\0');
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    EVP_DigestInit_ex(context.get(), EVP_shake128(), nullptr);
    EVP_DigestUpdate(context.get(), message.constData(), static_cast<std::size_t>(message.size()));
    EVP_DigestFinalXOF(context.get(), reinterpret_cast<uchar *>(out.data()), static_cast<std::size_t>(size));
    return out;
}

// Bytes read in order from one stream.
class Stream
{
public:
    explicit Stream(QByteArray bytes) : m_bytes(std::move(bytes)) {}
    QByteArray take(qsizetype count)
    {
        m_at += count;
        return m_bytes.mid(m_at - count, count);
    }
    QByteArray takeShort() { return take(static_cast<uchar>(take(1).front())); }

private:
    QByteArray m_bytes;
    qsizetype m_at = 0;
};

} // namespace

class Primitives : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void xaesReproducesTheSpecification();
    void xaesReproducesTheAccumulatedVectors();
    void xaesRefusesDamage();
    void aeadFollowsWycheproof_data();
    void aeadFollowsWycheproof();
    void hkdfFollowsWycheproof();
    void x25519FollowsWycheproof();
    void scryptReproducesRfc7914();
    void expandReproducesRfc5869();
};

void Primitives::xaesReproducesTheSpecification()
{
    const QByteArray nonce("ABCDEFGHIJKLMNOPQRSTUVWX");
    const QByteArray plaintext("XAES-256-GCM");
    QCOMPARE(sealXaes(QByteArray(32, '\1'), nonce, plaintext, {})->toHex(),
             QByteArray("ce546ef63c9cc60765923609b33a9a1974e96e52daf2fcf7075e2271"));
    QCOMPARE(sealXaes(QByteArray(32, '\3'), nonce, plaintext, "c2sp.org/XAES-256-GCM")->toHex(),
             QByteArray("986ec1832593df5443a179437fd083bf3fdb41abd740a21f71eb769d"));
}

// C2SP xaes-256-gcm.md, "Accumulated randomized tests": the last of 10,000.
void Primitives::xaesReproducesTheAccumulatedVectors()
{
    constexpr int count = 10'000;
    Stream stream(shake128({}, count * (32 + 24 + 2 * 256)));
    QByteArray all;
    for (int i = 0; i < count; ++i) {
        const auto key = stream.take(32);
        const auto nonce = stream.take(24);
        const auto plaintext = stream.takeShort();
        const auto beside = stream.takeShort();
        const auto sealed = sealXaes(key, nonce, plaintext, beside);
        QVERIFY(sealed);
        const auto opened = openXaes(key, nonce, *sealed, beside);
        QVERIFY(opened && opened->view() == plaintext);
        all += *sealed;
    }
    QCOMPARE(shake128(all, 32).toHex(), QByteArray("e6b9edf2df6cec60c8cbd864e2211b597fb69a529160cd040d56c0c210081939"));
}

void Primitives::xaesRefusesDamage()
{
    const QByteArray key(32, '\1');
    const QByteArray nonce(24, '\2');
    const auto sealed = *sealXaes(key, nonce, "text", "beside");
    QVERIFY(openXaes(key, nonce, sealed, "beside"));
    for (qsizetype i = 0; i < sealed.size(); ++i) {
        auto altered = sealed;
        altered[i] = static_cast<char>(altered[i] ^ 1);
        QVERIFY(!openXaes(key, nonce, altered, "beside"));
    }
    for (qsizetype i = 0; i < nonce.size(); ++i) {
        auto altered = nonce;
        altered[i] = static_cast<char>(altered[i] ^ 1);
        QVERIFY(!openXaes(key, altered, sealed, "beside"));
    }
    QVERIFY(!openXaes(key, nonce, sealed, "Beside"));
    QVERIFY(!openXaes(key, nonce, sealed.chopped(1), "beside"));
    QVERIFY(!openXaes(key, nonce, {}, "beside"));
    QVERIFY(!openXaes(key.chopped(1), nonce, sealed, "beside"));
    QVERIFY(!sealXaes(key, nonce.chopped(1), "text", {}));
}

void Primitives::aeadFollowsWycheproof_data()
{
    QTest::addColumn<int>("cipher");
    QTest::addColumn<QString>("file");
    QTest::newRow("AES-256-GCM") << int(Aead::Aes256Gcm) << QStringLiteral("aes_gcm_test.json");
    QTest::newRow("ChaCha20-Poly1305") << int(Aead::ChaCha20Poly1305) << QStringLiteral("chacha20_poly1305_test.json");
}

void Primitives::aeadFollowsWycheproof()
{
    REQUIRE_PUBLISHED("wycheproof");
    QFETCH(int, cipher);
    QFETCH(QString, file);
    const auto kind = static_cast<Aead>(cipher);
    int valid = 0, invalid = 0;
    for (const auto &group : published::wycheproofGroups(file)) {
        // The sizes we use; others are refused, see below.
        const bool ours = group[QStringLiteral("keySize")] == 256 && group[QStringLiteral("ivSize")] == 96 &&
                          group[QStringLiteral("tagSize")] == 128;
        for (const auto &value : group[QStringLiteral("tests")].toArray()) {
            const auto test = value.toObject();
            const auto key = hexOf(test, "key"), nonce = hexOf(test, "iv"), beside = hexOf(test, "aad");
            const auto sealed = hexOf(test, "ct") + hexOf(test, "tag");
            const bool good = ours && test[QStringLiteral("result")].toString() == QStringLiteral("valid");
            const auto opened = open(kind, key, nonce, sealed, beside);
            QVERIFY2(opened.has_value() == good, qPrintable(test[QStringLiteral("comment")].toString()));
            if (good) {
                QCOMPARE(opened->view().toByteArray(), hexOf(test, "msg"));
                QCOMPARE(*seal(kind, key, nonce, hexOf(test, "msg"), beside), sealed);
            }
            ++(good ? valid : invalid);
        }
    }
    QVERIFY2(valid > 30 && invalid > 20, qPrintable(QStringLiteral("%1 and %2").arg(valid).arg(invalid)));
}

void Primitives::hkdfFollowsWycheproof()
{
    REQUIRE_PUBLISHED("wycheproof");
    int valid = 0, invalid = 0;
    for (const auto &group : published::wycheproofGroups(QStringLiteral("hkdf_sha256_test.json"))) {
        for (const auto &value : group[QStringLiteral("tests")].toArray()) {
            const auto test = value.toObject();
            const auto size = test[QStringLiteral("size")].toInt();
            const bool good = test[QStringLiteral("result")].toString() == QStringLiteral("valid");
            const auto key = hkdf(hexOf(test, "ikm"), hexOf(test, "salt"), hexOf(test, "info"), size);
            QVERIFY2(key.has_value() == good, qPrintable(test[QStringLiteral("comment")].toString()));
            if (good)
                QCOMPARE(key->view().toByteArray(), hexOf(test, "okm"));
            ++(good ? valid : invalid);
        }
    }
    QVERIFY(valid > 50 && invalid > 0);
}

void Primitives::x25519FollowsWycheproof()
{
    REQUIRE_PUBLISHED("wycheproof");
    int given = 0, refused = 0;
    for (const auto &group : published::wycheproofGroups(QStringLiteral("x25519_test.json"))) {
        for (const auto &value : group[QStringLiteral("tests")].toArray()) {
            const auto test = value.toObject();
            const auto expected = hexOf(test, "shared");
            const auto shared = x25519(hexOf(test, "private"), hexOf(test, "public"));
            // "acceptable": twisted or non-canonical points, which RFC 7748 computes; a zero result is refused.
            const bool good = expected != QByteArray(32, '\0');
            QVERIFY2(shared.has_value() == good, qPrintable(test[QStringLiteral("comment")].toString()));
            if (good)
                QCOMPARE(shared->view().toByteArray(), expected);
            ++(good ? given : refused);
        }
    }
    QVERIFY(given > 400 && refused > 10);
}

// RFC 7914 §12, the vectors that fit our machine.
void Primitives::scryptReproducesRfc7914()
{
    QCOMPARE(
        scrypt("password", "NaCl", {10, 8, 16}, 64)->view().toByteArray().toHex(),
        QByteArray("fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b3731622eaf30d92e22a3886ff109279d9830da"
                   "c727afb94a83ee6d8360cbdfa2cc0640"));
    QCOMPARE(
        scrypt("pleaseletmein", "SodiumChloride", {14, 8, 1}, 64)->view().toByteArray().toHex(),
        QByteArray("7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2d5432955613f0fcf62d49705242a9af9"
                   "e61e85dc0d651e40dfcf017b45575887"));
    QVERIFY((ScryptCost{16, 8, 2}.isAccepted()));
    for (const auto &cost : {ScryptCost{14, 8, 2}, ScryptCost{18, 8, 2}, ScryptCost{16, 16, 2}, ScryptCost{16, 8, 0},
                             ScryptCost{16, 8, 5}})
        QVERIFY(!cost.isAccepted());
}

// RFC 5869, test case 1.
void Primitives::expandReproducesRfc5869()
{
    const auto key = QByteArray::fromHex("077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5");
    const auto info = QByteArray::fromHex("f0f1f2f3f4f5f6f7f8f9");
    QCOMPARE(hkdfExpand(key, info, 42)->view().toByteArray().toHex(),
             QByteArray("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"));
    QVERIFY(!hkdfExpand(key, info, 255 * 32 + 1));
}

QTEST_APPLESS_MAIN(Primitives)
#include "tst_primitives.moc"
