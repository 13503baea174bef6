// SPDX-License-Identifier: EUPL-1.2
#include "app/composition/proposals.h"

#include "app/composition/content.h"
#include "app/composition/form_rows.h"
#include "core/message/paris_time.h"

#include <QJsonArray>

namespace astreinte::app {
namespace {

// The promise of a next update (BRIEF §1.6); the templates that need one say within how long.
const QString nextUpdate = QStringLiteral("prochainPoint");

QJsonValue instantText(const QDateTime &at)
{
    return message::inParis(at).toString(Qt::ISODate);
}

QJsonValue communeProposal(const message::Field &field, const Content &content,
                           const std::optional<place::Coordinates> &where)
{
    const auto commune = where && field.required ? content.certainCommune(*where) : std::nullopt;
    if (!commune)
        return QJsonValue::Undefined;
    const auto json = place::communeToJson(*commune);
    return field.type == message::FieldType::Communes ? QJsonValue(QJsonArray{json}) : QJsonValue(json);
}

QJsonValue proposal(const message::Template &owner, const message::Field &field, const Content &content,
                    const std::optional<place::Coordinates> &where, const QDateTime &now)
{
    using Type = message::FieldType;
    if (field.defaultValue == QStringLiteral("now"))
        return instantText(now);
    if (!field.defaultValue.isEmpty())
        return jsonOf(&field, field.defaultValue);
    if (field.type == Type::Commune || field.type == Type::Communes)
        return communeProposal(field, content, where);
    if (field.key == nextUpdate && field.required && owner.followUp.withinMinutes > 0)
        return instantText(now.addSecs(qint64{60} * owner.followUp.withinMinutes));
    return QJsonValue::Undefined;
}

} // namespace

void propose(Draft &draft, const Content &content, const std::optional<place::Coordinates> &where, const QDateTime &now)
{
    const auto owner = content.catalogue().find(draft.templateId);
    if (!owner)
        return;
    for (const auto &field : (*owner)->fields) {
        if (draft.values.contains(field.key))
            continue;
        const auto value = proposal(**owner, field, content, where, now);
        if (value.isUndefined() || value.isNull())
            continue;
        draft.values.insert(field.key, value);
        if (field.defaultValue == QStringLiteral("now"))
            draft.factsAt = signature::fromDateTime(now.toUTC());
    }
}

} // namespace astreinte::app
