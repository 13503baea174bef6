// SPDX-License-Identifier: EUPL-1.2
#include "core/submission/submission.h"
#include "submission_sample.h"

#include <QtTest>

using namespace astreinte;
using namespace astreinte::submission;

namespace {

using Change = std::function<void(SubmissionContent &)>;

} // namespace

Q_DECLARE_METATYPE(Change)

class Submissions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesTheProtocolsShape();
    void refusesDrafts_data();
    void refusesDrafts();
    void refusesAlteredPayloads_data();
    void refusesAlteredPayloads();
    void givesTheNextRevisionItsParent();
    void acceptsAFieldReportAndAWithdrawal();
};

// Written by hand from docs/protocol.md §6.
void Submissions::writesTheProtocolsShape()
{
    const auto frozen = Submission::freeze(sample::draft());
    QVERIFY2(frozen, frozen ? "" : qPrintable(frozen.error().toString()));
    const QByteArray expected =
        R"({"action":"publish","authors":["officer-a"],"clockOffsetMs":-1500,"createdAt":"2026-11-14T13:31:00.250Z",)"
        R"("device":"0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I","exercise":false,"factsAt":"2026-11-14T13:30:00.000Z",)"
        R"("id":"0190163d-8694-739b-aea5-966c26f8ad90",)"
        R"("incident":{"id":"0190163d-8694-739b-aea5-966c26f8ad91","knownAt":"2026-11-14T13:05:00.000Z",)"
        R"("title":"Crue de l’Indre"},"kind":"proposal","languages":["fr","en"],"parent":null,)"
        R"("photos":[{"alt":{"en":"Flooded street.","fr":"Rue inondée."},"author":"Cadre d’astreinte A",)"
        R"("capturedAt":"2026-11-14T13:20:00.000Z","commune":"36044",)"
        R"("fix":{"accuracyM":8.5,"ageS":3,"lat":46.8029,"lon":1.6903,"simulated":false,"source":"gnss"},)"
        R"("height":1080,"licence":"Licence Ouverte 2.0","partners":["@SDIS36"],"precision":"commune",)"
        R"("rights":{"answeredAt":"2026-11-14T13:25:00.000Z","answers":{"Q01":"Q01-moi"},"by":"officer-a",)"
        R"("closed":["alt-text"],"outcome":"publishable","table":"1.0.0"},)"
        R"("sha256":"1111111111111111111111111111111111111111111111111111111111111111","size":245760,)"
        R"("type":"image/jpeg","width":1920}],"revision":1,"target":null,)"
        R"("template":{"id":"inondation","version":"1.0.0"},)"
        R"("texts":{"site":{"en":"Flood.","fr":"Crue.\nÉvitez les berges 👩‍🚒."}},"v":1,)"
        R"("values":{"communes":[{"code":"36044","tncc":0}],"cote":2.85,"coursEau":"l’Indre"}})";
    QCOMPARE(frozen->payload(), expected);
    QCOMPARE(frozen->idempotencyKey(), QByteArray("\"0190163d-8694-739b-aea5-966c26f8ad90:1\""));
    const auto read = Submission::parse(expected);
    QVERIFY(read);
    QCOMPARE(read->content(), sample::draft());
    QCOMPARE(read->sha256(), frozen->sha256());
}

