// SPDX-License-Identifier: EUPL-1.2
#include "assets/assets.h"
#include "core/place/communes.h"
#include "core/place/hashtag.h"
#include "core/place/place_forms.h"

#include <QTest>

using namespace astreinte;
using namespace astreinte::place;

class TestCommunes : public QObject
{
    Q_OBJECT

private:
    Communes m_communes;

    [[nodiscard]] QString firstFor(const QString &text) const
    {
        const QList<Commune> found = m_communes.search(text, 1);
        return found.isEmpty() ? QString() : found.first().name;
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto communes = Communes::parse(assets::communes());
        QVERIFY2(communes, qPrintable(communes ? QString() : communes.error().toString()));
        m_communes = *communes;
        QCOMPARE(m_communes.all().size(), 241);
        QCOMPARE(m_communes.department().name, QStringLiteral("Indre"));
        QVERIFY(!m_communes.attribution().isEmpty());
    }

    void everyCommuneIsFoundByItsNameHoweverTyped()
    {
        for (const Commune &commune : m_communes.all()) {
            QString plain = commune.name.normalized(QString::NormalizationForm_D).toUpper();
            plain.removeIf([](QChar c) { return c.isMark(); });
            for (const QString &typed : {commune.name, plain, QString(plain).replace(u'-', u' ').replace(u'\'', u' ')})
                QVERIFY2(firstFor(typed) == commune.name, qPrintable(typed + QStringLiteral(" → ") + firstFor(typed)));
            QVERIFY(m_communes.search(commune.code).contains(commune));
            QVERIFY(m_communes.byCode(commune.code));
            for (const QString &postcode : commune.postcodes)
                QVERIFY(m_communes.search(postcode, 241).contains(commune));
        }
    }

