// SPDX-License-Identifier: EUPL-1.2
#include "assets/assets.h"
#include "core/message/values.h"
#include "tests/core/message/template_values.h"

#include <QTest>

using namespace astreinte;
using namespace astreinte::message;

// What is refused, and what the refusal says: values of a form, and template files.
class TestRefusals : public QObject
{
    Q_OBJECT

private:
    Catalogue m_catalogue;

    [[nodiscard]] const Template &byId(const char *id) const { return **m_catalogue.find(QString::fromLatin1(id)); }

private Q_SLOTS:
    void initTestCase()
    {
        const auto catalogue = Catalogue::parse(assets::templates());
        QVERIFY2(catalogue, qPrintable(catalogue ? QString() : catalogue.error().toString()));
        m_catalogue = *catalogue;
    }

    void refusedValues_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<Reason>("reason");
        const auto row = [](const char *name, const char *key, const QJsonValue &value, Reason reason) {
            QTest::newRow(name) << QString::fromLatin1(key) << value << reason;
        };
        row("missing", "heure", QJsonValue(), Reason::MissingField);
        row("empty", "coursEau", QStringLiteral("  "), Reason::MissingField);
        row("no commune", "communes", QJsonArray(), Reason::MissingField);
        row("too long", "routes", QString(41, u'x'), Reason::TextTooLong);
        row("ten megabytes", "routes", QString(10'000'000, u'x'), Reason::TextTooLong);
        row("bidi", "routes", QStringLiteral("D67\u202E"), Reason::MalformedText);
        row("nul", "routes", QString(QStringLiteral("D") + QChar(0)), Reason::MalformedText);
        row("escape", "routes", QStringLiteral("\u001B[31m"), Reason::MalformedText);
        row("zero width", "routes", QStringLiteral("D\u200B67"), Reason::MalformedText);
        row("joiner between letters", "routes", QStringLiteral("D\u200D67"), Reason::MalformedText);
        row("byte order mark", "routes", QStringLiteral("\uFEFFD67"), Reason::MalformedText);
        row("lone surrogate", "routes", QString(QChar(0xD83D)), Reason::MalformedText);
        row("tab", "routes", QStringLiteral("D67\tD27"), Reason::MalformedText);
        row("text as number", "routes", 67, Reason::InvalidValue);
        row("number as text", "cote", QStringLiteral("2.85"), Reason::InvalidValue);
        row("below", "cote", -0.1, Reason::InvalidValue);
        row("above", "cote", 20.01, Reason::InvalidValue);
        row("unknown option", "tendance", QStringLiteral("hausser"), Reason::InvalidValue);
        row("http", "url", QStringLiteral("http://indre.fr"), Reason::InvalidValue);
        row("user in address", "url", QStringLiteral("https://gouv.fr@evil.example/"), Reason::InvalidValue);
        row("phone", "telephone", QStringLiteral("0261910036"), Reason::InvalidValue);
        row("not a date", "heure", QStringLiteral("hier"), Reason::InvalidValue);
        row("30 February", "heure", QStringLiteral("2026-02-30T10:00:00+01:00"), Reason::InvalidValue);
        row("hour that never was", "heure", QStringLiteral("2026-03-29T02:30:00"), Reason::InvalidValue);
        row("hour that was twice", "heure", QStringLiteral("2026-10-25T02:30:00"), Reason::InvalidValue);
        row("unknown field", "heures", QStringLiteral("x"), Reason::UnknownField);
        row("commune without article", "communes",
            QJsonArray{QJsonObject{{QStringLiteral("nom"), QStringLiteral("X")}}}, Reason::MissingField);
        row("commune as text", "communes", QJsonArray{QStringLiteral("Déols")}, Reason::InvalidValue);
        QJsonArray many;
        for (int i = 0; i < 41; ++i)
            many << longestCommune;
        row("41 communes", "communes", many, Reason::InvalidValue);
    }
    void refusedValues()
    {
        QFETCH(QString, key);
        QFETCH(QJsonValue, value);
        QFETCH(Reason, reason);
        QJsonObject values = examplesOf(byId("inondation"));
        values.insert(key, value);
        const auto read = valuesFromJson(byId("inondation"), values);
        QVERIFY(!read);
        QCOMPARE(read.error().reason, reason);
        QVERIFY2(read.error().detail.contains(key), qPrintable(read.error().detail));
    }

    void whatOneFieldAsksOfAnother()
    {
        QJsonObject values = examplesOf(byId("pollution-air"));
        values.remove(QStringLiteral("arrete"));
        QCOMPARE(valuesFromJson(byId("pollution-air"), values).error().reason, Reason::MissingField);
        values.remove(QStringLiteral("reduction"));
        QVERIFY(valuesFromJson(byId("pollution-air"), values));
        values = examplesOf(byId("disparition"));
        values.insert(QStringLiteral("accordParquet"), false);
        QCOMPARE(valuesFromJson(byId("disparition"), values).error().reason, Reason::InvalidValue);
    }

    void noFieldIsEndless()
    {
        QJsonObject values = examplesOf(byId("route-coupee"));
        values.insert(QStringLiteral("route"), QString(QStringLiteral("D1") + QString(2'046, u'x')));
        QVERIFY(valuesFromJson(byId("route-coupee"), values));
        values.insert(QStringLiteral("route"), QString(QStringLiteral("D1") + QString(2'047, u'x')));
        QCOMPARE(valuesFromJson(byId("route-coupee"), values).error().reason, Reason::TextTooLong);
    }

    void aCopiedPhoneNumberIsTaken()
    {
        QJsonObject values = examplesOf(byId("canicule"));
        values.insert(QStringLiteral("telephone"), QStringLiteral("02\u00A061\u00A091\u00A000\u00A036"));
        const auto read = valuesFromJson(byId("canicule"), values);
        QVERIFY(read);
        QCOMPARE(std::get<Wording>(read->value(QStringLiteral("telephone"))).text, QStringLiteral("02 61 91 00 36"));
    }

    // maxLength counts characters: an emoji is not two, an accent typed apart is not one more.
    void maxLengthCountsCharacters()
    {
        QJsonObject values = examplesOf(byId("inondation"));
        values.insert(QStringLiteral("routes"), QStringLiteral("e\u0301").repeated(40));
        QVERIFY(valuesFromJson(byId("inondation"), values));
        values.insert(QStringLiteral("routes"), QString::fromUtf8("🚧").repeated(40));
        QVERIFY(valuesFromJson(byId("inondation"), values));
        values.insert(QStringLiteral("routes"), QString::fromUtf8("🚧").repeated(41));
        QCOMPARE(valuesFromJson(byId("inondation"), values).error().reason, Reason::TextTooLong);
    }

    void brokenTemplates_data()
    {
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<Reason>("reason");
        const auto row = [](const char *to, Reason reason) { QTest::newRow(to) << QByteArray(to) << reason; };
        row("{coursEau:du}", Reason::UnknownFilter);
        row("{coursEau:}", Reason::UnknownFilter);
        row("{coursEau:cap:du}", Reason::UnknownFilter);
        row("{coursEau:pl(a|b)}", Reason::UnknownFilter);
        row("{heure:pl}", Reason::UnknownFilter);
        row("{tendance:conseil}", Reason::UnknownFilter);
        row("{fleuve:de}", Reason::MalformedTemplate);
        row("{}", Reason::MalformedTemplate);
        row("{coursEau", Reason::MalformedTemplate);
        row("coursEau}", Reason::MalformedTemplate);
        row("[[9|{coursEau:de}", Reason::MalformedTemplate);
        row("[[{coursEau:de}[[{heure:h}]]]]", Reason::MalformedTemplate);
        row("{coursEau:de}]]", Reason::MalformedTemplate);
        row("[[0|{coursEau:de}]]", Reason::MalformedTemplate);
    }
    void brokenTemplates()
    {
        QFETCH(QByteArray, to);
        QFETCH(Reason, reason);
        QByteArray bytes = assets::templates();
        const QByteArray from = "Crue {coursEau:de} {communes:a}, niveau {tendance} à {heure:h}. Quittez";
        const qsizetype at = bytes.indexOf(from);
        QVERIFY(at > 0);
        bytes.replace(at + 5, 13, to);
        const auto read = Catalogue::parse(bytes);
        QVERIFY(!read);
        QCOMPARE(read.error().reason, reason);
        const QString &detail = read.error().detail;
        QVERIFY2(detail.contains(QStringLiteral("inondation")) && detail.contains(QStringLiteral("x.fr, position ")),
                 qPrintable(detail));
    }

    void brokenFiles()
    {
        for (const QByteArray &bytes :
             {QByteArray(), QByteArray("{"), QByteArray("[]"), QByteArray("{}"), QByteArray("\xff"),
              assets::templates().left(100'000), QByteArray(200'000, '[')}) {
            const auto read = Catalogue::parse(bytes);
            QVERIFY(!read);
            QVERIFY(!read.error().detail.isEmpty());
        }
    }
};

QTEST_GUILESS_MAIN(TestRefusals)
#include "tst_refusals.moc"
