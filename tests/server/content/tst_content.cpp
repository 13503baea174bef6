// SPDX-License-Identifier: EUPL-1.2
#include "server/content/content.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <sstream>

using astreinte::content::runContent;

namespace {

struct Run
{
    int code = 0;
    QList<QJsonObject> replies;
    QString errors;
};

Run run(const QStringList &arguments, const QByteArray &input)
{
    std::istringstream in(input.toStdString());
    std::ostringstream out;
    std::ostringstream errors;
    Run result;
    result.code = runContent(arguments, in, out, errors);
    result.errors = QString::fromStdString(errors.str());
    for (const QByteArray &line : QByteArray::fromStdString(out.str()).split('\n'))
        if (!line.isEmpty())
            result.replies << QJsonDocument::fromJson(line).object();
    return result;
}

QJsonObject reply(const char *command, const QByteArray &line)
{
    const Run result = run({QString::fromLatin1(command)}, line + '\n');
    return result.replies.size() == 1 ? result.replies.first() : QJsonObject();
}

QByteArray sourceFile(const char *path)
{
    QFile file(QStringLiteral(ASTREINTE_SOURCE_DIR "/") + QString::fromLatin1(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

const QByteArray flood = R"({"template":"inondation","channel":"x","language":"fr","values":{"coursEau":"l’Indre",)"
                         R"("communes":[{"nom":"Châteauroux","tncc":0},{"nom":"Le Blanc","tncc":2}],)"
                         R"("heure":"2026-11-14T14:30:00+01:00","tendance":"hausse"},)"
                         R"("department":{"code":"36","nom":"Indre","tncc":5}})";

} // namespace

class TestContent : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void renders()
    {
        const QJsonObject answer = reply("render", flood);
        QCOMPARE(answer.keys(),
                 (QStringList{QStringLiteral("dropped"), QStringLiteral("fits"), QStringLiteral("length"),
                              QStringLiteral("limit"), QStringLiteral("text")}));
        QCOMPARE(
            answer.value(QLatin1String("text")).toString(),
            QStringLiteral(
                "#Indre #Inondation ⚠️ Crue de l’Indre à Châteauroux et au Blanc, niveau en hausse à 14h30. "
                "Quittez les berges, montez à l’étage, n’allez pas en sous-sol. Ni à pied ni en voiture sur "
                "une route inondée."));
        QCOMPARE(answer.value(QLatin1String("length")).toInt(),
                 246 - 22 - 24); // the example without its roads and its link
        QCOMPARE(answer.value(QLatin1String("limit")).toInt(), 280);
        QVERIFY(answer.value(QLatin1String("fits")).toBool());
        QVERIFY(answer.value(QLatin1String("dropped")).toArray().isEmpty());
    }

    void theSiteHasNoLimit()
    {
        QByteArray line = flood;
        const QJsonObject answer = reply("render", line.replace("\"x\"", "\"site\""));
        QVERIFY(answer.contains(QLatin1String("limit")) && answer.value(QLatin1String("limit")).isNull());
        QVERIFY(answer.value(QLatin1String("fits")).toBool());
    }

    void anExerciseSaysSo()
    {
        QByteArray line = flood;
        const QJsonObject answer = reply("render", line.replace("{\"template\"", "{\"exercise\":true,\"template\""));
        QVERIFY(answer.value(QLatin1String("text"))
                    .toString()
                    .startsWith(QStringLiteral("EXERCICE EXERCICE EXERCICE – #Indre")));
    }

    void refusedRequests_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QString>("reason");
        QTest::addColumn<QString>("where");
        const auto row = [](const char *name, const char *from, const char *to, const char *reason, const char *where) {
            QTest::newRow(name) << QByteArray(from) << QByteArray(to) << QString::fromLatin1(reason)
                                << QString::fromUtf8(where);
        };
        row("template", "inondation", "inundation", "unknown-template", "inundation");
        row("channel", "\"x\"", "\"twitter\"", "invalid-value", "twitter");
        row("language", "\"fr\"", "\"de\"", "invalid-value", "language");
        row("no language", "\"language\":\"fr\",", "", "missing-field", "language");
        row("required", "\"heure\":\"2026-11-14T14:30:00+01:00\",", "", "missing-field", "`heure`");
        row("option", "hausse", "montante", "invalid-value", "`tendance`");
        row("article", "\"tncc\":2", "\"tncc\":12", "invalid-value", "number 2");
        row("department", "\"code\":\"36\",\"nom\":\"Indre\",\"tncc\":5", "", "missing-field", "department");
        row("no department", "\"department\"", "\"departement\"", "missing-field", "department");
        row("values", "\"values\":{", "\"values\":[],\"other\":{", "invalid-value", "values");
        row("unknown field", "\"coursEau\"", "\"riviere\":\"x\",\"coursEau\"", "unknown-field", "riviere");
        row("bidi", "l’Indre", "l’\\u202eIndre", "malformed-text", "`coursEau`, character 3");
        row("surrogate", "l’Indre", "\\ud800", "malformed-text", "values.coursEau");
        row("too long", "l’Indre", "la rivière qui passe par ici et là", "text-too-long", "at most 25");
        row("not json", "\"x\"", "x", "malformed-json", "byte");
    }
    void refusedRequests()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QString, reason);
        QFETCH(QString, where);
        QByteArray line = flood;
        QVERIFY(line.contains(from));
        const QJsonObject answer = reply("render", line.replace(from, to));
        QCOMPARE(answer.value(QLatin1String("reason")).toString(), reason);
        QVERIFY2(answer.value(QLatin1String("error")).toString().contains(where),
                 qPrintable(answer.value(QLatin1String("error")).toString()));
    }

    void measures_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("x") << QByteArray(R"({"channel":"x","text":"indre.gouv.fr"})")
                           << QByteArray(R"({"length":23,"limit":280,"valid":true})");
        QTest::newRow("sentence") << QByteArray(R"({"channel":"x","text":"secours.La suite"})")
                                  << QByteArray(R"({"length":29,"limit":280,"valid":true})");
        QTest::newRow("empty") << QByteArray(R"({"channel":"x","text":""})")
                               << QByteArray(R"({"length":0,"limit":280,"valid":false})");
        QTest::newRow("too long") << QByteArray("{\"channel\":\"mastodon\",\"text\":\"") + QByteArray(501, 'x') + "\"}"
                                  << QByteArray(R"({"length":501,"limit":500,"valid":false})");
        QTest::newRow("site") << QByteArray(R"({"channel":"site","text":"x"})")
                              << QByteArray(R"({"length":1,"limit":null,"valid":true})");
    }
    void measures()
    {
        QFETCH(QByteArray, line);
        QFETCH(QByteArray, expected);
        QCOMPARE(reply("measure", line), QJsonDocument::fromJson(expected).object());
    }

    void assessesTheScenarios()
    {
        const QJsonArray scenarios = QJsonDocument::fromJson(sourceFile("assets/rights/image-rights.json"))
                                         .object()
                                         .value(QLatin1String("scenarios"))
                                         .toArray();
        QVERIFY(!scenarios.isEmpty());
        for (const auto &each : scenarios) {
            const QJsonObject scenario = each.toObject();
            const QJsonObject request{{QStringLiteral("answers"), scenario.value(QLatin1String("answers"))}};
            QJsonObject expected = scenario.value(QLatin1String("expected")).toObject();
            expected.insert(QStringLiteral("unanswered"), QJsonArray());
            QCOMPARE(reply("assess", QJsonDocument(request).toJson(QJsonDocument::Compact)), expected);
        }
    }

    void assessmentRefusals()
    {
        const auto reasonOf = [](const char *line) {
            return reply("assess", line).value(QLatin1String("reason")).toString();
        };
        QCOMPARE(reasonOf(R"({"answers":{"Q77":"x"}})"), QStringLiteral("unknown-question"));
        QCOMPARE(reasonOf(R"({"answers":{"Q01":"x"}})"), QStringLiteral("unknown-question"));
        QCOMPARE(reasonOf(R"({"answers":{"Q01":1}})"), QStringLiteral("invalid-value"));
        QCOMPARE(reasonOf(R"({"answers":{},"closed":["x"]})"), QStringLiteral("invalid-value"));
        QCOMPARE(reasonOf(R"({"answers":{},"closed":"x"})"), QStringLiteral("invalid-value"));
        QCOMPARE(reasonOf(R"({})"), QStringLiteral("missing-field"));
    }

    void phrases_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *line, const char *text) {
            QTest::newRow(line) << QByteArray(line) << QString::fromUtf8(text).replace(u'~', QChar(0xA0));
        };
        row(R"({"kind":"commune","value":{"nom":"Les Bordes","tncc":4},"form":"a"})", "aux Bordes");
        row(R"({"kind":"commune","value":{"nom":"Les Bordes","tncc":4},"form":"a","language":"en"})", "Les Bordes");
        row(R"({"kind":"department","value":{"code":"85","nom":"Vendée","tncc":3},"form":"dans"})", "en Vendée");
        row(R"({"kind":"river","value":"le Fouzon","form":"de"})", "du Fouzon");
        row(R"({"kind":"road","value":"A20","form":"sur"})", "sur l’A20");
        row(R"({"kind":"road","value":"D943","form":"tag"})", "#D943");
        row(R"({"kind":"road","value":"N151","form":"de"})", "de la N151");
        row(R"({"kind":"date","value":"2026-03-29T01:30:00Z","form":"h","language":"fr"})", "3h30");
        row(R"({"kind":"date","value":"2026-10-25T01:30:00Z","form":"hl","language":"fr"})", "2~h~30");
        row(R"({"kind":"date","value":"2026-05-01T09:00:00+02:00","form":"jhl","language":"en"})",
            "Friday 1 May at 09:00");
        row(R"({"kind":"date","value":"2026-05-01","form":"j"})", "vendredi 1er mai");
        row(R"({"kind":"date","value":"2026-12-31T23:30:00Z","form":"d"})", "1er janvier 2027");
        row(R"({"kind":"plural","value":1.5,"one":"hectare","many":"hectares","language":"fr"})", "hectare");
        row(R"({"kind":"plural","value":0,"one":"home","many":"homes","language":"en"})", "homes");
        row(R"({"kind":"list","items":["A","B","C"],"language":"en"})", "A, B and C");
        row(R"({"kind":"list","items":["à A","au B"],"language":"fr"})", "à A et au B");
        row(R"({"kind":"list","items":[],"language":"fr"})", "");
        row(R"({"kind":"hashtag","value":"L’Île-d’Yeu"})", "#LÎleDYeu");
        row(R"({"kind":"typo","value":"Attention: 20 km/h!"})", "Attention~: 20~km/h~!");
    }
    void phrases()
    {
        QFETCH(QByteArray, line);
        QFETCH(QString, text);
        QCOMPARE(reply("phrase", line), (QJsonObject{{QStringLiteral("text"), text}}));
    }

    void typography_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        const auto row = [](const char *from, const char *to) {
            QTest::newRow(from) << QString::fromUtf8(from) << QString::fromUtf8(to).replace(u'~', QChar(0xA0));
        };
        row("https://x.fr/a?b=1;c=2!", "https://x.fr/a?b=1;c=2!");
        row("voir indre.gouv.fr/l'eau : 5 km", "voir indre.gouv.fr/l'eau~: 5~km");
        row("1 850 foyers", "1~850 foyers");
        row("14 h 30", "14~h~30");
        row("à 14:30", "à 14:30");
        row("20 %, 3,5 t et 12 ha.", "20~%, 3,5~t et 12~ha.");
        row("45 sapeurs, 72 ans", "45 sapeurs, 72 ans");
        row("Quoi?!", "Quoi~?!");
        row("secours.La suite", "secours. La suite");
        row("«oui»", "«~oui~»");
        row("« oui » !", "«~oui~»~!");
        row("n° 2", "n°~2");
        row("indre.gouv.fr", "indre.gouv.fr");
        row("1,70 m, veste", "1,70~m, veste");
        row("", "");
    }
    void typography()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        const QJsonObject request{{QStringLiteral("kind"), QStringLiteral("typo")}, {QStringLiteral("value"), from}};
        const QByteArray line = QJsonDocument(request).toJson(QJsonDocument::Compact);
        QCOMPARE(reply("phrase", line).value(QLatin1String("text")).toString(), to);
    }

    void phraseRefusals_data()
    {
        QTest::addColumn<QByteArray>("line");
        for (const char *line :
             {R"({})", R"({"kind":"verb"})", R"({"kind":"commune","value":{"nom":"X","tncc":0},"form":"dans"})",
              R"({"kind":"commune","value":"X","form":"de"})", R"({"kind":"commune","value":{"nom":"X","tncc":0}})",
              R"({"kind":"department","value":{"nom":"X","tncc":0},"form":"de"})",
              R"({"kind":"river","value":"","form":"de"})", R"({"kind":"road","value":"A20","form":"dans"})",
              R"({"kind":"date","value":"hier","form":"h"})", R"({"kind":"date","value":"2026-05-01","form":"h"})",
              R"({"kind":"date","value":"2026-05-01T09:00:00Z","form":"x"})",
              R"({"kind":"plural","value":"1","one":"a","many":"b"})", R"({"kind":"plural","value":1,"one":"a"})",
              R"({"kind":"list","items":"A"})", R"({"kind":"list","items":[1]})",
              R"({"kind":"hashtag","value":"2026"})", R"({"kind":"typo"})", R"({"kind":"typo","value":"\ud800"})",
              R"({"kind":"typo","value":"x","language":"it"})"})
            QTest::newRow(line) << QByteArray(line);
    }
    void phraseRefusals()
    {
        QFETCH(QByteArray, line);
        const QJsonObject answer = reply("phrase", line);
        QCOMPARE(answer.keys(), (QStringList{QStringLiteral("error"), QStringLiteral("reason")}));
        QVERIFY(answer.value(QLatin1String("error")).toString().contains(QStringLiteral(": ")));
    }

    void aBadLineNeverStopsTheStream()
    {
        const QByteArray good = R"({"kind":"hashtag","value":"Indre"})";
        const QByteArray deep = QByteArray(5'000, '[') + QByteArray(5'000, ']');
        const QByteArray huge = "{\"kind\":\"typo\",\"value\":\"" + QByteArray(10'000'000, 'x') + "\"}";
        const QList<QByteArray> lines{good, "",   "null", "[]", "\"x\"", "{", "\xff\xfe", QByteArray(1, '\0'),
                                      deep, huge, good};
        const Run result = run({QStringLiteral("phrase")}, lines.join('\n') + '\n');
        QCOMPARE(result.code, 0);
        QCOMPARE(result.replies.size(), lines.size());
        for (qsizetype i = 0; i < lines.size(); ++i)
            QCOMPARE(result.replies.at(i).contains(QLatin1String("error")), lines.at(i) != good);
        QCOMPARE(result.replies.at(9).value(QLatin1String("reason")).toString(), QStringLiteral("too-large"));
    }

    void theLastLineMayLackItsEnd()
    {
        QCOMPARE(run({QStringLiteral("phrase")}, R"({"kind":"hashtag","value":"Indre"})").replies.size(), 1);
        QCOMPARE(run({QStringLiteral("phrase")}, QByteArray()).replies.size(), 0);
        QCOMPARE(
            run({QStringLiteral("phrase")}, "{\"kind\":\"hashtag\",\"value\":\"Indre\"}\r\n").replies.first().size(),
            1);
    }

    void wrongCommandsAreSaid()
    {
        for (const QStringList &arguments :
             {QStringList(), QStringList{QStringLiteral("rendre")},
              QStringList{QStringLiteral("render"), QStringLiteral("--templates")},
              QStringList{QStringLiteral("render"), QStringLiteral("--x"), QStringLiteral("y")},
              QStringList{QStringLiteral("render"), QStringLiteral("--templates"), QStringLiteral("/nowhere.json")}}) {
            const Run result = run(arguments, flood + '\n');
            QCOMPARE(result.code, 2);
            QVERIFY(result.replies.isEmpty() && !result.errors.isEmpty());
        }
    }

    void anEditedFileIsTried()
    {
        QTemporaryDir directory;
        const QString path = directory.filePath(QStringLiteral("templates.json"));
        const auto write = [&](QByteArray bytes) {
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
        };
        const QStringList arguments{QStringLiteral("render"), QStringLiteral("--templates"), path};
        write(sourceFile("assets/templates/templates.json").replace("⚠️ Crue", "⚠️ Montée des eaux"));
        QVERIFY(run(arguments, flood + '\n')
                    .replies.first()
                    .value(QLatin1String("text"))
                    .toString()
                    .contains(QStringLiteral("Montée des eaux de l’Indre")));
        write(sourceFile("assets/templates/templates.json")
                  .replace("⚠️ Crue {coursEau:de}", "⚠️ Crue {coursEau:deu}"));
        const Run broken = run(arguments, flood + '\n');
        QCOMPARE(broken.code, 2);
        QVERIFY(broken.replies.isEmpty());
        for (const char *part : {"inondation", "x.fr", "position", "deu", "filtre", "filter"})
            QVERIFY2(broken.errors.contains(QString::fromLatin1(part)), part);
    }
};

QTEST_GUILESS_MAIN(TestContent)
#include "tst_content.moc"
