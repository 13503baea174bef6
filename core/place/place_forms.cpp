// SPDX-License-Identifier: EUPL-1.2
#include "core/place/place_forms.h"

#include "core/place/hashtag.h"

#include <algorithm>
#include <array>

namespace astreinte::place {
namespace {

QString typographic(QString name)
{
    return name.replace(QLatin1Char('\''), QChar(0x2019));
}

// The article as the Code officiel géographique writes it at the head of a commune's name, with its space.
QString writtenArticle(Article article)
{
    switch (article) {
    case Article::Le:
        return QStringLiteral("Le ");
    case Article::La:
        return QStringLiteral("La ");
    case Article::Les:
        return QStringLiteral("Les ");
    case Article::LApostrophe:
        return QStringLiteral("L’");
    case Article::Aux:
        return QStringLiteral("Aux ");
    case Article::Las:
        return QStringLiteral("Las ");
    case Article::Los:
        return QStringLiteral("Los ");
    case Article::None:
    case Article::Elided:
        break;
    }
    return {};
}

// The article goes into « du », « aux »… and leaves the name.
QString withoutArticle(const QString &name, const QString &article)
{
    return !article.isEmpty() && name.startsWith(article, Qt::CaseInsensitive) ? name.mid(article.size()) : name;
}

QString communeDe(const QString &bare, const QString &full, Article article)
{
    switch (article) {
    case Article::Elided:
        return QStringLiteral("d’") + full;
    case Article::Le:
        return QStringLiteral("du ") + bare;
    case Article::Les:
    case Article::Aux:
        return QStringLiteral("des ") + bare;
    default:
        return QStringLiteral("de ") + full;
    }
}

QString communeA(const QString &bare, const QString &full, Article article)
{
    switch (article) {
    case Article::Le:
        return QStringLiteral("au ") + bare;
    case Article::Les:
    case Article::Aux:
        return QStringLiteral("aux ") + bare;
    default:
        return QStringLiteral("à ") + full;
    }
}

QString departmentLe(const QString &name, Article article)
{
    switch (article) {
    case Article::Le:
        return QStringLiteral("le ") + name;
    case Article::La:
        return QStringLiteral("la ") + name;
    case Article::Les:
        return QStringLiteral("les ") + name;
    case Article::LApostrophe:
        return QStringLiteral("l’") + name;
    default:
        return name;
    }
}

QString departmentDe(const QString &name, Article article)
{
    switch (article) {
    case Article::Elided:
        return QStringLiteral("d’") + name;
    case Article::Le:
        return QStringLiteral("du ") + name;
    case Article::Les:
        return QStringLiteral("des ") + name;
    case Article::La:
    case Article::LApostrophe:
        return QStringLiteral("de ") + departmentLe(name, article);
    default:
        return QStringLiteral("de ") + name;
    }
}

// Usage, not grammar, decides between « en Vendée » and « dans la Marne »: the list of BRIEF §3.3.
bool takesEn(const Department &department)
{
    static constexpr std::array<QLatin1String, 24> usual{
        QLatin1String("17"), QLatin1String("19"),  QLatin1String("24"),  QLatin1String("2A"), QLatin1String("2B"),
        QLatin1String("31"), QLatin1String("33"),  QLatin1String("43"),  QLatin1String("44"), QLatin1String("48"),
        QLatin1String("52"), QLatin1String("53"),  QLatin1String("54"),  QLatin1String("57"), QLatin1String("70"),
        QLatin1String("73"), QLatin1String("74"),  QLatin1String("76"),  QLatin1String("85"), QLatin1String("87"),
        QLatin1String("93"), QLatin1String("971"), QLatin1String("972"), QLatin1String("973")};
    return std::ranges::any_of(usual, [&](QLatin1String code) { return department.code == code; }) ||
           departmentLe(department.name, department.article) == department.name;
}

bool takesA(const QString &code)
{
    return code == QLatin1String("75") || (code >= QLatin1String("974") && code <= QLatin1String("978"));
}

QString departmentDans(const Department &department, const QString &name)
{
    if (takesA(department.code))
        return QStringLiteral("à ") + name;
    if (takesEn(department))
        return QStringLiteral("en ") + name;
    return QStringLiteral("dans ") + departmentLe(name, department.article);
}

} // namespace

QString communeForm(const Commune &commune, CommuneForm form, Language language)
{
    const QString article = writtenArticle(commune.article);
    const QString bare = withoutArticle(typographic(commune.name), article);
    const QString full = article + bare;
    if (form == CommuneForm::Tag)
        return hashtag(full);
    if (form == CommuneForm::Name || language == Language::English)
        return full;
    return form == CommuneForm::De ? communeDe(bare, full, commune.article) : communeA(bare, full, commune.article);
}

QString departmentForm(const Department &department, DepartmentForm form, Language language)
{
    const QString name = typographic(department.name);
    if (form == DepartmentForm::Tag)
        return hashtag(name);
    if (form == DepartmentForm::Name || language == Language::English)
        return name;
    if (form == DepartmentForm::Le)
        return departmentLe(name, department.article);
    return form == DepartmentForm::De ? departmentDe(name, department.article) : departmentDans(department, name);
}

std::optional<CommuneForm> communeFormFromName(QStringView name)
{
    if (name == QLatin1String("nom"))
        return CommuneForm::Name;
    if (name == QLatin1String("de"))
        return CommuneForm::De;
    if (name == QLatin1String("a"))
        return CommuneForm::A;
    if (name == QLatin1String("tag"))
        return CommuneForm::Tag;
    return std::nullopt;
}

std::optional<DepartmentForm> departmentFormFromName(QStringView name)
{
    if (name == QLatin1String("nom"))
        return DepartmentForm::Name;
    if (name == QLatin1String("le"))
        return DepartmentForm::Le;
    if (name == QLatin1String("de"))
        return DepartmentForm::De;
    if (name == QLatin1String("dans"))
        return DepartmentForm::Dans;
    if (name == QLatin1String("tag"))
        return DepartmentForm::Tag;
    return std::nullopt;
}

} // namespace astreinte::place
