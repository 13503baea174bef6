// SPDX-License-Identifier: EUPL-1.2
#include "core/rights/questionnaire.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <array>

namespace astreinte::rights {
namespace {

tl::unexpected<Failure> refused(const QString &why)
{
    return fail(Reason::InvalidValue, QStringLiteral("image rights: %1").arg(why));
}

QString text(const QJsonObject &object, const char *name)
{
    return object.value(QLatin1String(name)).toString();
}

QStringList strings(const QJsonValue &value)
{
    QStringList list;
    for (const auto &each : value.toArray())
        list << each.toString();
    return list;
}

std::optional<Evidence> evidenceFromName(const QString &name)
{
    static constexpr std::array<std::pair<QLatin1String, Evidence>, 5> kinds{
        {{QLatin1String("edit"), Evidence::Edit},
         {QLatin1String("consent"), Evidence::Consent},
         {QLatin1String("record"), Evidence::Record},
         {QLatin1String("time"), Evidence::Time},
         {QLatin1String("auto"), Evidence::Automatic}}};
    for (const auto &[known, evidence] : kinds)
        if (name == known)
            return evidence;
    return std::nullopt;
}

Answer answerFrom(const QJsonObject &object)
{
    Answer answer;
    answer.id = text(object, "id");
    answer.label = {text(object, "labelFr"), text(object, "labelEn")};
    answer.prompt = {text(object, "promptFr"), text(object, "promptEn")};
    answer.outcome = text(object, "outcome");
    answer.requirements = strings(object.value(QLatin1String("requirements")));
    answer.satisfies = strings(object.value(QLatin1String("satisfies")));
    answer.legalBasis = strings(object.value(QLatin1String("legalBasis")));
    answer.exceptionTemplate = text(object, "exceptionTemplate");
    answer.retention = text(object, "retention");
    answer.recommended = object.value(QLatin1String("recommended")).toBool();
    answer.takedown = object.value(QLatin1String("takedown")).toBool();
    answer.keepOriginal = object.value(QLatin1String("keepOriginal")).toBool();
    return answer;
}

Question questionFrom(const QJsonObject &object)
{
    Question question{text(object, "id"), {text(object, "fr"), text(object, "en")}, {}, {}};
    const QJsonObject askIf = object.value(QLatin1String("askIf")).toObject();
    for (auto it = askIf.begin(); it != askIf.end(); ++it)
        question.askIf.insert(it.key(), strings(it.value()));
    for (const auto &answer : object.value(QLatin1String("answers")).toArray())
        question.answers << answerFrom(answer.toObject());
    return question;
}

Result<QHash<QString, Requirement>> requirementsFrom(const QJsonObject &object)
{
    QHash<QString, Requirement> requirements;
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QJsonObject one = it.value().toObject();
        const auto evidence = evidenceFromName(text(one, "satisfiedBy"));
        if (!evidence)
            return refused(QStringLiteral("requirement `%1`: unknown `satisfiedBy`").arg(it.key()));
        requirements.insert(it.key(),
                            {it.key(), {text(one, "fr"), text(one, "en")}, *evidence, text(one, "alternative")});
    }
    for (const Requirement &requirement : std::as_const(requirements))
        if (!requirement.alternative.isEmpty() && !requirements.contains(requirement.alternative))
            return refused(QStringLiteral("requirement `%1`: unknown `alternative`").arg(requirement.id));
    return requirements;
}

void readPlainLists(const QJsonObject &root, Questionnaire &result)
{
    for (const auto &value : root.value(QLatin1String("outcomes")).toArray()) {
        const QJsonObject one = value.toObject();
        result.outcomes << Outcome{text(one, "id"), {text(one, "fr"), text(one, "en")}, text(one, "tone")};
    }
    for (const auto &value : root.value(QLatin1String("groups")).toArray()) {
        const QJsonObject one = value.toObject();
        result.groups << Group{
            text(one, "id"), {text(one, "fr"), text(one, "en")}, strings(one.value(QLatin1String("questions")))};
    }
    const QJsonObject safe = root.value(QLatin1String("safeAnswers")).toObject();
    for (auto it = safe.begin(); it != safe.end(); ++it)
        result.safeAnswers.insert(it.key(), it.value().toString());
    const QJsonObject legal = root.value(QLatin1String("legal")).toObject();
    for (auto it = legal.begin(); it != legal.end(); ++it) {
        const QJsonObject one = it.value().toObject();
        result.legal.insert(
            it.key(), {text(one, "ref"), {text(one, "fr"), text(one, "en")}, text(one, "status"), text(one, "source")});
    }
    for (const auto &value : root.value(QLatin1String("retentionDefaults")).toArray()) {
        const QJsonObject one = value.toObject();
        const QJsonValue days = one.value(QLatin1String("days"));
        result.retentionDefaults << Retention{text(one, "id"), text(one, "fr"),
                                              days.isDouble() ? std::optional(days.toInt()) : std::nullopt};
    }
}

Result<> checkAnswer(const Questionnaire &result, const Answer &answer, const QString &where)
{
    if (answer.id.isEmpty())
        return refused(QStringLiteral("%1: an answer has no `id`").arg(where));
    if (result.severity(answer.outcome) < 0)
        return refused(QStringLiteral("answer `%1`: unknown outcome `%2`").arg(answer.id, answer.outcome));
    for (const QString &requirement : answer.requirements + answer.satisfies)
        if (!result.requirements.contains(requirement))
            return refused(QStringLiteral("answer `%1`: unknown requirement `%2`").arg(answer.id, requirement));
    for (const QString &basis : answer.legalBasis)
        if (!result.legal.contains(basis))
            return refused(QStringLiteral("answer `%1`: unknown legal basis `%2`").arg(answer.id, basis));
    return {};
}

// A question may depend only on questions asked before it.
Result<> checkAskIf(const Questionnaire &result, qsizetype index)
{
    const Question &question = result.questions.at(index);
    for (auto it = question.askIf.begin(); it != question.askIf.end(); ++it) {
        const Question *other = result.question(it.key());
        if (!other || other >= &question)
            return refused(QStringLiteral("question `%1`: `askIf` names `%2`, which is not asked before it")
                               .arg(question.id, it.key()));
        for (const QString &answer : it.value())
            if (!other->answer(answer))
                return refused(
                    QStringLiteral("question `%1`: `askIf` names the unknown answer `%2`").arg(question.id, answer));
    }
    return {};
}

Result<> checkQuestions(const Questionnaire &result)
{
    for (qsizetype i = 0; i < result.questions.size(); ++i) {
        const Question &question = result.questions.at(i);
        const QString where = QStringLiteral("question `%1`").arg(question.id);
        if (question.id.isEmpty() || question.answers.isEmpty() || result.question(question.id) != &question)
            return refused(QStringLiteral("%1 has no id or no answer, or is there twice").arg(where));
        for (const Answer &answer : question.answers)
            if (const auto checked = checkAnswer(result, answer, where); !checked)
                return checked;
        if (const auto checked = checkAskIf(result, i); !checked)
            return checked;
    }
    return {};
}

Result<> checkReferences(const Questionnaire &result)
{
    for (const Group &group : result.groups)
        for (const QString &question : group.questions)
            if (!result.question(question))
                return refused(QStringLiteral("group `%1`: unknown question `%2`").arg(group.id, question));
    for (auto it = result.safeAnswers.begin(); it != result.safeAnswers.end(); ++it) {
        const Question *question = result.question(it.key());
        if (!question || !question->answer(it.value()))
            return refused(QStringLiteral("safeAnswers: `%1` → `%2` is unknown").arg(it.key(), it.value()));
    }
    return {};
}

} // namespace

