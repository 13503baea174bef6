// SPDX-License-Identifier: EUPL-1.2
#include "core/signature/bytes.h"
#include "core/signature/instant.h"
#include "core/signature/keys.h"
#include "core/text/plain_text.h"
#include "tests/core/published/published_vectors.h"

#include <QtTest>

using namespace astreinte;
using namespace astreinte::signature;

class Bytes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void base64ReproducesRfc4648();
    void base64RefusesOtherSpellings();
    void sha256ReproducesFips180();
    void comparesAndDraws();
    void instantsReadBack();
    void acceptsOrdinaryText_data();
    void acceptsOrdinaryText();
    void refusesHiddenControls_data();
    void refusesHiddenControls();
    void verifiesAsWycheproof();
};

// RFC 4648 §10, without the padding for base64url.
void Bytes::base64ReproducesRfc4648()
{
    const QList<std::pair<QByteArray, QByteArray>> vectors{
        {"", ""},           {"f", "Zg"},          {"fo", "Zm8"},         {"foo", "Zm9v"},
        {"foob", "Zm9vYg"}, {"fooba", "Zm9vYmE"}, {"foobar", "Zm9vYmFy"}};
    for (const auto &[bytes, text] : vectors) {
        QCOMPARE(base64Url(bytes), text);
        QCOMPARE(fromBase64Url(text), bytes);
    }
    QCOMPARE(base64("fooba"), QByteArray("Zm9vYmE="));
    QCOMPARE(fromBase64("Zm9vYmE="), QByteArray("fooba"));
    QCOMPARE(base64Url("\xfb\xff"), QByteArray("-_8"));
    QCOMPARE(hex("\x01\xfe"), QByteArray("01fe"));
    QCOMPARE(fromHex("01fe"), QByteArray("\x01\xfe"));
}

void Bytes::base64RefusesOtherSpellings()
{
    for (const auto *text : {"Zg==", "Zh", "Zm9", "Z", "Zm9v\n", " Zm9v", "Zm 9v", "+/8", "Zm9v.", "Zm9vé", "===="})
        QVERIFY2(!fromBase64Url(text), text);
    for (const auto *text : {"Zg", "Zg=", "Zh==", "Zg===", "-_8=", "Zg==Zg==", "Zg ==", "="})
        QVERIFY2(!fromBase64(text), text);
    for (const auto *text : {"0", "0G", "01FE", "01 fe", "0x01", "01fe\n"})
        QVERIFY2(!fromHex(text), text);
}

