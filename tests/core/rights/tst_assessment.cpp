// SPDX-License-Identifier: EUPL-1.2
#include "assets/assets.h"
#include "core/rights/assessment.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace astreinte;
using namespace astreinte::rights;

namespace {

Answers answersFrom(const QJsonObject &object)
{
    Answers answers;
    for (auto it = object.begin(); it != object.end(); ++it)
        answers.insert(it.key(), it.value().toString());
    return answers;
}

QStringList strings(const QJsonValue &value)
{
    QStringList list;
    for (const auto &each : value.toArray())
        list << each.toString();
    return list;
}

} // namespace

class TestAssessment : public QObject
{
    Q_OBJECT

private:
    QJsonObject m_data;
    Questionnaire m_questionnaire;

    [[nodiscard]] Answers everythingSafe() const
    {
        Answers answers;
        for (const Group &group : m_questionnaire.groups)
            answers.insert(safeAnswersOf(m_questionnaire, group.id, answers));
        return answers;
    }

    static Result<Questionnaire> parsed(const QJsonObject &data)
    {
        return Questionnaire::parse(QJsonDocument(data).toJson());
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_data = QJsonDocument::fromJson(assets::imageRights()).object();
        const auto questionnaire = Questionnaire::parse(assets::imageRights());
        QVERIFY2(questionnaire, qPrintable(questionnaire ? QString() : questionnaire.error().toString()));
        m_questionnaire = *questionnaire;
        QCOMPARE(m_questionnaire.questions.size(), 22);
        QCOMPARE(m_questionnaire.legal.size(), 32);
        QCOMPARE(m_questionnaire.requirements.size(), 23);
    }

    void scenarios_data()
    {
        QTest::addColumn<QJsonObject>("scenario");
        for (const auto &value : m_data.value(QLatin1String("scenarios")).toArray())
            QTest::addRow("%s", qPrintable(value.toObject().value(QLatin1String("id")).toString())) << value.toObject();
    }
    void scenarios()
    {
        QFETCH(QJsonObject, scenario);
        const auto assessed = assess(m_questionnaire, answersFrom(scenario.value(QLatin1String("answers")).toObject()));
        QVERIFY(assessed);
        const QJsonObject expected = scenario.value(QLatin1String("expected")).toObject();
        QCOMPARE(assessed->outcome, expected.value(QLatin1String("outcome")).toString());
        QCOMPARE(assessed->openRequirements, strings(expected.value(QLatin1String("openRequirements"))));
        QCOMPARE(assessed->unanswered, QStringList());
        QVERIFY(!assessed->publishable); // alt text and metadata are still open in every scenario
    }

    // Each answer in turn, all other questions safe: its own outcome and requirements must show, read from the raw
    // data.
    void everyAnswer_data()
    {
        QTest::addColumn<QString>("question");
        QTest::addColumn<QJsonObject>("answer");
        int count = 0;
        for (const auto &question : m_data.value(QLatin1String("questions")).toArray())
            for (const auto &answer : question.toObject().value(QLatin1String("answers")).toArray()) {
                const QJsonObject object = answer.toObject();
                QTest::addRow("%s", qPrintable(object.value(QLatin1String("id")).toString()))
                    << question.toObject().value(QLatin1String("id")).toString() << object;
                ++count;
            }
        QCOMPARE(count, 84);
    }
    void everyAnswer()
    {
        QFETCH(QString, question);
        QFETCH(QJsonObject, answer);
        Answers answers = everythingSafe();
        const bool aboutPeople = !m_questionnaire.question(question)->askIf.isEmpty();
        if (aboutPeople) {
            answers.insert(QStringLiteral("Q05"), QStringLiteral("Q05-reconnaissables"));
            answers.insert(safeAnswersOf(m_questionnaire, u"G2", answers));
            answers.insert(QStringLiteral("Q13"), QStringLiteral("Q13-ecrit"));
        }
        answers.insert(question, answer.value(QLatin1String("id")).toString());
        const auto assessed = assess(m_questionnaire, answers);
        QVERIFY(assessed);
        const QStringList own = strings(answer.value(QLatin1String("requirements")));
        QStringList satisfied = strings(answer.value(QLatin1String("satisfies")));
        if (aboutPeople && question != QLatin1String("Q13"))
            satisfied << QStringLiteral("consent-person");
        for (const QString &requirement : own)
            QCOMPARE(assessed->openRequirements.contains(requirement), !satisfied.contains(requirement));
        const QString outcome = answer.value(QLatin1String("outcome")).toString();
        QVERIFY2(m_questionnaire.severity(assessed->outcome) >= m_questionnaire.severity(outcome),
                 qPrintable(assessed->outcome));
        if (!aboutPeople && question != QLatin1String("Q05"))
            QCOMPARE(assessed->outcome, outcome);
        QCOMPARE(assessed->takedown, answer.value(QLatin1String("takedown")).toBool());
    }

