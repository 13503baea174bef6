// SPDX-License-Identifier: EUPL-1.2
#include "core/rights/evidence.h"

#include <algorithm>
#include <array>

namespace astreinte::rights {
namespace {

struct Subject
{
    QLatin1String requirement;
    const char *kinds;
};

constexpr std::array<Subject, 9> subjects{{{QLatin1String("blur-faces"), "face victim minor officer other"},
                                           {QLatin1String("blur-minor"), "minor other"},
                                           {QLatin1String("blur-force"), "officer face other"},
                                           {QLatin1String("blur-plates"), "plate other"},
                                           {QLatin1String("blur-names"), "text other"},
                                           {QLatin1String("blur-home"), "home plate text other"},
                                           {QLatin1String("consent-person"), "face victim"},
                                           {QLatin1String("consent-guardian"), "minor"},
                                           {QLatin1String("consent-occupant"), "home"}}};

} // namespace

const QStringList &regionKinds()
{
    static const auto kinds = QStringLiteral("face minor officer victim plate text home other").split(QLatin1Char(' '));
    return kinds;
}

QStringList kindsMeeting(QStringView requirement)
{
    const auto found =
        std::ranges::find_if(subjects, [&](const Subject &one) { return one.requirement == requirement; });
    return found == subjects.end() ? QStringList() : QString::fromLatin1(found->kinds).split(QLatin1Char(' '));
}

QSet<QString> closedByRegions(const Questionnaire &questionnaire, const QList<RegionState> &regions)
{
    QSet<QString> closed;
    for (const auto &requirement : questionnaire.requirements) {
        const auto kinds = kindsMeeting(requirement.id);
        const bool signature = requirement.satisfiedBy == Evidence::Consent;
        const auto concerned = [&](const RegionState &region) { return kinds.contains(region.kind); };
        const auto met = [&](const RegionState &region) {
            return !concerned(region) || region.hidden || (signature && region.authorised);
        };
        if (std::ranges::any_of(regions, concerned) && std::ranges::all_of(regions, met))
            closed.insert(requirement.id);
    }
    return closed;
}

QStringList askedAgain(const Questionnaire &questionnaire)
{
    QStringList questions;
    for (qsizetype i = 1; i < questionnaire.groups.size(); ++i)
        questions += questionnaire.groups[i].questions;
    return questions;
}

} // namespace astreinte::rights
