// SPDX-License-Identifier: EUPL-1.2
#include "core/message/grammar.h"

#include "core/message/paris_time.h"
#include "core/place/hashtag.h"

#include <QLocale>
#include <array>
#include <cmath>

namespace astreinte::message {
namespace {

constexpr QChar apostrophe(0x2019);

struct ArticledName
{
    QString article; // "le ", "la ", "les ", "l’" or nothing
    QString bare;
};

ArticledName splitArticle(const QString &name)
{
    const QString written = QString(name).replace(QLatin1Char('\''), apostrophe).trimmed();
    for (const QString &article :
         {QStringLiteral("les "), QStringLiteral("le "), QStringLiteral("la "), QStringLiteral("l’")})
        if (written.startsWith(article, Qt::CaseInsensitive))
            return {article, written.mid(article.size()).trimmed()};
    return {QString(), written};
}

bool beginsWithVowel(const QString &word)
{
    const QString base = word.left(1).normalized(QString::NormalizationForm_D).left(1).toLower();
    return !base.isEmpty() && QStringLiteral("aeiouyœæ").contains(base);
}

QString contracted(const ArticledName &name, const QString &le, const QString &les, const QString &other)
{
    if (name.article == QLatin1String("le "))
        return le + name.bare;
    if (name.article == QLatin1String("les "))
        return les + name.bare;
    return other + name.article + name.bare;
}

QString twoDigits(int number)
{
    return QStringLiteral("%1").arg(number, 2, 10, QLatin1Char('0'));
}

QString frenchTime(QTime time, const QString &space)
{
    const QString hours = QString::number(time.hour()) + space + QLatin1Char('h');
    return time.minute() == 0 ? hours : hours + space + twoDigits(time.minute());
}

QString frenchDay(QDate date)
{
    static const std::array<QString, 7> days{
        QStringLiteral("lundi"),    QStringLiteral("mardi"),  QStringLiteral("mercredi"), QStringLiteral("jeudi"),
        QStringLiteral("vendredi"), QStringLiteral("samedi"), QStringLiteral("dimanche")};
    return days.at(static_cast<size_t>(date.dayOfWeek() - 1));
}

QString frenchDayAndMonth(QDate date)
{
    static const std::array<QString, 12> months{
        QStringLiteral("janvier"),   QStringLiteral("février"), QStringLiteral("mars"),     QStringLiteral("avril"),
        QStringLiteral("mai"),       QStringLiteral("juin"),    QStringLiteral("juillet"),  QStringLiteral("août"),
        QStringLiteral("septembre"), QStringLiteral("octobre"), QStringLiteral("novembre"), QStringLiteral("décembre")};
    const QString day = date.day() == 1 ? QStringLiteral("1er") : QString::number(date.day());
    return day + QLatin1Char(' ') + months.at(static_cast<size_t>(date.month() - 1));
}

QString englishDay(QDate date)
{
    static const std::array<QString, 7> days{
        QStringLiteral("Monday"), QStringLiteral("Tuesday"),  QStringLiteral("Wednesday"), QStringLiteral("Thursday"),
        QStringLiteral("Friday"), QStringLiteral("Saturday"), QStringLiteral("Sunday")};
    return days.at(static_cast<size_t>(date.dayOfWeek() - 1));
}

QString englishDayAndMonth(QDate date)
{
    static const std::array<QString, 12> months{
        QStringLiteral("January"), QStringLiteral("February"), QStringLiteral("March"),
        QStringLiteral("April"),   QStringLiteral("May"),      QStringLiteral("June"),
        QStringLiteral("July"),    QStringLiteral("August"),   QStringLiteral("September"),
        QStringLiteral("October"), QStringLiteral("November"), QStringLiteral("December")};
    return QString::number(date.day()) + QLatin1Char(' ') + months.at(static_cast<size_t>(date.month() - 1));
}

QString frenchDate(const QDateTime &local, DateForm form)
{
    static const QString noBreak(QChar::Nbsp);
    const QString shortTime = frenchTime(local.time(), QString());
    const QString longTime = frenchTime(local.time(), noBreak);
    const QString dayAndMonth = frenchDayAndMonth(local.date());
    switch (form) {
    case DateForm::H:
        return shortTime;
    case DateForm::Hl:
        return longTime;
    case DateForm::Jh:
        return frenchDay(local.date()) + QLatin1Char(' ') + shortTime;
    case DateForm::Jhl:
        return QStringLiteral("%1 %2 à %3").arg(frenchDay(local.date()), dayAndMonth, longTime);
    case DateForm::J:
        return frenchDay(local.date()) + QLatin1Char(' ') + dayAndMonth;
    case DateForm::D:
        break;
    }
    return dayAndMonth + QLatin1Char(' ') + QString::number(local.date().year());
}

QString englishDate(const QDateTime &local, DateForm form)
{
    const QString time = twoDigits(local.time().hour()) + QLatin1Char(':') + twoDigits(local.time().minute());
    const QString dayAndMonth = englishDayAndMonth(local.date());
    switch (form) {
    case DateForm::H:
    case DateForm::Hl:
        return time;
    case DateForm::Jh:
        return englishDay(local.date()) + QLatin1Char(' ') + time;
    case DateForm::Jhl:
        return QStringLiteral("%1 %2 at %3").arg(englishDay(local.date()), dayAndMonth, time);
    case DateForm::J:
        return englishDay(local.date()) + QLatin1Char(' ') + dayAndMonth;
    case DateForm::D:
        break;
    }
    return dayAndMonth + QLatin1Char(' ') + QString::number(local.date().year());
}

} // namespace

QString riverForm(const QString &nameWithArticle, RiverForm form, Language language)
{
    const ArticledName name = splitArticle(nameWithArticle);
    if (language == Language::English)
        return name.bare;
    if (form == RiverForm::Name)
        return name.article + name.bare;
    if (form == RiverForm::A)
        return contracted(name, QStringLiteral("au "), QStringLiteral("aux "), QStringLiteral("à "));
    const bool elided = name.article.isEmpty() && beginsWithVowel(name.bare);
    return contracted(name, QStringLiteral("du "), QStringLiteral("des "),
                      elided ? QStringLiteral("d’") : QStringLiteral("de "));
}

QString roadForm(const QString &number, RoadForm form, Language language)
{
    if (form == RoadForm::Tag)
        return place::hashtag(number);
    if (form == RoadForm::Name || language == Language::English)
        return number;
    const bool motorway = number.startsWith(QLatin1Char('A'), Qt::CaseInsensitive);
    const QString named = (motorway ? QStringLiteral("l’") : QStringLiteral("la ")) + number;
    if (form == RoadForm::Le)
        return named;
    return (form == RoadForm::Sur ? QStringLiteral("sur ") : QStringLiteral("de ")) + named;
}

std::optional<RoadForm> roadFormFromName(QStringView name)
{
    if (name == QLatin1String("le"))
        return RoadForm::Le;
    if (name == QLatin1String("sur"))
        return RoadForm::Sur;
    if (name == QLatin1String("de"))
        return RoadForm::De;
    if (name == QLatin1String("tag"))
        return RoadForm::Tag;
    return std::nullopt;
}

std::optional<DateForm> dateFormFromName(QStringView name)
{
    static constexpr std::array<std::pair<QLatin1String, DateForm>, 6> forms{{{QLatin1String("h"), DateForm::H},
                                                                              {QLatin1String("hl"), DateForm::Hl},
                                                                              {QLatin1String("jh"), DateForm::Jh},
                                                                              {QLatin1String("jhl"), DateForm::Jhl},
                                                                              {QLatin1String("j"), DateForm::J},
                                                                              {QLatin1String("d"), DateForm::D}}};
    for (const auto &[text, form] : forms)
        if (name == text)
            return form;
    return std::nullopt;
}

QString dateForm(const QDateTime &instant, DateForm form, Language language)
{
    const QDateTime local = inParis(instant);
    return language == Language::French ? frenchDate(local, form) : englishDate(local, form);
}

QString plural(double number, const QString &one, const QString &many, Language language)
{
    const double size = std::abs(number);
    const bool singular = language == Language::French ? size < 2 : size == 1;
    return singular ? one : many;
}

QString numberText(double number, Language language)
{
    constexpr int group = 3;
    QString digits = QString::number(std::abs(number), 'f', QLocale::FloatingPointShortest);
    const qsizetype point = digits.indexOf(QLatin1Char('.'));
    QString whole = point < 0 ? digits : digits.left(point);
    const QString separator = language == Language::French ? QString(QChar::Nbsp) : QStringLiteral(",");
    for (qsizetype i = whole.size() - group; i > 0; i -= group)
        whole.insert(i, separator);
    const QString decimals = point < 0 ? QString() : digits.mid(point + 1);
    const QString mark = language == Language::French ? QStringLiteral(",") : QStringLiteral(".");
    const QString sign = number < 0 ? QStringLiteral("-") : QString();
    return sign + whole + (decimals.isEmpty() ? QString() : mark + decimals);
}

QString joinedList(const QStringList &items, Language language)
{
    if (items.size() < 2)
        return items.value(0);
    const QString last = language == Language::French ? QStringLiteral(" et ") : QStringLiteral(" and ");
    return items.first(items.size() - 1).join(QStringLiteral(", ")) + last + items.last();
}

QString capitalised(const QString &text)
{
    if (text.isEmpty())
        return text;
    const qsizetype size = text.at(0).isHighSurrogate() && text.size() > 1 ? 2 : 1;
    return text.left(size).toUpper() + text.mid(size);
}

} // namespace astreinte::message
