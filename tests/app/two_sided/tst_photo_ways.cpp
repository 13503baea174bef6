// SPDX-License-Identifier: EUPL-1.2
#include "app/session/identity.h"
#include "tests/app/two_sided/stage.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>

using namespace astreinte;
using namespace astreinte::tests;

namespace {

QString words(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

constexpr int patience = TwoSidedStage::patience;

} // namespace

// What an authority and a person on the photo may still ask of a message, between two real phones and the real server.
class TestPhotoWays : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_stage = std::make_unique<TwoSidedStage>();
        QVERIFY(m_stage->set());
        QVERIFY(m_stage->enrolOfficer());
        m_authority = std::make_unique<Phone>();
        QVERIFY(m_stage->enrol(*m_authority, words("authority-a")));
    }
    void cleanup()
    {
        m_authority.reset();
        m_stage.reset();
    }

    void aMarkedPlaceComesBackAsABox();
    void anAgreementTakenBackIsWithdrawnFromThePublic();
    void anAgreementTakenBackWhileNobodyKnows();
    void anAgreementTakenBackTooLateForARevision();

private:
    QString submitWithAgreement();
    // The one other submission of the officer's phone.
    QString otherThan(const QString &id)
    {
        QString other;
        for (const auto rows = officer().outbox()->items()->rows(); const auto &item : rows)
            if (const auto found = item.value(words("submissionId")).toString(); found != id)
                other = found;
        return other;
    }
    [[nodiscard]] app::FieldApp &officer() { return m_stage->officer->app(); }
    [[nodiscard]] app::ReviewDesk &review() { return *m_authority->app().review(); }

    bool open(const QString &id)
    {
        const bool listed = QTest::qWaitFor(
            [&] {
                review().refresh();
                return review().queue()->indexOf(id + words(":1")) >= 0;
            },
            patience);
        if (listed)
            review().open(id, 1);
        return listed && QTest::qWaitFor([&] { return review().loaded() && review().allPhotosShown(); }, patience);
    }
    bool decide(const char *decision, const QString &reason = {})
    {
        QSignalSpy decided(&review(), &app::ReviewDesk::decided);
        review().decide(words(decision), reason, Phone::defaultPin());
        return QTest::qWaitFor([&] { return decided.count() == 1 || !review().problem().isEmpty(); }, patience) &&
               decided.count() == 1;
    }
    int page(const QString &id) { return m_stage->server->page(words("/messages/") + id).status; }

    std::unique_ptr<TwoSidedStage> m_stage;
    std::unique_ptr<Phone> m_authority;
};

