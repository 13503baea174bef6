// SPDX-License-Identifier: EUPL-1.2
#include "app/redaction/detector.h"
#include "tests/app/phone.h"
#include "tests/app/redaction/generated_people.h"
#include "tests/app/scripted_transport.h"

#include <QBuffer>
#include <QDir>
#include <QSignalSpy>
#include <QTest>

using namespace astreinte;
using namespace astreinte::tests;

namespace {

QString words(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

// One stroke of a signature, as the screen gives it.
QVariantList stroke(QPointF from, QPointF to)
{
    QVariantList strokes;
    strokes.append(QVariant(QVariantList{from, to}));
    return strokes;
}

} // namespace

// What becomes of a photo on the phone after its rights are known, through the real object graph.
class TestPhotoLife : public QObject
{
    Q_OBJECT

private:
    std::shared_ptr<ScriptedTransport::Script> m_script;
    std::unique_ptr<Phone> m_phone;

    // Files in the vault: the original and the rendition of each photo that is kept.
    [[nodiscard]] qsizetype sealedPictures() const
    {
        return QDir(m_phone->folder() + words("/data/vault/blobs")).entryList({words("*.age")}, QDir::Files).size();
    }
    [[nodiscard]] app::CaptureDesk &capture() { return *m_phone->app().capture(); }
    [[nodiscard]] app::RightsDesk &rights() { return *m_phone->app().rights(); }
    [[nodiscard]] app::RedactionDesk &redaction() { return *m_phone->app().redaction(); }
    [[nodiscard]] QVariantMap photo(const QString &id) { return capture().photos()->find(id); }
    [[nodiscard]] QStringList todo()
    {
        QStringList open;
        for (const auto &row : rights().todo()->rows())
            if (!row.value(words("closed")).toBool())
                open.append(row.value(words("requirementId")).toString());
        return open;
    }
    bool apply()
    {
        QSignalSpy applied(&redaction(), &app::RedactionDesk::applied);
        redaction().apply();
        return applied.count() == 1 || applied.wait(20'000);
    }
    // A person who is recognised, and the answers that follow.
    void answerRecognised(const QString &id, const char *minors, const char *agreement)
    {
        rights().begin(id);
        rights().answer(words("Q05"), words("Q05-reconnaissables"));
        rights().answer(words("Q06"), words(minors));
        rights().answer(words("Q13"), words(agreement));
        for (int group = 0; group < rights().groups()->count(); ++group) {
            rights().setCurrentGroup(group);
            rights().noneOfThese();
        }
    }

private Q_SLOTS:
    void init()
    {
        m_script = std::make_shared<ScriptedTransport::Script>();
        m_phone = std::make_unique<Phone>([script = m_script] { return std::make_unique<ScriptedTransport>(script); });
        QVERIFY(m_phone->enrolOffline());
    }
    void cleanup() { m_phone.reset(); }

    void aSealedPhotoIsKeptAndNeitherShownNorDeleted();
    void whatMayNotBeKeptIsPurged();
    void evidenceComesBeforePurging();
    void anotherTemplateAsksAgain();
    void aFormOfTwoSignaturesShowsAMinor();
    void aFormTakenBackHidesAgain();
    void proposalsCloseNothingBeforeTheyAreConfirmed();
    void aFaceThatIsStillFoundKeepsTheWarning();
    void aCropAsksTheRightsAgain();
    void aLargePhotoHasAFileForTheSite();
    void tenPhotosAtMost();
    void southAndWestAreNegative();
};

void TestPhotoLife::aSealedPhotoIsKeptAndNeitherShownNorDeleted()
{
    const auto id = m_phone->takePublishablePhoto(jpegPicture({640, 480}, 1));
    QVERIFY(!id.isEmpty());
    rights().begin(id);
    rights().answer(words("Q15"), words("Q15-scene"));
    QVERIFY(rights().mustSeal() && !rights().mustPurge());
    // Before it is locked, it cannot be thrown away either.
    capture().removePhoto(id);
    QCOMPARE(capture().photos()->count(), 1);
    QVERIFY(!capture().problem().isEmpty());
    QSignalSpy sealedAway(&rights(), &app::RightsDesk::sealedAway);
    rights().confirmSeal();
    QCOMPARE(sealedAway.count(), 1);
    QCOMPARE(capture().photos()->count(), 0);
    // Its pixels are shown to nobody, now or after a restart; the file is still there.
    for (int start = 0; start < 2; ++start) {
        bool answered = false;
        for (const auto *kind : {"original", "preview", "thumb"}) {
            QImage seen(1, 1, QImage::Format_RGB32);
            answered = false;
            m_phone->app().picture(words(kind) + words("/") + id, this, [&](const QImage &image) {
                seen = image;
                answered = true;
            });
            QTRY_VERIFY(answered);
            QVERIFY2(seen.isNull(), kind);
        }
        QCOMPARE(sealedPictures(), 2); // original and rendition
        m_phone->kill();
        m_phone->start();
        QVERIFY(m_phone->unlock());
    }
}

void TestPhotoLife::whatMayNotBeKeptIsPurged()
{
    const auto id = m_phone->takePublishablePhoto(jpegPicture({640, 480}, 1));
    rights().begin(id);
    rights().answer(words("Q02"), words("Q02-soin"));
    QVERIFY(rights().mustPurge() && !rights().mustSeal());
    QCOMPARE(sealedPictures(), 2);
    rights().confirmPurge();
    QCOMPARE(capture().photos()->count(), 0);
    QCOMPARE(sealedPictures(), 0);
}

void TestPhotoLife::evidenceComesBeforePurging()
{
    const auto id = m_phone->takePublishablePhoto(jpegPicture({640, 480}, 1));
    rights().begin(id);
    rights().answer(words("Q02"), words("Q02-soin"));
    rights().answer(words("Q15"), words("Q15-scene"));
    QVERIFY(rights().mustSeal() && !rights().mustPurge());
    rights().confirmPurge();
    QCOMPARE(sealedPictures(), 2);
}

void TestPhotoLife::anotherTemplateAsksAgain()
{
    const auto id = m_phone->takePublishablePhoto(jpegPicture({640, 480}, 1));
    auto *composer = m_phone->app().composer();
    rights().begin(id);
    QVERIFY(rights().complete());
    composer->selectTemplate(words("premier-message"));
    QVERIFY(rights().complete()); // the first use is what was answered for
    composer->selectTemplate(words("accident-route"));
    rights().begin(id);
    QVERIFY(!rights().complete());
    // Where the photo comes from does not depend on its use: the first page is still answered, the others are not.
    QVERIFY(rights().groups()->get(0).value(words("complete")).toBool());
    for (int group = 1; group < 5; ++group)
        QCOMPARE(rights().groups()->get(group).value(words("answered")).toInt(), 0);
    QCOMPARE(photo(id).value(words("badge")).toString(), words("todo"));
}

void TestPhotoLife::aFormOfTwoSignaturesShowsAMinor()
{
    const auto id = m_phone->takePublishablePhoto(jpegPicture({640, 480}, 1));
    answerRecognised(id, "Q06-oui", "Q13-non");
    redaction().begin(id);
    redaction().addRegion(0.1, 0.1, 0.2, 0.3, words("face"));
    redaction().addRegion(0.5, 0.1, 0.2, 0.3, words("minor"));
    QVERIFY(apply());
    QVERIFY(rights().publishable());
    auto *form = rights().consent();
    form->begin(id, words("consent-guardian"));
    QVERIFY(form->forMinor());
    QCOMPARE(form->signaturesNeeded(), 2);
    QCOMPARE(form->regions()->count(), 1); // the minor, not the adult
    QVERIFY2(!form->canSign(), "a form with holes cannot be signed");
    for (const auto rows = form->fields()->rows(); const auto &row : rows)
        if (row.value(words("missing")).toBool())
            form->setField(row.value(words("key")).toString(), words("Exemple"));
    QVERIFY(form->text().contains(words("représentant légal de Exemple")));
    form->sign(words("Parent A"), stroke(QPointF(0.5, 0.5), QPointF(0.51, 0.5)));
    QCOMPARE(form->signaturesGiven(), 0); // a dot is no signature
    form->sign(words("Parent A"), stroke(QPointF(0.1, 0.5), QPointF(0.9, 0.4)));
    QSignalSpy kept(form, &app::ConsentDesk::signedFor);
    form->finish();
    QCOMPARE(kept.count(), 0); // the second holder is missing
    form->signWithout(words("Parent B"), words("a dit oui devant l’agent"));
    form->finish();
    QCOMPARE(kept.count(), 1);
    rights().begin(id);
    QTRY_VERIFY(rights().publishable());
    redaction().begin(id);
    QCOMPARE(redaction().regions()->get(1).value(words("treatment")).toString(), words("shown"));
}

void TestPhotoLife::aFormTakenBackHidesAgain()
{
    const auto id = m_phone->takePublishablePhoto(jpegPicture({640, 480}, 1));
    answerRecognised(id, "Q06-non", "Q13-non");
    QCOMPARE(todo(), QStringList{words("consent-person")});
    auto *form = rights().consent();
    form->begin(id, words("consent-person"));
    for (const auto rows = form->fields()->rows(); const auto &row : rows)
        form->setField(row.value(words("key")).toString(), words("Exemple"));
    form->sign(words("Exemple"), stroke(QPointF(0.1, 0.5), QPointF(0.9, 0.4)));
    // Other words than those that were read take the signature back.
    form->setField(words("supports"), words("X"));
    QCOMPARE(form->signaturesGiven(), 0);
    form->sign(words("Exemple"), stroke(QPointF(0.1, 0.5), QPointF(0.9, 0.4)));
    form->finish();
    rights().begin(id);
    QVERIFY(rights().publishable() && rights().signedForms() && !rights().takedown());
    QSignalSpy withdrawn(form, &app::ConsentDesk::withdrawn);
    form->withdraw(id);
    QCOMPARE(withdrawn.count(), 1);
    QVERIFY(!rights().publishable() && !rights().signedForms());
    QVERIFY2(rights().takedown(), "what was published with it has to be withdrawn");
    QCOMPARE(todo(), QStringList{words("consent-person")});
}

void TestPhotoLife::proposalsCloseNothingBeforeTheyAreConfirmed()
{
    const auto id = m_phone->takePublishablePhoto(jpegPicture({640, 480}, 1));
    rights().begin(id);
    rights().answer(words("Q14"), words("Q14-plaque"));
    redaction().begin(id);
    QCOMPARE(redaction().usualKind(), words("plate")); // what a new box hides without being told
    redaction().addRegion(0.4, 0.4, 0.2, 0.2, redaction().usualKind());
    QCOMPARE(todo(), QStringList{words("blur-plates")}); // drawn, not burnt in
    QVERIFY(apply());
    QVERIFY(rights().publishable());
    QCOMPARE(
        redaction().regions()->get(0).value(words("label")).toString(),
        app::RedactionDesk::tr("%1 %2 of %3, %4")
            .arg(app::RedactionDesk::tr("number plate"), words("1"), words("1"), app::RedactionDesk::tr("covered")));
    redaction().setTreatment(redaction().regions()->get(0).value(words("regionId")).toString(), words("mosaic"));
    QVERIFY(redaction().unsaved());
    QVERIFY(apply());
    QCOMPARE(redaction().regions()->get(0).value(words("treatment")).toString(), words("mosaic"));
}

// Through the real search, on a drawn street with three faces.
void TestPhotoLife::aFaceThatIsStillFoundKeepsTheWarning()
{
    if (!app::canDetect())
        QSKIP("this build has no detection, or opencv-data is not installed");
    const auto scene = drawScene({.plates = 0, .seed = 3});
    QBuffer file;
    QVERIFY(file.open(QIODevice::WriteOnly) && scene.picture.save(&file, "jpeg", 95));
    const auto id = m_phone->takePublishablePhoto(file.data());
    redaction().begin(id);
    QTRY_VERIFY_WITH_TIMEOUT(!redaction().looking(), 60'000);
    // Whatever the device proposed, the person takes it away.
    while (redaction().regions()->count() > 0)
        redaction().removeRegion(redaction().regions()->get(0).value(words("regionId")).toString());
    QVERIFY(apply());
    QTRY_VERIFY_WITH_TIMEOUT(redaction().facesLeft() >= 2, 60'000);
    m_phone->kill();
    m_phone->start();
    QVERIFY(m_phone->unlock());
    redaction().begin(id);
    QVERIFY(redaction().facesLeft() >= 2);
    const QSizeF size = scene.picture.size();
    for (const auto &face : scene.faces) {
        const auto box = face.marginsAdded(QMarginsF(30, 60, 30, 60)); // the whole head
        redaction().addRegion(box.x() / size.width(), box.y() / size.height(), box.width() / size.width(),
                              box.height() / size.height(), words("face"));
    }
    QVERIFY(apply());
    QTRY_COMPARE_WITH_TIMEOUT(redaction().facesLeft(), 0, 60'000);
}

void TestPhotoLife::aCropAsksTheRightsAgain()
{
    const auto id = m_phone->takePublishablePhoto(jpegPicture({640, 480}, 1));
    rights().begin(id);
    QVERIFY(rights().publishable());
    redaction().begin(id);
    redaction().addRegion(0.5, 0.5, 0.25, 0.25, words("face"));
    redaction().setCropShape(words("1:1"));
    redaction().setCrop(0.25, 0.25, 0.5, 0.5);
    QCOMPARE(redaction().crop(), QRectF(0.25, 0.25, 0.5, 0.5 * 640 / 480));
    QVERIFY(apply());
    rights().begin(id);
    QVERIFY(!rights().complete());
    // The first page does not depend on what is seen.
    QVERIFY(rights().groups()->get(0).value(words("complete")).toBool());
    QImage published;
    m_phone->app().picture(words("preview/") + id, this, [&](const QImage &image) { published = image; });
    QTRY_VERIFY(!published.isNull());
    QCOMPARE(published.size(), QSize(320, 320));
    // The box is where it was drawn on the whole photo; the original keeps what was cut off.
    QCOMPARE(redaction().regions()->get(0).value(words("x")).toDouble(), 0.5);
    QCOMPARE(redaction().imageWidth(), 640);
    // The crop outlives the process.
    m_phone->kill();
    m_phone->start();
    QVERIFY(m_phone->unlock());
    redaction().begin(id);
    QVERIFY(std::abs(redaction().crop().width() - 0.5) < 1e-9);
}

void TestPhotoLife::aLargePhotoHasAFileForTheSite()
{
    // More than the site's 1600 pixels: the networks' file and the site's are two, beside the original.
    const auto id = m_phone->takePublishablePhoto(jpegPicture({2000, 1500}, 1));
    QVERIFY(!id.isEmpty());
    QCOMPARE(sealedPictures(), 3);
    redaction().begin(id);
    redaction().addRegion(0.1, 0.1, 0.2, 0.2, words("face"));
    QVERIFY(apply());
    QCOMPARE(sealedPictures(), 3); // no file of before is left behind
    QVERIFY(m_phone->fillFirstMessage());
    QVERIFY(!m_phone->submit().isEmpty());
    // Only what the chosen channel takes leaves the phone.
    const auto row = m_phone->app().outbox()->items()->get(0);
    QCOMPARE(row.value(words("photoCount")).toInt(), 1);
    QCOMPARE(sealedPictures(), 3);
}

void TestPhotoLife::tenPhotosAtMost()
{
    m_phone->camera->picture = jpegPicture({160, 120}, 1);
    QSignalSpy taken(&capture(), &app::CaptureDesk::photoTaken);
    for (int i = 1; i <= 10; ++i) {
        QCOMPARE(capture().photosLeft(), 11 - i);
        capture().shutter();
        QTRY_COMPARE_WITH_TIMEOUT(taken.count(), i, 20'000);
    }
    capture().shutter();
    QVERIFY(!capture().problem().isEmpty() && !capture().busy());
    QCOMPARE(capture().photos()->count(), 10);
    // And their order is the person's.
    const auto last = taken.last().first().toString();
    capture().movePhoto(last, 0);
    QCOMPARE(capture().photos()->get(0).value(words("photoId")).toString(), last);
}

void TestPhotoLife::southAndWestAreNegative()
{
    // Saint-Denis de La Réunion and a point west of Greenwich, each sign once; the file's own EXIF says otherwise.
    m_phone->position->fix = app::Fix{-20.8789, -1.5534, 5, m_phone->clock->now(), words("gnss"), true, 31.5, 275.0};
    const auto fix = capture().fix();
    QCOMPARE(fix.value(words("latitude")).toDouble(), -20.8789);
    QCOMPARE(fix.value(words("longitude")).toDouble(), -1.5534);
    app::Photo photo;
    photo.fix = m_phone->position->fix;
    photo.answerLog = {{words("Q05"), words("Q05-aucune"), m_phone->clock->now(), words("agent")}};
    const auto read = app::Photo::fromJson(photo.toJson());
    QVERIFY(read);
    QCOMPARE(read->fix->latitude, -20.8789);
    QCOMPARE(read->fix->longitude, -1.5534);
    QCOMPARE(*read->fix->altitudeM, 31.5);
    QCOMPARE(*read->fix->bearing, 275.0);
    QCOMPARE(read->answerLog.size(), 1);
    QCOMPARE(read->answerLog.first().by, words("agent"));
}

QTEST_GUILESS_MAIN(TestPhotoLife)
#include "tst_photo_life.moc"
