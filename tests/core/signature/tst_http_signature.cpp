// SPDX-License-Identifier: EUPL-1.2
#include "core/signature/bytes.h"
#include "core/signature/http_fields.h"
#include "core/signature/http_signature.h"

#include <QtTest>

using namespace astreinte;
using namespace astreinte::signature;
using namespace std::chrono_literals;

namespace {

const QByteArray body = R"({"v":1})";

struct Signed
{
    HttpRequestView request;
    QByteArray body;
};

QByteArray *headerOf(HttpRequestView &request, QByteArrayView name)
{
    for (auto &[key, value] : request.headers)
        if (QByteArrayView(key).compare(name, Qt::CaseInsensitive) == 0)
            return &value;
    return nullptr;
}

void removeHeader(HttpRequestView &request, QByteArrayView name)
{
    request.headers.removeIf([name](const HttpHeader &header) {
        return QByteArrayView(header.first).compare(name, Qt::CaseInsensitive) == 0;
    });
}

} // namespace

class HttpSignatures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void reproducesTheExampleOfRfc9421();
    void coversWhatTheProfileAsks();
    void admitsAGoodRequest();
    void refusesAlteredRequests_data();
    void refusesAlteredRequests();
    void refusesParameters_data();
    void refusesParameters();
    void refusesOtherFields_data();
    void refusesOtherFields();
    void judgesByTheServersClock_data();
    void judgesByTheServersClock();
    void checksInOrder();
    void refusesAForgedLineOfTheBase();

private:
    Signed sign(QByteArray method = "POST", std::chrono::seconds life = 120s);
    Result<AdmittedRequest> verify(const Signed &given) const;
    // The same request signed over an input altered by `change`, so that only the rule under test can refuse it.
    Signed signWith(const std::function<void(SignatureInput &)> &change);

    std::optional<SigningKey> m_key;
    bool m_revoked = false;
    const Instant m_now = *instantFromText(u"2026-11-22T08:15:30.125Z");
    Instant m_serverNow = m_now;
};

void HttpSignatures::init()
{
    m_key = *SigningKey::generate();
    m_revoked = false;
    m_serverNow = m_now;
}

Signed HttpSignatures::sign(QByteArray method, std::chrono::seconds life)
{
    Signed result{{method,
                   "astreinte.example",
                   "/v1/submissions",
                   QByteArray("a=1&b=%20"),
                   {{"Content-Type", "application/jose"}, {"Idempotency-Key", "\"id:1\""}, {"Accept", "*/*"}}},
                  body};
    const auto added =
        signRequest(*m_key, result.request, sha256(body), {m_now, life, QByteArray("AAAAAAAAAAAAAAAAAAAAAA")});
    result.request.headers += added.value();
    return result;
}

Result<AdmittedRequest> HttpSignatures::verify(const Signed &given) const
{
    const auto lookup = [this](const QString &kid) -> std::optional<RegisteredKey> {
        if (kid != m_key->kid())
            return std::nullopt;
        return RegisteredKey{m_key->verifyingKey(), m_revoked};
    };
    return verifyRequest(given.request, sha256(given.body), lookup, m_serverNow);
}

Signed HttpSignatures::signWith(const std::function<void(SignatureInput &)> &change)
{
    auto result = sign();
    auto input = *parseSignatureInput(*headerOf(result.request, "signature-input"));
    change(input);
    QList<HttpHeader> components;
    for (const auto &name : input.components) {
        const auto *value = headerOf(result.request, name);
        components.append({name, name == "@method"      ? result.request.method
                                 : name == "@authority" ? result.request.authority
                                 : name == "@path"      ? result.request.path
                                 : name == "@query"     ? '?' + *result.request.query
                                                        : (value ? *value : QByteArray())});
    }
    const auto signature = *m_key->sign(signatureBase(components, input.parameters()));
    *headerOf(result.request, "signature-input") = "sig1=" + input.parameters();
    *headerOf(result.request, "signature") = binaryMember("sig1", signature);
    return result;
}

