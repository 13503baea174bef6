// SPDX-License-Identifier: EUPL-1.2
#include "app/composition/composer.h"

#include "app/capture/photo_shelf.h"
#include "app/composition/content.h"
#include "app/composition/drafts.h"
#include "app/composition/form_rows.h"
#include "app/composition/incidents.h"
#include "app/composition/proposals.h"
#include "app/composition/time_words.h"
#include "app/outbox/outbox.h"
#include "app/ports/clock.h"
#include "app/ports/position_source.h"
#include "core/message/paris_time.h"
#include "core/text/plain_text.h"

#include <QJsonArray>
#include <algorithm>

// What the person does in the form.
namespace astreinte::app {
namespace {

const message::Field *fieldOf(const Content &content, const QString &templateId, const QString &key)
{
    const auto owner = content.catalogue().find(templateId);
    return owner ? (*owner)->field(key) : nullptr;
}

} // namespace

void Composer::selectTemplate(const QString &templateId)
{
    if (!m_content.catalogue().find(templateId))
        return;
    if (!hasDraft())
        begin(QStringLiteral("proposal"));
    // What was typed under another template stays: the fields with the same name and type come back with it.
    edit(
        [&](Draft &draft) {
            draft.templateId = templateId;
            const auto photo = m_shelf.ofDraft(draft.id);
            const auto fixed = std::ranges::find_if(photo, [](const Photo &one) { return one.fix.has_value(); });
            propose(draft, m_content,
                    fixed == photo.end()
                        ? std::nullopt
                        : std::optional(place::Coordinates{fixed->fix->latitude, fixed->fix->longitude}),
                    m_clock.dateTime());
        },
        true);
}

bool Composer::proposeFirstMessage()
{
    const auto *incident = hasDraft() ? m_incidents.find(m_drafts.current()->incident) : nullptr;
    if (incident == nullptr || incident->firstPublicAt || !m_content.catalogue().find(firstMessage))
        return false;
    const bool underWay = m_outbox.anyOfIncident(incident->id.text(), [](const OutboxItem &item) {
        return item.draft.kind == QStringLiteral("proposal") && item.state != submission::State::Refused;
    });
    if (!underWay)
        selectTemplate(firstMessage);
    return !underWay;
}

void Composer::setValue(const QString &key, const QVariant &value)
{
    if (!hasDraft())
        return;
    const auto *field = fieldOf(m_content, templateId(), key);
    const auto json = jsonOf(field, value);
    edit([&](Draft &draft) {
        if (json.isNull() || json.isUndefined())
            draft.values.remove(key);
        else
            draft.values.insert(key, json);
        if (field && field->type == message::FieldType::DateTime && field->defaultValue == QStringLiteral("now"))
            if (const auto at = message::instantFromText(json.toString(), key))
                draft.factsAt = signature::fromDateTime(*at);
    });
}

void Composer::setEnglish(const QString &key, const QString &text)
{
    edit([&](Draft &draft) {
        const auto english = key + QStringLiteral("En");
        if (text.isEmpty())
            draft.values.remove(english);
        else
            draft.values.insert(english, text.normalized(QString::NormalizationForm_C));
    });
}

void Composer::addCommune(const QString &key, const QString &code)
{
    const auto commune = m_content.communes().byCode(code);
    if (!commune)
        return;
    const auto *field = fieldOf(m_content, templateId(), key);
    const bool many = field && field->type == message::FieldType::Communes;
    const auto json = place::communeToJson(*commune);
    edit([&](Draft &draft) {
        if (!many) {
            draft.values.insert(key, json);
            return;
        }
        auto chosen = draft.values.value(key).toArray();
        for (const auto &one : chosen)
            if (one.toObject().value(QLatin1String("code")).toString() == code)
                return;
        chosen.append(json);
        draft.values.insert(key, chosen);
    });
    setCommuneSearch({});
}

void Composer::removeCommune(const QString &key, const QString &code)
{
    edit([&](Draft &draft) {
        if (!draft.values.value(key).isArray()) {
            draft.values.remove(key);
            return;
        }
        QJsonArray left;
        for (const auto chosen = draft.values.value(key).toArray(); const auto &one : chosen)
            if (one.toObject().value(QLatin1String("code")).toString() != code)
                left.append(one);
        if (left.isEmpty())
            draft.values.remove(key);
        else
            draft.values.insert(key, left);
    });
}

void Composer::setNow(const QString &key)
{
    setValue(key, message::inParis(m_clock.dateTime()).toString(Qt::ISODate));
}

void Composer::setChannel(const QString &channel, bool on)
{
    edit([&](Draft &draft) {
        draft.channels.removeAll(channel);
        if (on)
            draft.channels.append(channel);
        // In the order of the list, whatever the order of the taps.
        QStringList ordered;
        for (const auto known : message::allChannels)
            if (draft.channels.contains(message::channelName(known)))
                ordered.append(message::channelName(known));
        draft.channels = ordered;
    });
}

void Composer::recordAgreement(const QString &id, const QString &by, const QString &means, const QString &time)
{
    const auto name = by.trimmed().normalized(QString::NormalizationForm_C);
    const auto known = submission::meansFromName(means);
    const auto at = clockTimeBefore(time, m_clock.now());
    const auto written = text::checkPlainText(name, text::Lines::One);
    if (name.isEmpty() || !known || !at || !written) {
        m_problem = Failure{written ? Reason::InvalidValue : Reason::MalformedText, {}}.userText();
        Q_EMIT changed();
        return;
    }
    edit([&](Draft &draft) {
        draft.agreements.removeIf([&](const submission::Agreement &each) { return each.id == id; });
        draft.agreements.append({id, name, *at, *known});
    });
}

void Composer::forgetAgreement(const QString &id)
{
    edit([&](Draft &draft) {
        draft.agreements.removeIf([&](const submission::Agreement &each) { return each.id == id; });
    });
}

void Composer::acceptGuard(const QString &id)
{
    edit([&](Draft &draft) {
        if (!draft.guards.contains(id))
            draft.guards.append(id);
    });
}

void Composer::setLanguage(const QString &language)
{
    if (m_language == language)
        return;
    m_language = language;
    Q_EMIT changed();
}

void Composer::setIncludeEnglish(bool on)
{
    edit([&](Draft &draft) { draft.includeEnglish = on; });
}

void Composer::setFactsAt(const QDateTime &at)
{
    edit([&](Draft &draft) { draft.factsAt = signature::fromDateTime(at.toUTC()); });
}

void Composer::setCommuneSearch(const QString &text)
{
    m_communeSearch = text;
    QList<QVariantMap> rows;
    const auto fix = m_position.lastFix();
    const auto here = fix ? std::optional(place::Coordinates{fix->latitude, fix->longitude}) : std::nullopt;
    const auto add = [&](const place::Commune &commune) {
        QVariantMap row{{QStringLiteral("code"), commune.code},
                        {QStringLiteral("name"), commune.name},
                        {QStringLiteral("label"), m_content.communes().displayName(commune)},
                        {QStringLiteral("distanceKm"), -1.0}};
        if (here && commune.centre)
            row[QStringLiteral("distanceKm")] = place::distanceInMetres(*here, *commune.centre) / 1000.0;
        rows.append(row);
    };
    // Nothing typed: what is near, since that is most often what is meant.
    if (text.trimmed().isEmpty() && here)
        for (const auto &near : m_content.communes().nearest(*here, 3))
            add(near.commune);
    else if (!text.trimmed().isEmpty())
        for (const auto &commune : m_content.communes().search(text))
            add(commune);
    m_communeMatches->setRows(rows);
    Q_EMIT communeSearchChanged();
}

} // namespace astreinte::app
