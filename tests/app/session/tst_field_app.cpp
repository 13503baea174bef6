// SPDX-License-Identifier: EUPL-1.2
#include "tests/app/phone.h"
#include "tests/app/scripted_transport.h"

#include "app/session/pin_policy.h"
#include "app/vault/vault.h"

#include <QDir>
#include <QFileInfo>
#include <QSignalSpy>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>

using namespace astreinte;
using namespace astreinte::tests;

// One phone alone: its lock, its drafts, its refusals. The network never answers here.
class TestFieldApp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_script = std::make_shared<ScriptedTransport::Script>();
        m_phone = std::make_unique<Phone>([script = m_script] { return std::make_unique<ScriptedTransport>(script); });
    }
    void cleanup() { m_phone.reset(); }

    void first_run_needs_a_pin_of_six_digits();
    void wrong_pins_wait_then_erase();
    void the_tenth_try_cut_short_gives_no_eleventh();
    void a_missing_keystore_asks_for_a_passphrase();
    void a_keystore_that_keeps_nothing_asks_for_a_passphrase();
    void a_passphrase_is_judged_data();
    void a_passphrase_is_judged();
    void a_draft_survives_a_kill();
    void a_refused_camera_is_said_and_loses_nothing();
    void a_position_is_never_silently_old();
    void damaged_pictures_are_said_and_lose_nothing();
    void locking_forgets_everything();
    void a_storage_that_cannot_be_opened_lets_its_sealed_photos_go();

private:
    std::shared_ptr<ScriptedTransport::Script> m_script;
    std::unique_ptr<Phone> m_phone;
};

void TestFieldApp::first_run_needs_a_pin_of_six_digits()
{
    QCOMPARE(m_phone->app().stage(), app::FieldApp::FirstRun);
    QVERIFY(!m_phone->choosePin(QStringLiteral("12345")));
    QVERIFY(!m_phone->app().session()->problem().isEmpty());
    QVERIFY(!m_phone->app().session()->pinIsSet());
    QVERIFY(m_phone->choosePin(QStringLiteral("123456")));
    QVERIFY(m_phone->app().session()->pinIsSet());
}

void TestFieldApp::wrong_pins_wait_then_erase()
{
    QVERIFY(m_phone->enrolOffline());
    QSignalSpy erased(m_phone->app().session(), &app::Session::erased);
    m_phone->app().session()->lock();
    QCOMPARE(m_phone->app().stage(), app::FieldApp::Locked);
    for (int attempt = 1; attempt <= app::mostTries; ++attempt) {
        if (attempt == 3) {
            // Pulling the plug gives no free try.
            m_phone->kill();
            m_phone->start();
        }
        QCOMPARE(m_phone->app().session()->triesLeft(), app::mostTries - attempt + 1);
        QVERIFY(!m_phone->unlock(QStringLiteral("000000")));
        if (attempt < app::mostTries)
            QCOMPARE(m_phone->app().session()->waitSeconds() > 0, attempt >= 5);
        if (attempt == 5) {
            // Even the right PIN waits.
            QVERIFY(!m_phone->unlock());
            QCOMPARE(m_phone->app().session()->triesLeft(), app::mostTries - 5);
        }
        m_phone->skew += std::chrono::hours(1);
        m_phone->clock->skew = m_phone->skew;
    }
    QVERIFY(!m_phone->app().session()->pinIsSet());
    QCOMPARE(m_phone->app().stage(), app::FieldApp::FirstRun);
}

void TestFieldApp::the_tenth_try_cut_short_gives_no_eleventh()
{
    QVERIFY(m_phone->enrolOffline());
    m_phone->app().session()->lock();
    m_phone->kill();
    const auto folder = m_phone->folder() + QStringLiteral("/data/vault");
    {
        // Counted before it was derived, and then the plug was pulled.
        app::PosixDisk disk;
        app::Vault vault(folder, disk);
        QVERIFY(vault.setLockState({app::mostTries, 0, true}));
    }
    m_phone->start();
    QVERIFY(!m_phone->app().session()->pinIsSet());
    QVERIFY(!QFileInfo::exists(folder + QStringLiteral("/keyring")));
    QCOMPARE(m_phone->app().stage(), app::FieldApp::FirstRun);
}

