// SPDX-License-Identifier: EUPL-1.2
#include "core/signature/bytes.h"
#include "core/signature/canonical_json.h"
#include "core/submission/manifest.h"
#include "core/submission/receipt.h"
#include "core/submission/statement.h"
#include "submission_sample.h"

#include <QJsonDocument>
#include <QtTest>

using namespace astreinte;
using namespace astreinte::submission;

namespace {

ManifestTerms terms()
{
    return {sample::at(u"13:32:00.000"),
            {sample::at(u"13:32:00.000"), sample::at(u"19:32:00.000")},
            {QStringLiteral("36018")},
            {{QStringLiteral("publishable"), {}}}};
}

Statement statement(const Manifest &manifest)
{
    Statement statement;
    statement.audience = QStringLiteral("https://astreinte.example");
    statement.issuer = QStringLiteral("authority-a");
    statement.id = sample::id('5');
    statement.issuedAt = sample::at(u"13:40:00.000");
    statement.expiresAt = sample::at(u"13:45:00.000");
    statement.decision = Decision::Approve;
    statement.channels = {QStringLiteral("site")};
    statement.submission = manifest.content().submission;
    statement.revision = manifest.content().revision;
    statement.manifestBytes = manifest.bytes().size();
    statement.manifestSha256 = manifest.sha256();
    statement.rosterVersion = 3;
    statement.rosterEntry = QStringLiteral("week-46");
    statement.amr = {QStringLiteral("pin")};
    statement.challenge = QStringLiteral("AAAAAAAAAAAAAAAAAAAAAA");
    return statement;
}

} // namespace

// What is made of a submission: manifest, statement, receipt, status, decision.
class Documents : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesTheManifestOfWhatWillBePublished();
    void tellsThePlaceAsFarAsEveryPhotoAllows();
    void givesEachChannelItsFile();
    void asksForAnotherBlur();
    void refusesOtherSpellingsOfAManifest();
    void writesStatements();
    void refusesStatements_data();
    void refusesStatements();
    void tiesAStatementToItsManifest();
    void tiesAReceiptToWhatWasSent();
    void readsStatusAndDecision();
};

// The least precise wish holds for the whole message, and the position itself is never in the manifest.
void Documents::tellsThePlaceAsFarAsEveryPhotoAllows()
{
    struct Wish
    {
        Precision first;
        Precision second;
        Precision whole;
        bool communeTold;
    };
    for (const auto &wish : {Wish{Precision::Exact, Precision::Exact, Precision::Exact, true},
                             Wish{Precision::Exact, Precision::Commune, Precision::Commune, true},
                             Wish{Precision::None, Precision::None, Precision::None, false},
                             Wish{Precision::Exact, Precision::None, Precision::None, true}}) {
        auto draft = sample::draft();
        draft.photos = {draft.photos.first(), draft.photos.first()};
        draft.photos[1].sha256 = QByteArray(32, 's');
        draft.photos[0].precision = wish.first;
        draft.photos[1].precision = wish.second;
        for (auto &photo : draft.photos)
            photo.commune = QStringLiteral("36044");
        auto asked = terms();
        asked.communes.clear();
        asked.rights.append(asked.rights.first());
        const auto manifest = Manifest::of(*Submission::freeze(draft), asked);
        QVERIFY2(manifest, manifest ? "" : qPrintable(manifest.error().toString()));
        QCOMPARE(manifest->content().precision, wish.whole);
        QCOMPARE(!manifest->content().communes.isEmpty(), wish.communeTold);
        QVERIFY(!manifest->bytes().contains("latitude") && !manifest->bytes().contains("position"));
    }
}

