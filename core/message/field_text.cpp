// SPDX-License-Identifier: EUPL-1.2
#include "core/message/field_text.h"

#include "core/message/filters.h"
#include "core/message/grammar.h"
#include "core/message/web_address.h"
#include "core/place/hashtag.h"
#include "core/place/place_forms.h"

#include <QJsonArray>

namespace astreinte::message {
namespace {

using place::Commune;

place::CommuneForm communeFormOf(const Filter *filter)
{
    return filter ? place::communeFormFromName(filter->name).value_or(place::CommuneForm::Name)
                  : place::CommuneForm::Name;
}

// A phone number never breaks over two lines.
QString phoneText(QString number)
{
    return number.replace(QLatin1Char(' '), QChar::Nbsp);
}

// The text of a value under its first filter, the one that belongs to the field's type; the others work on text.
class TypedText
{
public:
    TypedText(const Field &field, const Filter *filter, const FieldContext &context)
        : m_field(field), m_filter(filter), m_context(context)
    {
    }

    QString operator()(const Wording &wording) const
    {
        const QString text = wording.in(m_context.language);
        switch (m_field.type) {
        case FieldType::Road:
            return roadForm(text, named(roadFormFromName).value_or(RoadForm::Name), m_context.language);
        case FieldType::Watercourse:
            return riverForm(text, riverFormOf(), m_context.language);
        case FieldType::Phone:
            return phoneText(text);
        case FieldType::Url:
            return is(QLatin1String("domaine")) ? hostOf(text) : text;
        default:
            return text;
        }
    }

    QString operator()(const Commune &commune) const
    {
        return place::communeForm(commune, communeFormOf(m_filter), m_context.language);
    }

    QString operator()(const QList<Commune> &communes) const
    {
        const place::CommuneForm form = communeFormOf(m_filter);
        if (communes.size() > m_context.mostCommunesListed && form != place::CommuneForm::Tag)
            return count(communes.size(), form);
        QStringList names;
        for (const Commune &commune : communes)
            names << place::communeForm(commune, form, m_context.language);
        return form == place::CommuneForm::Tag ? names.join(QLatin1Char(' ')) : joinedList(names, m_context.language);
    }

    QString operator()(const QDateTime &instant) const
    {
        return dateForm(instant, named(dateFormFromName).value_or(DateForm::Jhl), m_context.language);
    }

    QString operator()(double number) const
    {
        const QString text = numberText(number, m_context.language);
        if (!is(QLatin1String("pl")))
            return text;
        const QStringList &forms = m_filter->arguments;
        return text + QLatin1Char(' ') + plural(number, forms.value(0), forms.value(1), m_context.language);
    }

    QString operator()(bool yes) const
    {
        if (is(QLatin1String("oui")))
            return yes ? m_filter->arguments.value(0) : QString();
        const bool french = m_context.language == Language::French;
        return yes ? (french ? QStringLiteral("oui") : QStringLiteral("yes"))
                   : (french ? QStringLiteral("non") : QStringLiteral("no"));
    }

    QString operator()(const Choice &choice) const
    {
        const Option *option = m_field.option(choice.value);
        if (!option)
            return {};
        const auto &forms = option->forms(m_context.language);
        return forms.value(m_filter && forms.contains(m_filter->name) ? m_filter->name : QStringLiteral("label"));
    }

    // Whether the type has used the filter up; `cap` and `tag` otherwise remain to be applied to the text.
    [[nodiscard]] bool hasUsedFilter() const
    {
        if (!m_filter)
            return false;
        const bool onText = m_filter->name == QLatin1String("cap") || m_filter->name == QLatin1String("tag");
        const bool placeTag = m_field.type == FieldType::Commune || m_field.type == FieldType::Communes ||
                              m_field.type == FieldType::Road;
        if (m_field.type == FieldType::Enumeration && !m_field.options.isEmpty())
            return m_field.options.first().forms(m_context.language).contains(m_filter->name);
        return !onText || (placeTag && m_filter->name == QLatin1String("tag"));
    }

private:
    [[nodiscard]] bool is(QLatin1String name) const { return m_filter && m_filter->name == name; }