// RFC 9421, appendix B.2.4: the base that its published ECDSA signature covers, and that signature.
void HttpSignatures::reproducesTheExampleOfRfc9421()
{
    const QList<HttpHeader> components{
        {"@status", "200"},
        {"content-type", "application/json"},
        {"content-digest",
         "sha-512=:mEWXIS7MaLRuGgxOBdODa3xqM1XdEvxoYhvlCFJ41QJgJc4GTsPp29l5oGX69wWdXymyU0rjJuahq4l5aGgfLQ"
         "==:"},
        {"content-length", "23"}};
    const QByteArray parameters = R"(("@status" "content-type" "content-digest" "content-length"))"
                                  R"(;created=1618884473;keyid="test-key-ecc-p256")";
    const auto key = VerifyingKey::fromSpki(QByteArray::fromBase64(
        "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEqIVYZVLCrPZHGHjP17CTW0/+D9Lfw0EkjqF7xB4FivAxzic30tMM"
        "4GF+hR6Dxh71Z50VGGdldkkDXZCnTNnoXQ=="));
    QVERIFY(key);
    const auto signature = QByteArray::fromBase64(
        "wNmSUAhwb5LxtOtOpNa6W5xj067m5hFrj0XQ4fvpaCLx0NKocgPquLgyahnzDnDAUy5eCdlYUEkLIj+32oiasw==");
    QVERIFY(key->verify(signatureBase(components, parameters), signature));
    QVERIFY(!key->verify(signatureBase(components, parameters + ' '), signature));
}

void HttpSignatures::coversWhatTheProfileAsks()
{
    auto post = sign();
    const auto input = *headerOf(post.request, "signature-input");
    QCOMPARE(
        input,
        QByteArray(R"(sig1=("@method" "@authority" "@path" "@query" "content-digest" "content-type" "idempotency-key"))"
                   R"(;created=1795335330;expires=1795335450;nonce="AAAAAAAAAAAAAAAAAAAAAA")"
                   R"(;alg="ecdsa-p256-sha256";keyid=")" +
                   m_key->kid().toLatin1() + R"(";tag="astreinte-1")"));
    // printf '{"v":1}' | openssl dgst -sha256 -binary | base64
    QCOMPARE(*headerOf(post.request, "content-digest"),
             QByteArray("sha-256=:r7+dDzVgsP13legcQqCnnua2/GfgZPd4Jq7mQsrSjZE=:"));
    auto get = sign("GET");
    QVERIFY(!headerOf(get.request, "content-digest"));
    QVERIFY(headerOf(get.request, "signature-input")
                ->startsWith(R"(sig1=("@method" "@authority" "@path" "@query" "content-type" "idempotency-key");)"));
}

void HttpSignatures::admitsAGoodRequest()
{
    const auto admitted = verify(sign());
    QVERIFY2(admitted, admitted ? "" : qPrintable(admitted.error().toString()));
    QCOMPARE(admitted->kid, m_key->kid());
    QCOMPARE(admitted->nonce, QByteArray("AAAAAAAAAAAAAAAAAAAAAA"));
    QCOMPARE(toUnixSeconds(admitted->created), toUnixSeconds(m_now));
    QCOMPARE(admitted->expires - admitted->created, 120s);
    auto get = sign("GET");
    get.body = "whatever: a GET has no body to check";
    QVERIFY(verify(get));
}

void HttpSignatures::refusesAlteredRequests_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<Reason>("reason");
    const auto row = [](const char *what, Reason reason) {
        QTest::newRow(what) << QString::fromLatin1(what) << reason;
    };
    row("body", Reason::DigestMismatch);
    row("digest", Reason::BadSignature);
    row("method", Reason::BadSignature);
    row("authority", Reason::BadSignature);
    row("path", Reason::BadSignature);
    row("query", Reason::BadSignature);
    row("idempotency-key", Reason::BadSignature);
    row("content-type", Reason::BadSignature);
    row("signature", Reason::BadSignature);
    row("query removed", Reason::SignatureCoverage);
    row("idempotency-key removed", Reason::SignatureCoverage);
    row("upload-offset added", Reason::SignatureCoverage);
    row("digest removed", Reason::SignatureCoverage);
    row("POST made GET", Reason::SignatureCoverage);
    row("signature removed", Reason::SignatureMissing);
    row("input removed", Reason::SignatureMissing);
    row("second signature", Reason::MalformedRequest);
    row("second digest", Reason::MalformedRequest);
    row("10 kB field", Reason::TooLarge);
}