// Written by hand from docs/protocol.md §8.
void Documents::makesTheManifestOfWhatWillBePublished()
{
    const auto manifest = Manifest::of(*Submission::freeze(sample::draft()), terms());
    QVERIFY2(manifest, manifest ? "" : qPrintable(manifest.error().toString()));
    const QByteArray expected =
        R"({"action":"publish","authors":["officer-a"],)"
        R"("channels":{"site":{"en":"Flood.","fr":"Crue.\nÉvitez les berges 👩‍🚒."}},"exercise":false,)"
        R"("factsAt":"2026-11-14T13:30:00.000Z","incident":{"id":"0190163d-8694-739b-aea5-966c26f8ad91",)"
        R"("knownAt":"2026-11-14T13:05:00.000Z","title":"Crue de l’Indre"},"kind":"proposal","parent":null,)"
        R"("photos":[{"alt":{"en":"Flooded street.","fr":"Rue inondée."},"answers":{"Q01":"Q01-moi"},)"
        R"("author":"Cadre d’astreinte A","height":1080,)"
        R"("licence":"Licence Ouverte 2.0","partners":["@SDIS36"],)"
        R"("rights":{"openRequirements":[],"outcome":"publishable","table":"1.0.0"},)"
        R"("sha256":"1111111111111111111111111111111111111111111111111111111111111111","size":245760,)"
        R"("type":"image/jpeg","width":1920}],"place":{"communes":["36018","36044"],"precision":"commune"},)"
        R"("receivedAt":"2026-11-14T13:32:00.000Z","revision":1,"submission":"0190163d-8694-739b-aea5-966c26f8ad90",)"
        R"("target":null,"template":{"id":"inondation","version":"1.0.0"},"v":1,)"
        R"("window":{"from":"2026-11-14T13:32:00.000Z","to":"2026-11-14T19:32:00.000Z"}})";
    QCOMPARE(manifest->bytes(), expected);
    QVERIFY(!manifest->bytes().contains("46.8029") && !manifest->bytes().contains("\"lat\""));
    QCOMPARE(Manifest::parse(expected)->content(), manifest->content());
    auto wrong = terms();
    wrong.rights.clear();
    QVERIFY(!Manifest::of(*Submission::freeze(sample::draft()), wrong));
}

void Documents::givesEachChannelItsFile()
{
    auto draft = sample::draft();
    const auto before = Submission::freeze(draft).value();
    QVERIFY(!before.payload().contains("renditions"));
    draft.texts[QStringLiteral("x")] = draft.texts[QStringLiteral("site")];
    draft.photos[0].renditions[QStringLiteral("site")] = sample::otherFile();
    draft.photos[0].regions = {{{0.25, 0.5, 0.125, 0.25}, QStringLiteral("face"), QStringLiteral("opaque")}};
    const auto frozen = Submission::freeze(draft).value();
    QCOMPARE(frozen.content(), draft);
    QCOMPARE(frozen.files(), (QList<PictureFile>{draft.photos[0], sample::otherFile()}));
    const auto manifest = Manifest::of(frozen, terms()).value();
    const auto again = Manifest::parse(manifest.bytes()).value();
    const auto &photo = again.content().photos.first();
    QCOMPARE(photo.fileFor(QStringLiteral("site")), sample::otherFile());
    QCOMPARE(photo.fileFor(QStringLiteral("x")).sha256, draft.photos[0].sha256);
    QCOMPARE(photo.regions, draft.photos[0].regions);
    QCOMPARE(photo.answers, draft.photos[0].rights->answers);
    // A receipt names every file: one that forgets a channel's is about something else.
    Receipt receipt;
    receipt.audience = draft.device;
    receipt.submission = frozen.id();
    receipt.revision = 1;
    receipt.sha256 = frozen.sha256();
    receipt.photos = {draft.photos[0].sha256};
    receipt.receivedAt = sample::at(u"13:31:02.000");
    QVERIFY(!receipt.covers(frozen, draft.device));
    receipt.photos.append(sample::otherFile().sha256);
    QVERIFY(receipt.covers(frozen, draft.device));
}

void Documents::asksForAnotherBlur()
{
    const auto manifest = Manifest::of(Submission::freeze(sample::draft()).value(), terms()).value();
    auto wish = statement(manifest);
    wish.marks = {{sample::photo().sha256, {0.5, 0.25, 0.125, 0.0625}, QStringLiteral("plaque lisible")}};
    // Only a return asks for another blur.
    QCOMPARE(wish.toPayload().error().reason, Reason::InvalidValue);
    wish.decision = Decision::Return;
    wish.channels.clear();
    wish.reason = QStringLiteral("Une plaque reste lisible.");
    const auto payload = wish.toPayload().value();
    QCOMPARE(Statement::fromPayload(payload).value(), wish);
    QVERIFY(wish.concerns(manifest));
    const auto refused = [&](const MarkedRegion &mark) {
        auto other = wish;
        other.marks = {mark};
        return !other.toPayload() || !other.concerns(manifest);
    };
    QVERIFY(refused({QByteArray(32, 'x'), {0.5, 0.25, 0.125, 0.0625}, QStringLiteral("ailleurs")}));
    QVERIFY(refused({sample::photo().sha256, {0.5, 0.25, 0.125, 0.0625}, QString()}));
    // Written by hand: the writer itself never leaves the picture.
    auto outside = payload;
    outside.replace("\"w\":0.125", "\"w\":0.625");
    QVERIFY(outside != payload);
    QCOMPARE(Statement::fromPayload(outside).error().reason, Reason::InvalidValue);
}