void Submissions::refusesDrafts_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<Reason>("reason");
    QTest::addColumn<QString>("where");
    const auto row = [](const char *name, const Change &change, Reason reason, const char *where) {
        QTest::newRow(name) << change << reason << QString::fromLatin1(where);
    };
    const auto invalid = Reason::InvalidValue;
    row(
        "no id", [](SubmissionContent &d) { d.id = {}; }, invalid, "$.id");
    row(
        "revision 0", [](SubmissionContent &d) { d.revision = 0; }, invalid, "$.revision");
    row(
        "revision 2 without parent", [](SubmissionContent &d) { d.revision = 2; }, invalid, "$.parent");
    row(
        "revision 1 with parent", [](SubmissionContent &d) { d.parent = QByteArray(32, '\1'); }, invalid, "$.parent");
    row(
        "short parent", [](SubmissionContent &d) { d.revision = 2, d.parent = QByteArray(31, '\1'); }, invalid,
        "$.parent");
    row(
        "target to publish", [](SubmissionContent &d) { d.target = sample::id('9'); }, invalid, "$.target");
    row(
        "correct without target", [](SubmissionContent &d) { d.action = Action::Correct; }, invalid, "$.target");
    row(
        "own target", [](SubmissionContent &d) { d.action = Action::Correct, d.target = d.id; }, invalid, "$.target");
    row(
        "no author", [](SubmissionContent &d) { d.authors.clear(); }, invalid, "$.authors");
    row(
        "author twice", [](SubmissionContent &d) { d.authors += d.authors; }, invalid, "$.authors");
    row(
        "author with traversal", [](SubmissionContent &d) { d.authors = {QStringLiteral("a b")}; }, invalid,
        "$.authors");
    row(
        "no language", [](SubmissionContent &d) { d.languages.clear(); }, invalid, "$.languages");
    row(
        "another language", [](SubmissionContent &d) { d.languages += QStringLiteral("de"); }, invalid, "$.languages");
    row(
        "text not announced", [](SubmissionContent &d) { d.languages.removeLast(); }, invalid, "$.texts.site.en");
    row(
        "no text", [](SubmissionContent &d) { d.texts.clear(); }, Reason::MissingField, "$.texts");
    row(
        "unknown channel", [](SubmissionContent &d) { d.texts[QStringLiteral("telegram")] = {}; }, Reason::UnknownField,
        "$.texts.telegram");
    row(
        "empty channel", [](SubmissionContent &d) { d.texts[QStringLiteral("x")] = {}; }, Reason::MissingField,
        "$.texts.x");
    row(
        "no template", [](SubmissionContent &d) { d.messageTemplate.reset(); }, Reason::MissingField, "$.template");
    row(
        "report with texts", [](SubmissionContent &d) { d.kind = Kind::FieldReport; }, invalid, "$.texts");
    row(
        "bidi in a text",
        [](SubmissionContent &d) {
            d.texts[QStringLiteral("site")][QStringLiteral("fr")] = QStringLiteral("a\u202Eb");
        },
        Reason::MalformedText, "$.texts.site.fr: position 1");
    row(
        "zero width in a value",
        [](SubmissionContent &d) { d.values[QStringLiteral("coursEau")] = QStringLiteral("l\u200BIndre"); },
        Reason::MalformedText, "$.values.coursEau: position 1");
    row(
        "NUL in a value", [](SubmissionContent &d) { d.values[QStringLiteral("x")] = QString(QChar(u'\0')); },
        Reason::MalformedText, "$.values.x");
    row(
        "decomposed title", [](SubmissionContent &d) { d.incident->title = QStringLiteral("e\u0301"); },
        Reason::MalformedText, "$.incident.title");
    row(
        "line feed in a title", [](SubmissionContent &d) { d.incident->title = QStringLiteral("a\nb"); },
        Reason::MalformedText, "$.incident.title");
    row(
        "a file for a channel that has no text",
        [](SubmissionContent &d) { d.photos[0].renditions[QStringLiteral("x")] = sample::otherFile(); }, invalid,
        "$.photos[0].renditions.x");
    row(
        "a file for an unknown channel",
        [](SubmissionContent &d) { d.photos[0].renditions[QStringLiteral("telegram")] = sample::otherFile(); },
        Reason::UnknownField, "$.photos[0].renditions.telegram");
    row(
        "the photo's own file again",
        [](SubmissionContent &d) { d.photos[0].renditions[QStringLiteral("site")] = d.photos[0]; }, invalid,
        "$.photos[0].renditions.site");
    row(
        "a file too large to decode",
        [](SubmissionContent &d) {
            d.photos[0].renditions[QStringLiteral("site")] = sample::otherFile();
            d.photos[0].renditions[QStringLiteral("site")].width = 20'000;
            d.photos[0].renditions[QStringLiteral("site")].height = 20'000;
        },
        Reason::ImageTooLarge, "$.photos[0].renditions.site");
    row(
        "a region of no kind",
        [](SubmissionContent &d) {
            d.photos[0].regions = {{{0.5, 0.5, 0, 0}, {}, {}}};
        },
        invalid, "$.photos[0].regions[0].kind");
    row(
        "a form that nobody signed",
        [](SubmissionContent &d) {
            d.photos[0].consents = {QJsonObject{{QStringLiteral("id"), QStringLiteral("f")},
                                                {QStringLiteral("text"), QStringLiteral("t")},
                                                {QStringLiteral("signatures"), QJsonArray()}}};
        },
        invalid, "$.photos[0].consents");
    row(
        "eleven photos", [](SubmissionContent &d) { d.photos = QList<PhotoRecord>(11, sample::photo()); }, invalid,
        "$.photos");
    row(
        "photo twice", [](SubmissionContent &d) { d.photos += d.photos; }, invalid, "$.photos[1].sha256");
    row(
        "no alt", [](SubmissionContent &d) { d.photos[0].alt.remove(QStringLiteral("en")); }, Reason::AltTextMissing,
        "$.photos[0].alt.en");
    row(
        "no rights", [](SubmissionContent &d) { d.photos[0].rights.reset(); }, Reason::RightsIncomplete,
        "$.photos[0].rights");
    row(
        "no licence", [](SubmissionContent &d) { d.photos[0].licence.clear(); }, invalid, "$.photos[0].licence");
    row(
        "SVG", [](SubmissionContent &d) { d.photos[0].type = QStringLiteral("image/svg+xml"); }, invalid,
        "$.photos[0].type");
    row(
        "huge", [](SubmissionContent &d) { d.photos[0].width = d.photos[0].height = 20'000; }, Reason::ImageTooLarge,
        "$.photos[0]");
    row(
        "empty photo", [](SubmissionContent &d) { d.photos[0].size = 0; }, invalid, "$.photos[0].size");
    row(
        "latitude", [](SubmissionContent &d) { d.photos[0].fix->latitude = 90.01; }, invalid, "$.photos[0].fix.lat");
    row(
        "commune", [](SubmissionContent &d) { d.photos[0].commune = QStringLiteral("3604"); }, invalid,
        "$.photos[0].commune");
    row(
        "eleven partners",
        [](SubmissionContent &d) {
            for (int i = 0; i < 11; ++i)
                d.photos[0].partners += QStringLiteral("@p%1").arg(i);
        },
        invalid, "$.photos[0].partners");
    row(
        "partner without @", [](SubmissionContent &d) { d.photos[0].partners = {QStringLiteral("SDIS36")}; }, invalid,
        "$.photos[0].partners");
    row(
        "outcome", [](SubmissionContent &d) { d.photos[0].rights->outcome = QStringLiteral("fine"); }, invalid,
        "$.photos[0].rights.outcome");
}

