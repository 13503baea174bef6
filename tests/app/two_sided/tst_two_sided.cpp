// SPDX-License-Identifier: EUPL-1.2
#include "app/capture/photo.h"
#include "core/signature/bytes.h"
#include "tests/app/phone.h"
#include "tests/app/two_sided/chaos_proxy.h"
#include "tests/app/two_sided/forger.h"
#include "tests/app/two_sided/server_process.h"
#include "tests/app/two_sided/unruly_transport.h"

#include <QJsonDocument>
#include <QSignalSpy>
#include <QTest>

using namespace astreinte;
using namespace astreinte::tests;

namespace {

constexpr int patience = 60'000; // ms

} // namespace

// The real application, without its screens, against the real server process over TLS, with the mishaps of a night on
// call in between. Each test has its own server and phones.
class TestTwoSided : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        const auto port = freePort();
        m_proxy = std::make_unique<ChaosProxy>(port);
        QVERIFY(m_proxy->listen(QHostAddress::LocalHost));
        m_server = std::make_unique<ServerProcess>(port, m_proxy->serverPort());
        QVERIFY2(m_server->prepare(), qPrintable(m_server->problem()));
        QVERIFY2(m_server->start(), qPrintable(m_server->problem()));
        m_plan = std::make_shared<UnrulyTransport::Plan>();
        m_plan->path = QStringLiteral("/v1/submissions");
        m_officer = std::make_unique<Phone>([plan = m_plan] { return std::make_unique<UnrulyTransport>(plan); });
    }

    void cleanup()
    {
        m_officer.reset();
        m_authority.reset();
        m_server.reset();
        m_proxy.reset();
    }

    void whole_way();
    void every_photo_once_through_mishaps_data();
    void every_photo_once_through_mishaps();
    void taken_back_after_a_lost_reply();
    void wrong_clock();
    void nothing_without_authorisation();
    void forged_decisions_publish_nothing_data();
    void forged_decisions_publish_nothing();
    void returned_then_revised();
    void wrong_certificate();
    void refused_invitations();

private:
    bool enrol(Phone &phone, const QString &person);
    [[nodiscard]] QString state(Phone &phone, const QString &id) const;
    bool reaches(Phone &phone, const QString &id, const QString &state) const;
    bool openForReview(Phone &authority, const QString &id) const;

    std::unique_ptr<ChaosProxy> m_proxy;
    std::unique_ptr<ServerProcess> m_server;
    std::shared_ptr<UnrulyTransport::Plan> m_plan;
    std::unique_ptr<Phone> m_officer;
    std::unique_ptr<Phone> m_authority;
};

bool TestTwoSided::enrol(Phone &phone, const QString &person)
{
    if (!phone.choosePin()) {
        qWarning() << "PIN" << phone.app().session()->problem();
        return false;
    }
    const auto digits = phone.enrol(m_server->invite(person));
    if (digits.size() != 7 || !m_server->confirm(digits)) {
        qWarning() << "enrol" << digits << m_server->problem() << phone.app().enrolment()->problem();
        return false;
    }
    if (QTest::qWaitFor([&] { return phone.app().stage() == app::FieldApp::Ready; }, patience))
        return true;
    qWarning() << phone.app().stage() << phone.app().problem() << phone.app().enrolment()->state()
               << phone.app().enrolment()->problem() << phone.app().link()->problem();
    return false;
}

QString TestTwoSided::state(Phone &phone, const QString &id) const
{
    return phone.app().outbox()->items()->find(id).value(QStringLiteral("state")).toString();
}

bool TestTwoSided::reaches(Phone &phone, const QString &id, const QString &wanted) const
{
    const bool reached = QTest::qWaitFor(
        [&] {
            if (state(phone, id) == wanted)
                return true;
            phone.app().outbox()->select(id);
            return false;
        },
        patience);
    if (!reached)
        qWarning() << phone.app().outbox()->items()->find(id);
    return reached;
}

bool TestTwoSided::openForReview(Phone &authority, const QString &id) const
{
    auto *review = authority.app().review();
    const bool listed = QTest::qWaitFor(
        [&] {
            review->refresh();
            return review->queue()->indexOf(id + QStringLiteral(":1")) >= 0;
        },
        patience);
    if (!listed)
        return false;
    review->open(id, 1);
    return QTest::qWaitFor([&] { return review->loaded() && review->allPhotosShown(); }, patience);
}

