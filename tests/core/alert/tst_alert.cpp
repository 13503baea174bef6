// SPDX-License-Identifier: EUPL-1.2
#include "core/alert/template_alert.h"
#include "core/message/render.h"
#include "tests/core/alert/xmllint.h"
#include "tests/core/message/template_values.h"
#include "tests/core/published/published_vectors.h"

#include <QRegularExpression>
#include <QXmlStreamReader>
#include <QtTest>

using namespace astreinte;
using namespace astreinte::alert;

namespace {

// The sequences of the OASIS schema, in their order (BRIEF §4).
const QHash<QString, QStringList> &sequences()
{
    static const auto list = [](const char *names) { return QString::fromLatin1(names).split(QLatin1Char(' ')); };
    static const QHash<QString, QStringList> all{
        {QStringLiteral("alert"), list("identifier sender sent status msgType source scope restriction addresses code "
                                       "note references incidents info")},
        {QStringLiteral("info"), list("language category event responseType urgency severity certainty audience "
                                      "eventCode effective onset expires senderName headline description instruction "
                                      "web contact parameter resource area")},
        {QStringLiteral("area"), list("areaDesc polygon circle geocode altitude ceiling")},
        {QStringLiteral("resource"), list("resourceDesc mimeType size uri derefUri digest")},
        {QStringLiteral("parameter"), list("valueName value")},
        {QStringLiteral("geocode"), list("valueName value")}};
    return all;
}

struct Read
{
    QStringList problems;
    QMultiMap<QString, QString> values; // element name → text
    QStringList languages;
};

// Its own reader: element order, dates, enumerations' places. It knows nothing of the writer.
Read readBack(const QByteArray &xml)
{
    Read read;
    QXmlStreamReader reader(xml);
    QList<std::pair<QString, qsizetype>> open; // element, how far in its parent's sequence
    static const QRegularExpression time(
        QStringLiteral("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d[-,+]\\d\\d:\\d\\d$"));
    while (!reader.atEnd()) {
        reader.readNext();
        if (reader.isStartElement()) {
            const auto name = reader.name().toString();
            if (reader.namespaceUri() != QLatin1String("urn:oasis:names:tc:emergency:cap:1.2"))
                read.problems += name + QStringLiteral(": namespace");
            if (!open.isEmpty()) {
                const auto place = sequences().value(open.last().first).indexOf(name);
                if (place < open.last().second)
                    read.problems += open.last().first + QLatin1Char('/') + name + QStringLiteral(": out of order");
                open.last().second = place;
            }
            open.append({name, 0});
            if (!sequences().contains(name)) {
                const auto value = reader.readElementText();
                open.removeLast();
                read.values.insert(name, value);
                const auto dated =
                    name == QLatin1String("sent") || name == QLatin1String("onset") || name == QLatin1String("expires");
                if (dated && !time.match(value).hasMatch())
                    read.problems += name + QStringLiteral(": ") + value;
                if (value.trimmed().isEmpty())
                    read.problems += name + QStringLiteral(" is empty");
            }
        } else if (reader.isEndElement()) {
            open.removeLast();
        }
    }
    if (reader.hasError())
        read.problems += reader.errorString();
    return read;
}

Occasion occasion()
{
    Occasion made;
    made.identifier = QStringLiteral("FR36-20261114T143000-INON-0001");
    made.sender = QStringLiteral("astreinte.indre.example");
    made.senderName = QStringLiteral("Préfecture de l’Indre");
    made.sent = signature::instantFromText(QStringLiteral("2026-11-14T13:30:00.000Z")).value();
    made.expires = made.sent + std::chrono::hours(6);
    made.incident = QStringLiteral("FR36-2026-0042");
    made.web = QStringLiteral("https://indre.example/messages/1");
    made.french = QStringLiteral("⚠️ Inondation à Châteauroux & alentours\nÉvitez le secteur <nord>.");
    made.english = QStringLiteral("Flood in Châteauroux\nAvoid the area.");
    place::Commune commune;
    commune.name = QStringLiteral("Châteauroux");
    commune.code = QStringLiteral("36044");
    commune.centre = place::Coordinates{46.8029, 1.6903};
    made.communes = {commune};
    made.department = message::indre;
    // The digest is that of FIPS 180-2, annex A.1: SHA-1 of "abc".
    const Resource file{{},
                        QStringLiteral("image/jpeg"),
                        3,
                        QStringLiteral("https://indre.example/photos/ba78"),
                        QByteArray::fromHex("a9993e364706816aba3e25717850c26c9cd0d89d")};
    made.pictures = {{file, QStringLiteral("L’Indre <en crue> au pont."), QStringLiteral("The Indre in flood."),
                      QStringLiteral("Préfecture de l’Indre"), QStringLiteral("Licence Ouverte 2.0")}};
    return made;
}

message::Catalogue catalogue()
{
    QFile file(QStringLiteral(ASTREINTE_SOURCE_DIR "/assets/templates/templates.json"));
    file.open(QIODevice::ReadOnly);
    return message::Catalogue::parse(file.readAll()).value();
}

} // namespace