void TestFieldApp::a_missing_keystore_asks_for_a_passphrase()
{
    m_phone->keyStore->absent = true;
    QVERIFY(!m_phone->choosePin(QStringLiteral("123456")));
    QCOMPARE(m_phone->app().session()->problem(), (Failure{Reason::KeyStoreUnavailable, {}}.userText()));
    auto *session = m_phone->app().session();
    QVERIFY(session->usesPassphrase());
    // Fourteen characters that anyone would try are none.
    QVERIFY(!m_phone->choosePin(QStringLiteral("aaaaaaaaaaaaaaaa")));
    QVERIFY(!session->pinIsSet());
    QVERIFY(m_phone->choosePin(QStringLiteral("quatorze signes !")));
    session->lock();
    QVERIFY(m_phone->unlock(QStringLiteral("quatorze signes !")));
    QVERIFY(m_phone->secrets().isEmpty());
    // After a restart the lock asks for it too, whatever the keystore says by then.
    m_phone->kill();
    m_phone->start();
    QVERIFY(m_phone->app().session()->usesPassphrase());
    QVERIFY(!m_phone->unlock(QStringLiteral("123456")));
    QVERIFY(m_phone->unlock(QStringLiteral("quatorze signes !")));
}

void TestFieldApp::a_keystore_that_keeps_nothing_asks_for_a_passphrase()
{
    auto *session = m_phone->app().session();
    session->askKeyStore();
    QTest::qWait(20);
    QVERIFY(!session->usesPassphrase());
    m_phone->keyStore->refuses = true;
    QVERIFY(!m_phone->choosePin(QStringLiteral("123456")));
    QVERIFY(session->usesPassphrase());
    QVERIFY(!session->pinIsSet());
    QVERIFY(!m_phone->choosePin(QStringLiteral("123456")));
    QVERIFY(m_phone->choosePin(QStringLiteral("quatorze signes !")));
    QVERIFY(m_phone->secrets().isEmpty());
}

void TestFieldApp::a_passphrase_is_judged_data()
{
    QTest::addColumn<QString>("passphrase");
    QTest::addColumn<bool>("enough");
    QTest::addColumn<QString>("tone");
    const auto row = [](const char *text, bool enough, const char *tone) {
        QTest::newRow(text) << QString::fromUtf8(text) << enough << QString::fromLatin1(tone);
    };
    row("treize signes", false, "warning");
    row("cheval-batteri", true, "success");
    row("quatorzelettre", true, "info");
    row("cheval correct agrafe pile", true, "success");
    row("aaaaaaaaaaaaaaaaaaaa", false, "danger");
    row("ababababababababab", false, "danger");
    row("abcdefghijklmnop", false, "danger");
    row("01234567890123", false, "danger");
    row("94071852639047", true, "info");
    row("éèàùçéèàùçéèàùç", false, "danger");
}

void TestFieldApp::a_passphrase_is_judged()
{
    QFETCH(QString, passphrase);
    const auto judged = m_phone->app().session()->strengthOf(passphrase);
    QTEST(judged.value(QStringLiteral("enough")).toBool(), "enough");
    QTEST(judged.value(QStringLiteral("tone")).toString(), "tone");
    QVERIFY(!judged.value(QStringLiteral("text")).toString().isEmpty());
}

