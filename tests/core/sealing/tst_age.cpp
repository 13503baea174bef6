// SPDX-License-Identifier: EUPL-1.2
#include "core/sealing/age.h"
#include "tests/core/published/published_vectors.h"

#include <QCryptographicHash>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest>
#include <vector>

using namespace astreinte;
using namespace astreinte::sealing;

namespace {

// One file of C2SP/CCTV: lines of "name: value", an empty line, the age file (compressed for some).
struct Vector
{
    QMultiMap<QByteArray, QByteArray> fields;
    QByteArray file;
};

Vector readVector(const QByteArray &bytes)
{
    Vector vector;
    qsizetype at = 0;
    for (;;) {
        const auto end = bytes.indexOf('\n', at);
        const auto line = bytes.mid(at, end - at);
        at = end + 1;
        if (line.isEmpty())
            break;
        const auto colon = line.indexOf(": ");
        vector.fields.insert(line.first(colon), line.sliced(colon + 2));
    }
    vector.file = bytes.sliced(at);
    if (vector.fields.value("compressed") == "zlib")
        vector.file = qUncompress(QByteArray(4, '\0') + vector.file);
    return vector;
}

// What the age project calls each way of failing.
QByteArray outcomeOf(const Failure &failure)
{
    const QList<std::pair<QString, QByteArray>> kinds{{QStringLiteral("age header MAC"), "HMAC failure"},
                                                      {QStringLiteral("age header"), "header failure"},
                                                      {QStringLiteral("age: no recipient"), "no match"},
                                                      {QStringLiteral("age payload"), "payload failure"}};
    for (const auto &[start, outcome] : kinds)
        if (failure.detail.startsWith(start))
            return outcome;
    return failure.toString().toUtf8();
}

struct Opened
{
    QByteArray outcome;
    QByteArray plaintext;
};

Opened openInPieces(const QByteArray &file, std::span<const AgeIdentity> identities, qsizetype piece)
{
    AgeDecryptor decryptor(identities);
    Opened opened;
    for (qsizetype at = 0; at < file.size(); at += piece) {
        const auto part = decryptor.add(file.mid(at, piece));
        if (!part)
            return {outcomeOf(part.error()), opened.plaintext};
        opened.plaintext += part->view().toByteArray();
    }
    const auto last = decryptor.finish();
    if (!last)
        return {outcomeOf(last.error()), opened.plaintext};
    opened.plaintext += last->view().toByteArray();
    return {"success", opened.plaintext};
}

} // namespace

class Age : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followsTheAgeProject_data();
    void followsTheAgeProject();
    void readsAndWritesKeys();
    void sealsForTwo_data();
    void sealsForTwo();
    void refusesCutAndExtendedFiles();
    void isReadByTheStockTool();
    void readsTheStockToolsFiles();
};

void Age::followsTheAgeProject_data()
{
    QTest::addColumn<QString>("name");
    for (const auto &name : QDir(published::path(QStringLiteral("age"))).entryList(QDir::Files))
        QTest::newRow(qPrintable(name)) << name;
    if (!QFile::exists(published::path(QStringLiteral("age"))))
        QTest::newRow("absent") << QString();
}

