// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/message/lengths.h"
#include "core/message/template_text.h"
#include "core/place/commune.h"
#include "core/place/language.h"

#include <QHash>
#include <QJsonObject>
#include <QMap>
#include <QRegularExpression>

namespace astreinte::message {

// A text of the data file in both languages.
struct Bilingual
{
    QString french;
    QString english;
    [[nodiscard]] const QString &in(Language language) const { return language == Language::French ? french : english; }
};

enum class FieldType {
    Text,
    Commune,
    Communes,
    DateTime,
    Road,
    Watercourse,
    Integer,
    Decimal,
    Boolean,
    Enumeration,
    Url,
    Phone,
};

// One choice of an enumerated field: its forms per language (`label`, and what templates name: `tag`, `conseil`,
// `vu`…).
struct Option
{
    QString value;
    QHash<QString, QString> french;
    QHash<QString, QString> english;
    QJsonObject cap; // overrides of the template's CAP block, and `consignes`
    [[nodiscard]] const QHash<QString, QString> &forms(Language language) const
    {
        return language == Language::French ? french : english;
    }
    [[nodiscard]] QString label(Language language) const { return forms(language).value(QStringLiteral("label")); }
};

// What one entry of the form accepts.
struct Field
{
    QString key;
    FieldType type = FieldType::Text;
    Bilingual label;
    QString help; // French
    bool required = false;
    bool mustBeTrue = false;      // a box that has to be ticked
    QString requiredIf;           // key of a field whose value makes this one required
    std::optional<int> maxLength; // code points after NFC
    std::optional<int> maxItems;
    std::optional<double> least;
    std::optional<double> most;
    QString unit;
    QRegularExpression pattern; // empty pattern: anything
    QString defaultValue;       // "now" for the present instant, or a text; a form's proposal, never filled in silently
    QStringList suggestions;
    QList<Option> options;
    QJsonValue example;
    QString exampleEnglish;

    [[nodiscard]] const Option *option(QStringView value) const;
};

struct Approval
{
    QString onCall;    // "autorite_permanence", or "non": not open to an on-call officer
    QStringList extra; // agreements to record; keys of Catalogue::approvalLabels
};

struct FollowUp
{
    int withinMinutes = 0; // 0: none is expected
    QStringList suggest;   // template ids
};

struct Template
{
    QString id;
    Bilingual title;
    Bilingual when;
    QString group; // key of Catalogue::groupLabels
    QString icon;
    QList<Field> fields;
    QStringList consignes; // keys of Catalogue::consignes
    QString consignesFrom; // key of the enumerated field whose option brings them, or empty
    Approval approval;
    QStringList guards;                     // keys of Catalogue::guardLabels
    std::optional<QString> takedownTrigger; // French: when it must be taken down
    FollowUp followUp;
    QJsonObject cap; // the CAP 1.2 mapping, read by core/alert
    QMap<QPair<Channel, Language>, TemplateText> texts;
    QMap<Language, QList<TemplateText>> hashtags;

    [[nodiscard]] const Field *field(QStringView key) const;
    [[nodiscard]] const TemplateText &text(Channel channel, Language language) const;
};

// The templates in force, checked whole: no unknown field, filter, consigne or label is left in them. Immutable.
class Catalogue
{
public:
    // Reads the bytes of templates.json. Failures: MalformedJson, MalformedTemplate, UnknownFilter; the detail names
    // the template, the channel and language, and the position.
    [[nodiscard]] static Result<Catalogue> parse(const QByteArray &json);

    [[nodiscard]] const QString &version() const { return m_version; }
    [[nodiscard]] const QList<Template> &templates() const { return m_templates; }
    // Failure: UnknownTemplate.
    [[nodiscard]] Result<const Template *> find(QStringView id) const;
    [[nodiscard]] Limit limit(Channel channel) const { return m_limits.value(channel); }
    [[nodiscard]] const Bilingual &exercisePrefix() const { return m_exercisePrefix; }
    [[nodiscard]] const QHash<QString, Bilingual> &consignes() const { return m_consignes; }
    [[nodiscard]] const QHash<QString, Bilingual> &groupLabels() const { return m_groupLabels; }
    [[nodiscard]] const QHash<QString, Bilingual> &approvalLabels() const { return m_approvalLabels; }
    [[nodiscard]] const QHash<QString, Bilingual> &guardLabels() const { return m_guardLabels; }

private:
    friend class CatalogueReader;
    QString m_version;
    QList<Template> m_templates;
    QMap<Channel, Limit> m_limits;
    Bilingual m_exercisePrefix;
    QHash<QString, Bilingual> m_consignes;
    QHash<QString, Bilingual> m_groupLabels;
    QHash<QString, Bilingual> m_approvalLabels;
    QHash<QString, Bilingual> m_guardLabels;
};

// Fields that every template has without declaring them: the department, the bullet list of consignes, and the time of
// the next information point, optional everywhere.
inline constexpr QLatin1String departmentKey("dep");
inline constexpr QLatin1String consignesKey("consignes");
inline constexpr QLatin1String nextPointKey("prochainPoint");

} // namespace astreinte::message