void TestFieldApp::a_draft_survives_a_kill()
{
    QVERIFY(m_phone->enrolOffline());
    const auto photo = m_phone->takePublishablePhoto(jpegPicture({800, 600}, 1));
    QVERIFY(!photo.isEmpty());
    QVERIFY2(m_phone->fillFirstMessage(), qPrintable(m_phone->problems().join(QLatin1Char('\n'))));
    const auto id = m_phone->app().composer()->draftId();
    m_phone->app().composer()->setValue(QStringLiteral("secteur"), QStringLiteral("zone de la Martinerie"));
    QTest::qWait(400); // typing is saved within 300 ms
    m_phone->crash();
    m_phone->start();
    QCOMPARE(m_phone->app().stage(), app::FieldApp::Locked);
    QVERIFY(m_phone->unlock());
    QCOMPARE(m_phone->app().home()->drafts()->count(), 1);
    const auto row = m_phone->app().home()->drafts()->get(0);
    QCOMPARE(row.value(QStringLiteral("draftId")).toString(), id);
    QCOMPARE(row.value(QStringLiteral("photoCount")).toInt(), 1);
    m_phone->app().composer()->resume(id);
    QCOMPARE(
        m_phone->app().composer()->fields()->find(QStringLiteral("secteur")).value(QStringLiteral("value")).toString(),
        QStringLiteral("zone de la Martinerie"));
    QCOMPARE(m_phone->app().capture()->photos()->count(), 1);
    QVERIFY2(m_phone->app().composer()->ready(), qPrintable(m_phone->problems().join(QLatin1Char('\n'))));
    // In a dead zone it goes to the outbox all the same, and is there after the next kill.
    QCOMPARE(m_phone->submit(), id);
    m_phone->crash();
    m_phone->start();
    QVERIFY(m_phone->unlock());
    QCOMPARE(m_phone->app().home()->drafts()->count(), 0);
    QCOMPARE(m_phone->app().outbox()->items()->find(id).value(QStringLiteral("state")).toString(),
             QStringLiteral("queued"));
    QCOMPARE(m_phone->app().link()->waiting(), 1);
}

void TestFieldApp::a_refused_camera_is_said_and_loses_nothing()
{
    QVERIFY(m_phone->enrolOffline());
    QVERIFY2(m_phone->fillFirstMessage(), qPrintable(m_phone->problems().join(QLatin1Char('\n'))));
    for (const auto reason : {Reason::CameraDenied, Reason::CameraUnavailable}) {
        m_phone->camera->trouble = Failure{reason, {}};
        m_phone->app().capture()->setActive(true);
        QCOMPARE(m_phone->app().capture()->cameraProblem(), (Failure{reason, {}}.userText()));
        m_phone->app().capture()->shutter();
        QCOMPARE(m_phone->app().capture()->problem(), (Failure{reason, {}}.userText()));
        QVERIFY(!m_phone->app().capture()->busy());
    }
    QVERIFY(m_phone->app().composer()->ready());
}

void TestFieldApp::a_position_is_never_silently_old()
{
    QVERIFY(m_phone->enrolOffline());
    auto *capture = m_phone->app().capture();
    capture->setActive(true);
    QCOMPARE(capture->communeName(), QStringLiteral("Châteauroux"));
    QVERIFY(!capture->fix().value(QStringLiteral("stale")).toBool());
    QCOMPARE(capture->positionProblem(), QString());
    m_phone->position->fix->at = m_phone->clock->now() - std::chrono::minutes(4);
    QVERIFY(capture->fix().value(QStringLiteral("stale")).toBool());
    QCOMPARE(capture->fix().value(QStringLiteral("ageS")).toInt(), 240);
    QCOMPARE(capture->positionProblem(), (Failure{Reason::PositionStale, {}}.userText()));
    m_phone->position->fix.reset();
    m_phone->position->trouble = Failure{Reason::PositionDenied, {}};
    QVERIFY(!capture->fix().value(QStringLiteral("valid")).toBool());
    QCOMPARE(capture->positionProblem(), (Failure{Reason::PositionDenied, {}}.userText()));
    // A photo without a position is a photo all the same.
    QVERIFY(!m_phone->takePublishablePhoto(jpegPicture({400, 300}, 2)).isEmpty());
}

void TestFieldApp::damaged_pictures_are_said_and_lose_nothing()
{
    QVERIFY(m_phone->enrolOffline());
    QVERIFY(!m_phone->takePublishablePhoto(jpegPicture({400, 300}, 1)).isEmpty());
    const auto good = jpegPicture({400, 300}, 2);
    m_phone->camera->picture = good.left(good.size() / 2);
    m_phone->app().capture()->shutter();
    QTRY_VERIFY(!m_phone->app().capture()->busy());
    QVERIFY(
        m_phone->app().capture()->problem().startsWith(QStringLiteral("This picture is damaged and cannot be read")));
    QCOMPARE(m_phone->app().capture()->photos()->count(), 1);
    m_phone->app().capture()->importPicture(QUrl::fromLocalFile(QStringLiteral("/nowhere/at-all.jpg")));
    QVERIFY(!m_phone->app().capture()->problem().isEmpty());
    QVERIFY(!m_phone->app().capture()->busy());
}

