// SPDX-License-Identifier: EUPL-1.2
#include "server/identity/invitations.h"
#include "tests/server/stage.h"

#include <QJsonDocument>
#include <QtTest>

using namespace astreinte;
using namespace std::chrono_literals;
using tests::Phone;
using tests::Prefecture;

class TestEnrolment : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void wrongCode();
    void expiredCode();
    void usedCode();
    void fiveTriesAndNoMore();
    void sameEnrolmentAgainGetsTheSameWelcome();
    void otherOriginIsRefused();
    void possessionOfAnotherKeyIsRefused();
    void wrongDigitsConfirmNobody();
    void codeIsNotInTheDatabase();
    void hostileBodies_data();
    void hostileBodies();

private:
    QString invite();
    std::unique_ptr<Prefecture> m_prefecture;
};

void TestEnrolment::init()
{
    m_prefecture = std::make_unique<Prefecture>();
    QVERIFY(m_prefecture->start());
    QVERIFY(m_prefecture->addPerson(QStringLiteral("officer-a"), QStringLiteral("onCallOfficer")));
}

QString TestEnrolment::invite()
{
    const auto code =
        identity::invite(*m_prefecture->service().store, QStringLiteral("officer-a"), m_prefecture->now());
    return code ? code->code : QString();
}

void TestEnrolment::wrongCode()
{
    Phone phone(*m_prefecture, QStringLiteral("officer-a"));
    const auto reply = phone.sendEnrolment(QStringLiteral("AAAAAAAAAAAAAAAAAAAAAA"));
    QCOMPARE(reply.status, 404);
    QCOMPARE(reply.reason(), QStringLiteral("unknown-code"));
}

void TestEnrolment::expiredCode()
{
    const auto code = invite();
    m_prefecture->skew = std::chrono::milliseconds(15min);
    Phone phone(*m_prefecture, QStringLiteral("officer-a"));
    const auto reply = phone.sendEnrolment(code);
    QCOMPARE(reply.status, 410);
    QCOMPARE(reply.reason(), QStringLiteral("expired-code"));
}

void TestEnrolment::usedCode()
{
    const auto code = invite();
    Phone phone(*m_prefecture, QStringLiteral("officer-a"));
    QCOMPARE(phone.sendEnrolment(code).status, 201);
    Phone thief(*m_prefecture, QStringLiteral("officer-a"));
    const auto reply = thief.sendEnrolment(code);
    QCOMPARE(reply.status, 409);
    QCOMPARE(reply.reason(), QStringLiteral("used-code"));
}

void TestEnrolment::fiveTriesAndNoMore()
{
    const auto code = invite();
    Phone phone(*m_prefecture, QStringLiteral("officer-a"));
    const auto wrong = QString(code.left(21)) + (code.endsWith(QLatin1Char('A')) ? QLatin1Char('Q') : QLatin1Char('A'));
    for (int i = 0; i < 5; ++i)
        QCOMPARE(phone.sendEnrolment(wrong).reason(), QStringLiteral("unknown-code"));
    const auto reply = phone.sendEnrolment(code);
    QCOMPARE(reply.status, 429);
    QCOMPARE(reply.reason(), QStringLiteral("too-many-tries"));
}

void TestEnrolment::sameEnrolmentAgainGetsTheSameWelcome()
{
    // QNetworkAccessManager repeats a POST by itself when the connection drops.
    Phone phone(*m_prefecture, QStringLiteral("officer-a"));
    const auto first = phone.sendEnrolment(invite());
    QCOMPARE(first.status, 201);
    const auto again = phone.connection.exchange("POST", "/v1/enrolments", {{"Content-Type", "application/json"}},
                                                 phone.lastEnrolment);
    QCOMPARE(again.status, 201);
    QCOMPARE(again.body, first.body);
}

void TestEnrolment::otherOriginIsRefused()
{
    const auto code = invite();
    Phone phone(*m_prefecture, QStringLiteral("officer-a"));
    phone.enrolmentOrigin = QStringLiteral("https://elsewhere.example");
    QCOMPARE(phone.sendEnrolment(code).reason(), QStringLiteral("wrong-audience"));
    phone.enrolmentOrigin = m_prefecture->origin();
    QCOMPARE(phone.sendEnrolment(code).status, 201);
}

void TestEnrolment::possessionOfAnotherKeyIsRefused()
{
    const auto code = invite();
    Phone phone(*m_prefecture, QStringLiteral("officer-a"));
    Phone other(*m_prefecture, QStringLiteral("officer-a"));
    (void)phone.sendEnrolment(QStringLiteral("AAAAAAAAAAAAAAAAAAAAAA"));
    (void)other.sendEnrolment(QStringLiteral("AAAAAAAAAAAAAAAAAAAAAA"));
    auto mixed = QJsonDocument::fromJson(phone.lastEnrolment).object();
    mixed[QStringLiteral("possession")] =
        QJsonDocument::fromJson(other.lastEnrolment).object()[QStringLiteral("possession")];
    const auto reply = phone.connection.exchange("POST", "/v1/enrolments", {{"Content-Type", "application/json"}},
                                                 QJsonDocument(mixed).toJson());
    QVERIFY(reply.reason() == QLatin1String("unknown-key") || reply.reason() == QLatin1String("bad-signature"));
}

void TestEnrolment::wrongDigitsConfirmNobody()
{
    Phone phone(*m_prefecture, QStringLiteral("officer-a"));
    QCOMPARE(phone.sendEnrolment(invite()).status, 201);
    const auto device = m_prefecture->service().devices.byRequestKey(phone.kid());
    QVERIFY(device);
    const auto wrong =
        device->digits == QLatin1String("0000000") ? QStringLiteral("0000001") : QStringLiteral("0000000");
    const auto confirmed = m_prefecture->service().store->write([&](storage::Transaction &transaction) {
        return identity::confirmDevice(transaction, wrong, m_prefecture->now());
    });
    QVERIFY(!confirmed);
    QCOMPARE(phone.send("GET", "/v1/configuration").reason(), QStringLiteral("pending-device"));
}

void TestEnrolment::codeIsNotInTheDatabase()
{
    const auto code = invite();
    m_prefecture->stop();
    for (const auto *name : {"/astreinte.db", "/astreinte.db-wal"}) {
        QFile file(m_prefecture->folder() + QLatin1String(name));
        if (file.open(QIODevice::ReadOnly))
            QVERIFY(!file.readAll().contains(code.toLatin1()));
    }
}

void TestEnrolment::hostileBodies_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("not JSON") << QByteArray("<xml/>");
    QTest::newRow("array") << QByteArray("[]");
    QTest::newRow("duplicate member") << QByteArray(R"({"enrolment":"a","enrolment":"b","possession":"c"})");
    QTest::newRow("numbers") << QByteArray(R"({"enrolment":1,"possession":2})");
    QTest::newRow("deep") << QByteArray(20'000, '[');
    QTest::newRow("not a JWS") << QByteArray(R"({"enrolment":"a.b.c","possession":"a.b.c"})");
}

void TestEnrolment::hostileBodies()
{
    QFETCH(QByteArray, body);
    tests::Connection connection(m_prefecture->port(), m_prefecture->authorityPem());
    const auto reply = connection.exchange("POST", "/v1/enrolments", {{"Content-Type", "application/json"}}, body);
    QCOMPARE(reply.status, 400);
    QVERIFY(!reply.reason().isEmpty());
}

QTEST_GUILESS_MAIN(TestEnrolment)
#include "tst_enrolment.moc"
