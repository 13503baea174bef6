// SPDX-License-Identifier: EUPL-1.2
#include "assets/assets.h"
#include "core/rights/assessment.h"
#include "core/rights/consent_form.h"
#include "core/rights/evidence.h"

#include <QJsonDocument>
#include <QTest>

using namespace astreinte;
using namespace astreinte::rights;

namespace {

constexpr bool hidden = true;
constexpr bool shown = false;

QString text(const char *words)
{
    return QString::fromUtf8(words);
}

QSet<QString> set(const char *ids)
{
    const auto list = QString::fromLatin1(ids).split(QLatin1Char(' '), Qt::SkipEmptyParts);
    return {list.begin(), list.end()};
}

} // namespace

class TestEvidence : public QObject
{
    Q_OBJECT

private:
    Questionnaire m_questionnaire;

    [[nodiscard]] Answers safe() const
    {
        Answers answers;
        for (const Group &group : m_questionnaire.groups)
            answers.insert(safeAnswersOf(m_questionnaire, group.id, answers));
        return answers;
    }
    static QMap<QString, QString> filled()
    {
        return {{text("nom"), text("Camille Exemple")},   {text("dep:de"), text("de l’Indre")},
                {text("date"), text("14 novembre 2026")}, {text("lieu"), text("Châteauroux")},
                {text("supports"), text("X, Facebook")},  {text("duree"), text("un an")},
                {text("contact"), text("la préfecture")}, {text("dpo"), text("la déléguée")}};
    }

private Q_SLOTS:
    void initTestCase() { m_questionnaire = Questionnaire::parse(assets::imageRights()).value(); }

    void regionsCloseWhatTheyMeet_data()
    {
        QTest::addColumn<QList<RegionState>>("regions");
        QTest::addColumn<QSet<QString>>("closed");
        using List = QList<RegionState>;
        const RegionState face{text("face"), hidden, false};
        const RegionState signedFace{text("face"), shown, true};
        const RegionState bareFace{text("face"), shown, false};
        const RegionState minor{text("minor"), hidden, false};
        const RegionState bareMinor{text("minor"), shown, false};
        const RegionState plate{text("plate"), hidden, false};
        QTest::newRow("nothing") << List{} << set("");
        QTest::newRow("a face hidden") << List{face} << set("blur-faces blur-force consent-person");
        QTest::newRow("a face in view") << List{bareFace} << set("");
        QTest::newRow("one of two faces") << List{face, bareFace} << set("");
        QTest::newRow("a face signed for: the consent, not the blur") << List{signedFace} << set("consent-person");
        QTest::newRow("one hidden, one signed for") << List{face, signedFace} << set("consent-person");
        QTest::newRow("a face does not stand for a minor") << List{face, plate}
                                                           << set("blur-faces blur-force consent-person blur-plates "
                                                                  "blur-home");
        QTest::newRow("a minor hidden") << List{minor} << set("blur-faces blur-minor consent-guardian");
        QTest::newRow("a minor in view beside a hidden one") << List{minor, bareMinor} << set("");
        QTest::newRow("a plate") << List{plate} << set("blur-plates blur-home");
    }
    void regionsCloseWhatTheyMeet()
    {
        QFETCH(QList<RegionState>, regions);
        QFETCH(QSet<QString>, closed);
        QCOMPARE(closedByRegions(m_questionnaire, regions), closed);
    }

    // Regions and answers together: what the officer must still do.
    void aSignedFormLeavesOnlyTheMinorToBlur()
    {
        auto answers = safe();
        answers.insert(text("Q05"), text("Q05-reconnaissables"));
        answers.insert(safeAnswersOf(m_questionnaire, u"G2", answers));
        answers.insert(text("Q06"), text("Q06-oui"));
        answers.insert(text("Q13"), text("Q13-non"));
        const auto always = set("strip-metadata alt-text");
        QList<RegionState> regions{{text("face"), shown, true}, {text("minor"), shown, false}};
        auto assessed = assess(m_questionnaire, answers, always | closedByRegions(m_questionnaire, regions));
        QCOMPARE(assessed->openRequirements, QStringList{text("consent-guardian")});
        QVERIFY(!assessed->publishable);
        regions[1].hidden = true;
        assessed = assess(m_questionnaire, answers, always | closedByRegions(m_questionnaire, regions));
        QVERIFY(assessed->publishable);
    }

    void everyEditAndConsentAboutPeopleHasItsKinds()
    {
        for (const auto &requirement : m_questionnaire.requirements) {
            const bool drawn = requirement.id.startsWith(text("blur-")) || requirement.id.startsWith(text("consent-"));
            QCOMPARE(!kindsMeeting(requirement.id).isEmpty(), drawn);
            for (const auto &kind : kindsMeeting(requirement.id))
                QVERIFY2(regionKinds().contains(kind), qPrintable(kind));
        }
    }

    // BRIEF §2.2, point 6: Q05 to Q22.
    void whatDependsOnTheUseIsAskedAgain()
    {
        auto again = askedAgain(m_questionnaire);
        again.sort();
        QStringList expected;
        for (int i = 5; i <= 22; ++i)
            expected << QStringLiteral("Q%1").arg(i, 2, 10, QLatin1Char('0'));
        QCOMPARE(again, expected);
    }

    void theFormIsFilledIn()
    {
        const auto form = m_questionnaire.consentForm.value(QLatin1String("fr")).toObject();
        auto values = filled();
        const auto adult = filledConsent(form, values);
        QVERIFY2(adult, qPrintable(adult ? QString() : adult.error().toString()));
        QVERIFY(adult->startsWith(text("Je soussigné(e) Camille Exemple, autorise la préfecture de l’Indre à capter")));
        QVERIFY(adult->contains(text("prise le 14 novembre 2026 à Châteauroux")));
        QVERIFY(adult->contains(text("sur les supports suivants : X, Facebook.")));
        QVERIFY(!adult->contains(QLatin1Char('{')) && !adult->contains(QLatin1Char('[')));
        values.insert(text("mineur"), text("Alix Exemple"));
        QVERIFY(
            filledConsent(form, values)
                ->startsWith(text("Je soussigné(e) Camille Exemple, représentant légal de Alix Exemple, autorise")));
        const auto english = m_questionnaire.consentForm.value(QLatin1String("en")).toObject();
        QVERIFY(filledConsent(english, values)->startsWith(text("I, Camille Exemple, legal representative of Alix")));
    }

    void nobodySignsAFormWithHoles()
    {
        const auto form = m_questionnaire.consentForm.value(QLatin1String("fr")).toObject();
        for (const auto &blank : filled().keys()) {
            auto values = filled();
            values.insert(blank, text("  "));
            const auto text = filledConsent(form, values);
            QVERIFY2(!text, qPrintable(blank));
            QCOMPARE(text.error().reason, Reason::MissingField);
            QCOMPARE(text.error().detail, blank);
        }
    }

    // What a person writes is never read as a blank.
    void aValueIsNotABlank()
    {
        const auto form = m_questionnaire.consentForm.value(QLatin1String("fr")).toObject();
        auto values = filled();
        values.insert(text("nom"), text("{dpo} [[x]]"));
        QVERIFY(filledConsent(form, values)->startsWith(text("Je soussigné(e) {dpo} [[x]], autorise")));
        QVERIFY(!filledConsent({{text("corps"), text("[[ouvert {nom}")}}, values));
        QVERIFY(!filledConsent({}, values));
    }
};

QTEST_GUILESS_MAIN(TestEvidence)
#include "tst_evidence.moc"