class TestAlert : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyTemplate_data();
    void everyTemplate();
    void oasisSchema();
    void schemaOfTheRules();
    void schemaNotices();
    void kinds();
    void severityFollowsTheChosenLevel();
    void parisTimeOfBothSeasons();
    void circleInKilometres();
    void picturesGoWithBothLanguages();
    void refusals();

private:
    static void validates(const QString &schema);
};

void TestAlert::everyTemplate_data()
{
    QTest::addColumn<QString>("id");
    const auto all = catalogue();
    for (const auto &each : all.templates())
        QTest::newRow(qPrintable(each.id)) << each.id;
    QCOMPARE(all.templates().size(), 26);
}

void TestAlert::everyTemplate()
{
    QFETCH(QString, id);
    const auto all = catalogue();
    const auto &source = **all.find(id);
    for (const bool exercise : {false, true}) {
        auto made = occasion();
        made.exercise = exercise;
        const auto alert = alertFor(all, source, message::examplesOf(source), made);
        QVERIFY2(alert, alert ? "" : qPrintable(alert.error().toString()));
        const auto read = readBack(toXml(*alert).value());
        QVERIFY2(read.problems.isEmpty(), qPrintable(read.problems.join(QLatin1Char('\n'))));
        QCOMPARE(read.values.values(QStringLiteral("language")),
                 QStringList({QStringLiteral("en-GB"), QStringLiteral("fr-FR")})); // the last inserted first
        QCOMPARE(read.values.value(QStringLiteral("status")) == QLatin1String("Exercise"),
                 exercise || id == QLatin1String("exercice"));
        QCOMPARE(read.values.value(QStringLiteral("circle")),
                 QStringLiteral("46.80290,1.69030 ") +
                     read.values.value(QStringLiteral("circle")).section(QLatin1Char(' '), 1));
        QVERIFY(read.values.values(QStringLiteral("value")).contains(QStringLiteral("36044")));
        QVERIFY(!read.values.value(QStringLiteral("headline")).contains(QChar(0x26a0)));
        // What was published comes through whole, markup and all.
        QVERIFY(read.values.values(QStringLiteral("description")).last().contains(QStringLiteral("<nord>")));
    }
}

void TestAlert::validates(const QString &schema)
{
    const auto all = catalogue();
    for (const auto &source : all.templates()) {
        const auto honest = occasion();
        auto update = honest;
        update.references = {{honest.sender, QStringLiteral("FR36-0"), honest.sent - std::chrono::hours(1)}};
        auto exercise = honest;
        exercise.exercise = true;
        exercise.communes.clear();
        exercise.departmentCircle = Circle{{46.8, 1.6}, 62.5};
        auto cancel = update;
        cancel.withdrawn = true;
        cancel.note = QStringLiteral("Message retiré.");
        auto plain = honest;
        plain.pictures.clear();
        for (const auto &each : {honest, update, exercise, cancel, plain}) {
            const auto alert = alertFor(all, source, message::examplesOf(source), each);
            QVERIFY2(alert, qPrintable(source.id));
            const auto complaint = xmllint::complaint(toXml(*alert).value(), schema);
            QVERIFY2(complaint.isEmpty(), source.id.toUtf8() + ": " + complaint);
        }
    }
}

void TestAlert::oasisSchema()
{
    REQUIRE_PUBLISHED("cap/CAP-v1.2.xsd");
    validates(published::path(QStringLiteral("cap/CAP-v1.2.xsd")));
}

void TestAlert::schemaOfTheRules()
{
    validates(QLatin1String(xmllint::rules));
}

// The schema itself would notice: each of these is one step away from a valid message.
void TestAlert::schemaNotices()
{
    const auto all = catalogue();
    const auto &flood = **all.find(QStringLiteral("inondation"));
    auto update = occasion();
    update.references = {{update.sender, QStringLiteral("FR36-0"), update.sent}};
    const auto xml = toXml(alertFor(all, flood, message::examplesOf(flood), update).value()).value();
    const QLatin1String rules(xmllint::rules);
    QCOMPARE(xmllint::complaint(xml, rules), QByteArray());
    const auto noticed = [&](const QByteArray &from, const QByteArray &to) {
        auto bent = xml;
        bent.replace(from, to);
        return bent != xml && !xmllint::complaint(bent, rules).isEmpty();
    };
    QVERIFY(noticed("14:30:00+01:00</sent>", "14:30:00Z</sent>"));
    QVERIFY(noticed("14:30:00+01:00</sent>", "14:30:00.000+01:00</sent>"));
    QVERIFY(noticed("cap:1.2", "cap:1.1"));
    QVERIFY(noticed("<status>Actual</status>", ""));
    QVERIFY(noticed("<scope>Public</scope>", "<scope>Everybody</scope>"));
    QVERIFY(noticed("<urgency>", "<certainty>Likely</certainty><urgency>"));
    QVERIFY(noticed(",FR36-0,", " FR36-0 "));
    QVERIFY(noticed("<circle>46.80290,1.69030 5.000</circle>", "<circle>46.80290 1.69030 5.000</circle>"));
    QVERIFY(noticed("<identifier>FR36", "<identifier>FR 36"));
    QVERIFY(noticed("<mimeType>image/jpeg</mimeType>", ""));
    QVERIFY(noticed("<size>3</size>", "<size>3 kB</size>"));
}

