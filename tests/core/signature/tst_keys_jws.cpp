// SPDX-License-Identifier: EUPL-1.2
#include "core/signature/bytes.h"
#include "core/signature/jws.h"
#include "core/signature/keys.h"

#include <QJsonDocument>
#include <QtTest>

using namespace astreinte;
using namespace astreinte::signature;

namespace {

constexpr QLatin1String type("astreinte-auth+jws");

// RFC 7515, appendix A.3.
const QByteArray rfcKey = R"({"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",)"
                          R"("y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"})";
const QByteArray rfcInput = "eyJhbGciOiJFUzI1NiJ9."
                            "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cn"
                            "VlfQ";
const QByteArray rfcSignature =
    "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";

QJsonObject json(const QByteArray &text)
{
    return QJsonDocument::fromJson(text).object();
}

QByteArray encoded(const QByteArray &header, const QByteArray &payload, const QByteArray &signature)
{
    return base64Url(header) + '.' + base64Url(payload) + '.' + base64Url(signature);
}

} // namespace

class KeysAndJws : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void verifiesTheExampleOfRfc7515();
    void namesAKeyAsRfc7638();
    void readsAndWritesKeys();
    void refusesForeignKeys_data();
    void refusesForeignKeys();
    void refusesMalformedSignatures();
    void signsAndReadsBack();
    void refusesHostileHeaders_data();
    void refusesHostileHeaders();
    void refusesOtherSpellingsOfTheSameBytes();
};

void KeysAndJws::verifiesTheExampleOfRfc7515()
{
    const auto key = VerifyingKey::fromJwk(json(rfcKey));
    QVERIFY(key);
    const auto signature = fromBase64Url(rfcSignature);
    QVERIFY(signature);
    QVERIFY(key->verify(rfcInput, *signature));
    QVERIFY(!key->verify(rfcInput + 'x', *signature));
}

// The DPoP key of RFC 9449 §4.1 and its thumbprint in §6.1.
void KeysAndJws::namesAKeyAsRfc7638()
{
    const auto key = VerifyingKey::fromJwk(json(R"({"kty":"EC","x":"l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs",)"
                                                R"("y":"9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA","crv":"P-256"})"));
    QVERIFY(key);
    QCOMPARE(key->kid(), QStringLiteral("0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I"));
}

void KeysAndJws::readsAndWritesKeys()
{
    const auto key = SigningKey::generate();
    QVERIFY(key);
    const auto der = key->toPkcs8Der();
    const auto pem = key->toPkcs8Pem();
    QVERIFY(der && pem);
    QVERIFY(pem->view().startsWith("-----BEGIN PRIVATE KEY-----"));
    for (const auto &read : {SigningKey::fromPkcs8Der(der->view()), SigningKey::fromPkcs8Pem(pem->view())}) {
        QVERIFY(read);
        QCOMPARE(read->kid(), key->kid());
        const auto signature = read->sign("message");
        QVERIFY(signature && key->verifyingKey().verify("message", *signature));
    }
    const auto spki = VerifyingKey::fromSpki(key->verifyingKey().toSpki());
    QVERIFY(spki && *spki == key->verifyingKey());
    const auto jwk = VerifyingKey::fromJwk(key->verifyingKey().toJwk());
    QVERIFY(jwk && *jwk == key->verifyingKey());
    QVERIFY(!SigningKey::fromPkcs8Der(der->view().chopped(1)));
    QVERIFY(!SigningKey::fromPkcs8Der(der->view().toByteArray() + '\0'));
}