void TestFieldApp::locking_forgets_everything()
{
    QVERIFY(m_phone->enrolOffline());
    QVERIFY(!m_phone->takePublishablePhoto(jpegPicture({400, 300}, 1)).isEmpty());
    QVERIFY(m_phone->fillFirstMessage());
    m_phone->app().session()->lock();
    QCOMPARE(m_phone->app().capture()->photos()->count(), 0);
    QCOMPARE(m_phone->app().composer()->fields()->count(), 0);
    QCOMPARE(m_phone->app().home()->drafts()->count(), 0);
    QCOMPARE(m_phone->app().session()->personName(), QString());
    QVERIFY(m_phone->unlock());
    QCOMPARE(m_phone->app().home()->drafts()->count(), 1);
}

// As a newer version of the application would have left it.
void TestFieldApp::a_storage_that_cannot_be_opened_lets_its_sealed_photos_go()
{
    QVERIFY(m_phone->enrolOffline());
    QVERIFY(!m_phone->takePublishablePhoto(jpegPicture({800, 600}, 3)).isEmpty());
    m_phone->kill();
    const auto vault = m_phone->folder() + QStringLiteral("/data/vault");
    {
        auto database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("newer"));
        database.setDatabaseName(vault + QStringLiteral("/rows.sqlite"));
        QVERIFY(database.open());
        QVERIFY(QSqlQuery(database).exec(QStringLiteral("PRAGMA user_version = 99")));
        database.close();
    }
    QSqlDatabase::removeDatabase(QStringLiteral("newer"));
    m_phone->start();
    QCOMPARE(m_phone->app().stage(), app::FieldApp::Locked);
    QVERIFY(!m_phone->unlock());
    QCOMPARE(m_phone->app().stage(), app::FieldApp::StorageBroken);
    QCOMPARE(m_phone->app().problem(), (Failure{Reason::StorageNewer, QStringLiteral("99")}.userText()));
    auto *diagnostics = m_phone->app().diagnostics();
    diagnostics->refresh();
    QCOMPARE(diagnostics->sealedFiles(), 2); // the photo and its rendition
    const QTemporaryDir out;
    const auto report = diagnostics->exportTo(out.path());
    QVERIFY2(report, report ? "" : qPrintable(report.error().toString()));
    const auto copied = app::Diagnostics::rescueTo(vault, out.path(), QStringLiteral("rescued"));
    QVERIFY2(copied, copied ? "" : qPrintable(copied.error().toString()));
    const auto names = QDir(vault + QStringLiteral("/blobs")).entryList({QStringLiteral("*.age")}, QDir::Files);
    QCOMPARE(QDir(*copied + QStringLiteral("/blobs")).entryList(QDir::Files), names);
    for (const auto &name : names) {
        QFile original(vault + QStringLiteral("/blobs/") + name);
        QFile copy(*copied + QStringLiteral("/blobs/") + name);
        QVERIFY(original.open(QIODevice::ReadOnly) && copy.open(QIODevice::ReadOnly));
        QVERIFY(original.readAll() == copy.readAll());
    }
    // Neither what opens the vault nor its rows; and nothing is written over.
    QCOMPARE(QDir(*copied).entryList(QDir::Dirs | QDir::Files | QDir::Hidden | QDir::NoDotAndDotDot),
             (QStringList{QStringLiteral("blobs"), QStringLiteral("held")}));
    QCOMPARE(app::Diagnostics::rescueTo(vault, out.path(), QStringLiteral("rescued")).error().reason,
             Reason::StorageFailed);
}

QTEST_MAIN(TestFieldApp)
#include "tst_field_app.moc"
