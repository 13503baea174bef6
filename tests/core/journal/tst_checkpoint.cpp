// SPDX-License-Identifier: EUPL-1.2
#include "core/journal/checkpoint.h"
#include "core/journal/merkle.h"
#include "core/signature/bytes.h"
#include "tests/core/published/published_vectors.h"

#include <QtTest>

using namespace astreinte;
using namespace astreinte::journal;

namespace {

const QString origin = QStringLiteral("prefecture.example/journal");

Checkpoint checkpointOf(quint64 size)
{
    return {origin, size, leafHash(QByteArray::number(size))};
}

} // namespace

class TestCheckpoint : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void noteOfTheGoProject();
    void publishedEd25519();
    void signedAndOpened();
    void theSameTreeHasOneCheckpoint();
    void signatureLayout();
    void signedByNobodyWeKnow();
    void anyByteChanged();
    void malformed_data();
    void malformed();
    void otherSignaturesArePassedOver();
    void keyTexts();
    void keyFile();
};

// The example of golang.org/x/mod/sumdb/note, the format's first implementation.
void TestCheckpoint::noteOfTheGoProject()
{
    const auto verifier =
        NoteVerifier::fromText(QStringLiteral("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"));
    QVERIFY(verifier);
    const QByteArray text = "If you think cryptography is the answer to your problem,\n"
                            "then you don't know what your problem is.\n";
    const auto line = QByteArray::fromBase64(
        "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=");
    QCOMPARE(line.first(4), verifier->keyNumber());
    QVERIFY(verifier->verify(text, line.sliced(4)));
    QVERIFY(!verifier->verify(text + ' ', line.sliced(4)));
    QCOMPARE(verifier->toText(), QStringLiteral("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"));
}

void TestCheckpoint::publishedEd25519()
{
    REQUIRE_PUBLISHED("wycheproof/ed25519_test.json");
    int seen = 0;
    for (const auto &group : published::wycheproofGroups(QStringLiteral("ed25519_test.json"))) {
        const auto key = group.toObject().value(QLatin1String("publicKey")).toObject();
        const auto verifier = NoteVerifier::fromKey(QStringLiteral("wycheproof"), published::hexOf(key, "pk"));
        QVERIFY(verifier);
        for (const auto &value : group.toObject().value(QLatin1String("tests")).toArray()) {
            const auto test = value.toObject();
            const auto valid =
                verifier->verify(published::hexOf(test, "msg"), published::hexOf(test, "sig")).has_value();
            QCOMPARE(valid, test.value(QLatin1String("result")).toString() == QLatin1String("valid"));
            ++seen;
        }
    }
    QVERIFY(seen > 80);
}

void TestCheckpoint::signedAndOpened()
{
    const auto signer = NoteSigner::generate(origin).value();
    for (const auto size : {quint64(0), quint64(1), quint64(20852163), ~quint64(0)}) {
        const auto note = signCheckpoint(checkpointOf(size), signer).value();
        QCOMPARE(openCheckpoint(note, signer.verifier()).value(), checkpointOf(size));
    }
}

void TestCheckpoint::theSameTreeHasOneCheckpoint()
{
    const auto signer = NoteSigner::generate(origin).value();
    QCOMPARE(signCheckpoint(checkpointOf(7), signer).value(), signCheckpoint(checkpointOf(7), signer).value());
}

void TestCheckpoint::signatureLayout()
{
    const auto signer = NoteSigner::generate(origin).value();
    const auto lines = signCheckpoint(checkpointOf(12), signer).value().split('\n');
    QCOMPARE(lines.size(), 6);
    QCOMPARE(lines[0], origin.toUtf8());
    QCOMPARE(lines[1], QByteArray("12"));
    QCOMPARE(lines[2], leafHash("12").toBase64());
    QVERIFY(lines[3].isEmpty());
    QVERIFY(lines[4].startsWith("\xe2\x80\x94 " + origin.toUtf8() + ' '));
    QCOMPARE(QByteArray::fromBase64(lines[4].split(' ').last()).size(), 68);
    QVERIFY(lines[5].isEmpty());
}

void TestCheckpoint::signedByNobodyWeKnow()
{
    const auto signer = NoteSigner::generate(origin).value();
    const auto impostor = NoteSigner::generate(origin).value();
    const auto note = signCheckpoint(checkpointOf(3), impostor).value();
    QCOMPARE(openCheckpoint(note, signer.verifier()).error().reason, Reason::UnexpectedReply);
    // With the right key number, and the impostor's signature.
    auto forged = note.split('\n');
    const auto bytes = QByteArray::fromBase64(forged[4].split(' ').last());
    forged[4] = "\xe2\x80\x94 " + origin.toUtf8() + ' ' + (signer.verifier().keyNumber() + bytes.sliced(4)).toBase64();
    QCOMPARE(openCheckpoint(forged.join('\n'), signer.verifier()).error().reason, Reason::BadSignature);
    const auto elsewhere = NoteSigner::generate(QStringLiteral("other.example/journal")).value();
    QVERIFY(!signCheckpoint(checkpointOf(3), elsewhere));
}