    void seventeenQuestionsWithoutPeopleAndTwentyTwoWith()
    {
        Answers answers = everythingSafe();
        QCOMPARE(applicableQuestions(m_questionnaire, answers).size(), 17);
        answers.insert(QStringLiteral("Q05"), QStringLiteral("Q05-reconnaissables"));
        QCOMPARE(applicableQuestions(m_questionnaire, answers).size(), 22);
    }

    void noneOfTheseFillsOnlyWhatApplies()
    {
        Answers answers{{QStringLiteral("Q05"), QStringLiteral("Q05-aucune")}};
        QCOMPARE(safeAnswersOf(m_questionnaire, u"G2", answers).keys(),
                 (QStringList{QStringLiteral("Q08"), QStringLiteral("Q09"), QStringLiteral("Q11")}));
        answers.insert(QStringLiteral("Q05"), QStringLiteral("Q05-reconnaissables"));
        const Answers people = safeAnswersOf(m_questionnaire, u"G2", answers);
        QVERIFY(people.contains(QStringLiteral("Q06")) && !people.contains(QStringLiteral("Q13")) &&
                !people.contains(QStringLiteral("Q05")));
        QVERIFY(safeAnswersOf(m_questionnaire, u"G9", answers).isEmpty());
        answers.insert(QStringLiteral("Q06"), QStringLiteral("Q06-oui"));
        QVERIFY(!safeAnswersOf(m_questionnaire, u"G2", answers).contains(QStringLiteral("Q06")));
    }

    void anUnansweredQuestionIsNotPublishable()
    {
        const auto nothing = assess(m_questionnaire, {});
        QVERIFY(nothing && !nothing->publishable);
        QCOMPARE(nothing->outcome, QStringLiteral("internal"));
        QCOMPARE(nothing->unanswered.size(), 17);
        Answers answers = everythingSafe();
        answers.remove(QStringLiteral("Q20"));
        const auto almost =
            assess(m_questionnaire, answers, {QStringLiteral("strip-metadata"), QStringLiteral("alt-text")});
        QCOMPARE(almost->outcome, QStringLiteral("internal"));
        QCOMPARE(almost->unanswered, QStringList{QStringLiteral("Q20")});
        QVERIFY(!almost->publishable);
    }

    void evidenceClosesAndLifts()
    {
        Answers answers = everythingSafe();
        const QSet<QString> always{QStringLiteral("strip-metadata"), QStringLiteral("alt-text")};
        QVERIFY(assess(m_questionnaire, answers, always)->publishable);
        answers.insert(QStringLiteral("Q14"), QStringLiteral("Q14-les-deux"));
        auto assessed = assess(m_questionnaire, answers, always | QSet<QString>{QStringLiteral("blur-plates")});
        QCOMPARE(assessed->outcome, QStringLiteral("blur"));
        QCOMPARE(assessed->openRequirements, QStringList{QStringLiteral("blur-names")});
        const QSet<QString> both{QStringLiteral("blur-plates"), QStringLiteral("blur-names")};
        QVERIFY(assess(m_questionnaire, answers, always | both)->publishable);
        answers.insert(QStringLiteral("Q15"), QStringLiteral("Q15-nsp"));
        assessed = assess(m_questionnaire, answers, always | both | QSet<QString>{QStringLiteral("ok-prosecutor")});
        QCOMPARE(assessed->outcome, QStringLiteral("escalate")); // a decision is recorded, not lifted
        QVERIFY(assessed->openRequirements.isEmpty() && !assessed->publishable);
    }

    void aBlurStandsForAConsent()
    {
        Answers answers = everythingSafe();
        answers.insert(QStringLiteral("Q05"), QStringLiteral("Q05-reconnaissables"));
        answers.insert(safeAnswersOf(m_questionnaire, u"G2", answers));
        answers.insert(QStringLiteral("Q06"), QStringLiteral("Q06-oui"));
        answers.insert(QStringLiteral("Q13"), QStringLiteral("Q13-oral"));
        const auto open = assess(m_questionnaire, answers);
        QCOMPARE(open->openRequirements,
                 (QStringList{QStringLiteral("strip-metadata"), QStringLiteral("alt-text"),
                              QStringLiteral("consent-person"), QStringLiteral("consent-guardian")}));
        const auto blurred =
            assess(m_questionnaire, answers, {QStringLiteral("blur-faces"), QStringLiteral("blur-minor")});
        QCOMPARE(blurred->outcome, QStringLiteral("publishable"));
        QCOMPARE(blurred->openRequirements,
                 (QStringList{QStringLiteral("strip-metadata"), QStringLiteral("alt-text")}));
    }