void HttpSignatures::refusesAlteredRequests()
{
    QFETCH(QString, what);
    QFETCH(Reason, reason);
    auto given = sign();
    auto &request = given.request;
    const QHash<QString, std::function<void()>> changes{
        {QStringLiteral("body"), [&] { given.body += ' '; }},
        {QStringLiteral("digest"), [&] { *headerOf(request, "content-digest") = contentDigest(sha256("other")); }},
        {QStringLiteral("method"), [&] { request.method = "PUT"; }},
        {QStringLiteral("authority"), [&] { request.authority = "other.example"; }},
        {QStringLiteral("path"), [&] { request.path = "/v1/statements"; }},
        {QStringLiteral("query"), [&] { request.query = "a=2&b=%20"; }},
        {QStringLiteral("idempotency-key"), [&] { *headerOf(request, "idempotency-key") = "\"id:2\""; }},
        {QStringLiteral("content-type"), [&] { *headerOf(request, "content-type") = "text/plain"; }},
        {QStringLiteral("signature"),
         [&] { *headerOf(request, "signature") = binaryMember("sig1", QByteArray(64, '\1')); }},
        {QStringLiteral("query removed"), [&] { request.query.reset(); }},
        {QStringLiteral("idempotency-key removed"), [&] { removeHeader(request, "idempotency-key"); }},
        {QStringLiteral("upload-offset added"), [&] { request.headers.append(HttpHeader("Upload-Offset", "0")); }},
        {QStringLiteral("digest removed"), [&] { removeHeader(request, "content-digest"); }},
        {QStringLiteral("POST made GET"), [&] { request.method = "GET"; }},
        {QStringLiteral("signature removed"), [&] { removeHeader(request, "signature"); }},
        {QStringLiteral("input removed"), [&] { removeHeader(request, "signature-input"); }},
        {QStringLiteral("second signature"),
         [&] { request.headers.append(HttpHeader("signature", *headerOf(request, "signature"))); }},
        {QStringLiteral("second digest"),
         [&] { request.headers.append(HttpHeader("Content-Digest", contentDigest(sha256("")))); }},
        {QStringLiteral("10 kB field"), [&] { headerOf(request, "signature-input")->append(QByteArray(10240, 'A')); }},
    };
    changes.value(what)();
    const auto admitted = verify(given);
    QVERIFY(!admitted);
    QCOMPARE(admitted.error().reason, reason);
}

void HttpSignatures::refusesParameters_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<Reason>("reason");
    const auto row = [](const char *what, Reason reason) {
        QTest::newRow(what) << QString::fromLatin1(what) << reason;
    };
    row("none", Reason::BadSignature);
    row("hmac-sha256", Reason::BadSignature);
    row("empty algorithm", Reason::BadSignature);
    row("a day", Reason::MalformedRequest);
    row("301 s", Reason::MalformedRequest);
    row("expires before created", Reason::MalformedRequest);
    row("short nonce", Reason::MalformedRequest);
    row("nonce with a space", Reason::MalformedRequest);
    row("another tag", Reason::MalformedRequest);
    row("traversal", Reason::MalformedRequest);
    row("SQL", Reason::MalformedRequest);
    row("unknown key", Reason::UnknownKey);
    row("digest uncovered", Reason::SignatureCoverage);
    row("duplicated component", Reason::SignatureCoverage);
    row("another order", Reason::SignatureCoverage);
    row("nothing covered", Reason::SignatureCoverage);
    row("more covered", Reason::SignatureCoverage);
}

void HttpSignatures::refusesParameters()
{
    QFETCH(QString, what);
    QFETCH(Reason, reason);
    using Change = std::function<void(SignatureInput &)>;
    const QHash<QString, Change> changes{
        {QStringLiteral("none"), [](auto &i) { i.alg = "none"; }},
        {QStringLiteral("hmac-sha256"), [](auto &i) { i.alg = "hmac-sha256"; }},
        {QStringLiteral("empty algorithm"), [](auto &i) { i.alg.clear(); }},
        {QStringLiteral("a day"), [](auto &i) { i.expires = i.created + 86400; }},
        {QStringLiteral("301 s"), [](auto &i) { i.expires = i.created + 301; }},
        {QStringLiteral("expires before created"), [](auto &i) { i.expires = i.created - 1; }},
        {QStringLiteral("short nonce"), [](auto &i) { i.nonce.chop(1); }},
        {QStringLiteral("nonce with a space"), [](auto &i) { i.nonce[3] = ' '; }},
        {QStringLiteral("another tag"), [](auto &i) { i.tag = "astreinte-2"; }},
        {QStringLiteral("traversal"), [](auto &i) { i.keyid = "../../etc/passwd"; }},
        {QStringLiteral("SQL"), [](auto &i) { i.keyid = "' OR 1=1 --"; }},
        {QStringLiteral("unknown key"), [](auto &i) { i.keyid = base64Url(sha256("nobody")); }},
        {QStringLiteral("digest uncovered"), [](auto &i) { i.components.removeAll("content-digest"); }},
        {QStringLiteral("duplicated component"), [](auto &i) { i.components.insert(1, "@method"); }},
        {QStringLiteral("another order"), [](auto &i) { i.components.swapItemsAt(0, 1); }},
        {QStringLiteral("nothing covered"), [](auto &i) { i.components.clear(); }},
        {QStringLiteral("more covered"), [](auto &i) { i.components.append("accept"); }},
    };
    const auto admitted = verify(signWith(changes.value(what)));
    QVERIFY(!admitted);
    QCOMPARE(admitted.error().reason, reason);
}