void TestCheckpoint::anyByteChanged()
{
    const auto signer = NoteSigner::generate(origin).value();
    const auto note = signCheckpoint(checkpointOf(123), signer).value();
    for (qsizetype i = 0; i < note.size(); ++i) {
        auto changed = note;
        changed[i] = static_cast<char>(changed[i] ^ 1);
        QVERIFY2(!openCheckpoint(changed, signer.verifier()), qPrintable(QString::number(i)));
    }
}

void TestCheckpoint::malformed_data()
{
    QTest::addColumn<QByteArray>("body");
    const auto root = leafHash("x").toBase64();
    const auto name = origin.toUtf8();
    QTest::newRow("extension") << name + "\n1\n" + root + "\nextra\n";
    QTest::newRow("no root") << name + "\n1\n";
    QTest::newRow("leading zero") << name + "\n01\n" + root + '\n';
    QTest::newRow("plus") << name + "\n+1\n" + root + '\n';
    QTest::newRow("negative") << name + "\n-1\n" + root + '\n';
    QTest::newRow("2^64") << name + "\n18446744073709551616\n" + root + '\n';
    QTest::newRow("short root") << name + "\n1\n" + leafHash("x").first(31).toBase64() + '\n';
    QTest::newRow("base64url root") << name + "\n1\n" + QByteArray(32, '\xff').toBase64(QByteArray::Base64UrlEncoding) +
                                           '\n';
    QTest::newRow("other origin") << "other.example\n1\n" + root + '\n';
    QTest::newRow("carriage return") << name + "\r\n1\r\n" + root + "\r\n";
}

void TestCheckpoint::malformed()
{
    QFETCH(QByteArray, body);
    const auto signer = NoteSigner::generate(origin).value();
    const auto note = body + "\n\xe2\x80\x94 " + origin.toUtf8() + ' ' +
                      (signer.verifier().keyNumber() + signer.sign(body).value()).toBase64() + '\n';
    QCOMPARE(openCheckpoint(note, signer.verifier()).error().reason, Reason::UnexpectedReply);
}

void TestCheckpoint::otherSignaturesArePassedOver()
{
    const auto signer = NoteSigner::generate(origin).value();
    const auto note = signCheckpoint(checkpointOf(5), signer).value();
    const auto witness = "\xe2\x80\x94 witness.example " + QByteArray(76, 'w').toBase64() + '\n';
    QCOMPARE(openCheckpoint(note + witness, signer.verifier()).value(), checkpointOf(5));
    QVERIFY(!openCheckpoint(note + note.split('\n')[4] + '\n', signer.verifier()));
    QVERIFY(!openCheckpoint(note + "not a signature\n", signer.verifier()));
    QVERIFY(!openCheckpoint(note + witness.repeated(20), signer.verifier()));
    QVERIFY(!openCheckpoint(note.chopped(1), signer.verifier()));
    QVERIFY(!openCheckpoint({}, signer.verifier()));
}

void TestCheckpoint::keyTexts()
{
    const auto text = NoteSigner::generate(origin).value().verifier().toText();
    QCOMPARE(NoteVerifier::fromText(text).value().toText(), text);
    for (const auto &bad :
         {QString(), QStringLiteral("a"), QStringLiteral("a+b"), QStringLiteral("a+b+c"), text.chopped(1),
          QString(text).replace(QStringLiteral("+A"), QStringLiteral("+B")), QLatin1Char('x') + text,
          text + QLatin1Char('A'), QString(text).replace(origin, QStringLiteral("pre fecture"))})
        QVERIFY2(!NoteVerifier::fromText(bad), qPrintable(bad));
    QVERIFY(!NoteVerifier::fromKey(origin, QByteArray(31, 'k')));
    QVERIFY(!NoteSigner::generate(QStringLiteral("with+plus")));
    QVERIFY(!NoteSigner::generate(QStringLiteral("two\nlines")));
}

void TestCheckpoint::keyFile()
{
    const auto signer = NoteSigner::generate(origin).value();
    const auto pem = signer.toPem().value();
    const auto again = NoteSigner::fromPem(origin, pem.view());
    QVERIFY(again);
    QVERIFY(again->verifier() == signer.verifier());
    QCOMPARE(again->sign("x").value(), signer.sign("x").value());
    QVERIFY(!NoteSigner::fromPem(origin, "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n"));
    QVERIFY(!NoteSigner::fromPem(origin, {}));
}

QTEST_GUILESS_MAIN(TestCheckpoint)
#include "tst_checkpoint.moc"