void Documents::refusesOtherSpellingsOfAManifest()
{
    const auto bytes = Manifest::of(*Submission::freeze(sample::draft()), terms())->bytes();
    QVERIFY(Manifest::parse(bytes));
    for (const auto &[from, to] : QList<std::pair<QByteArray, QByteArray>>{{"\"v\":1", "\"v\": 1"},
                                                                           {"Flood.", "\\u0046lood."},
                                                                           {"\"revision\":1", "\"revision\":1.0"},
                                                                           {"\"parent\":null,", ""},
                                                                           {"\"v\":1", "\"v\":1,\"z\":0"}}) {
        QVERIFY(bytes.contains(from));
        QVERIFY2(!Manifest::parse(QByteArray(bytes).replace(from, to)), from);
    }
    QVERIFY(!Manifest::parse(bytes + '\n'));
    QVERIFY(!Manifest::parse(' ' + bytes));
}

void Documents::writesStatements()
{
    const auto manifest = *Manifest::of(*Submission::freeze(sample::draft()), terms());
    const auto payload = statement(manifest).toPayload();
    QVERIFY2(payload, payload ? "" : qPrintable(payload.error().toString()));
    QCOMPARE(*payload, QByteArray(R"({"amr":["pin"],"aud":"https://astreinte.example",)"
                                  R"("challenge":"AAAAAAAAAAAAAAAAAAAAAA","channels":["site"],"decision":"approve",)"
                                  R"("exp":1794663900,"iat":1794663600,"iss":"authority-a",)"
                                  R"("jti":"0190163d-8694-739b-aea5-966c26f8ad95","manifest":{"bytes":)" +
                                  QByteArray::number(manifest.bytes().size()) + R"(,"revision":1,"sha256":")" +
                                  QCryptographicHash::hash(manifest.bytes(), QCryptographicHash::Sha256).toHex() +
                                  R"(","submission":"0190163d-8694-739b-aea5-966c26f8ad90"},"reason":null,)"
                                  R"("roster":{"entry":"week-46","version":3},"v":1})"));
    QCOMPARE(Statement::fromPayload(*payload), statement(manifest));
}

void Documents::refusesStatements_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<Reason>("reason");
    const auto row = [](const char *name, const char *from, const char *to, Reason reason) {
        QTest::newRow(name) << QByteArray(from) << QByteArray(to) << reason;
    };
    row("duplicate decision", R"("decision":"approve")", R"("decision":"reject","decision":"approve")",
        Reason::MalformedJson);
    row("reject without reason", R"("decision":"approve")", R"("decision":"reject")", Reason::ReasonRequired);
    row("return with blanks", R"("decision":"approve")", R"("decision":"return")", Reason::ReasonRequired);
    row("another decision", R"("decision":"approve")", R"("decision":"publish")", Reason::InvalidValue);
    row("901 s", R"("exp":1794663900)", R"("exp":1794664501)", Reason::InvalidValue);
    row("expired at birth", R"("exp":1794663900)", R"("exp":1794663600)", Reason::InvalidValue);
    row("iat as text", R"("iat":1794663600)", R"("iat":"1794663600")", Reason::InvalidValue);
    row("no challenge", R"("challenge":"AAAAAAAAAAAAAAAAAAAAAA",)", "", Reason::MissingField);
    row("empty challenge", "AAAAAAAAAAAAAAAAAAAAAA", "", Reason::InvalidValue);
    row("no amr", R"(["pin"])", "[]", Reason::InvalidValue);
    row("more", R"("v":1)", R"("v":1,"nbf":0)", Reason::UnknownField);
    row("more in the manifest", R"("revision":1)", R"("revision":1,"alsoFor":2)", Reason::UnknownField);
    row("channel twice", R"(["site"])", R"(["site","site"])", Reason::InvalidValue);
    row("version", R"("v":1)", R"("v":0)", Reason::UnknownVersion);
}

void Documents::refusesStatements()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(Reason, reason);
    auto payload = *statement(*Manifest::of(*Submission::freeze(sample::draft()), terms())).toPayload();
    QVERIFY(payload.contains(from));
    payload.replace(from, to);
    if (QByteArray(QTest::currentDataTag()) == "return with blanks")
        payload.replace(R"("reason":null)", R"("reason":"  ")");
    const auto read = Statement::fromPayload(payload);
    QVERIFY(!read);
    QVERIFY2(read.error().reason == reason, qPrintable(read.error().toString()));
}

