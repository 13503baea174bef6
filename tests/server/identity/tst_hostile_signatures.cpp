// SPDX-License-Identifier: EUPL-1.2
#include "core/signature/bytes.h"
#include "core/signature/jws.h"
#include "core/submission/documents.h"
#include "tests/server/stage.h"

#include <QMessageAuthenticationCode>
#include <QtTest>
#include <functional>

using namespace astreinte;
using tests::Headers;
using tests::Phone;
using tests::Reply;

namespace {

const QByteArray body = "{\"revision\":1,\"submission\":\"0190a1b2-0000-7000-8000-000000000000\"}";
const QByteArray path = "/v1/challenges";

// One signed request written out by hand from RFC 9421 and the protocol's profile: it shares no code with the phone's
// signer, so that every part of it can be bent.
struct Request
{
    QByteArray method = "POST";
    QByteArray authority;
    QByteArray target = path + "?a=1";
    QList<QByteArray> components{"@method",        "@authority",   "@path",          "@query",
                                 "content-digest", "content-type", "idempotency-key"};
    QByteArray digest = "sha-256=:" + signature::sha256(body).toBase64() + ":";
    QByteArray idempotencyKey = "\"k1\"";
    qint64 created = 0;
    qint64 expires = 0;
    QByteArray nonce;
    QByteArray alg = ";alg=\"ecdsa-p256-sha256\"";
    QByteArray keyid;
    QByteArray tag = "astreinte-1";
    QByteArray label = "sig1";
    std::function<QByteArray(const QByteArray &base)> sign;
    Headers extra;

    [[nodiscard]] QByteArray parameters() const
    {
        QByteArray list;
        for (const auto &component : components)
            list += (list.isEmpty() ? "\"" : " \"") + component + '"';
        return '(' + list + ");created=" + QByteArray::number(created) + ";expires=" + QByteArray::number(expires) +
               ";nonce=\"" + nonce + '"' + alg + ";keyid=\"" + keyid + "\";tag=\"" + tag + '"';
    }
    [[nodiscard]] QByteArray value(const QByteArray &component) const
    {
        if (component == "@method")
            return method;
        if (component == "@authority")
            return authority;
        if (component == "@path")
            return target.left(target.indexOf('?'));
        if (component == "@query")
            return target.mid(target.indexOf('?'));
        if (component == "content-digest")
            return digest;
        return component == "content-type" ? QByteArray("application/json") : idempotencyKey;
    }
    [[nodiscard]] Headers headers() const
    {
        QByteArray base;
        for (const auto &component : components)
            base += '"' + component + "\": " + value(component) + '\n';
        base += "\"@signature-params\": " + parameters();
        Headers all{{"Content-Type", "application/json"}, {"Idempotency-Key", idempotencyKey}};
        if (!digest.isEmpty())
            all.append({"Content-Digest", digest});
        all.append({"Signature-Input", label + '=' + parameters()});
        all.append({"Signature", label + "=:" + sign(base).toBase64() + ":"});
        return all + extra;
    }
};

// r ‖ s as the DER that OpenSSL writes by itself.
QByteArray asDer(const QByteArray &rs)
{
    const auto integer = [](QByteArray number) {
        while (number.size() > 1 && number[0] == '\0' && (number[1] & 0x80) == 0)
            number.remove(0, 1);
        if ((number[0] & 0x80) != 0)
            number.prepend('\0');
        return QByteArray("\x02") + char(number.size()) + number;
    };
    const auto both = integer(rs.left(32)) + integer(rs.mid(32));
    return QByteArray("\x30") + char(both.size()) + both;
}

QByteArray publicPem(const signature::SigningKey &key)
{
    return "-----BEGIN PUBLIC KEY-----\n" + key.verifyingKey().toSpki().toBase64() + "\n-----END PUBLIC KEY-----\n";
}

} // namespace

// The rest of SECURITY §8 « Requests », through the real server: what someone would try who can write a signature
// himself. Each is the honest request but for one thing.
class TestHostileSignatures : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_stage = std::make_unique<tests::Stage>();
        QVERIFY(m_stage->set());
    }
    void cleanupTestCase() { m_stage.reset(); }

    void the_request_by_hand_is_accepted();
    void refused_data();
    void refused();
    void clock_to_the_second_data();
    void clock_to_the_second();
    void another_phones_key();
    void a_replay_of_an_effect();

private:
    [[nodiscard]] Request honest() const;
    [[nodiscard]] Reply send(const Request &request, const QByteArray &sent = body) const
    {
        return authority().connection.exchange(request.method, request.target, request.headers(), sent);
    }
    [[nodiscard]] Phone &authority() const { return *m_stage->authority; }

    std::unique_ptr<tests::Stage> m_stage;
};

