// SPDX-License-Identifier: EUPL-1.2
#include "core/sealing/age.h"

#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace astreinte;

// The recovery key as an administrator makes and uses it, with the stock `age` tool at the other end.
class TestRecovery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void the_private_half_never_stays_on_the_server();
    void a_second_key_must_be_wanted();
    void age_opens_a_photo_of_a_phone_that_is_gone();

private:
    QByteArray run(const QStringList &arguments, int expected = 0)
    {
        QProcess server;
        server.start(QStringLiteral(ASTREINTE_PROGRAMS) + QStringLiteral("/astreinte-server"),
                     QStringList{QStringLiteral("recovery")} + arguments +
                         QStringList{QStringLiteral("--data"), data()});
        server.waitForFinished();
        m_error = server.readAllStandardError();
        return server.exitCode() == expected ? server.readAllStandardOutput() : QByteArray("exit code");
    }
    [[nodiscard]] QString data() const { return m_folder.path() + QStringLiteral("/data"); }
    [[nodiscard]] QString key() const { return m_folder.path() + QStringLiteral("/for-the-safe.key"); }
    static QByteArray read(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QTemporaryDir m_folder;
    QByteArray m_error;
};

void TestRecovery::the_private_half_never_stays_on_the_server()
{
    QCOMPARE(run({QStringLiteral("show")}, 1), QByteArray()); // none yet
    const auto said = run({QStringLiteral("new"), QStringLiteral("--out"), key()});
    const auto secret = read(key()).trimmed();
    QVERIFY2(secret.startsWith("AGE-SECRET-KEY-1"), m_error.constData());
    QCOMPARE(QFile::permissions(key()) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    const auto identity = sealing::AgeIdentity::fromText(secret);
    QVERIFY(identity);
    QCOMPARE(said, "recovery\t" + identity->recipient().toText().toLatin1() + '\n');
    QCOMPARE(run({QStringLiteral("show")}), said);
    for (QDirIterator all(data(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories); all.hasNext();)
        QVERIFY(!read(all.next()).contains(secret));
}

void TestRecovery::a_second_key_must_be_wanted()
{
    const auto before = run({QStringLiteral("show")});
    QCOMPARE(run({QStringLiteral("new")}, 1), QByteArray());
    QCOMPARE(run({QStringLiteral("show")}), before);
    // Nor over another file, even when it is wanted.
    QCOMPARE(
        run({QStringLiteral("new"), QStringLiteral("--replace"), QStringLiteral("yes"), QStringLiteral("--out"), key()},
            1),
        QByteArray());
    QCOMPARE(run({QStringLiteral("show")}), before);
}

void TestRecovery::age_opens_a_photo_of_a_phone_that_is_gone()
{
    if (QStandardPaths::findExecutable(QStringLiteral("age")).isEmpty())
        QSKIP("the age tool (Debian package age) is not installed");
    const auto recipient = run({QStringLiteral("show")}).mid(qsizetype(qstrlen("recovery\t"))).trimmed();
    const auto phone = *sealing::AgeIdentity::generate();
    const auto photo = QByteArray("\xff\xd8\xff\xe0 as the officer took it").repeated(5'000);
    const auto sealed = sealing::encryptAge(photo, {phone.recipient(), *sealing::AgeRecipient::fromText(recipient)});
    QFile file(m_folder.path() + QStringLiteral("/photo.age"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(*sealed);
    file.close();
    QProcess age;
    age.start(QStringLiteral("age"), {QStringLiteral("--decrypt"), QStringLiteral("-i"), key(), file.fileName()});
    QVERIFY(age.waitForFinished());
    QCOMPARE(age.readAllStandardOutput(), photo);
}

QTEST_GUILESS_MAIN(TestRecovery)
#include "tst_recovery.moc"