void Submissions::refusesDrafts()
{
    QFETCH(Change, change);
    QFETCH(Reason, reason);
    QFETCH(QString, where);
    auto draft = sample::draft();
    change(draft);
    const auto frozen = Submission::freeze(draft);
    QVERIFY(!frozen);
    QVERIFY2(frozen.error().reason == reason, qPrintable(frozen.error().toString()));
    QVERIFY2(frozen.error().detail.startsWith(where), qPrintable(frozen.error().detail));
}

void Submissions::refusesAlteredPayloads_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<Reason>("reason");
    const auto row = [](const char *name, const char *from, const char *to, Reason reason) {
        QTest::newRow(name) << QByteArray(from) << QByteArray(to) << reason;
    };
    row("newer version", R"("v":1)", R"("v":2)", Reason::UnknownVersion);
    row("no version", R"(,"v":1)", "", Reason::MissingField);
    row("unknown member", R"("v":1)", R"("v":1,"w":1)", Reason::UnknownField);
    row("unknown member inside", R"("ageS":3)", R"("ageS":3,"x":1)", Reason::UnknownField);
    row("duplicate", R"("v":1)", R"("v":1,"kind":"fieldReport")", Reason::MalformedJson);
    row("escaped duplicate", R"("v":1)", R"("v":1,"k\u0069nd":"fieldReport")", Reason::MalformedJson);
    row("number for text", R"("kind":"proposal")", R"("kind":1)", Reason::InvalidValue);
    row("null for text", R"("kind":"proposal")", R"("kind":null)", Reason::InvalidValue);
    row("text for number", R"("revision":1)", R"("revision":"1")", Reason::InvalidValue);
    row("fraction", R"("revision":1)", R"("revision":1.5)", Reason::InvalidValue);
    row("2^53", R"("revision":1)", R"("revision":9007199254740992)", Reason::MalformedJson);
    row("no milliseconds", "13:30:00.000Z", "13:30:00Z", Reason::InvalidValue);
    row("no such day", "2026-11-14T13:30", "2026-02-30T13:30", Reason::InvalidValue);
    row("upper-case digest", "\"sha256\":\"11", "\"sha256\":\"AA", Reason::InvalidValue);
    row("long digest", "\"sha256\":\"11", "\"sha256\":\"1111", Reason::InvalidValue);
}

void Submissions::refusesAlteredPayloads()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(Reason, reason);
    auto payload = Submission::freeze(sample::draft())->payload();
    QVERIFY(payload.contains(from));
    const auto read = Submission::parse(payload.replace(from, to));
    QVERIFY(!read);
    QVERIFY2(read.error().reason == reason, qPrintable(read.error().toString()));
}

void Submissions::givesTheNextRevisionItsParent()
{
    const auto first = *Submission::freeze(sample::draft());
    const auto second = Submission::freeze(first.nextDraft());
    QVERIFY(second);
    QCOMPARE(second->revision(), 2);
    QCOMPARE(second->content().parent, first.sha256());
    QCOMPARE(first.sha256(), QCryptographicHash::hash(first.payload(), QCryptographicHash::Sha256));
}

void Submissions::acceptsAFieldReportAndAWithdrawal()
{
    auto report = sample::draft();
    report.kind = Kind::FieldReport;
    report.texts.clear();
    report.messageTemplate.reset();
    report.photos[0].alt.clear();
    report.photos[0].rights.reset();
    report.photos[0].fix.reset();
    report.incident.reset();
    const auto frozen = Submission::freeze(report);
    QVERIFY2(frozen, frozen ? "" : qPrintable(frozen.error().toString()));
    QVERIFY(frozen->payload().contains(R"("incident":null)"));
    auto withdrawal = sample::draft();
    withdrawal.action = Action::Withdraw;
    withdrawal.target = sample::id('9');
    withdrawal.texts.clear();
    withdrawal.messageTemplate.reset();
    withdrawal.photos.clear();
    QVERIFY(Submission::freeze(withdrawal));
}

QTEST_APPLESS_MAIN(Submissions)
#include "tst_submission.moc"
