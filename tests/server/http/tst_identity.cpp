// SPDX-License-Identifier: EUPL-1.2
// The server's own certificates, read back with Qt's parser and checked with the openssl command where it is there.
#include "server/http/tls_identity.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QSslCertificate>
#include <QSslCertificateExtension>
#include <QSslKey>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <sys/stat.h>

using namespace astreinte;
using namespace astreinte::http;

namespace {

const QStringList names{QStringLiteral("prefecture.example"), QStringLiteral("192.0.2.7"),
                        QStringLiteral("2001:db8::7")};
const QDateTime day(QDate(2026, 3, 1), QTime(12, 0), Qt::UTC);

QByteArray contentsOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray pinOfCertificate(const QSslCertificate &certificate)
{
    return QCryptographicHash::hash(certificate.publicKey().toDer(), QCryptographicHash::Sha256)
        .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QString opensslSays(const QStringList &arguments)
{
    QProcess process;
    process.start(QStringLiteral("openssl"), arguments);
    process.waitForFinished(10'000);
    return QString::fromUtf8(process.readAllStandardOutput() + process.readAllStandardError());
}

} // namespace

class TestIdentity : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    [[nodiscard]] QString folder() const { return m_folder->filePath(QStringLiteral("tls")); }
    TlsIdentity open(const QDateTime &now = day, const QStringList &wanted = names);

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void makesWhatItSays();
    void opensslVerifiesTheChain();
    void keysAreForTheOwnerAlone();
    void openingAgainChangesNothing();
    void renewsTheLeafWithTheSameKey();
    void newNamesNewLeafSameKey();
    void theBackupKeyTakesOver();
    void aMissingKeyIsNotReplaced_data();
    void aMissingKeyIsNotReplaced();
    void aDamagedFileIsSaid();
    void refusesWrongNames_data();
    void refusesWrongNames();
};

TlsIdentity TestIdentity::open(const QDateTime &now, const QStringList &wanted)
{
    auto identity = openTlsIdentity(folder(), wanted, now);
    if (!identity) {
        qWarning("%s", qPrintable(identity.error().toString()));
        return {};
    }
    return *identity;
}

void TestIdentity::makesWhatItSays()
{
    const auto identity = open();
    const auto chain = QSslCertificate::fromData(contentsOf(identity.chainFile));
    QCOMPARE(chain.size(), 2);
    const QSslCertificate &leaf = chain[0];
    const QSslCertificate &authority = chain[1];
    QCOMPARE(authority.toPem(), QSslCertificate(identity.authorityPem).toPem());
    QCOMPARE(pinOfCertificate(leaf), identity.pin);
    QVERIFY(identity.backupPin != identity.pin);
    QCOMPARE(identity.backupPin.size(), 43); // 32 bytes in base64 without padding
    QCOMPARE(leaf.publicKey().algorithm(), QSsl::Ec);
    QCOMPARE(leaf.publicKey().length(), 256);
    QVERIFY(leaf.effectiveDate() < day && leaf.effectiveDate() > day.addDays(-1));
    QCOMPARE(leaf.effectiveDate().daysTo(leaf.expiryDate()), 397);
    QCOMPARE(authority.effectiveDate().daysTo(authority.expiryDate()), 3652);
    QCOMPARE(identity.notAfter, leaf.expiryDate());
    QVERIFY(leaf.subjectAlternativeNames().values(QSsl::DnsEntry).contains(QStringLiteral("prefecture.example")));
    QCOMPARE(leaf.subjectAlternativeNames().values(QSsl::IpAddressEntry).size(), 2);
    QVERIFY(leaf.serialNumber() != authority.serialNumber());
}

void TestIdentity::opensslVerifiesTheChain()
{
    if (QStandardPaths::findExecutable(QStringLiteral("openssl")).isEmpty())
        QSKIP("the openssl command is not installed");
    const auto identity = open(QDateTime::currentDateTimeUtc());
    const QString verified = opensslSays({QStringLiteral("verify"), QStringLiteral("-x509_strict"),
                                          QStringLiteral("-purpose"), QStringLiteral("sslserver"),
                                          QStringLiteral("-verify_hostname"), QStringLiteral("prefecture.example"),
                                          QStringLiteral("-CAfile"), identity.authorityFile, identity.chainFile});
    QVERIFY2(verified.trimmed().endsWith(QStringLiteral(": OK")), qPrintable(verified));
    const QString text = opensslSays({QStringLiteral("x509"), QStringLiteral("-noout"), QStringLiteral("-text"),
                                      QStringLiteral("-in"), identity.authorityFile});
    QVERIFY(text.contains(QStringLiteral("CA:TRUE, pathlen:0")));
    QVERIFY(text.contains(QStringLiteral("Certificate Sign, CRL Sign")));
}

void TestIdentity::keysAreForTheOwnerAlone()
{
    const auto before = ::umask(0);
    const auto identity = open();
    ::umask(before);
    for (const auto &file :
         {QStringLiteral("authority.key"), QStringLiteral("server.key"), QStringLiteral("server-backup.key")}) {
        struct stat status
        {
        };
        QCOMPARE(::stat(QFile::encodeName(folder() + QLatin1Char('/') + file).constData(), &status), 0);
        QCOMPARE(status.st_mode & 0777, 0600u);
    }
    struct stat status
    {
    };
    QCOMPARE(::stat(QFile::encodeName(folder()).constData(), &status), 0);
    QCOMPARE(status.st_mode & 0777, 0700u);
    QVERIFY(!contentsOf(identity.chainFile).contains("PRIVATE"));
}

void TestIdentity::openingAgainChangesNothing()
{
    const auto first = open();
    const QByteArray chain = contentsOf(first.chainFile);
    const auto second = open(day.addDays(300));
    QCOMPARE(contentsOf(second.chainFile), chain);
    QCOMPARE(second.pin, first.pin);
    QCOMPARE(second.backupPin, first.backupPin);
}

void TestIdentity::renewsTheLeafWithTheSameKey()
{
    const auto first = open();
    const QByteArray chain = contentsOf(first.chainFile);
    const auto renewed = open(day.addDays(397 - 29));
    QVERIFY(contentsOf(renewed.chainFile) != chain);
    QCOMPARE(renewed.pin, first.pin);
    QCOMPARE(renewed.authorityPem, first.authorityPem);
    QVERIFY(renewed.notAfter > first.notAfter.addDays(300));
}

void TestIdentity::newNamesNewLeafSameKey()
{
    const auto first = open();
    const auto more = open(day, names + QStringList{QStringLiteral("secours.example")});
    QCOMPARE(more.pin, first.pin);
    const auto leaf = QSslCertificate::fromData(contentsOf(more.chainFile)).first();
    QVERIFY(leaf.subjectAlternativeNames().values(QSsl::DnsEntry).contains(QStringLiteral("secours.example")));
}

void TestIdentity::theBackupKeyTakesOver()
{
    const auto first = open();
    const auto promoted = promoteBackupKey(folder(), names, day);
    QVERIFY(promoted);
    QCOMPARE(promoted->pin, first.backupPin);
    QVERIFY(promoted->backupPin != first.pin && promoted->backupPin != first.backupPin);
    QCOMPARE(promoted->authorityPem, first.authorityPem);
    QCOMPARE(pinOfCertificate(QSslCertificate::fromData(contentsOf(promoted->chainFile)).first()), first.backupPin);
}

void TestIdentity::aMissingKeyIsNotReplaced_data()
{
    QTest::addColumn<QString>("file");
    for (const char *file : {"authority.key", "server.key", "server-backup.key"})
        QTest::newRow(file) << QString::fromLatin1(file);
}

void TestIdentity::aMissingKeyIsNotReplaced()
{
    QFETCH(QString, file);
    open();
    QVERIFY(QFile::remove(folder() + QLatin1Char('/') + file));
    const auto again = openTlsIdentity(folder(), names, day);
    QVERIFY(!again);
    QCOMPARE(again.error().reason, Reason::StorageFailed);
    QVERIFY(again.error().detail.contains(file));
    QVERIFY(!QFile::exists(folder() + QLatin1Char('/') + file));
}

void TestIdentity::aDamagedFileIsSaid()
{
    const auto identity = open();
    QFile key(identity.keyFile);
    QVERIFY(key.open(QIODevice::WriteOnly));
    key.write("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
    key.close();
    const auto again = openTlsIdentity(folder(), names, day);
    QVERIFY(!again);
    QVERIFY(again.error().detail.contains(identity.keyFile));
}

void TestIdentity::refusesWrongNames_data()
{
    QTest::addColumn<QStringList>("wanted");
    QTest::newRow("none") << QStringList{};
    for (const char *name :
         {"", "a b", "a,DNS:evil.example", "*.example", "https://a", "-a", "a..b", "é.example", "a\n"})
        QTest::newRow(name) << QStringList{QString::fromUtf8(name)};
    QTest::newRow("too long") << QStringList{QString(64, QLatin1Char('a'))};
}

void TestIdentity::refusesWrongNames()
{
    QFETCH(QStringList, wanted);
    const auto identity = openTlsIdentity(folder(), wanted, day);
    QVERIFY(!identity);
    QCOMPARE(identity.error().reason, Reason::InvalidValue);
    QVERIFY(!QFileInfo::exists(folder()));
}

QTEST_GUILESS_MAIN(TestIdentity)
#include "tst_identity.moc"
