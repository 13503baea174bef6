// SPDX-License-Identifier: EUPL-1.2
#include "app/composition/form_rows.h"

#include "app/composition/content.h"
#include "app/composition/freezing.h"
#include "core/message/paris_time.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonArray>
#include <QLocale>
#include <algorithm>

namespace astreinte::app {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Form)
};

QString typeName(message::FieldType type)
{
    using Type = message::FieldType;
    switch (type) {
    case Type::Text:
        return QStringLiteral("text");
    case Type::Commune:
        return QStringLiteral("commune");
    case Type::Communes:
        return QStringLiteral("communes");
    case Type::DateTime:
        return QStringLiteral("datetime");
    case Type::Road:
        return QStringLiteral("road");
    case Type::Watercourse:
        return QStringLiteral("watercourse");
    case Type::Integer:
        return QStringLiteral("integer");
    case Type::Decimal:
        return QStringLiteral("decimal");
    case Type::Boolean:
        return QStringLiteral("boolean");
    case Type::Enumeration:
        return QStringLiteral("enum");
    case Type::Url:
        return QStringLiteral("url");
    case Type::Phone:
        return QStringLiteral("phone");
    }
    return {};
}

QVariant communeList(const QJsonValue &value)
{
    QVariantList list;
    const auto add = [&list](const QJsonObject &commune) {
        list.append(QVariantMap{{QStringLiteral("code"), commune[QLatin1String("code")].toString()},
                                {QStringLiteral("nom"), commune[QLatin1String("nom")].toString()}});
    };
    if (value.isObject())
        add(value.toObject());
    for (const auto array = value.toArray(); const auto &one : array)
        add(one.toObject());
    return list;
}

// As the interface's language writes it: « 2,85 », without separators between thousands, which the field would not
// read.
QString numberText(double number)
{
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    return locale.toString(number, 'g', 15);
}

QVariant shownValue(message::FieldType type, const QJsonValue &value)
{
    if (type == message::FieldType::Commune || type == message::FieldType::Communes)
        return communeList(value);
    if (type == message::FieldType::Boolean)
        return value.toBool();
    if (value.isDouble())
        return numberText(value.toDouble());
    return value.toString();
}

QVariantList optionRows(const message::Field &field, Language language)
{
    QVariantList rows;
    for (const auto &option : field.options)
        rows.append(
            QVariantMap{{QStringLiteral("value"), option.value}, {QStringLiteral("label"), option.label(language)}});
    return rows;
}

QString errorText(const Failure &failure, const message::Field &field)
{
    switch (failure.reason) {
    case Reason::TextTooLong:
        //: %1 is a number of characters.
        return Words::tr("Too long: %1 characters at most. Shorten the text.").arg(field.maxLength.value_or(0));
    case Reason::InvalidValue:
        if (field.type == message::FieldType::Url)
            return Words::tr("The address must begin with https://. Correct it.");
        if (field.least || field.most)
            return Words::tr("The number must be between %1 and %2.")
                .arg(field.least ? numberText(*field.least) : QStringLiteral("…"),
                     field.most ? numberText(*field.most) : QStringLiteral("…"));
        [[fallthrough]];
    default:
        return Failure{failure.reason, {}}.userText();
    }
}

QVariantMap fieldRow(const message::Field &field, const Draft &draft, const QMap<QString, Failure> &failures,
                     Language language)
{
    const auto value = draft.values.value(field.key);
    const bool said = !value.isUndefined() && !value.isNull();
    const bool wording = field.type == message::FieldType::Text;
    // A field nobody has touched is not wrong yet: it is listed under what remains to be done.
    const bool wrong = failures.contains(field.key) && said;
    return {{QStringLiteral("key"), field.key},
            {QStringLiteral("type"), typeName(field.type)},
            {QStringLiteral("label"), field.label.in(language)},
            {QStringLiteral("help"), language == Language::French ? field.help : QString()},
            {QStringLiteral("required"), field.required},
            {QStringLiteral("value"), shownValue(field.type, value)},
            {QStringLiteral("options"), optionRows(field, language)},
            {QStringLiteral("suggestions"), field.suggestions},
            {QStringLiteral("maxLength"), field.maxLength.value_or(0)},
            {QStringLiteral("maxItems"), field.maxItems.value_or(0)},
            {QStringLiteral("unit"), field.unit},
            {QStringLiteral("min"), field.least ? QVariant(*field.least) : QVariant()},
            {QStringLiteral("max"), field.most ? QVariant(*field.most) : QVariant()},
            {QStringLiteral("error"), wrong ? errorText(failures[field.key], field) : QString()},
            {QStringLiteral("placeholder"), field.example.isString() && wording ? field.example.toString() : QString()},
            {QStringLiteral("defaultNow"), field.defaultValue == QStringLiteral("now")},
            {QStringLiteral("hasEnglish"), wording},
            {QStringLiteral("valueEn"), draft.values.value(field.key + QStringLiteral("En")).toString()}};
}