// FIPS 180-4 examples.
void Bytes::sha256ReproducesFips180()
{
    QCOMPARE(sha256("abc").toHex(), QByteArray("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    QCOMPARE(sha256("").toHex(), QByteArray("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
    Sha256 hash;
    hash.add("a");
    hash.add("bc");
    QCOMPARE(hash.finish(), sha256("abc"));
    QCOMPARE(hash.finish(), sha256(""));
    for (int i = 0; i < 1000; ++i)
        hash.add(QByteArray(1000, 'a'));
    QCOMPARE(hash.finish().toHex(), QByteArray("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"));
}

void Bytes::comparesAndDraws()
{
    QVERIFY(constantTimeEqual("abc", "abc"));
    QVERIFY(!constantTimeEqual("abc", "abd"));
    QVERIFY(!constantTimeEqual("abc", "ab"));
    QVERIFY(constantTimeEqual({}, {}));
    const auto drawn = randomBytes(32);
    QCOMPARE(drawn->size(), 32);
    QVERIFY(*drawn != *randomBytes(32));
}

void Bytes::instantsReadBack()
{
    const auto instant = instantFromText(u"2028-02-29T23:59:59.999Z");
    QVERIFY(instant);
    QCOMPARE(toText(*instant), QStringLiteral("2028-02-29T23:59:59.999Z"));
    QCOMPARE(toUnixSeconds(*instant), 1835481599); // date -u -d 2028-02-29T23:59:59Z +%s
    QCOMPARE(toDateTime(*instant).toString(Qt::ISODateWithMs), QStringLiteral("2028-02-29T23:59:59.999Z"));
    QCOMPARE(fromDateTime(toDateTime(*instant)), *instant);
    QCOMPARE(toText(fromUnixSeconds(0)), QStringLiteral("1970-01-01T00:00:00.000Z"));
}

void Bytes::acceptsOrdinaryText_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("French") << QStringLiteral("Crue : l’Indre à 2,85 m\u202F! « Évitez\u00A0»\nMerci.");
    QTest::newRow("emoji") << QStringLiteral(
        "⚠️ 🌊 👩‍🚒 👨‍👩‍👧 👍🏽 🇫🇷 🏳️‍🌈");
    QTest::newRow("skin tone before a joiner") << QStringLiteral("👩🏽\u200D🚒");
    QTest::newRow("keycap") << QStringLiteral("1️⃣ 18/112");
    QTest::newRow("empty") << QString();
    QTest::newRow("Greek, Arabic") << QStringLiteral("Αθήνα العربية");
}

void Bytes::acceptsOrdinaryText()
{
    QFETCH(QString, text);
    const auto checked = text::checkPlainText(text);
    QVERIFY2(checked, checked ? "" : qPrintable(checked.error().toString()));
}

void Bytes::refusesHiddenControls_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("position");
    const auto row = [](const char *name, const QString &text, int position) {
        QTest::newRow(name) << text << position;
    };
    row("NUL", QStringLiteral("a") + QChar(u'\0'), 1);
    row("tab", QStringLiteral("\t"), 0);
    row("carriage return", QStringLiteral("ab\r\n"), 2);
    row("escape", QStringLiteral("\u001B[31m"), 0);
    row("delete", QStringLiteral("\u007F"), 0);
    row("next line", QStringLiteral("a\u0085"), 1);
    row("right-to-left override", QStringLiteral("photo\u202Egpj"), 5);
    row("right-to-left isolate", QStringLiteral("\u2067"), 0);
    row("right-to-left mark", QStringLiteral("a\u200F"), 1);
    row("Arabic letter mark", QStringLiteral("\u061C"), 0);
    row("zero width space", QStringLiteral("a\u200Bb"), 1);
    row("joiner between letters", QStringLiteral("a\u200Db"), 1);
    row("joiner at the end", QStringLiteral("👩\u200D"), 2);
    row("non-joiner", QStringLiteral("\u200C"), 0);
    row("word joiner", QStringLiteral("\u2060"), 0);
    row("byte order mark", QStringLiteral("\uFEFF"), 0);
    row("soft hyphen", QStringLiteral("\u00AD"), 0);
    row("line separator", QStringLiteral("\u2028"), 0);
    row("Hangul filler", QStringLiteral("\u3164"), 0);
    row("tag", QString::fromUcs4(U"a\U000E0041"), 1);
    row("not a character", QStringLiteral("\uFFFF"), 0);
    row("private character", QStringLiteral("a\uE000"), 1);
    row("variation selector 1", QStringLiteral("a\uFE00"), 1);
    row("joiner after emoji style alone", QStringLiteral("a\uFE0F\u200D👩"), 2);
    row("lone surrogate", QStringLiteral("é") + QChar(0xD83D), 1);
    row("decomposed", QStringLiteral("pe\u0301ril"), 1);
}

void Bytes::refusesHiddenControls()
{
    QFETCH(QString, text);
    QFETCH(int, position);
    const auto checked = text::checkPlainText(text);
    QVERIFY(!checked);
    QCOMPARE(checked.error().reason, Reason::MalformedText);
    QVERIFY2(checked.error().detail.startsWith(QStringLiteral("position %1:").arg(position)),
             qPrintable(checked.error().detail));
}

void Bytes::verifiesAsWycheproof()
{
    REQUIRE_PUBLISHED("wycheproof");
    int valid = 0, invalid = 0;
    for (const auto &group : published::wycheproofGroups(QStringLiteral("ecdsa_secp256r1_sha256_p1363_test.json"))) {
        const auto key = VerifyingKey::fromSpki(published::hexOf(group.toObject(), "publicKeyDer"));
        QVERIFY(key);
        for (const auto &value : group[QStringLiteral("tests")].toArray()) {
            const auto test = value.toObject();
            const bool good = test[QStringLiteral("result")].toString() == QStringLiteral("valid");
            const auto verified = key->verify(published::hexOf(test, "msg"), published::hexOf(test, "sig"));
            QVERIFY2(verified.has_value() == good, qPrintable(test[QStringLiteral("comment")].toString()));
            ++(good ? valid : invalid);
        }
    }
    QVERIFY(valid > 100 && invalid > 50);
}

QTEST_APPLESS_MAIN(Bytes)
#include "tst_bytes.moc"