void HttpSignatures::refusesOtherFields_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    const auto row = [](const char *name, const char *from, const char *to) {
        QTest::newRow(name) << QByteArray(from) << QByteArray(to);
    };
    row("another label", "sig1=", "sig2=");
    row("two members", "sig1=", "sig2=();created=1, sig1=");
    row("two spaces", "\"@method\" ", "\"@method\"  ");
    row("component parameter", "\"@method\"", "\"@method\";req");
    row("parameter twice", ";tag=", ";tag=\"astreinte-1\";tag=");
    row("unknown parameter", ";tag=", ";x=1;tag=");
    row("missing parameter", ";alg=\"ecdsa-p256-sha256\"", "");
    row("leading zero", "created=1", "created=01");
    row("negative", "created=1", "created=-1");
    row("decimal", ";expires=", ".0;expires=");
    row("beyond 64 bits", "created=1", "created=99999999999999999999991");
    row("token for string", "\"astreinte-1\"", "astreinte-1");
    row("escape", "astreinte-1\"", "astreinte\\-1\"");
    row("open string", "tag=\"astreinte-1\"", "tag=\"astreinte-1");
    row("empty", "sig1=", "");
    row("trailing", "tag=\"astreinte-1\"", "tag=\"astreinte-1\",");
}

void HttpSignatures::refusesOtherFields()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    auto given = sign();
    auto *field = headerOf(given.request, "signature-input");
    QVERIFY(field->contains(from));
    field->replace(from, to);
    const auto admitted = verify(given);
    QVERIFY(!admitted);
    QCOMPARE(admitted.error().reason, Reason::MalformedRequest);
}

void HttpSignatures::judgesByTheServersClock_data()
{
    QTest::addColumn<int>("seconds");
    QTest::addColumn<int>("life");
    QTest::addColumn<int>("reason");
    QTest::newRow("same") << 0 << 300 << -1;
    QTest::newRow("120 s late") << 120 << 300 << -1;
    QTest::newRow("121 s late") << 121 << 300 << int(Reason::ClockSkew);
    QTest::newRow("120 s early") << -120 << 300 << -1;
    QTest::newRow("121 s early") << -121 << 300 << int(Reason::ClockSkew);
    QTest::newRow("at expiry") << 60 << 60 << -1;
    QTest::newRow("after expiry") << 61 << 60 << int(Reason::SignatureExpired);
}

void HttpSignatures::judgesByTheServersClock()
{
    QFETCH(int, seconds);
    QFETCH(int, life);
    QFETCH(int, reason);
    const auto given = sign("POST", std::chrono::seconds(life));
    m_serverNow = m_now + std::chrono::seconds(seconds);
    const auto admitted = verify(given);
    QCOMPARE(admitted.has_value(), reason == -1);
    if (!admitted)
        QCOMPARE(int(admitted.error().reason), reason);
}

// Size and parse → coverage → key → algorithm → signature → digest → revoked → clock.
void HttpSignatures::checksInOrder()
{
    m_revoked = true;
    m_serverNow = m_now + 1h;
    auto given = sign();
    QCOMPARE(verify(given).error().reason, Reason::RevokedKey);
    given.body += 'x';
    QCOMPARE(verify(given).error().reason, Reason::DigestMismatch);
    *headerOf(given.request, "signature") = binaryMember("sig1", QByteArray(64, '\1'));
    QCOMPARE(verify(given).error().reason, Reason::BadSignature);
    given.request.query.reset();
    QCOMPARE(verify(given).error().reason, Reason::SignatureCoverage);
    *headerOf(given.request, "signature") = "sig1=:AA==:";
    QCOMPARE(verify(given).error().reason, Reason::MalformedRequest);
}

void HttpSignatures::refusesAForgedLineOfTheBase()
{
    HttpRequestView request{"GET", "astreinte.example", "/v1/review", {}, {{"Idempotency-Key", "a\n\"@path\": /"}}};
    const auto added = signRequest(*m_key, request, {}, {m_now, 60s, *freshNonce()});
    QVERIFY(!added);
    QCOMPARE(added.error().reason, Reason::MalformedRequest);
}

QTEST_APPLESS_MAIN(HttpSignatures)
#include "tst_http_signature.moc"