// The report of a liaison officer or an on-call officer: free fields that are never published.
struct Entry
{
    const char *key;
    const char *type;
    const char *label;
    bool required;
};
constexpr Entry entries[] = {
    {"what", "text", QT_TRANSLATE_NOOP("Form", "What happened"), true},
    {"where", "commune", QT_TRANSLATE_NOOP("Form", "Municipality"), true},
    {"when", "datetime", QT_TRANSLATE_NOOP("Form", "Time of the facts"), false},
    {"hazards", "text", QT_TRANSLATE_NOOP("Form", "Hazards"), false},
    {"access", "text", QT_TRANSLATE_NOOP("Form", "Access and roads"), false},
    {"casualties", "text", QT_TRANSLATE_NOOP("Form", "Casualties (restricted, never published)"), false},
    {"resources", "text", QT_TRANSLATE_NOOP("Form", "Resources engaged"), false},
    {"text", "text", QT_TRANSLATE_NOOP("Form", "Remarks"), false},
};

QList<QVariantMap> reportRows(const Draft &draft)
{
    QList<QVariantMap> rows;
    for (const auto &entry : entries) {
        const auto key = QString::fromLatin1(entry.key);
        const auto type = QString::fromLatin1(entry.type);
        QVariantMap row;
        for (const auto &role : fieldRoles())
            row.insert(role, QString());
        row[QStringLiteral("key")] = key;
        row[QStringLiteral("type")] = type;
        row[QStringLiteral("label")] = Words::tr(entry.label);
        row[QStringLiteral("required")] = entry.required;
        row[QStringLiteral("hasEnglish")] = false;
        row[QStringLiteral("defaultNow")] = entry.type == std::string_view("datetime");
        row[QStringLiteral("maxLength")] = 2000;
        row[QStringLiteral("maxItems")] = 1;
        row[QStringLiteral("options")] = QVariantList();
        row[QStringLiteral("suggestions")] = QStringList();
        row[QStringLiteral("value")] = shownValue(
            entry.type == std::string_view("commune") ? message::FieldType::Commune : message::FieldType::Text,
            draft.values.value(key));
        rows.append(row);
    }
    return rows;
}

QString lengthLabel(const message::Rendered &text)
{
    return text.limit.most ? QStringLiteral("%1 / %2").arg(text.length).arg(*text.limit.most)
                           : QString::number(text.length);
}

QString droppedLabel(const message::Template &owner, const message::Rendered &text, Language language)
{
    const auto labels = message::droppedLabels(owner, text, language);
    if (labels.isEmpty())
        return {};
    //: %1 is a number of characters, %2 a list of what was left out of the text so that it fits.
    return Words::tr("Removed to fit in %1: %2.")
        .arg(text.limit.most.value_or(text.length))
        .arg(labels.join(QStringLiteral(", ")));
}

} // namespace

QStringList fieldRoles()
{
    return {QStringLiteral("key"),        QStringLiteral("type"),        QStringLiteral("label"),
            QStringLiteral("help"),       QStringLiteral("required"),    QStringLiteral("value"),
            QStringLiteral("options"),    QStringLiteral("suggestions"), QStringLiteral("maxLength"),
            QStringLiteral("maxItems"),   QStringLiteral("unit"),        QStringLiteral("min"),
            QStringLiteral("max"),        QStringLiteral("error"),       QStringLiteral("placeholder"),
            QStringLiteral("defaultNow"), QStringLiteral("hasEnglish"),  QStringLiteral("valueEn")};
}

QStringList channelRoles()
{
    return {QStringLiteral("channel"), QStringLiteral("title"),   QStringLiteral("available"),
            QStringLiteral("chosen"),  QStringLiteral("textFr"),  QStringLiteral("textEn"),
            QStringLiteral("length"),  QStringLiteral("limit"),   QStringLiteral("fits"),
            QStringLiteral("left"),    QStringLiteral("dropped"), QStringLiteral("lengthLabel")};
}