void TestAlert::kinds()
{
    const auto all = catalogue();
    const auto &flood = **all.find(QStringLiteral("inondation"));
    const auto values = message::examplesOf(flood);
    auto made = occasion();
    QCOMPARE(alertFor(all, flood, values, made)->msgType, QStringLiteral("Alert"));
    const Reference first{made.sender, made.identifier, made.sent};
    made.identifier = QStringLiteral("FR36-20261114T153000-INON-0002");
    made.sent += std::chrono::hours(1);
    made.references = {first, {made.sender, QStringLiteral("FR36-0"), first.sent}};
    const auto update = alertFor(all, flood, values, made).value();
    QCOMPARE(update.msgType, QStringLiteral("Update"));
    QCOMPARE(readBack(toXml(update).value()).values.value(QStringLiteral("references")),
             QStringLiteral("astreinte.indre.example,FR36-20261114T143000-INON-0001,2026-11-14T14:30:00+01:00 "
                            "astreinte.indre.example,FR36-0,2026-11-14T14:30:00+01:00"));
    const auto &end = **all.find(QStringLiteral("fin-alerte"));
    const auto clear = alertFor(all, end, message::examplesOf(end), made).value();
    QCOMPARE(clear.msgType, QStringLiteral("Update"));
    QCOMPARE(clear.infos[0].responseType, QStringList(QStringLiteral("AllClear")));
    QCOMPARE(clear.infos[0].urgency, QStringLiteral("Past"));
    made.withdrawn = true;
    QVERIFY(!alertFor(all, flood, values, made)); // without saying why
    made.note = QStringLiteral("Message diffusé par erreur.");
    QCOMPARE(alertFor(all, flood, values, made)->msgType, QStringLiteral("Cancel"));
    made.references.clear();
    QVERIFY(!alertFor(all, flood, values, made));
}

void TestAlert::severityFollowsTheChosenLevel()
{
    const auto all = catalogue();
    const auto &air = **all.find(QStringLiteral("pollution-air"));
    auto values = message::examplesOf(air);
    values.insert(QStringLiteral("niveau"), QStringLiteral("info"));
    QCOMPARE(alertFor(all, air, values, occasion())->infos[0].severity, QStringLiteral("Minor"));
    const auto &orange = **all.find(QStringLiteral("vigilance-orange"));
    values = message::examplesOf(orange);
    values.insert(QStringLiteral("phenomene"), QStringLiteral("vent"));
    const auto alert = alertFor(all, orange, values, occasion()).value();
    QCOMPARE(alert.infos[0].event, QStringLiteral("Vent violent"));
    QCOMPARE(alert.infos[1].event, QStringLiteral("Violent wind"));
    QCOMPARE(alert.infos[0].parameters.value(0).second, QStringLiteral("3; orange; Severe"));
    QVERIFY(alert.infos[0].onset);
}

void TestAlert::parisTimeOfBothSeasons()
{
    const auto at = [](const char *text) {
        return capTime(signature::instantFromText(QString::fromLatin1(text)).value());
    };
    QCOMPARE(at("2026-11-14T13:30:00.999Z"), QStringLiteral("2026-11-14T14:30:00+01:00"));
    QCOMPARE(at("2026-07-14T13:30:00.000Z"), QStringLiteral("2026-07-14T15:30:00+02:00"));
    // The hour that happens twice, 25 October 2026.
    QCOMPARE(at("2026-10-25T00:30:00.000Z"), QStringLiteral("2026-10-25T02:30:00+02:00"));
    QCOMPARE(at("2026-10-25T01:30:00.000Z"), QStringLiteral("2026-10-25T02:30:00+01:00"));
}

