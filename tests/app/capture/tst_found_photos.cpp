// SPDX-License-Identifier: EUPL-1.2
#include "tests/app/phone.h"
#include "tests/app/scripted_transport.h"

#include "app/vault/vault.h"

#include <QDirIterator>
#include <QSignalSpy>
#include <QTest>

using namespace astreinte;
using namespace astreinte::tests;

// Photos that are in no message yet: taken while the phone was locked, or found again after an interruption.
class TestFoundPhotos : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        auto script = std::make_shared<ScriptedTransport::Script>();
        m_phone = std::make_unique<Phone>([script] { return std::make_unique<ScriptedTransport>(script); });
        QVERIFY(m_phone->enrolOffline());
    }
    void cleanup() { m_phone.reset(); }

    void a_locked_phone_takes_photos_and_counts_only_its_own();
    void photos_taken_while_locked_become_a_draft();
    void a_kill_while_taking_them_in_loses_none_data();
    void a_kill_while_taking_them_in_loses_none();
    void unlocking_while_a_photo_is_being_sealed_loses_nothing();
    void more_than_a_message_carries_is_offered_again();
    void what_is_no_picture_is_refused_at_the_shutter();
    void a_found_photo_goes_into_a_draft();
    void a_found_photo_is_deleted_only_by_a_person();

private:
    bool takeLocked(int seed);
    QString leaveOrphan(const QByteArray &picture);
    [[nodiscard]] app::FieldApp &app() { return m_phone->app(); }
    [[nodiscard]] QStringList sealedFiles(const QString &kind) const
    {
        return QDir(m_phone->folder() + QStringLiteral("/data/vault/") + kind)
            .entryList({QStringLiteral("*.age")}, QDir::Files);
    }

    std::unique_ptr<Phone> m_phone;
};