QList<std::pair<QString, QString>> reportLabels()
{
    QList<std::pair<QString, QString>> labels;
    for (const auto &entry : entries)
        if (entry.type == std::string_view("text"))
            labels.append({QString::fromLatin1(entry.key), Words::tr(entry.label)});
    return labels;
}

QList<QVariantMap> fieldRows(const Content &content, const Draft &draft)
{
    if (draft.kind == QStringLiteral("fieldReport"))
        return reportRows(draft);
    const auto owner = content.catalogue().find(draft.templateId);
    if (!owner)
        return {};
    const auto failures = message::fieldFailures(**owner, draft.values);
    QList<QVariantMap> rows;
    for (const auto &field : (*owner)->fields)
        rows.append(fieldRow(field, draft, failures, content.language()));
    return rows;
}

QList<QVariantMap> channelRows(const Content &content, const Draft &draft)
{
    const auto owner = content.catalogue().find(draft.templateId);
    if (!owner || draft.kind == QStringLiteral("fieldReport"))
        return {};
    QList<QVariantMap> rows;
    const auto served = content.channels();
    for (const auto channel : message::allChannels) {
        const auto french = renderedText(content, draft, channel, Language::French, true);
        const auto english = renderedText(content, draft, channel, Language::English, true);
        if (!french || !english)
            continue;
        const auto &shown = !draft.includeEnglish || french->length >= english->length ? *french : *english;
        const qsizetype limit = shown.limit.most.value_or(0);
        rows.append({{QStringLiteral("channel"), message::channelName(channel)},
                     {QStringLiteral("title"), channelTitle(channel)},
                     {QStringLiteral("available"), served.contains(channel)},
                     {QStringLiteral("chosen"), draft.channels.contains(message::channelName(channel))},
                     {QStringLiteral("textFr"), french->text},
                     {QStringLiteral("textEn"), draft.includeEnglish ? english->text : QString()},
                     {QStringLiteral("length"), shown.length},
                     {QStringLiteral("limit"), limit},
                     {QStringLiteral("left"), limit > 0 ? limit - shown.length : qsizetype{0}},
                     {QStringLiteral("fits"), french->fits && (!draft.includeEnglish || english->fits)},
                     {QStringLiteral("dropped"), droppedLabel(**owner, shown, content.language())},
                     {QStringLiteral("lengthLabel"), lengthLabel(shown)}});
    }
    return rows;
}

QList<QVariantMap> agreementRows(const Content &content, const QStringList &needed,
                                 const QList<submission::Agreement> &recorded)
{
    QList<QVariantMap> rows;
    for (const auto &id : needed) {
        const auto found = std::ranges::find(recorded, id, &submission::Agreement::id);
        const auto had = found != recorded.end();
        rows.append({{QStringLiteral("id"), id},
                     {QStringLiteral("label"), agreementTitle(content, id)},
                     {QStringLiteral("closed"), had},
                     {QStringLiteral("note"), had ? agreementWords(*found) : QString()},
                     {QStringLiteral("conditional"), submission::isConditional(id)}});
    }
    return rows;
}

QJsonValue jsonOf(const message::Field *field, const QVariant &value)
{
    using Type = message::FieldType;
    const auto type = field ? field->type : Type::Text;
    if (type == Type::Boolean)
        return value.toBool();
    if (value.userType() == QMetaType::QDateTime) {
        const auto at = value.toDateTime();
        return at.isValid() ? QJsonValue(message::inParis(at).toString(Qt::ISODate)) : QJsonValue();
    }
    const auto text = value.toString().normalized(QString::NormalizationForm_C);
    if (text.trimmed().isEmpty())
        return {};
    if (type == Type::Integer || type == Type::Decimal) {
        bool number = false;
        auto typed = text.trimmed();
        typed.replace(QLatin1Char(','), QLatin1Char('.')).remove(QChar(0x00A0)).remove(QLatin1Char(' '));
        const double parsed = typed.toDouble(&number);
        // A text that is no number stays as typed: the form says what is wrong with it.
        return number ? QJsonValue(parsed) : QJsonValue(text);
    }
    return text;
}

} // namespace astreinte::app