void TestAlert::circleInKilometres()
{
    const auto all = catalogue();
    const auto &industry = **all.find(QStringLiteral("accident-industriel"));
    auto values = message::examplesOf(industry);
    const auto unit = industry.field(QStringLiteral("rayon"))->unit;
    values.insert(QStringLiteral("rayon"), 500);
    const auto radius = alertFor(all, industry, values, occasion())->infos[0].areas[0].circles[0].radiusKm;
    QCOMPARE(radius, unit == QLatin1String("km") ? 500.0 : 0.5);
    auto everywhere = occasion();
    everywhere.communes.clear();
    const auto area = alertFor(all, industry, values, everywhere)->infos[0].areas.value(0);
    QCOMPARE(area.description, QStringLiteral("Indre"));
    QCOMPARE(area.geocodes.last().second, QStringLiteral("FR-36"));
}

void TestAlert::picturesGoWithBothLanguages()
{
    const auto all = catalogue();
    const auto &flood = **all.find(QStringLiteral("inondation"));
    const auto values = message::examplesOf(flood);
    auto made = occasion();
    const auto read = readBack(toXml(alertFor(all, flood, values, made).value()).value()).values;
    QCOMPARE(
        read.values(QStringLiteral("resourceDesc")),
        QStringList({QStringLiteral("The Indre in flood. (© Préfecture de l’Indre, Licence Ouverte 2.0)"),
                     QStringLiteral("L’Indre <en crue> au pont. (© Préfecture de l’Indre, Licence Ouverte 2.0)")}));
    QCOMPARE(read.values(QStringLiteral("mimeType")), QStringList(2, QStringLiteral("image/jpeg")));
    QCOMPARE(read.values(QStringLiteral("size")), QStringList(2, QStringLiteral("3")));
    QCOMPARE(read.values(QStringLiteral("uri")), QStringList(2, QStringLiteral("https://indre.example/photos/ba78")));
    QCOMPARE(read.values(QStringLiteral("digest")),
             QStringList(2, QStringLiteral("a9993e364706816aba3e25717850c26c9cd0d89d")));
    // The French words stand where nobody wrote English ones; what is withdrawn is not shown again.
    made.pictures[0].english.clear();
    QVERIFY(alertFor(all, flood, values, made)
                ->infos[1]
                .resources[0]
                .description.startsWith(QStringLiteral("L’Indre <en crue>")));
    made.withdrawn = true;
    made.note = QStringLiteral("Message retiré.");
    made.references = {{made.sender, QStringLiteral("FR36-0"), made.sent}};
    QVERIFY(alertFor(all, flood, values, made)->infos[0].resources.isEmpty());
}

void TestAlert::refusals()
{
    const auto all = catalogue();
    const auto &flood = **all.find(QStringLiteral("inondation"));
    const auto honest = alertFor(all, flood, message::examplesOf(flood), occasion()).value();
    const auto refused = [&](auto change) {
        auto bent = honest;
        change(bent);
        return !toXml(bent);
    };
    QVERIFY(toXml(honest));
    QVERIFY(refused([](Alert &alert) { alert.identifier = QStringLiteral("with space"); }));
    QVERIFY(refused([](Alert &alert) { alert.identifier = QStringLiteral("a,b"); }));
    QVERIFY(refused([](Alert &alert) { alert.sender = QStringLiteral("a<b"); }));
    QVERIFY(refused([](Alert &alert) { alert.sender.clear(); }));
    QVERIFY(refused([](Alert &alert) { alert.status = QStringLiteral("Real"); }));
    QVERIFY(refused([](Alert &alert) { alert.msgType = QStringLiteral("Update"); }));
    QVERIFY(refused([](Alert &alert) { alert.references = {{QStringLiteral("s"), QStringLiteral("i"), alert.sent}}; }));
    QVERIFY(refused([](Alert &alert) { alert.infos.clear(); }));
    QVERIFY(refused([](Alert &alert) { alert.infos.removeFirst(); }));
    QVERIFY(refused([](Alert &alert) { alert.infos[0].severity = QStringLiteral("Awful"); }));
    QVERIFY(refused([](Alert &alert) { alert.infos[1].category = {QStringLiteral("Weather")}; }));
    QVERIFY(refused([](Alert &alert) { alert.infos[0].expires = alert.sent; }));
    QVERIFY(refused([](Alert &alert) { alert.infos[0].headline = QString(161, QLatin1Char('x')); }));
    QVERIFY(refused([](Alert &alert) { alert.infos[0].areas.clear(); }));
    QVERIFY(refused([](Alert &alert) { alert.infos[0].resources[0].uri = QStringLiteral("http://indre.example/p"); }));
    QVERIFY(refused([](Alert &alert) { alert.infos[1].resources[0].description.clear(); }));
    QVERIFY(refused([](Alert &alert) { alert.infos[0].resources[0].sha1.chop(1); }));
    QVERIFY(refused([](Alert &alert) { alert.infos[0].resources[0].size = 0; }));
    QVERIFY(refused([](Alert &alert) { alert.infos[0].resources[0].mimeType = QStringLiteral("text/html"); }));
}

QTEST_GUILESS_MAIN(TestAlert)
#include "tst_alert.moc"
