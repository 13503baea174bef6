// SPDX-License-Identifier: EUPL-1.2
#include "core/message/filters.h"

#include "core/message/grammar.h"
#include "core/place/place_forms.h"

#include <algorithm>

namespace astreinte::message {
namespace {

bool isTextFilter(const QString &name)
{
    return name == QLatin1String("cap") || name == QLatin1String("tag");
}

bool isPlaceFilter(const QString &name)
{
    return place::communeFormFromName(name).has_value();
}

bool isRiverFilter(const QString &name)
{
    return name == QLatin1String("de") || name == QLatin1String("a") || name == QLatin1String("le");
}

bool everyOptionHas(const Field &field, const QString &form, Language language)
{
    return std::ranges::all_of(field.options,
                               [&](const Option &option) { return option.forms(language).contains(form); });
}

bool typeKnows(const Field &field, const QString &name, Language language)
{
    switch (field.type) {
    case FieldType::Commune:
    case FieldType::Communes:
        return isPlaceFilter(name);
    case FieldType::DateTime:
        return dateFormFromName(name).has_value();
    case FieldType::Road:
        return roadFormFromName(name).has_value();
    case FieldType::Watercourse:
        return isRiverFilter(name);
    case FieldType::Integer:
    case FieldType::Decimal:
        return name == QLatin1String("pl");
    case FieldType::Boolean:
        return name == QLatin1String("oui");
    case FieldType::Enumeration:
        return everyOptionHas(field, name, language);
    case FieldType::Url:
        return name == QLatin1String("domaine");
    case FieldType::Text:
    case FieldType::Phone:
        break;
    }
    return false;
}

qsizetype argumentsOf(const QString &name)
{
    return name == QLatin1String("pl") ? 2 : name == QLatin1String("oui") ? 1 : 0;
}

tl::unexpected<Failure> refused(Reason reason, const QString &where, qsizetype position, const QString &why)
{
    return fail(reason, QStringLiteral("%1, position %2: %3").arg(where).arg(position + 1).arg(why));
}

Result<> checkPiece(const Template &owner, const Piece &piece, Language language, const QString &where)
{
    if (piece.key == consignesKey) {
        if (!piece.filters.isEmpty())
            return refused(Reason::UnknownFilter, where, piece.filters.first().position,
                           QStringLiteral("{consignes} takes no filter"));
        return {};
    }
    const Field *field = owner.field(piece.key);
    if (!field && piece.key == nextPointKey)
        field = &nextPointField();
    if (!field && piece.key != departmentKey)
        return refused(Reason::MalformedTemplate, where, piece.position,
                       QStringLiteral("the template has no field `%1`").arg(piece.key));
    for (qsizetype i = 0; i < piece.filters.size(); ++i)
        if (const auto refusal = filterRefusal(field, piece.filters.at(i), i, language))
            return refused(Reason::UnknownFilter, where, piece.filters.at(i).position,
                           QStringLiteral("{%1}: %2").arg(piece.key, *refusal));
    return {};
}

} // namespace

std::optional<QString> filterRefusal(const Field *field, const Filter &filter, qsizetype rank, Language language)
{
    const bool ofType = rank == 0 && (field ? typeKnows(*field, filter.name, language)
                                            : place::departmentFormFromName(filter.name).has_value());
    if (!ofType && !isTextFilter(filter.name))
        return QStringLiteral("unknown filter `%1`").arg(filter.name);
    const qsizetype wanted = argumentsOf(filter.name);
    const bool empty = std::ranges::any_of(filter.arguments, [](const QString &text) { return text.isEmpty(); });
    if (filter.arguments.size() != wanted || empty)
        return QStringLiteral("filter `%1` takes %2 text(s) in parentheses").arg(filter.name).arg(wanted);
    return std::nullopt;
}

Result<> checkTemplateText(const Template &owner, const TemplateText &text, Language language, const QString &where)
{
    for (const Block &block : text.blocks)
        for (const Piece &piece : block.pieces)
            if (!piece.key.isEmpty())
                if (const auto checked = checkPiece(owner, piece, language, where); !checked)
                    return checked;
    return {};
}

const Field &nextPointField()
{
    static const Field field = [] {
        Field point;
        point.key = nextPointKey;
        point.type = FieldType::DateTime;
        point.label = {QStringLiteral("Prochain point d’information"), QStringLiteral("Next update")};
        return point;
    }();
    return field;
}

} // namespace astreinte::message