void Age::followsTheAgeProject()
{
    REQUIRE_PUBLISHED("age");
    QFETCH(QString, name);
    for (const auto *other : {"armor", "hybrid", "scrypt"})
        if (name.startsWith(QLatin1String(other)))
            QSKIP("armour, post-quantum and passphrase files are not used here");
    const auto vector = readVector(published::bytes(QStringLiteral("age/") + name));
    std::vector<AgeIdentity> identities;
    for (const auto &text : vector.fields.values("identity"))
        identities.push_back(AgeIdentity::fromText(text).value());
    for (const qsizetype piece : {qsizetype(1'000'000'000), qsizetype(4099)}) {
        const auto opened = openInPieces(vector.file, identities, piece);
        QCOMPARE(opened.outcome, vector.fields.value("expect"));
        if (opened.outcome == "success")
            QCOMPARE(QCryptographicHash::hash(opened.plaintext, QCryptographicHash::Sha256).toHex(),
                     vector.fields.value("payload"));
    }
}

void Age::readsAndWritesKeys()
{
    // The pair of age's own documentation vectors.
    const QByteArray secret("AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0");
    const auto identity = AgeIdentity::fromText(secret);
    QVERIFY(identity);
    QCOMPARE(identity->toText().view().toByteArray(), secret);
    const auto text = identity->recipient().toText().toLatin1();
    QVERIFY(text.startsWith("age1"));
    QCOMPARE(*AgeRecipient::fromText(text), identity->recipient());
    QVERIFY(AgeRecipient::fromText(text.toUpper()));
    auto mixed = text;
    mixed[5] = static_cast<char>(std::toupper(mixed[5]));
    mixed[6] = 'Q';
    for (const auto &wrong : {mixed, text.chopped(1), text + 'q', QByteArray("age2") + text.sliced(4),
                              QByteArray(text).replace(10, 1, text[10] == 'q' ? "p" : "q"), QByteArray(), secret})
        QVERIFY2(!AgeRecipient::fromText(wrong), wrong);
}

void Age::sealsForTwo_data()
{
    QTest::addColumn<int>("size");
    for (const int size : {0, 1, 65535, 65536, 65537, 131072, 200000})
        QTest::newRow(qPrintable(QString::number(size))) << size;
}

void Age::sealsForTwo()
{
    QFETCH(int, size);
    const auto vault = *AgeIdentity::generate();
    const auto recovery = *AgeIdentity::generate();
    const auto stranger = *AgeIdentity::generate();
    QByteArray plaintext(size, '\0');
    for (int i = 0; i < size; ++i)
        plaintext[i] = static_cast<char>(i * 31 + (i >> 8));
    const auto file = encryptAge(plaintext, {vault.recipient(), recovery.recipient()});
    QVERIFY(file);
    QVERIFY(file->startsWith("age-encryption.org/v1\n-> X25519 "));
    for (const auto *identity : {&vault, &recovery}) {
        const auto opened = decryptAge(*file, *identity);
        QVERIFY(opened);
        QVERIFY(opened->view() == plaintext);
    }
    QCOMPARE(outcomeOf(decryptAge(*file, stranger).error()), QByteArray("no match"));
    // In pieces, the plaintext is the same.
    auto encryptor = *AgeEncryptor::begin({vault.recipient()});
    QByteArray pieces;
    for (qsizetype at = 0; at < plaintext.size(); at += 7001)
        pieces += *encryptor.add(plaintext.mid(at, 7001));
    pieces += *encryptor.finish();
    QVERIFY(decryptAge(pieces, vault)->view() == plaintext);
    QVERIFY(!AgeEncryptor::begin({}));
}

void Age::refusesCutAndExtendedFiles()
{
    const auto vault = *AgeIdentity::generate();
    const auto file = *encryptAge(QByteArray(2 * 65536 + 100, 'x'), {vault.recipient()});
    const auto payload = file.size() - (2 * 65536 + 100) - 3 * 16;
    for (const auto size : {payload, payload + 65536 + 16, payload + 2 * (65536 + 16), file.size() - 1}) {
        const auto cut = decryptAge(file.first(size), vault);
        QVERIFY(!cut);
        QCOMPARE(outcomeOf(cut.error()), QByteArray("payload failure"));
    }
    QVERIFY(!decryptAge(file + '\0', vault));
    QVERIFY(!decryptAge(file + file.sliced(payload), vault));
    // Two chunks exchanged.
    auto exchanged = file.first(payload) + file.mid(payload + 65552, 65552) + file.mid(payload, 65552) +
                     file.sliced(payload + 2 * 65552);
    QCOMPARE(exchanged.size(), file.size());
    QVERIFY(!decryptAge(exchanged, vault));
    for (qsizetype at = 0; at < payload; ++at) { // any byte of the header
        auto altered = file;
        altered[at] = static_cast<char>(altered[at] ^ 1);
        QVERIFY2(!decryptAge(altered, vault), qPrintable(QString::number(at)));
    }
    QVERIFY(!decryptAge(QByteArray("age-encryption.org/v1\n") + QByteArray(100'000, 'a'), vault));
    QCOMPARE(decryptAge("age-encryption.org/v2\n", vault).error().reason, Reason::UnknownVersion);
}

namespace {

struct Ran
{
    bool good = false;
    QByteArray out;
};

Ran runAge(const QStringList &arguments, const QByteArray &input)
{
    QProcess process;
    process.start(QStringLiteral("age"), arguments);
    process.write(input);
    process.closeWriteChannel();
    const bool finished = process.waitForFinished(20'000);
    return {finished && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0,
            process.readAllStandardOutput()};
}

} // namespace

void Age::isReadByTheStockTool()
{
    if (QStandardPaths::findExecutable(QStringLiteral("age")).isEmpty())
        QSKIP("the stock age tool is not installed");
    const auto vault = *AgeIdentity::generate();
    const auto recovery = *AgeIdentity::generate();
    const QByteArray plaintext(150'000, 'p');
    const QTemporaryDir folder;
    QFile key(folder.filePath(QStringLiteral("key")));
    QVERIFY(key.open(QIODevice::WriteOnly));
    key.write(recovery.toText().view().toByteArray() + '\n');
    key.close();
    const auto ran = runAge({QStringLiteral("-d"), QStringLiteral("-i"), key.fileName()},
                            *encryptAge(plaintext, {vault.recipient(), recovery.recipient()}));
    QVERIFY(ran.good);
    QVERIFY(ran.out == plaintext);
}

void Age::readsTheStockToolsFiles()
{
    if (QStandardPaths::findExecutable(QStringLiteral("age")).isEmpty())
        QSKIP("the stock age tool is not installed");
    const auto vault = *AgeIdentity::generate();
    const QByteArray plaintext(150'000, 'q');
    const auto ran = runAge({QStringLiteral("-r"), vault.recipient().toText()}, plaintext);
    QVERIFY(ran.good);
    const auto opened = decryptAge(ran.out, vault);
    QVERIFY(opened && opened->view() == plaintext);
}

QTEST_APPLESS_MAIN(Age)
#include "tst_age.moc"