Result<Questionnaire> Questionnaire::parse(const QByteArray &json)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError || !document.isObject())
        return fail(Reason::MalformedJson,
                    QStringLiteral("image rights, byte %1: %2").arg(error.offset).arg(error.errorString()));
    const QJsonObject root = document.object();
    Questionnaire result;
    result.version = text(root, "version");
    const QJsonObject disclaimer = root.value(QLatin1String("disclaimer")).toObject();
    result.disclaimer = {text(disclaimer, "fr"), text(disclaimer, "en")};
    result.consentForm = root.value(QLatin1String("consentForm")).toObject();
    readPlainLists(root, result);
    auto requirements = requirementsFrom(root.value(QLatin1String("requirements")).toObject());
    if (!requirements)
        return tl::unexpected(requirements.error());
    result.requirements = std::move(*requirements);
    for (const auto &question : root.value(QLatin1String("questions")).toArray())
        result.questions << questionFrom(question.toObject());
    if (result.outcomes.isEmpty() || result.questions.isEmpty())
        return refused(QStringLiteral("`outcomes` or `questions` is missing or empty"));
    if (const auto checked = checkQuestions(result); !checked)
        return tl::unexpected(checked.error());
    if (const auto checked = checkReferences(result); !checked)
        return tl::unexpected(checked.error());
    return result;
}

} // namespace astreinte::rights