    void search_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("first");
        QTest::newRow("prefix") << "chateaur"
                                << "Châteauroux";
        QTest::newRow("article left out") << "blanc"
                                          << "Le Blanc";
        QTest::newRow("article typed") << "le blanc"
                                       << "Le Blanc";
        QTest::newRow("article only begun") << "la chat"
                                            << "La Châtre";
        QTest::newRow("second word") << "creuse argenton"
                                     << "Argenton-sur-Creuse";
        QTest::newRow("st") << "st gaultier"
                            << "Saint-Gaultier";
        QTest::newRow("saint") << "saint-gaultier"
                               << "Saint-Gaultier";
        QTest::newRow("accents") << "ecueille"
                                 << "Écueillé";
        QTest::newRow("spaces around") << "  issoudun  "
                                       << "Issoudun";
        QTest::newRow("nothing") << ""
                                 << "";
        QTest::newRow("not there") << "zzzz"
                                   << "";
        QTest::newRow("signs only") << "!!!"
                                    << "";
    }
    void search()
    {
        QFETCH(QString, typed);
        QFETCH(QString, first);
        QCOMPARE(firstFor(typed), first);
    }

    void hostileQueriesAreHarmless()
    {
        for (const QString &query : {QString(1'000'000, u'a'), QStringLiteral("\u202E\u200D"), QString(QChar(0xD800)),
                                     QStringLiteral("'; DROP TABLE"), QString(QChar(0)), QStringLiteral("%n %1 ${x}")})
            QVERIFY(m_communes.search(query).size() <= 20);
        QVERIFY(m_communes.search(QStringLiteral("a"), 0).isEmpty());
        QVERIFY(m_communes.search(QStringLiteral("a"), -1).isEmpty());
    }

    void nearest()
    {
        const auto near = m_communes.nearest({46.8029, 1.6903}, 3);
        QCOMPARE(near.size(), 3);
        QCOMPARE(near.first().commune.name, QStringLiteral("Châteauroux"));
        QVERIFY(near.first().metres < 2'000 && near.at(1).metres >= near.first().metres);
        QCOMPARE(m_communes.nearest({46.8, 1.7}, 1'000).size(), 241);
        QVERIFY(m_communes.nearest({46.8, 1.7}, -1).isEmpty());
    }

    // Paris to London, 343.5 km by published great-circle tables; a degree of latitude is 111.195 km on this sphere.
    void distances()
    {
        QVERIFY(std::abs(distanceInMetres({48.8566, 2.3522}, {51.5074, -0.1278}) - 343'556) < 500);
        QVERIFY(std::abs(distanceInMetres({0, 0}, {1, 0}) - 111'195) < 1);
        QCOMPARE(distanceInMetres({46.8, 1.7}, {46.8, 1.7}), 0.0);
        QVERIFY(std::abs(distanceInMetres({0, 0}, {0, 180}) - 20'015'114) < 10);
    }

    void homonymsShowTheDepartment()
    {
        const auto of = [&](const char *code) {
            return m_communes.displayName(*m_communes.byCode(QString::fromLatin1(code)));
        };
        QCOMPARE(of("36046"), QStringLiteral("La Châtre (36)"));
        QCOMPARE(of("36047"), QStringLiteral("La Châtre-Langlin (36)"));
        QCOMPARE(of("36044"), QStringLiteral("Châteauroux"));
    }

    // Every form of every commune: no doubled article, no straight apostrophe, a tag of one word.
    void formsOfEveryCommune()
    {
        for (const Commune &commune : m_communes.all())
            for (const CommuneForm form : {CommuneForm::Name, CommuneForm::De, CommuneForm::A, CommuneForm::Tag}) {
                const QString text = communeForm(commune, form);
                QVERIFY(!text.isEmpty() && !text.contains(u'\''));
                QVERIFY2(!text.contains(QStringLiteral("de Le ")) && !text.contains(QStringLiteral("à Le ")) &&
                             !text.contains(QStringLiteral("de Les ")) && !text.contains(QStringLiteral("du Le ")),
                         qPrintable(text));
                if (form == CommuneForm::Tag)
                    QVERIFY2(text.startsWith(u'#') && !text.contains(u' ') && !text.contains(u'-'), qPrintable(text));
            }
    }

    void rareArticles()
    {
        const auto form = [](const char *name, Article article, CommuneForm wanted) {
            return communeForm({QString::fromUtf8(name), article, {}, {}, 0, {}}, wanted);
        };
        QCOMPARE(form("Aux Marais", Article::Aux, CommuneForm::De), QStringLiteral("des Marais"));
        QCOMPARE(form("Aux Marais", Article::Aux, CommuneForm::A), QStringLiteral("aux Marais"));
        QCOMPARE(form("Los Masos", Article::Los, CommuneForm::De), QStringLiteral("de Los Masos"));
        QCOMPARE(form("Los Masos", Article::Los, CommuneForm::A), QStringLiteral("à Los Masos"));
        QCOMPARE(form("L'Île-d'Yeu", Article::LApostrophe, CommuneForm::A), QStringLiteral("à L’Île-d’Yeu"));
    }

    void departments_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("article");
        QTest::addColumn<QString>("dans");
        QTest::addColumn<QString>("de");
        QTest::newRow("Cher") << "18"
                              << "Cher" << 2 << "dans le Cher"
                              << "du Cher";
        QTest::newRow("Landes") << "40"
                                << "Landes" << 4 << "dans les Landes"
                                << "des Landes";
        QTest::newRow("Vendée") << "85"
                                << "Vendée" << 3 << "en Vendée"
                                << "de la Vendée";
        QTest::newRow("Gironde") << "33"
                                 << "Gironde" << 3 << "en Gironde"
                                 << "de la Gironde";
        QTest::newRow("Corse-du-Sud") << "2A"
                                      << "Corse-du-Sud" << 3 << "en Corse-du-Sud"
                                      << "de la Corse-du-Sud";
        QTest::newRow("La Réunion") << "974"
                                    << "La Réunion" << 0 << "à La Réunion"
                                    << "de La Réunion";
        QTest::newRow("Martinique") << "972"
                                    << "Martinique" << 3 << "en Martinique"
                                    << "de la Martinique";
        QTest::newRow("Mayotte") << "976"
                                 << "Mayotte" << 0 << "à Mayotte"
                                 << "de Mayotte";
        QTest::newRow("Aisne") << "02"
                               << "Aisne" << 5 << "dans l’Aisne"
                               << "de l’Aisne";
        QTest::newRow("Eure-et-Loir") << "28"
                                      << "Eure-et-Loir" << 1 << "en Eure-et-Loir"
                                      << "d’Eure-et-Loir";
    }
    void departments()
    {
        QFETCH(QString, code);
        QFETCH(QString, name);
        QFETCH(int, article);
        const Department department{code, name, static_cast<Article>(article)};
        QTEST(departmentForm(department, DepartmentForm::Dans), "dans");
        QTEST(departmentForm(department, DepartmentForm::De), "de");
        QCOMPARE(departmentForm(department, DepartmentForm::Dans, Language::English), name);
    }

    void hashtags()
    {
        QCOMPARE(hashtag(QStringLiteral("2026")), QString());
        QCOMPARE(hashtag(QStringLiteral("#PrévenirPourMieuxRéagir")), QStringLiteral("#PrévenirPourMieuxRéagir"));
        QCOMPARE(hashtag(QStringLiteral("val d'oise")), QStringLiteral("#ValDOise"));
        QCOMPARE(hashtag(QStringLiteral("<img onerror>")), QStringLiteral("#ImgOnerror"));
        QCOMPARE(hashtag(QString()), QString());
    }

    void refusedData_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("not json") << QByteArray("{");
        QTest::newRow("no department") << QByteArray(R"({"communes":[]})");
        QTest::newRow("no communes") << QByteArray(R"({"departement":{"code":"36","nom":"Indre","tncc":5}})");
        QTest::newRow("article") << QByteArray(
            R"({"departement":{"code":"36","nom":"Indre","tncc":5},"communes":[{"nom":"A","tncc":9}]})");
        QTest::newRow("name") << QByteArray(
            R"({"departement":{"code":"36","nom":"Indre","tncc":5},"communes":[{"nom":"<b>","tncc":0}]})");
        QTest::newRow("code") << QByteArray(
            R"({"departement":{"code":"36","nom":"Indre","tncc":5},"communes":[{"nom":"A","tncc":0,"code":"1"}]})");
    }
    void refusedData()
    {
        QFETCH(QByteArray, json);
        const auto read = Communes::parse(json);
        QVERIFY(!read);
        QVERIFY(!read.error().detail.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestCommunes)
#include "tst_communes.moc"
