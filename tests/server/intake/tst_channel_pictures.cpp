// SPDX-License-Identifier: EUPL-1.2
#include "assets/assets.h"
#include "core/signature/bytes.h"
#include "core/submission/receipt.h"
#include "server/intake/take_down.h"
#include "server/journal/book.h"
#include "server/review/progress.h"
#include "tests/server/stage.h"

#include <QtTest>

using namespace astreinte;
using submission::PictureFile;
using submission::Submission;

namespace {

const auto site = QStringLiteral("site");
const auto facebook = QStringLiteral("facebook");

QString hexDigest(const QByteArray &picture)
{
    return QLatin1String(signature::hex(signature::sha256(picture)));
}

PictureFile fileOf(const QByteArray &picture)
{
    return {signature::sha256(picture), picture.size(), QStringLiteral("image/png"), 16, 16};
}

} // namespace

// Each channel's own file of a photo, from the phone to the page; the marked return; the agreement taken back.
class TestChannelPictures : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void eachChannelHasItsOwnFile();
    void eachFileMustBeThere();
    void aFileTooLargeForItsChannel_data();
    void aFileTooLargeForItsChannel();
    void theReviewShowsAnswersRegionsAndForms();
    void aReturnCarriesItsMarks();
    void anAgreementTakenBackOpensEveryTakeDown();

private:
    std::unique_ptr<tests::Stage> m_stage;
    tests::Phone &officer() { return *m_stage->officer; }
    tests::Phone &authority() { return *m_stage->authority; }
    // A proposal for the site and Facebook; the site has a file of its own.
    submission::SubmissionContent twoFiles(const QByteArray &own, const QByteArray &forSite);
    Result<submission::Manifest> manifestOf(const QString &id)
    {
        return submission::Manifest::parse(
            authority().send("GET", "/v1/submissions/" + id.toLatin1() + "/1/manifest").body);
    }
    void publish(const QString &id)
    {
        const auto statement = authority().statementOn(id, 1);
        QVERIFY(statement);
        const auto reply = authority().decide(*statement);
        QVERIFY2(reply.status == 201, reply.body);
        QVERIFY(m_stage->prefecture.publish());
    }
};

void TestChannelPictures::init()
{
    m_stage = std::make_unique<tests::Stage>();
    QVERIFY(m_stage->set());
}

submission::SubmissionContent TestChannelPictures::twoFiles(const QByteArray &own, const QByteArray &forSite)
{
    auto draft = officer().draft({own});
    draft.texts[facebook] = draft.texts[site];
    draft.photos[0].renditions[site] = fileOf(forSite);
    return draft;
}

void TestChannelPictures::eachChannelHasItsOwnFile()
{
    const auto own = tests::pngPicture(1);
    const auto small = tests::pngPicture(2);
    const auto draft = twoFiles(own, small);
    QCOMPARE(officer().upload(draft.id, own), 204);
    QCOMPARE(officer().upload(draft.id, small), 204);
    const auto frozen = Submission::freeze(draft).value();
    QCOMPARE(frozen.files().size(), 2);
    const auto id = m_stage->received(draft).id().text();

    // The queue counts photos, not files; the authority reads both files, a colleague neither.
    const auto items = authority().send("GET", "/v1/review").json().value(QLatin1String("items")).toArray();
    QCOMPARE(items.at(0).toObject().value(QLatin1String("photos")).toInt(), 1);
    for (const auto &picture : {own, small}) {
        QCOMPARE(authority().send("GET", "/v1/renditions/" + hexDigest(picture).toLatin1()).body, picture);
        QCOMPARE(m_stage->colleague->send("GET", "/v1/renditions/" + hexDigest(picture).toLatin1()).status, 404);
    }
    const auto manifest = manifestOf(id);
    QVERIFY(manifest);
    const auto &photo = manifest->content().photos.first();
    QCOMPARE(photo.fileFor(site).sha256, signature::sha256(small));
    QCOMPARE(photo.fileFor(facebook).sha256, signature::sha256(own));

    publish(id);
    const auto page = m_stage->prefecture.page("/messages/" + id.toLatin1());
    QCOMPARE(page.status, 200);
    QVERIFY(page.body.contains(hexDigest(small).toLatin1()));
    QVERIFY(!page.body.contains(hexDigest(own).toLatin1()));
    QCOMPARE(m_stage->prefecture.page("/photos/" + hexDigest(small).toLatin1()).body, small);
    // What is for another channel is not public here.
    QCOMPARE(m_stage->prefecture.page("/photos/" + hexDigest(own).toLatin1()).status, 404);
}