void TestTwoSided::whole_way()
{
    QVERIFY(enrol(*m_officer, QStringLiteral("officer-a")));
    QCOMPARE(m_officer->app().session()->personName(), QStringLiteral("Cadre d’astreinte A"));
    m_authority = std::make_unique<Phone>();
    QVERIFY(enrol(*m_authority, QStringLiteral("authority-a")));

    const auto photo = m_officer->takePublishablePhoto(jpegPicture({1600, 1200}, 1));
    QVERIFY(!photo.isEmpty());
    QVERIFY2(m_officer->fillFirstMessage(), qPrintable(m_officer->problems().join(QLatin1Char('\n'))));
    const auto id = m_officer->submit();
    QVERIFY2(!id.isEmpty(), qPrintable(m_officer->problems().join(QLatin1Char('\n'))));
    QVERIFY(reaches(*m_officer, id, QStringLiteral("received")));
    QVERIFY(m_server->page(QStringLiteral("/messages/") + id).status != 200);

    QVERIFY(openForReview(*m_authority, id));
    auto *review = m_authority->app().review();
    QVERIFY2(review->canApprove(), qPrintable(review->whyNot()));
    QVERIFY(review->channels()
                ->find(QStringLiteral("site"))
                .value(QStringLiteral("textFr"))
                .toString()
                .contains(QStringLiteral("Châteauroux")));
    QSignalSpy decided(review, &app::ReviewDesk::decided);
    review->decide(QStringLiteral("approve"), {}, QStringLiteral("000000"));
    QTRY_VERIFY_WITH_TIMEOUT(!review->busy(), patience);
    QCOMPARE(decided.count(), 0); // a wrong PIN decides nothing
    review->decide(QStringLiteral("approve"), {}, Phone::defaultPin());
    QTRY_VERIFY2_WITH_TIMEOUT(decided.count() == 1 || !review->problem().isEmpty(), qPrintable(review->problem()),
                              patience);
    QVERIFY2(decided.count() == 1, qPrintable(review->problem()));
    QVERIFY2(m_server->publishOnce(), qPrintable(m_server->problem()));
    QCOMPARE(m_server->page(QStringLiteral("/messages/") + id).status, 200);
    QVERIFY(m_server->page(QStringLiteral("/messages/") + id).body.contains("Châteauroux"));
    QVERIFY(reaches(*m_officer, id, QStringLiteral("published")));
    m_officer->app().outbox()->select(id);
    const auto published = m_officer->app().outbox()->steps()->find(QStringLiteral("published"));
    QVERIFY(published.value(QStringLiteral("done")).toBool());
    QVERIFY(published.value(QStringLiteral("link")).toString().contains(id));
}