    template <typename FromName>
    [[nodiscard]] auto named(FromName fromName) const -> decltype(fromName(QStringView()))
    {
        return m_filter ? fromName(m_filter->name) : std::nullopt;
    }

    [[nodiscard]] RiverForm riverFormOf() const
    {
        return is(QLatin1String("de")) ? RiverForm::De : is(QLatin1String("a")) ? RiverForm::A : RiverForm::Name;
    }

    [[nodiscard]] QString count(qsizetype number, place::CommuneForm form) const
    {
        if (m_context.language == Language::English)
            return QStringLiteral("%1 municipalities").arg(number);
        const QString communes = QStringLiteral("%1 communes").arg(number);
        if (form == place::CommuneForm::A)
            return QStringLiteral("dans ") + communes;
        return form == place::CommuneForm::De ? QStringLiteral("de ") + communes : communes;
    }

    const Field &m_field;
    const Filter *m_filter;
    const FieldContext &m_context;
};

QString withTextFilters(QString text, const QList<Filter> &filters, qsizetype from)
{
    for (qsizetype i = from; i < filters.size(); ++i)
        text = filters.at(i).name == QLatin1String("cap") ? capitalised(text) : place::hashtag(text);
    return text;
}

QString departmentText(const Piece &piece, const FieldContext &context)
{
    const Filter *filter = piece.filters.isEmpty() ? nullptr : &piece.filters.first();
    const auto form = filter ? place::departmentFormFromName(filter->name) : std::optional<place::DepartmentForm>();
    const QString text =
        place::departmentForm(context.department, form.value_or(place::DepartmentForm::Name), context.language);
    return withTextFilters(text, piece.filters, form ? 1 : 0);
}

const Field *fieldOf(const Template &owner, const QString &key)
{
    const Field *field = owner.field(key);
    return !field && key == nextPointKey ? &nextPointField() : field;
}

} // namespace

QStringList consignesOf(const Template &owner, const FieldValues &values)
{
    const Field *source = owner.consignesFrom.isEmpty() ? nullptr : owner.field(owner.consignesFrom);
    const auto value = source ? values.constFind(source->key) : values.constEnd();
    const auto *choice = value == values.constEnd() ? nullptr : std::get_if<Choice>(&*value);
    const Option *option = choice ? source->option(choice->value) : nullptr;
    QStringList keys;
    if (option)
        for (const auto &key : option->cap.value(QLatin1String("consignes")).toArray())
            keys << key.toString();
    return keys.isEmpty() ? owner.consignes : keys;
}

QString consigneList(const FieldContext &context)
{
    QStringList lines;
    for (const QString &key : consignesOf(context.owner, context.values))
        lines << QStringLiteral("• ") + context.catalogue.consignes().value(key).in(context.language);
    return lines.join(QLatin1Char('\n'));
}

QString fieldText(const Piece &piece, const FieldContext &context)
{
    if (piece.key == consignesKey)
        return consigneList(context);
    if (piece.key == departmentKey)
        return departmentText(piece, context);
    const Field *field = fieldOf(context.owner, piece.key);
    const auto value = context.values.constFind(piece.key);
    if (!field || value == context.values.constEnd())
        return {};
    const TypedText typed(*field, piece.filters.isEmpty() ? nullptr : &piece.filters.first(), context);
    return withTextFilters(std::visit(typed, *value), piece.filters, typed.hasUsedFilter() ? 1 : 0);
}

bool isFolded(const Piece &piece, const FieldContext &context)
{
    const auto value = context.values.constFind(piece.key);
    const auto *communes = value == context.values.constEnd() ? nullptr : std::get_if<QList<Commune>>(&*value);
    return communes && communes->size() > context.mostCommunesListed;
}

} // namespace astreinte::message