Request TestHostileSignatures::honest() const
{
    Request request;
    request.authority = QUrl(m_stage->prefecture.origin()).authority().toLatin1();
    request.created = signature::toUnixSeconds(m_stage->prefecture.now());
    request.expires = request.created + 120;
    request.nonce = signature::freshNonce().value();
    request.keyid = authority().kid().toLatin1();
    request.sign = [this](const QByteArray &base) { return authority().dev.sign(base).value(); };
    return request;
}

void TestHostileSignatures::the_request_by_hand_is_accepted()
{
    // It passes the guard, and fails on what it asks for.
    QCOMPARE(send(honest()).reason(), QStringLiteral("unknown-submission"));
}

void TestHostileSignatures::refused_data()
{
    using Bend = std::function<void(Request &)>;
    QTest::addColumn<Bend>("bend");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char *name, const char *reason, Bend bend) {
        QTest::newRow(name) << std::move(bend) << QString::fromLatin1(reason);
    };
    const auto signature = [&](const char *name, const std::function<QByteArray(QByteArray)> &made,
                               const char *reason = "malformed-request") {
        row(name, reason, [made](Request &request) {
            request.sign = [made, sign = request.sign](const QByteArray &base) { return made(sign(base)); };
        });
    };
    row("method: signed as PUT", "bad-signature", [](Request &request) {
        request.sign = [sign = request.sign](QByteArray base) { return sign(base.replace(": POST\n", ": PUT\n")); };
    });
    row("authority: of another server", "bad-signature",
        [](Request &request) { request.authority = "astreinte.example"; });
    row("authority: another port", "bad-signature", [](Request &request) { request.authority += '0'; });
    row("alg: none", "bad-signature", [](Request &request) { request.alg = ";alg=\"none\""; });
    row("alg: absent", "malformed-request", [](Request &request) { request.alg.clear(); });
    row("alg: another", "bad-signature", [](Request &request) { request.alg = ";alg=\"rsa-pss-sha512\""; });
    row("alg: ES256 by its JOSE name", "bad-signature", [](Request &request) { request.alg = ";alg=\"ES256\""; });
    row("alg: HMAC keyed with the public PEM", "bad-signature", [this](Request &request) {
        request.alg = ";alg=\"hmac-sha256\"";
        const auto pem = publicPem(authority().dev);
        request.sign = [pem](const QByteArray &base) {
            const auto mac = QMessageAuthenticationCode::hash(base, pem, QCryptographicHash::Sha256);
            return mac + mac; // as long as an ES256 signature
        };
    });
    row("alg: HMAC, 32 bytes", "malformed-request", [this](Request &request) {
        request.alg = ";alg=\"hmac-sha256\"";
        const auto pem = publicPem(authority().dev);
        request.sign = [pem](const QByteArray &base) {
            return QMessageAuthenticationCode::hash(base, pem, QCryptographicHash::Sha256);
        };
    });
    row("key id: traversal", "malformed-request",
        [](Request &request) { request.keyid = "../../../../../../etc/passwd"; });
    row("key id: SQL", "malformed-request", [](Request &request) { request.keyid = "' OR 1=1 --"; });
    row("key id: 10 kB", "too-large", [](Request &request) { request.keyid = QByteArray(10'240, 'A'); });
    row("key id: of nobody", "unknown-key",
        [](Request &request) { request.keyid = signature::base64Url(QByteArray(32, 'x')); });
    row("digest: not covered", "signature-coverage",
        [](Request &request) { request.components.removeOne("content-digest"); });
    row("digest: absent", "signature-coverage", [](Request &request) {
        request.components.removeOne("content-digest");
        request.digest.clear();
    });
    row("digest: of another algorithm", "malformed-request", [](Request &request) {
        request.digest = "sha-512=:" + QCryptographicHash::hash(body, QCryptographicHash::Sha512).toBase64() + ":";
    });
    row("idempotency key: not covered", "signature-coverage",
        [](Request &request) { request.components.removeOne("idempotency-key"); });
    row("component: twice", "signature-coverage", [](Request &request) { request.components.append("@path"); });
    row("component: nothing covered", "signature-coverage", [](Request &request) { request.components.clear(); });
    row("component: another order", "signature-coverage",
        [](Request &request) { request.components.swapItemsAt(0, 2); });
    row("component: one more", "signature-coverage", [](Request &request) { request.components.append("@scheme"); });
    row("second signature: another label beside", "malformed-request", [](Request &request) {
        const auto one = request.headers();
        request.extra = {{"Signature-Input", QByteArray("sig2") + one[3].second.mid(4)},
                         {"Signature", QByteArray("sig2") + one[4].second.mid(4)}};
    });
    row("second signature: the same field twice", "malformed-request", [](Request &request) {
        const auto one = request.headers();
        request.extra = {one[3], one[4]};
    });
    row("label: another", "malformed-request", [](Request &request) { request.label = "sig2"; });
    row("tag: another profile", "malformed-request", [](Request &request) { request.tag = "astreinte-2"; });
    row("nonce: 21 characters", "malformed-request", [](Request &request) { request.nonce.chop(1); });
    row("nonce: 65 characters", "malformed-request", [](Request &request) { request.nonce = QByteArray(65, 'n'); });
    row("expiry: of a day", "malformed-request", [](Request &request) { request.expires = request.created + 86'400; });
    row("expiry: before it was made", "malformed-request",
        [](Request &request) { request.expires = request.created - 1; });
    row("expiry: 301 s", "malformed-request", [](Request &request) { request.expires = request.created + 301; });
    signature(
        "signature: zero", [](const QByteArray &) { return QByteArray(64, '\0'); }, "bad-signature");
    signature(
        "signature: r zero", [](const QByteArray &rs) { return QByteArray(32, '\0') + rs.mid(32); }, "bad-signature");
    signature(
        "signature: all ones", [](const QByteArray &) { return QByteArray(64, '\xff'); }, "bad-signature");
    signature("signature: DER", asDer);
    signature("signature: 63 bytes", [](const QByteArray &rs) { return rs.left(63); });
    signature("signature: 65 bytes", [](const QByteArray &rs) { return rs + '\0'; });
    signature(
        "signature: 10 kB", [](const QByteArray &rs) { return rs.repeated(160); }, "too-large");
    signature("signature: empty", [](const QByteArray &) { return QByteArray(); });
    signature(
        "signature: one bit", [](QByteArray rs) { return rs[40] = char(rs[40] ^ 1), rs; }, "bad-signature");
}

void TestHostileSignatures::refused()
{
    QFETCH(std::function<void(Request &)>, bend);
    QFETCH(QString, reason);
    auto request = honest();
    bend(request);
    const auto reply = send(request);
    QVERIFY2(reply.status >= 400 && reply.status < 500, QByteArray::number(reply.status));
    if (reason == QStringLiteral("too-large")) // by the HTTP engine's own limit on header fields, or by the guard's
        QVERIFY2(reply.status == 431 || reply.status == 413 || reply.reason() == reason ||
                     reply.reason() == QStringLiteral("malformed-request"),
                 qPrintable(reply.reason()));
    else
        QCOMPARE(reply.reason(), reason);
    // Nothing is broken by it: the next honest one passes.
    QCOMPARE(send(honest()).reason(), QStringLiteral("unknown-submission"));
}

void TestHostileSignatures::clock_to_the_second_data()
{
    QTest::addColumn<int>("offset");
    QTest::addColumn<QString>("reason");
    // The clock of the server moves on while the request travels: a second is left on the side where it matters.
    QTest::newRow("119 s old") << -119 << QStringLiteral("unknown-submission");
    QTest::newRow("121 s old") << -121 << QStringLiteral("clock-skew");
    QTest::newRow("120 s ahead") << 120 << QStringLiteral("unknown-submission");
    QTest::newRow("122 s ahead") << 122 << QStringLiteral("clock-skew");
}

void TestHostileSignatures::clock_to_the_second()
{
    QFETCH(int, offset);
    QFETCH(QString, reason);
    auto request = honest();
    request.created += offset;
    request.expires = request.created + 300; // so that only the clock can refuse it
    QCOMPARE(send(request).reason(), reason);
}

void TestHostileSignatures::another_phones_key()
{
    // Signed by a phone that the server knows, under the name of another.
    auto request = honest();
    request.sign = [this](const QByteArray &base) { return m_stage->officer->dev.sign(base).value(); };
    QCOMPARE(send(request).reason(), QStringLiteral("bad-signature"));
    // The key for decisions does not sign requests.
    auto approval = honest();
    approval.keyid = authority().apr.kid().toLatin1();
    approval.sign = [this](const QByteArray &base) { return authority().apr.sign(base).value(); };
    QCOMPARE(send(approval).reason(), QStringLiteral("unknown-key"));
}

void TestHostileSignatures::a_replay_of_an_effect()
{
    const auto draft = m_stage->received(m_stage->officer->draft());
    const auto asked = "{\"revision\":1,\"submission\":\"" + draft.content().id.text().toLatin1() + "\"}";
    auto request = honest();
    request.digest = "sha-256=:" + signature::sha256(asked).toBase64() + ":";
    const auto headers = request.headers();
    auto &connection = authority().connection;
    QCOMPARE(connection.exchange("POST", request.target, headers, asked).status, 201);
    QCOMPARE(connection.exchange("POST", request.target, headers, asked).reason(), QStringLiteral("nonce-replayed"));
    // The other half of the malleable pair is another signature of the same request: the nonce refuses it as well.
    // n − s is not computed here; a fresh signature by the same key over the same nonce shows the same.
    QCOMPARE(connection.exchange("POST", request.target, request.headers(), asked).reason(),
             QStringLiteral("nonce-replayed"));
}

QTEST_GUILESS_MAIN(TestHostileSignatures)
#include "tst_hostile_signatures.moc"