void Documents::tiesAStatementToItsManifest()
{
    const auto submission = *Submission::freeze(sample::draft());
    const auto manifest = *Manifest::of(submission, terms());
    QVERIFY(statement(manifest).concerns(manifest));
    const auto refused = [&](const std::function<void(Statement &)> &change) {
        auto changed = statement(manifest);
        change(changed);
        const auto concerned = changed.concerns(manifest);
        return !concerned && concerned.error().reason == Reason::ManifestMismatch;
    };
    QVERIFY(refused([](Statement &s) { s.submission = sample::id('7'); }));
    QVERIFY(refused([](Statement &s) { s.revision = 2; }));
    QVERIFY(refused([](Statement &s) { ++s.manifestBytes; }));
    QVERIFY(refused([](Statement &s) { s.manifestSha256[31] = static_cast<char>(s.manifestSha256[31] ^ 1); }));
    QVERIFY(refused([](Statement &s) { s.channels = {QStringLiteral("x")}; }));
    QVERIFY(refused([](Statement &s) { s.channels.clear(); }));
    // The manifest of another revision with the same texts.
    const auto next = *Manifest::of(*Submission::freeze(submission.nextDraft()), terms());
    QCOMPARE(statement(manifest).concerns(next).error().reason, Reason::ManifestMismatch);
}

void Documents::tiesAReceiptToWhatWasSent()
{
    const auto sent = *Submission::freeze(sample::draft());
    const auto device = sent.content().device;
    const Receipt receipt{device, sent.id(), 1, sent.sha256(), {sample::photo().sha256}, sample::at(u"13:32:00.000"),
                          false};
    const auto payload = receipt.toPayload();
    QVERIFY(payload);
    QCOMPARE(*payload,
             QByteArray(R"({"aud":"0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I","exercise":false,"photos":[")" +
                        QByteArray(64, '1') +
                        R"("],"receivedAt":"2026-11-14T13:32:00.000Z","revision":1,)"
                        R"("sha256":")" +
                        sent.sha256().toHex() + R"(","submission":"0190163d-8694-739b-aea5-966c26f8ad90","v":1})"));
    const auto read = Receipt::fromPayload(*payload);
    QVERIFY(read);
    QCOMPARE(*read, receipt);
    QVERIFY(read->covers(sent, device));
    QCOMPARE(read->covers(sent, QStringLiteral("another")).error().reason, Reason::WrongAudience);
    const auto refused = [&](const std::function<void(Receipt &)> &change) {
        auto changed = receipt;
        change(changed);
        const auto covered = changed.covers(sent, device);
        return !covered && covered.error().reason == Reason::UnexpectedReply;
    };
    QVERIFY(refused([](Receipt &r) { r.submission = sample::id('7'); }));
    QVERIFY(refused([](Receipt &r) { r.revision = 2; }));
    QVERIFY(refused([](Receipt &r) { r.sha256 = QByteArray(32, '\2'); }));
    QVERIFY(refused([](Receipt &r) { r.photos.clear(); }));
    QVERIFY(refused([](Receipt &r) { r.photos[0] = QByteArray(32, '\2'); }));
    QVERIFY(refused([](Receipt &r) { r.exercise = true; }));
    QVERIFY(!Receipt::fromPayload(QByteArray(*payload).replace("\"v\":1", "\"v\":3")));
    QVERIFY(!Receipt::fromPayload(QByteArray(*payload).replace("[\"11", "[\"1")));
}

void Documents::readsStatusAndDecision()
{
    Status status{sample::draft().device, sample::id(), 2, State::Published, {}, sample::at(u"14:00:00.000")};
    status.steps = {{State::Received, sample::at(u"13:32:00.000"), {}, {}, {}, {}},
                    {State::Published,
                     sample::at(u"13:50:00.000"),
                     QStringLiteral("authority-a"),
                     {},
                     QStringLiteral("site"),
                     QStringLiteral("https://astreinte.example/messages/1")}};
    const auto payload = status.toPayload();
    QVERIFY(payload && payload->contains(R"({"at":"2026-11-14T13:32:00.000Z","state":"received"})"));
    QCOMPARE(Status::fromPayload(*payload), status);
    QVERIFY(!Status::fromPayload(QByteArray(*payload).replace("https://", "javascript:")));
    QVERIFY(!Status::fromPayload(QByteArray(*payload).replace("\"received\"", "\"recieved\"")));
    const DecisionRecord record{
        status.audience, sample::id('5'), sample::id(), 2, State::Returned, sample::at(u"14:00:00.000")};
    const auto decision = record.toPayload();
    QVERIFY(decision);
    QCOMPARE(DecisionRecord::fromPayload(*decision), record);
    QVERIFY(!Status::fromPayload(*decision));
}

QTEST_APPLESS_MAIN(Documents)
#include "tst_documents.moc"