void TestTwoSided::every_photo_once_through_mishaps_data()
{
    QTest::addColumn<QString>("mishap");
    for (const auto *name : {"replies lost after intake", "same request twice", "503 three times", "server killed",
                             "cut in the middle of the upload", "application killed during the upload"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestTwoSided::every_photo_once_through_mishaps()
{
    QFETCH(QString, mishap);
    QVERIFY(enrol(*m_officer, QStringLiteral("officer-a")));
    for (const int seed : {1, 2})
        QVERIFY(!m_officer->takePublishablePhoto(jpegPicture({2600, 1900}, seed)).isEmpty());
    QVERIFY2(m_officer->fillFirstMessage(), qPrintable(m_officer->problems().join(QLatin1Char('\n'))));

    if (mishap == QStringLiteral("same request twice"))
        m_plan->mishaps = {UnrulyTransport::Mishap::Twice};
    if (mishap == QStringLiteral("503 three times"))
        m_plan->mishaps.assign(3, UnrulyTransport::Mishap::Busy);
    if (mishap == QStringLiteral("cut in the middle of the upload") ||
        mishap == QStringLiteral("application killed during the upload"))
        m_proxy->cutAfter(300'000);
    if (mishap == QStringLiteral("server killed"))
        m_server->kill();
    if (mishap == QStringLiteral("replies lost after intake"))
        m_proxy->setRepliesLost(true);

    const auto id = m_officer->submit();
    QVERIFY(!id.isEmpty());
    if (mishap == QStringLiteral("replies lost after intake")) {
        QTest::qWait(3000);
        m_proxy->setRepliesLost(false);
        m_proxy->cutAll();
        m_officer->connectivity->set(true);
    }
    if (mishap == QStringLiteral("server killed")) {
        QTest::qWait(2000);
        QCOMPARE(state(*m_officer, id), QStringLiteral("queued"));
        QVERIFY2(m_server->start(), qPrintable(m_server->problem()));
        m_officer->connectivity->set(true);
    }
    if (mishap == QStringLiteral("application killed during the upload")) {
        QTRY_VERIFY_WITH_TIMEOUT(m_proxy->bytesUp() > 200'000, patience);
        m_officer->kill();
        m_officer->start();
        QVERIFY(m_officer->unlock());
    }
    QVERIFY(reaches(*m_officer, id, QStringLiteral("received")));

    QCOMPARE(m_server->count(QStringLiteral("SELECT count(*) FROM revision")), 1);
    QCOMPARE(m_server->count(QStringLiteral("SELECT count(*) FROM revision_photo")), 2);
    // What the server holds under each digest that the phone signed is, byte for byte, what that digest names; each
    // photo has its own file and that of the site, and nothing came twice.
    const auto digests = m_server->texts(QStringLiteral("SELECT DISTINCT sha256 FROM revision_picture"));
    QCOMPARE(digests.size(), 4);
    QCOMPARE(m_server->count(QStringLiteral("SELECT count(*) FROM blob")), 4);
    for (const auto &digest : digests) {
        const auto stored = m_server->storedPicture(QByteArray::fromHex(digest.toLatin1()));
        QVERIFY(stored.size() > 10'000);
        QCOMPARE(QString::fromLatin1(signature::hex(signature::sha256(stored))), digest);
    }
}

void TestTwoSided::taken_back_after_a_lost_reply()
{
    QVERIFY(enrol(*m_officer, QStringLiteral("officer-a")));
    QVERIFY2(m_officer->fillFirstMessage(), qPrintable(m_officer->problems().join(QLatin1Char('\n'))));
    m_plan->mishaps.assign(100, UnrulyTransport::Mishap::ReplyLost);
    const auto id = m_officer->submit();
    QTRY_COMPARE_WITH_TIMEOUT(m_server->count(QStringLiteral("SELECT count(*) FROM revision")), 1, patience);
    // The officer does not know that it arrived, and changes it.
    m_officer->app().outbox()->edit(id);
    m_officer->app().composer()->setValue(QStringLiteral("secteur"), QStringLiteral("quartier Saint-Denis"));
    m_plan->mishaps.clear();
    QCOMPARE(m_officer->submit(), id);
    QTRY_VERIFY_WITH_TIMEOUT(m_officer->app()
                                 .outbox()
                                 ->items()
                                 ->find(id)
                                 .value(QStringLiteral("stateText"))
                                 .toString()
                                 .startsWith(QStringLiteral("Not sent")),
                             patience);
    m_officer->app().outbox()->edit(id);
    QCOMPARE(m_officer->submit(), id);
    QVERIFY(reaches(*m_officer, id, QStringLiteral("received")));
    QCOMPARE(m_server->count(QStringLiteral("SELECT count(*) FROM submission")), 1);
    QCOMPARE(m_server->count(QStringLiteral("SELECT head FROM submission")), 2);
}

void TestTwoSided::wrong_clock()
{
    m_officer->skew = std::chrono::hours(3);
    m_officer->clock->skew = m_officer->skew;
    QVERIFY(enrol(*m_officer, QStringLiteral("officer-a")));
    QVERIFY(!m_officer->takePublishablePhoto(jpegPicture({800, 600}, 3)).isEmpty());
    QVERIFY2(m_officer->fillFirstMessage(), qPrintable(m_officer->problems().join(QLatin1Char('\n'))));
    const auto id = m_officer->submit();
    QVERIFY(!id.isEmpty());
    QVERIFY(reaches(*m_officer, id, QStringLiteral("received")));
    QCOMPARE(m_server->count(QStringLiteral("SELECT count(*) FROM revision")), 1);
}

void TestTwoSided::nothing_without_authorisation()
{
    QVERIFY(enrol(*m_officer, QStringLiteral("officer-a")));
    QVERIFY2(m_officer->fillFirstMessage(), qPrintable(m_officer->problems().join(QLatin1Char('\n'))));
    const auto id = m_officer->submit();
    QVERIFY(reaches(*m_officer, id, QStringLiteral("received")));

    // Before any decision the publisher has nothing to say.
    QVERIFY(m_server->publishOnce());
    QVERIFY(m_server->page(QStringLiteral("/messages/") + id).status != 200);

    // The author's own phone does not offer it, and the server refuses it all the same.
    auto *own = m_officer->app().review();
    QVERIFY(!own->canApprove());
    QVERIFY(m_server->publishOnce());
    QVERIFY(m_server->page(QStringLiteral("/messages/") + id).status != 200);
    QCOMPARE(m_server->count(QStringLiteral("SELECT count(*) FROM decision")), 0);
}

void TestTwoSided::forged_decisions_publish_nothing_data()
{
    QTest::addColumn<QString>("forgery");
    QTest::addColumn<int>("reason");
    const auto row = [](const char *name, Reason reason) {
        QTest::newRow(name) << QString::fromLatin1(name) << int(reason);
    };
    row("by the author", Reason::NotAllowed);
    row("one byte of the manifest changed", Reason::ManifestMismatch);
    row("a stale revision", Reason::StaleRevision);
    row("signed by the device's other key", Reason::UnknownKey);
    row("a challenge never given", Reason::UnknownChallenge);
    row("off duty", Reason::OffDuty);
}

void TestTwoSided::forged_decisions_publish_nothing()
{
    QFETCH(QString, forgery);
    QFETCH(int, reason);
    QVERIFY(enrol(*m_officer, QStringLiteral("officer-a")));
    m_authority = std::make_unique<Phone>();
    QVERIFY(enrol(*m_authority, QStringLiteral("authority-a")));
    QVERIFY2(m_officer->fillFirstMessage(), qPrintable(m_officer->problems().join(QLatin1Char('\n'))));
    const auto id = m_officer->submit();
    QVERIFY(openForReview(*m_authority, id)); // « vu »
    if (forgery == QStringLiteral("a stale revision")) {
        m_officer->app().outbox()->edit(id);
        m_officer->app().composer()->setValue(QStringLiteral("secteur"), QStringLiteral("centre"));
        QCOMPARE(m_officer->submit(), id);
        QTRY_COMPARE_WITH_TIMEOUT(m_server->count(QStringLiteral("SELECT max(revision) FROM revision")), 2, patience);
    }
    auto &phone = forgery == QStringLiteral("by the author") ? *m_officer : *m_authority;
    Forger forger(phone, m_authority->app().review()->manifest());
    const auto refused = forger.decide(forgery);
    QCOMPARE(refused.toString().section(QLatin1Char(':'), 0, 0), failureCode(Reason(reason)));
    QVERIFY(m_server->publishOnce());
    QVERIFY(m_server->page(QStringLiteral("/messages/") + id).status != 200);
    QVERIFY(!m_server->page(QStringLiteral("/")).body.contains(id.toUtf8()));
    QCOMPARE(m_server->count(QStringLiteral("SELECT count(*) FROM publication")), 0);
}

void TestTwoSided::returned_then_revised()
{
    QVERIFY(enrol(*m_officer, QStringLiteral("officer-a")));
    m_authority = std::make_unique<Phone>();
    QVERIFY(enrol(*m_authority, QStringLiteral("authority-a")));
    QVERIFY2(m_officer->fillFirstMessage(), qPrintable(m_officer->problems().join(QLatin1Char('\n'))));
    const auto id = m_officer->submit();
    QVERIFY(openForReview(*m_authority, id));
    auto *review = m_authority->app().review();
    QSignalSpy decided(review, &app::ReviewDesk::decided);
    review->decide(QStringLiteral("return"), {}, Phone::defaultPin());
    QVERIFY(!review->problem().isEmpty()); // a reason is required
    review->decide(QStringLiteral("return"), QStringLiteral("Préciser le secteur."), Phone::defaultPin());
    QTRY_VERIFY_WITH_TIMEOUT(decided.count() == 1, patience);
    QVERIFY(reaches(*m_officer, id, QStringLiteral("returned")));
    QCOMPARE(m_officer->app().outbox()->items()->find(id).value(QStringLiteral("reason")).toString(),
             QStringLiteral("Préciser le secteur."));

    m_officer->app().outbox()->edit(id);
    QCOMPARE(m_officer->app().composer()->returnedReason(), QStringLiteral("Préciser le secteur."));
    m_officer->app().composer()->setValue(QStringLiteral("secteur"), QStringLiteral("quartier Saint-Denis"));
    QVERIFY2(m_officer->app().composer()->ready(), qPrintable(m_officer->problems().join(QLatin1Char('\n'))));
    QCOMPARE(m_officer->submit(), id);
    QVERIFY(reaches(*m_officer, id, QStringLiteral("received")));
    QCOMPARE(m_server->count(QStringLiteral("SELECT max(revision) FROM revision")), 2);

    // What was shown before the revision cannot be decided any more.
    review->open(id, 1);
    QTRY_VERIFY_WITH_TIMEOUT(!review->busy(), patience);
    if (review->loaded()) {
        review->decide(QStringLiteral("approve"), {}, Phone::defaultPin());
        QTRY_VERIFY_WITH_TIMEOUT(!review->busy(), patience);
        QVERIFY(!review->problem().isEmpty());
    }
    QVERIFY(m_server->publishOnce());
    QVERIFY(m_server->page(QStringLiteral("/messages/") + id).status != 200);
}

void TestTwoSided::wrong_certificate()
{
    // An invitation of this server, whose pins are those of another key.
    auto invitation = m_server->invite(QStringLiteral("officer-a"));
    const auto pin = invitation.indexOf(QStringLiteral("&p=")) + 3;
    invitation[pin] = invitation[pin] == QLatin1Char('A') ? QLatin1Char('B') : QLatin1Char('A');
    const auto backup = invitation.indexOf(QStringLiteral("&p="), pin);
    if (backup > 0)
        invitation.remove(backup, invitation.indexOf(QStringLiteral("&k=")) - backup);
    QVERIFY(m_officer->choosePin());
    const auto before = m_server->count(QStringLiteral("SELECT count(*) FROM device"));
    QCOMPARE(m_officer->enrol(invitation), QString());
    QCOMPARE(m_officer->app().enrolment()->problem(),
             (Failure{Reason::WrongCertificate, QStringLiteral("127.0.0.1")}.userText()));
    QCOMPARE(m_server->count(QStringLiteral("SELECT count(*) FROM device")), before);
}

void TestTwoSided::refused_invitations()
{
    QVERIFY(m_officer->choosePin());
    auto *enrolment = m_officer->app().enrolment();
    enrolment->readText(QStringLiteral("https://example.org/"));
    QVERIFY(enrolment->problem().startsWith(QStringLiteral("This is not an Astreinte enrolment code")));

    auto unknown = m_server->invite(QStringLiteral("officer-a"));
    const auto code = unknown.indexOf(QStringLiteral("&c=")) + 3;
    unknown.replace(code, 22, QStringLiteral("AAAAAAAAAAAAAAAAAAAAAA"));
    QCOMPARE(m_officer->enrol(unknown), QString());
    QCOMPARE(enrolment->problem(), (Failure{Reason::UnknownCode, {}}.userText()));

    const auto invitation = m_server->invite(QStringLiteral("officer-a"));
    m_proxy->setReachable(false);
    QCOMPARE(m_officer->enrol(invitation), QString());
    QCOMPARE(enrolment->problem(), (Failure{Reason::NetworkUnreachable, QStringLiteral("127.0.0.1")}.userText()));
    m_proxy->setReachable(true);
    QVERIFY(!m_officer->enrol(invitation).isEmpty());
    // The same code for a second phone.
    Phone second;
    QVERIFY(second.choosePin());
    QCOMPARE(second.enrol(invitation), QString());
    QCOMPARE(second.app().enrolment()->problem(), (Failure{Reason::UsedCode, {}}.userText()));
}

QTEST_MAIN(TestTwoSided)
#include "tst_two_sided.moc"