void TestChannelPictures::eachFileMustBeThere()
{
    const auto own = tests::pngPicture(3);
    const auto small = tests::pngPicture(4);
    auto draft = twoFiles(own, small);
    QCOMPARE(officer().upload(draft.id, own), 204);
    const auto reply = officer().submit(Submission::freeze(draft).value());
    QCOMPARE(reply.status, 424);
    QCOMPARE(reply.json().value(QLatin1String("detail")).toString(), hexDigest(small));
    QCOMPARE(officer().upload(draft.id, small), 204);
    draft.photos[0].renditions[site].width = 17;
    QCOMPARE(officer().submit(Submission::freeze(draft).value()).reason(), QStringLiteral("invalid-value"));
    draft.photos[0].renditions[site].width = 16;
    QCOMPARE(officer().submit(Submission::freeze(draft).value()).status, 201);
}

void TestChannelPictures::aFileTooLargeForItsChannel_data()
{
    QTest::addColumn<QString>("channel");
    QTest::addColumn<int>("side");
    QTest::addColumn<qint64>("bytes");
    // BRIEF §5: X 5 MB, Mastodon 16 MB, Bluesky 2,000,000 bytes, Facebook 10 MB; the site's own page 950 kB, 2048 px.
    QTest::newRow("X") << QStringLiteral("x") << 1000 << qint64{5'000'001};
    QTest::newRow("Mastodon") << QStringLiteral("mastodon") << 1000 << qint64{16'000'001};
    QTest::newRow("Bluesky") << QStringLiteral("bluesky") << 1000 << qint64{2'000'001};
    QTest::newRow("Facebook") << facebook << 1000 << qint64{10'000'001};
    QTest::newRow("site, bytes") << site << 1000 << qint64{950'001};
    QTest::newRow("site, side") << site << 2049 << qint64{500'000};
}

void TestChannelPictures::aFileTooLargeForItsChannel()
{
    QFETCH(QString, channel);
    QFETCH(int, side);
    QFETCH(qint64, bytes);
    auto draft = officer().draft({tests::pngPicture(5)});
    const auto text = QMap<QString, QString>{{QStringLiteral("fr"), QStringLiteral("#Crue Crue de l’Indre.")}};
    draft.texts[channel] = text;
    draft.photos[0].renditions[channel] =
        PictureFile{QByteArray(32, 'r'), bytes, QStringLiteral("image/jpeg"), side, 100};
    const auto reply = officer().submit(Submission::freeze(draft).value());
    QVERIFY2(reply.reason() == QStringLiteral("image-too-large"), reply.body);
    QVERIFY(reply.json().value(QLatin1String("detail")).toString().contains(channel));
}

void TestChannelPictures::theReviewShowsAnswersRegionsAndForms()
{
    const auto picture = tests::pngPicture(6);
    auto draft = officer().draft({picture});
    draft.photos[0].regions = {{{0.25, 0.5, 0.1, 0.2}, QStringLiteral("face"), QStringLiteral("mosaic")}};
    draft.photos[0].consents = {
        QJsonObject{{QStringLiteral("id"), QStringLiteral("form-1")},
                    {QStringLiteral("text"), QStringLiteral("Je soussignée, Camille Exemple…")},
                    {QStringLiteral("signatures"),
                     QJsonArray{QJsonObject{{QStringLiteral("name"), QStringLiteral("Camille Exemple")}}}}}};
    QCOMPARE(officer().upload(draft.id, picture), 204);
    const auto id = m_stage->received(draft).id().text();
    const auto manifest = manifestOf(id);
    QVERIFY(manifest);
    const auto &photo = manifest->content().photos.first();
    QCOMPARE(photo.regions, draft.photos[0].regions);
    QCOMPARE(photo.answers, draft.photos[0].rights->answers);
    QCOMPARE(photo.consents, 1);
    // The form is personal data: it stays with the submission.
    QVERIFY(!manifest->bytes().contains("Camille"));
    publish(id);
    QVERIFY(!m_stage->prefecture.page("/messages/" + id.toLatin1()).body.contains("Camille"));
}

void TestChannelPictures::aReturnCarriesItsMarks()
{
    const auto picture = tests::pngPicture(7);
    const auto draft = officer().draft({picture});
    QCOMPARE(officer().upload(draft.id, picture), 204);
    const auto id = m_stage->received(draft).id().text();
    auto statement = authority().statementOn(id, 1);
    QVERIFY(statement);
    statement->decision = submission::Decision::Return;
    statement->channels.clear();
    statement->reason = QStringLiteral("Une plaque reste lisible.");
    const submission::MarkedRegion mark{
        signature::sha256(picture), {0.5, 0.25, 0.125, 0.0625}, QStringLiteral("plaque du véhicule")};
    // A mark on a picture that is not in the message is refused.
    auto elsewhere = *statement;
    elsewhere.marks = {{QByteArray(32, 'e'), mark.area, mark.reason}};
    QCOMPARE(authority().decide(elsewhere).reason(), QStringLiteral("manifest-mismatch"));
    statement = authority().statementOn(id, 1);
    statement->decision = submission::Decision::Return;
    statement->channels.clear();
    statement->reason = QStringLiteral("Une plaque reste lisible.");
    statement->marks = {mark};
    const auto reply = authority().decide(*statement);
    QVERIFY2(reply.status == 201, reply.body);
    QCOMPARE(officer().stateOf(id), QStringLiteral("returned"));
    auto steps = m_stage->prefecture.service().store->read(
        [&](storage::Connection &connection) { return review::stepsOf(connection, id); });
    QVERIFY(steps);
    QCOMPARE(steps->last().marks, QList<submission::MarkedRegion>{mark});
}

void TestChannelPictures::anAgreementTakenBackOpensEveryTakeDown()
{
    const auto own = tests::pngPicture(8);
    const auto small = tests::pngPicture(9);
    const auto draft = twoFiles(own, small);
    QCOMPARE(officer().upload(draft.id, own), 204);
    QCOMPARE(officer().upload(draft.id, small), 204);
    const auto id = m_stage->received(draft).id().text();
    publish(id);
    auto &service = m_stage->prefecture.service();
    const auto rulebook = rules::Rulebook::load(assets::templates(), assets::imageRights()).value();
    // Named by the file of another channel: it is the same photo.
    intake::ConsentWithdrawal withdrawal{hexDigest(own), QStringLiteral("officer-b"), {}, m_stage->prefecture.now()};
    const auto open = [&] {
        return service.store->write([&](storage::Transaction &transaction) {
            return intake::openTakeDowns(transaction, withdrawal, rulebook, service.serverKey);
        });
    };
    QCOMPARE(open().error().reason, Reason::ReasonRequired);
    withdrawal.reason = QStringLiteral("Courrier de la personne, 22 novembre.");
    withdrawal.picture = hexDigest(tests::pngPicture(10));
    QCOMPARE(open().error().reason, Reason::UnknownSubmission);
    withdrawal.picture = hexDigest(own);
    const auto opened = open();
    QVERIFY2(opened, qPrintable(opened ? QString() : opened.error().toString()));
    QCOMPARE(opened->size(), 1);
    // A second letter opens no second take-down.
    QVERIFY(open().value().isEmpty());

    // Journalled, and nothing public has changed: the authority has it before it, with the reason.
    auto leaf = service.store->read([&](storage::Connection &connection) {
        return journal::leafAbout(connection, journal::subjectOf(opened->first(), 1), journal::Event::Consent);
    });
    QVERIFY(leaf && *leaf);
    QCOMPARE(m_stage->prefecture.page("/messages/" + id.toLatin1()).status, 200);
    const auto manifest = manifestOf(opened->first());
    QVERIFY(manifest);
    QCOMPARE(manifest->content().action, submission::Action::Withdraw);
    QCOMPARE(manifest->content().target->text(), id);
    QCOMPARE(manifest->content().reason, withdrawal.reason);
    publish(opened->first());
    QCOMPARE(m_stage->prefecture.page("/messages/" + id.toLatin1()).status, 410);
    QCOMPARE(m_stage->prefecture.page("/photos/" + hexDigest(small).toLatin1()).status, 404);
}

QTEST_GUILESS_MAIN(TestChannelPictures)
#include "tst_channel_pictures.moc"