void TestPhotoWays::aMarkedPlaceComesBackAsABox()
{
    const auto photo = m_stage->officer->takePublishablePhoto(jpegPicture({2400, 1800}, 1));
    QVERIFY(!photo.isEmpty());
    QVERIFY(m_stage->officer->fillFirstMessage());
    const auto id = m_stage->officer->submit();
    QVERIFY(open(id));
    // The site's own file, and the site's alone: 1600 pixels.
    const auto row = review().photos()->get(0);
    const auto files = row.value(words("files")).toList();
    QCOMPARE(files.size(), 1);
    QCOMPARE(files[0].toMap().value(words("width")).toInt(), 1600);
    QVERIFY(!row.value(words("answers")).toStringList().isEmpty());
    // « Rien de tout cela » is kept as what was answered to each question, by whom and when.
    const auto jws = m_stage->server->texts(words("SELECT CAST(jws AS TEXT) FROM revision")).value(0).toLatin1();
    const auto sent =
        QJsonDocument::fromJson(QByteArray::fromBase64(jws.split('.').value(1), QByteArray::Base64UrlEncoding))
            .object()
            .value(words("photos"))
            .toArray()
            .at(0)
            .toObject()
            .value(words("rights"))
            .toObject();
    const auto answers = sent.value(words("answers")).toObject();
    QCOMPARE(answers.size(), 17); // BRIEF §2.2: the questions for a photo without people
    QCOMPARE(answers.value(words("Q14")).toString(), words("Q14-non"));
    QCOMPARE(sent.value(words("by")).toString(), words("officer-a"));
    const auto at = QDateTime::fromString(sent.value(words("answeredAt")).toString(), Qt::ISODateWithMs);
    QVERIFY2(std::abs(at.secsTo(QDateTime::currentDateTimeUtc())) < 600,
             qPrintable(sent.value(words("answeredAt")).toString()));

    const auto digest = row.value(words("sha256")).toString();
    review().mark(digest, 0.5, 0.25, 0.25, 0.125, {}); // without words: nothing
    review().mark(digest, 0.1, 0.1, 0.1, 0.1, words("à retirer"));
    QCOMPARE(review().marks()->count(), 1);
    review().unmark(words("0"));
    review().mark(digest, 0.5, 0.25, 0.25, 0.125, words("plaque du véhicule"));
    QVERIFY2(decide("return", words("Une plaque reste lisible.")), qPrintable(review().problem()));
    QVERIFY(TwoSidedStage::reaches(*m_stage->officer, id, words("returned")));

    officer().outbox()->edit(id);
    auto &redaction = *officer().redaction();
    redaction.begin(photo);
    QCOMPARE(redaction.regions()->count(), 1);
    const auto box = redaction.regions()->get(0);
    QCOMPARE(box.value(words("asked")).toString(), words("plaque du véhicule"));
    QVERIFY(box.value(words("proposed")).toBool());
    QCOMPARE(box.value(words("x")).toDouble(), 0.5);
    QCOMPARE(box.value(words("h")).toDouble(), 0.125);
    // It waits for a person: the message does not go back without a decision on it.
    QVERIFY(!officer().composer()->ready());
    QSignalSpy applied(&redaction, &app::RedactionDesk::applied);
    redaction.setTreatment(box.value(words("regionId")).toString(), words("opaque"));
    redaction.apply();
    QVERIFY(applied.count() == 1 || applied.wait(20'000));
    QVERIFY2(officer().composer()->ready(), qPrintable(m_stage->officer->problems().join(QLatin1Char('\n'))));
    QCOMPARE(m_stage->officer->submit(), id);
    QVERIFY(TwoSidedStage::reaches(*m_stage->officer, id, words("received")));
    QCOMPARE(m_stage->server->count(words("SELECT max(revision) FROM revision")), 2);
}

// A photo with a person who agreed, in a first message for the site.
QString TestPhotoWays::submitWithAgreement()
{
    const auto photo = m_stage->officer->takePublishablePhoto(jpegPicture({640, 480}, 1));
    auto &rights = *officer().rights();
    rights.begin(photo);
    rights.answer(words("Q05"), words("Q05-reconnaissables"));
    rights.answer(words("Q06"), words("Q06-non"));
    rights.answer(words("Q13"), words("Q13-non"));
    for (int group = 0; group < rights.groups()->count(); ++group) {
        rights.setCurrentGroup(group);
        rights.noneOfThese();
    }
    auto *form = rights.consent();
    form->begin(photo, words("consent-person"));
    for (const auto rows = form->fields()->rows(); const auto &field : rows)
        form->setField(field.value(words("key")).toString(), words("Exemple"));
    form->signWithout(words("Exemple"), words("a dit oui devant l’agent"));
    form->finish();
    rights.begin(photo);
    if (!rights.publishable() || !m_stage->officer->fillFirstMessage())
        qWarning("%s", qPrintable(m_stage->officer->problems().join(QLatin1Char('\n'))));
    return m_stage->officer->submit();
}

void TestPhotoWays::anAgreementTakenBackIsWithdrawnFromThePublic()
{
    const auto id = submitWithAgreement();
    QVERIFY(!id.isEmpty());
    QVERIFY(open(id));
    QVERIFY(!review().photos()->get(0).value(words("consentText")).toString().isEmpty());
    QVERIFY2(decide("approve"), qPrintable(review().problem()));
    QVERIFY(m_stage->server->publishOnce());
    QVERIFY(TwoSidedStage::reaches(*m_stage->officer, id, words("published")));
    QCOMPARE(page(id), 200);

    auto &published = *officer().published();
    QVERIFY(published.items()->get(0).value(words("agreements")).toBool());
    published.takeAgreementsBack(id);
    published.takeAgreementsBack(id); // a second press proposes nothing more
    QCOMPARE(officer().outbox()->items()->count(), 2);
    const auto withdrawal = otherThan(id);
    QVERIFY(TwoSidedStage::reaches(*m_stage->officer, withdrawal, words("received")));
    QCOMPARE(m_stage->server->count(words("SELECT count(*) FROM journal_leaf WHERE event = 'consent'")), 1);
    QCOMPARE(page(id), 200); // nothing public changes before the authority has signed

    QVERIFY(open(withdrawal));
    QVERIFY(!review().manifest().value(words("reason")).toString().isEmpty());
    QVERIFY2(decide("approve"), qPrintable(review().problem()));
    QVERIFY(m_stage->server->publishOnce());
    QCOMPARE(page(id), 410);
}

// The page was written, and nobody could read it back: uncertain. Said then, the agreement taken back is not lost.
void TestPhotoWays::anAgreementTakenBackWhileNobodyKnows()
{
    const auto id = submitWithAgreement();
    QVERIFY(!id.isEmpty());
    QVERIFY(open(id));
    QVERIFY2(decide("approve"), qPrintable(review().problem()));
    m_stage->server->kill();
    QVERIFY(m_stage->server->publishOnce());
    QCOMPARE(m_stage->server->texts(words("SELECT state FROM publication WHERE channel = 'site'")),
             QStringList{words("uncertain")});
    QVERIFY(m_stage->restartServer());
    QVERIFY(TwoSidedStage::reaches(*m_stage->officer, id, words("uncertain")));

    officer().published()->takeAgreementsBack(id);
    const auto withdrawal = otherThan(id);
    QVERIFY(!withdrawal.isEmpty());
    QVERIFY(TwoSidedStage::reaches(*m_stage->officer, withdrawal, words("received")));
    QVERIFY(m_stage->server->publishOnce()); // finds the page
    QVERIFY(TwoSidedStage::reaches(*m_stage->officer, id, words("published")));
    QVERIFY(open(withdrawal));
    QVERIFY2(decide("approve"), qPrintable(review().problem()));
    QVERIFY(m_stage->server->publishOnce());
    QCOMPARE(page(id), 410);
}

// The revision without the photo waits for the network while the message is approved and published: it is refused then,
// and the take-down proposed instead.
void TestPhotoWays::anAgreementTakenBackTooLateForARevision()
{
    const auto id = submitWithAgreement();
    QVERIFY(!id.isEmpty());
    QVERIFY(TwoSidedStage::reaches(*m_stage->officer, id, words("received")));
    m_stage->plan->path = words("/v1/submissions");
    m_stage->plan->mishaps.assign(1000, UnrulyTransport::Mishap::Busy);
    officer().published()->takeAgreementsBack(id);
    QCOMPARE(officer().outbox()->items()->count(), 1);
    QVERIFY(open(id));
    QVERIFY2(decide("approve"), qPrintable(review().problem()));
    QVERIFY(m_stage->server->publishOnce());
    QCOMPARE(page(id), 200);
    m_stage->plan->mishaps.clear();
    officer().outbox()->tryNow();
    QVERIFY(QTest::qWaitFor([&] { return !otherThan(id).isEmpty(); }, patience));
    QVERIFY(TwoSidedStage::reaches(*m_stage->officer, otherThan(id), words("received")));
    QCOMPARE(m_stage->server->count(words("SELECT count(*) FROM withdrawn_picture")), 1);
}

QTEST_MAIN(TestPhotoWays)
#include "tst_photo_ways.moc"