void KeysAndJws::refusesForeignKeys_data()
{
    QTest::addColumn<QByteArray>("jwk");
    auto key = json(rfcKey);
    const auto row = [](const char *name, const QJsonObject &jwk) {
        QTest::newRow(name) << QJsonDocument(jwk).toJson(QJsonDocument::Compact);
    };
    auto changed = key;
    changed.insert(QStringLiteral("d"), QStringLiteral("jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"));
    row("private", changed);
    changed = key;
    changed.insert(QStringLiteral("y"), key.value(QStringLiteral("x")));
    row("off the curve", changed);
    changed = key;
    changed.insert(QStringLiteral("crv"), QStringLiteral("P-384"));
    row("another curve", changed);
    changed = key;
    changed.insert(QStringLiteral("kty"), QStringLiteral("RSA"));
    row("another type", changed);
    changed = key;
    changed.insert(QStringLiteral("x"), QStringLiteral("AA"));
    row("short coordinate", changed);
    changed = key;
    changed.insert(QStringLiteral("x"), QStringLiteral("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEV"));
    row("second spelling", changed);
    changed = key;
    changed.insert(QStringLiteral("x"), QString(43, QLatin1Char('A')));
    changed.insert(QStringLiteral("y"), QString(43, QLatin1Char('A')));
    row("zero", changed);
    changed.remove(QStringLiteral("y"));
    row("missing coordinate", changed);
}

void KeysAndJws::refusesForeignKeys()
{
    QFETCH(QByteArray, jwk);
    const auto key = VerifyingKey::fromJwk(json(jwk));
    QVERIFY(!key);
    QCOMPARE(key.error().reason, Reason::InvalidValue);
}

void KeysAndJws::refusesMalformedSignatures()
{
    const auto key = VerifyingKey::fromJwk(json(rfcKey));
    const auto good = *fromBase64Url(rfcSignature);
    const auto order = QByteArray::fromHex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
    const auto zero = QByteArray(32, '\0');
    const QList<QByteArray> malformed{{},
                                      zero + zero,
                                      good.first(32) + zero,
                                      zero + good.sliced(32),
                                      order + good.sliced(32),
                                      good.first(32) + order,
                                      QByteArray(64, '\xff'),
                                      good.chopped(1),
                                      good + '\0',
                                      QByteArray::fromHex("3006020101020101"),
                                      good.sliced(32) + good.first(32)};
    for (const auto &signature : malformed) {
        const auto verified = key->verify(rfcInput, signature);
        QVERIFY2(!verified, signature.toHex());
        QCOMPARE(verified.error().reason, Reason::BadSignature);
    }
}

void KeysAndJws::signsAndReadsBack()
{
    const auto key = SigningKey::generate();
    const auto compact = signCompact(*key, type, R"({"v":1})");
    QVERIFY(compact);
    const auto header = *fromBase64Url(compact->first(compact->indexOf('.')));
    QCOMPARE(header,
             QByteArray(R"({"alg":"ES256","kid":")" + key->kid().toLatin1() + R"(","typ":"astreinte-auth+jws"})"));
    const auto parsed = parseCompact(*compact, type);
    QVERIFY(parsed);
    QCOMPARE(parsed->kid(), key->kid());
    const auto verified = parsed->verify(key->verifyingKey());
    QVERIFY(verified);
    QCOMPARE(verified->payload(), QByteArray(R"({"v":1})"));
    QCOMPARE(verified->compact(), *compact);
    const auto other = SigningKey::generate();
    QCOMPARE(parsed->verify(other->verifyingKey()).error().reason, Reason::UnknownKey);
    const auto asAnotherType = parseCompact(*compact, QLatin1String("astreinte-receipt+jws"));
    QCOMPARE(asAnotherType.error().reason, Reason::MalformedJws);
    // The payload of one, the signature of another.
    const auto second = *signCompact(*key, type, R"({"v":2})");
    const auto mixed = compact->first(compact->lastIndexOf('.')) + second.sliced(second.lastIndexOf('.'));
    QCOMPARE(parseCompact(mixed, type)->verify(key->verifyingKey()).error().reason, Reason::BadSignature);
}