    void answersToQuestionsThatDoNotApplyAreIgnored()
    {
        Answers answers = everythingSafe();
        answers.insert(QStringLiteral("Q06"), QStringLiteral("Q06-suspect"));
        QCOMPARE(assess(m_questionnaire, answers)->outcome, QStringLiteral("publishable"));
    }

    void unknownIdsAreNamed()
    {
        auto assessed = assess(m_questionnaire, {{QStringLiteral("Q99"), QStringLiteral("x")}});
        QCOMPARE(assessed.error().reason, Reason::UnknownQuestion);
        QVERIFY(assessed.error().detail.contains(QStringLiteral("Q99")));
        assessed = assess(m_questionnaire, {{QStringLiteral("Q01"), QStringLiteral("Q02-public")}});
        QCOMPARE(assessed.error().reason, Reason::UnknownQuestion);
        QVERIFY(assessed.error().detail.contains(QStringLiteral("Q02-public")));
        assessed = assess(m_questionnaire, {}, {QStringLiteral("blur-everything")});
        QCOMPARE(assessed.error().reason, Reason::InvalidValue);
    }

    // No rule in code: the same answer means something else when the data says so.
    void theDataDecides()
    {
        QJsonObject data = m_data;
        QJsonArray questions = data.value(QLatin1String("questions")).toArray();
        QJsonObject first = questions.at(0).toObject();
        QJsonArray answers = first.value(QLatin1String("answers")).toArray();
        QJsonObject mine = answers.at(0).toObject();
        mine.insert(QStringLiteral("outcome"), QStringLiteral("forbidden"));
        mine.insert(QStringLiteral("requirements"), QJsonArray{QStringLiteral("seal")});
        answers.replace(0, mine);
        first.insert(QStringLiteral("answers"), answers);
        questions.replace(0, first);
        data.insert(QStringLiteral("questions"), questions);
        const auto changed = parsed(data);
        QVERIFY(changed);
        const auto assessed = assess(*changed, everythingSafe());
        QCOMPARE(assessed->outcome, QStringLiteral("forbidden"));
        QCOMPARE(assessed->openRequirements, (QStringList{QStringLiteral("seal"), QStringLiteral("strip-metadata")}));
    }

    void severityFollowsTheOrderOfTheData()
    {
        QJsonObject data = m_data;
        const QJsonArray outcomes = data.value(QLatin1String("outcomes")).toArray();
        QJsonArray reordered{outcomes.at(0), outcomes.at(5), outcomes.at(1),
                             outcomes.at(2), outcomes.at(3), outcomes.at(4)};
        data.insert(QStringLiteral("outcomes"), reordered);
        const auto changed = parsed(data);
        Answers answers = everythingSafe();
        answers.insert(QStringLiteral("Q03"), QStringLiteral("Q03-oui-zicad"));
        answers.insert(QStringLiteral("Q14"), QStringLiteral("Q14-plaque"));
        QCOMPARE(assess(m_questionnaire, answers)->outcome, QStringLiteral("forbidden"));
        QCOMPARE(assess(*changed, answers)->outcome, QStringLiteral("blur"));
    }

    void malformedTables_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::newRow("unknown requirement") << QByteArray("\"alt-text\"\n") << QByteArray("\"alt-txt\"\n");
        QTest::newRow("unknown outcome") << QByteArray("\"outcome\": \"internal\"")
                                         << QByteArray("\"outcome\": \"intern\"");
        QTest::newRow("unknown question") << QByteArray("\"Q22\"\n") << QByteArray("\"Q23\"\n");
        QTest::newRow("unknown evidence")
            << QByteArray("\"satisfiedBy\": \"auto\"") << QByteArray("\"satisfiedBy\": \"magic\"");
        QTest::newRow("unknown alternative")
            << QByteArray("\"alternative\": \"blur-faces\"") << QByteArray("\"alternative\": \"x\"");
        QTest::newRow("cut short") << QByteArray("\"groups\"") << QByteArray("\"groups");
    }
    void malformedTables()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QByteArray bytes = assets::imageRights();
        QVERIFY(bytes.contains(from));
        bytes.replace(from, to);
        const auto read = Questionnaire::parse(bytes);
        QVERIFY(!read);
        QVERIFY(!read.error().detail.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestAssessment)
#include "tst_assessment.moc"