bool TestFoundPhotos::takeLocked(int seed)
{
    const int before = app().capture()->heldNow();
    m_phone->camera->picture = jpegPicture({640, 480}, seed);
    app().capture()->shutter();
    return QTest::qWaitFor([&] { return !app().capture()->busy(); }, 20'000) &&
           app().capture()->heldNow() == before + 1;
}

// As a kill between sealing and commit leaves it: by the vault's own keys, without a row.
QString TestFoundPhotos::leaveOrphan(const QByteArray &picture)
{
    app::PosixDisk disk;
    const app::Vault vault(m_phone->folder() + QStringLiteral("/data/vault"), disk);
    const auto secret = m_phone->secrets().value(QStringLiteral("astreinte/vault"));
    const auto keys = vault.derive(signature::Secret(Phone::defaultPin().toUtf8()), signature::Secret(secret));
    return keys ? vault.keepBlob(**keys, picture).value_or(QString()) : QString();
}

void TestFoundPhotos::a_locked_phone_takes_photos_and_counts_only_its_own()
{
    QVERIFY(!m_phone->takePublishablePhoto(jpegPicture({640, 480}, 1)).isEmpty());
    app().session()->lock();
    QCOMPARE(app().capture()->heldNow(), 0);
    QVERIFY(takeLocked(2));
    QVERIFY(takeLocked(3));
    QCOMPARE(app().capture()->heldNow(), 2);
    // Nothing else is told while locked, and nothing of it can be read.
    QCOMPARE(app().capture()->photos()->count(), 0);
    QCOMPARE(app().foundPhotos()->held()->count(), 0);
    for (QDirIterator all(m_phone->folder() + QStringLiteral("/data"), QDir::Files | QDir::Hidden,
                          QDirIterator::Subdirectories);
         all.hasNext();) {
        QFile file(all.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto bytes = file.readAll();
        QVERIFY2(!bytes.contains(m_phone->camera->picture.mid(2000, 32)) && !bytes.contains("capturedAt"),
                 qPrintable(file.fileName()));
    }
    // A wrong PIN is no new lock; an import needs an open phone.
    QVERIFY(!m_phone->unlock(QStringLiteral("000000")));
    QCOMPARE(app().capture()->heldNow(), 2);
    app().capture()->importPicture(QUrl(QStringLiteral("file:///dev/null")));
    QCOMPARE(app().capture()->problem(), (Failure{Reason::Locked, {}}.userText()));
    QCOMPARE(app().capture()->heldNow(), 2);
    QVERIFY(m_phone->unlock());
    QCOMPARE(app().foundPhotos()->held()->count(), 2);
    // The next locked session begins at nothing, whatever is still offered.
    app().session()->lock();
    QCOMPARE(app().capture()->heldNow(), 0);
    QCOMPARE(app().foundPhotos()->held()->count(), 0);
}

void TestFoundPhotos::photos_taken_while_locked_become_a_draft()
{
    app().session()->lock();
    QVERIFY(takeLocked(2));
    QVERIFY(takeLocked(3));
    m_phone->crash();
    m_phone->start();
    QCOMPARE(app().capture()->heldNow(), 0);
    QVERIFY(m_phone->unlock());
    QCOMPARE(app().foundPhotos()->held()->count(), 2);
    QCOMPARE(app().foundPhotos()->held()->get(0).value(QStringLiteral("communeName")).toString(),
             QStringLiteral("Châteauroux"));
    QSignalSpy taken(app().foundPhotos(), &app::FoundPhotos::taken);
    app().foundPhotos()->takeHeld();
    QVERIFY(taken.wait(20'000));
    QCOMPARE(app().foundPhotos()->held()->count(), 0);
    QCOMPARE(app().capture()->photos()->count(), 2);
    QCOMPARE(app().capture()->photos()->get(0).value(QStringLiteral("photoId")), taken.first().first());
    for (const auto &row : app().capture()->photos()->rows()) {
        QVERIFY(row.value(QStringLiteral("hasFix")).toBool());
        QCOMPARE(row.value(QStringLiteral("author")).toString(), QStringLiteral("Cadre d’astreinte A"));
        QCOMPARE(row.value(QStringLiteral("width")).toInt(), 640);
        QCOMPARE(row.value(QStringLiteral("badge")).toString(), QStringLiteral("todo")); // rights are asked now
    }
    // And it is a message like any other: answered, written, submitted.
    for (const auto &row : app().capture()->photos()->rows())
        m_phone->answerRights(row.value(QStringLiteral("photoId")).toString());
    QVERIFY2(m_phone->fillFirstMessage(), qPrintable(m_phone->problems().join(QLatin1Char('\n'))));
    QVERIFY2(!m_phone->submit().isEmpty(), qPrintable(m_phone->problems().join(QLatin1Char('\n'))));
    QVERIFY(sealedFiles(QStringLiteral("held")).isEmpty());
    m_phone->crash();
    m_phone->start();
    QVERIFY(m_phone->unlock());
    QCOMPARE(app().foundPhotos()->held()->count(), 0);
}

void TestFoundPhotos::a_kill_while_taking_them_in_loses_none_data()
{
    QTest::addColumn<int>("milliseconds");
    for (const int after : {0, 5, 20, 60, 120})
        QTest::addRow("%d ms", after) << after;
}

void TestFoundPhotos::a_kill_while_taking_them_in_loses_none()
{
    QFETCH(int, milliseconds);
    app().session()->lock();
    for (int seed = 0; seed < 4; ++seed)
        QVERIFY(takeLocked(seed));
    QVERIFY(m_phone->unlock());
    app().foundPhotos()->takeHeld();
    QTest::qWait(milliseconds);
    m_phone->crash();
    m_phone->start();
    QVERIFY(m_phone->unlock());
    // Each is either offered still or in the one draft, and none is both.
    int drafted = 0;
    for (const auto &row : app().home()->drafts()->rows())
        drafted += row.value(QStringLiteral("photoCount")).toInt();
    QCOMPARE(drafted + app().foundPhotos()->held()->count(), 4);
}

void TestFoundPhotos::unlocking_while_a_photo_is_being_sealed_loses_nothing()
{
    for (int round = 0; round < 4; ++round) {
        app().session()->lock();
        m_phone->camera->picture = jpegPicture({2400, 1600}, round);
        QSignalSpy unlocked(app().session(), &app::Session::unlockedNow);
        app().session()->unlock(Phone::defaultPin());
        while (unlocked.isEmpty()) {
            if (!app().capture()->busy())
                app().capture()->shutter();
            QTest::qWait(3);
        }
        QTRY_VERIFY_WITH_TIMEOUT(!app().capture()->busy(), 20'000);
        QVERIFY2(app().capture()->problem().isEmpty(), qPrintable(app().capture()->problem()));
    }
    const auto sealed = sealedFiles(QStringLiteral("held")).size();
    QVERIFY(sealed >= 4);
    app().session()->lock();
    QVERIFY(m_phone->unlock());
    QCOMPARE(app().foundPhotos()->held()->count(), int(sealed));
}

void TestFoundPhotos::more_than_a_message_carries_is_offered_again()
{
    app().session()->lock();
    for (int seed = 0; seed < 12; ++seed)
        QVERIFY(takeLocked(seed));
    QVERIFY(m_phone->unlock());
    QSignalSpy taken(app().foundPhotos(), &app::FoundPhotos::taken);
    app().foundPhotos()->takeHeld();
    QVERIFY(taken.wait(60'000));
    QCOMPARE(app().capture()->photos()->count(), 10);
    QCOMPARE(app().foundPhotos()->held()->count(), 2);
    app().foundPhotos()->takeHeld();
    QVERIFY(taken.wait(60'000));
    QCOMPARE(app().capture()->photos()->count(), 2);
    QCOMPARE(app().home()->drafts()->count(), 2);
}

void TestFoundPhotos::what_is_no_picture_is_refused_at_the_shutter()
{
    app().session()->lock();
    m_phone->camera->picture = "no picture at all";
    app().capture()->shutter();
    QTRY_VERIFY_WITH_TIMEOUT(!app().capture()->busy(), 20'000);
    QVERIFY(!app().capture()->problem().isEmpty());
    QCOMPARE(app().capture()->heldNow(), 0);
    QVERIFY(sealedFiles(QStringLiteral("held")).isEmpty());
}

void TestFoundPhotos::a_found_photo_goes_into_a_draft()
{
    QVERIFY(!leaveOrphan(jpegPicture({640, 480}, 7)).isEmpty());
    m_phone->kill();
    m_phone->start();
    QVERIFY(m_phone->unlock());
    QTRY_COMPARE_WITH_TIMEOUT(app().foundPhotos()->found()->count(), 1, 20'000);
    QTRY_VERIFY_WITH_TIMEOUT(!app().foundPhotos()->found()->get(0).value(QStringLiteral("thumb")).toString().isEmpty(),
                             20'000);
    const auto row = app().foundPhotos()->found()->get(0);
    QVERIFY(row.value(QStringLiteral("takenAt")).toDateTime().isValid());
    QSignalSpy taken(app().foundPhotos(), &app::FoundPhotos::taken);
    app().foundPhotos()->take(row.value(QStringLiteral("photoId")).toString());
    QVERIFY(taken.wait(20'000));
    QCOMPARE(app().foundPhotos()->found()->count(), 0);
    QCOMPARE(app().capture()->photos()->count(), 1);
    QCOMPARE(app().capture()->photos()->get(0).value(QStringLiteral("origin")).toString(), QStringLiteral("found"));
    m_phone->crash();
    m_phone->start();
    QVERIFY(m_phone->unlock());
    QCOMPARE(app().home()->drafts()->get(0).value(QStringLiteral("photoCount")).toInt(), 1);
    QTest::qWait(500); // the check after unlocking
    QCOMPARE(app().foundPhotos()->found()->count(), 0);
}

void TestFoundPhotos::a_found_photo_is_deleted_only_by_a_person()
{
    const auto orphan = leaveOrphan(jpegPicture({640, 480}, 8));
    for (int start = 0; start < 2; ++start) {
        m_phone->kill();
        m_phone->start();
        QVERIFY(m_phone->unlock());
        QTRY_COMPARE_WITH_TIMEOUT(app().foundPhotos()->found()->count(), 1, 20'000);
    }
    QVERIFY(sealedFiles(QStringLiteral("blobs")).contains(orphan));
    app().foundPhotos()->remove(QStringLiteral("../keyring"));
    app().foundPhotos()->remove(orphan);
    QCOMPARE(app().foundPhotos()->found()->count(), 0);
    QVERIFY(!sealedFiles(QStringLiteral("blobs")).contains(orphan));
    QVERIFY(app().session()->pinIsSet());
}

QTEST_MAIN(TestFoundPhotos)
#include "tst_found_photos.moc"