void KeysAndJws::refusesHostileHeaders_data()
{
    QTest::addColumn<QByteArray>("header");
    const QByteArray kid = R"("kid":"0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I")";
    const QByteArray typ = R"("typ":"astreinte-auth+jws")";
    QTest::newRow("none") << QByteArray(R"({"alg":"none",)" + kid + ',' + typ + '}');
    QTest::newRow("HS256") << QByteArray(R"({"alg":"HS256",)" + kid + ',' + typ + '}');
    QTest::newRow("no algorithm") << QByteArray('{' + kid + ',' + typ + '}');
    QTest::newRow("lowercase algorithm") << QByteArray(R"({"alg":"es256",)" + kid + ',' + typ + '}');
    for (const auto *extra : {R"("jwk":{})", R"("jku":"https://a.example")", R"("x5u":"https://a.example")",
                              R"("crit":["b64"])", R"("b64":false)", R"("x5c":[])", R"("cty":"JWT")"})
        QTest::newRow(extra) << QByteArray(R"({"alg":"ES256",)" + kid + ',' + typ + ',' + extra + '}');
    QTest::newRow("duplicate algorithm") << QByteArray(R"({"alg":"none","alg":"ES256",)" + kid + ',' + typ + '}');
    QTest::newRow("escaped duplicate") << QByteArray(R"({"\u0061lg":"none","alg":"ES256",)" + kid + ',' + typ + '}');
    QTest::newRow("another order") << QByteArray(R"({"typ":"astreinte-auth+jws",)" + kid + R"(,"alg":"ES256"})");
    QTest::newRow("white space") << QByteArray(R"({"alg": "ES256",)" + kid + ',' + typ + '}');
    QTest::newRow("escaped value") << QByteArray(R"({"alg":"\u0045S256",)" + kid + ',' + typ + '}');
    QTest::newRow("another type") << QByteArray(R"({"alg":"ES256",)" + kid + R"(,"typ":"astreinte-receipt+jws"})");
    QTest::newRow("traversal") << QByteArray(R"({"alg":"ES256","kid":"../../etc/passwd",)" + typ + '}');
    QTest::newRow("SQL") << QByteArray(R"({"alg":"ES256","kid":"' OR 1=1 --",)" + typ + '}');
    QTest::newRow("long key id") << QByteArray(R"({"alg":"ES256","kid":")" + QByteArray(10240, 'A') + R"(",)" + typ +
                                               '}');
    QTest::newRow("no key id") << QByteArray(R"({"alg":"ES256",)" + typ + '}');
    QTest::newRow("null key id") << QByteArray(R"({"alg":"ES256","kid":null,)" + typ + '}');
    QTest::newRow("not JSON") << QByteArray("ES256");
    QTest::newRow("array") << QByteArray("[]");
}

void KeysAndJws::refusesHostileHeaders()
{
    QFETCH(QByteArray, header);
    const auto parsed = parseCompact(encoded(header, "{}", QByteArray(64, '\1')), type);
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().reason, Reason::MalformedJws);
}

void KeysAndJws::refusesOtherSpellingsOfTheSameBytes()
{
    const auto key = SigningKey::generate();
    const auto good = *signCompact(*key, type, "{}");
    QVERIFY(parseCompact(good, type));
    auto lastBits = good; // the last character of a 64-byte signature carries 4 unused bits
    lastBits.back() = lastBits.back() == 'A' ? 'B' : static_cast<char>(lastBits.back() + 1);
    const QList<QByteArray> others{lastBits,
                                   good + '=',
                                   good + "==",
                                   ' ' + good,
                                   good + '\n',
                                   good + ".x",
                                   good + '.',
                                   good.chopped(2),
                                   QByteArray(good).replace('-', '+').replace('_', '/') + "+",
                                   good.first(good.lastIndexOf('.') + 1),
                                   {},
                                   "..",
                                   "a.b.c"};
    for (const auto &other : others) {
        const auto parsed = parseCompact(other, type);
        QVERIFY2(!parsed, other);
        QCOMPARE(parsed.error().reason, Reason::MalformedJws);
    }
    QCOMPARE(parseCompact(QByteArray(400 * 1024, 'A'), type).error().reason, Reason::TooLarge);
}

QTEST_APPLESS_MAIN(KeysAndJws)
#include "tst_keys_jws.moc"
