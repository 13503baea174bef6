// SPDX-License-Identifier: EUPL-1.2
#include "core/message/grammar.h"
#include "core/message/lengths.h"
#include "core/message/paris_time.h"
#include "core/message/typography.h"
#include "core/place/hashtag.h"
#include "core/place/place_forms.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QTimeZone>

using namespace astreinte;
using namespace astreinte::message;

// The cases written by hand in grammar-cases.json: [input…, form, expected].
class TestGrammar : public QObject
{
    Q_OBJECT

private:
    QJsonObject m_cases;

    void rows(const char *name)
    {
        QTest::addColumn<QJsonArray>("row");
        const QJsonArray list = m_cases.value(QString::fromLatin1(name)).toArray();
        QVERIFY2(!list.isEmpty(), name);
        for (qsizetype i = 0; i < list.size(); ++i)
            QTest::addRow("%s %lld", name, static_cast<long long>(i)) << list.at(i).toArray();
    }

private Q_SLOTS:
    void initTestCase()
    {
        QFile file(QStringLiteral(ASTREINTE_SOURCE_DIR "/tests/vectors/grammar-cases.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        m_cases = QJsonDocument::fromJson(file.readAll()).object();
    }

    void communes_data() { rows("communeForm"); }
    void communes()
    {
        QFETCH(QJsonArray, row);
        const auto commune = place::communeFromJson(row.at(0), QStringLiteral("commune"));
        QVERIFY(commune);
        const auto form = place::communeFormFromName(row.at(1).toString());
        QVERIFY(form);
        QCOMPARE(place::communeForm(*commune, *form), row.at(2).toString());
    }

    void departments_data() { rows("departmentForm"); }
    void departments()
    {
        QFETCH(QJsonArray, row);
        const auto department = place::departmentFromJson(row.at(0), QStringLiteral("department"));
        QVERIFY(department);
        const auto form = place::departmentFormFromName(row.at(1).toString());
        QVERIFY(form);
        QCOMPARE(place::departmentForm(*department, *form), row.at(2).toString());
    }

    void rivers_data() { rows("riverDe"); }
    void rivers()
    {
        QFETCH(QJsonArray, row);
        QCOMPARE(riverForm(row.at(0).toString(), RiverForm::De, Language::French), row.at(1).toString());
    }

    void roads_data() { rows("road"); }
    void roads()
    {
        QFETCH(QJsonArray, row);
        const auto form = roadFormFromName(row.at(1).toString());
        QVERIFY(form);
        QCOMPARE(roadForm(row.at(0).toString(), *form, Language::French), row.at(2).toString());
    }

    void pluralsInFrench_data() { rows("pluralFr"); }
    void pluralsInFrench()
    {
        QFETCH(QJsonArray, row);
        QCOMPARE(plural(row.at(0).toDouble(), row.at(1).toString(), row.at(2).toString(), Language::French),
                 row.at(3).toString());
    }

    void pluralsInEnglish_data() { rows("pluralEn"); }
    void pluralsInEnglish()
    {
        QFETCH(QJsonArray, row);
        QCOMPARE(plural(row.at(0).toDouble(), row.at(1).toString(), row.at(2).toString(), Language::English),
                 row.at(3).toString());
    }

    void lists_data() { rows("listFr"); }
    void lists()
    {
        QFETCH(QJsonArray, row);
        QStringList items;
        for (const auto &item : row.at(0).toArray())
            items << item.toString();
        QCOMPARE(joinedList(items, Language::French), row.at(1).toString());
    }

    void dates_data() { rows("dateFr"); }
    void dates()
    {
        QFETCH(QJsonArray, row);
        const auto instant = instantFromText(row.at(0).toString(), QStringLiteral("date"));
        QVERIFY(instant);
        const auto form = dateFormFromName(row.at(1).toString());
        QVERIFY(form);
        QCOMPARE(dateForm(*instant, *form, Language::French), row.at(2).toString());
    }

    void typography_data() { rows("typoFr"); }
    void typography()
    {
        QFETCH(QJsonArray, row);
        QCOMPARE(typoFr(row.at(0).toString()), row.at(1).toString());
        QCOMPARE(typoFr(row.at(1).toString()), row.at(1).toString());
    }

    void hashtags_data() { rows("hashtag"); }
    void hashtags()
    {
        QFETCH(QJsonArray, row);
        QCOMPARE(place::hashtag(row.at(0).toString()), row.at(1).toString());
    }

    void weights_data() { rows("xWeight"); }
    void weights()
    {
        QFETCH(QJsonArray, row);
        QCOMPARE(textLength(Channel::X, row.at(0).toString()), row.at(1).toInt());
    }

    // The rule of Directive 2000/84/EC against the time zone database, hour by hour around each change.
    void parisTimeAgreesWithTheTimeZoneDatabase()
    {
        const QTimeZone paris("Europe/Paris");
        if (!paris.isValid())
            QSKIP("no time zone database on this machine");
        for (int year = 2000; year < 2038; ++year)
            for (const int month : {1, 3, 7, 10, 11})
                for (int hours = 0; hours < 24 * 31; ++hours) {
                    const QDateTime instant(QDate(year, month, 1), QTime(0, 59), QTimeZone::utc());
                    const QDateTime at = instant.addSecs(hours * 3600);
                    QCOMPARE(inParis(at).offsetFromUtc(), paris.offsetFromUtc(at));
                }
    }
};

QTEST_GUILESS_MAIN(TestGrammar)
#include "tst_grammar.moc"
