// SPDX-License-Identifier: EUPL-1.2
#include "app/composition/template_shelf.h"

#include "app/composition/composer.h"
#include "app/composition/content.h"
#include "app/session/session.h"
#include "core/place/search_key.h"

namespace astreinte::app {
TemplateShelf::TemplateShelf(const Content &content, Composer &composer, const Session &session, QObject *parent)
    : QObject(parent), m_content(content), m_composer(composer), m_session(session),
      m_rows(new Rows({QStringLiteral("templateId"), QStringLiteral("title"), QStringLiteral("group"),
                       QStringLiteral("groupTitle"), QStringLiteral("when"), QStringLiteral("icon"),
                       QStringLiteral("available"), QStringLiteral("first")},
                      QStringLiteral("templateId"), this))
{
    connect(&content, &Content::changed, this, &TemplateShelf::show);
    connect(&session, &Session::changed, this, &TemplateShelf::show);
    connect(&session, &Session::lockChanged, this, &TemplateShelf::show);
}

TemplateShelf::~TemplateShelf() = default;

void TemplateShelf::setFilter(const QString &value)
{
    if (m_filter == value)
        return;
    m_filter = value;
    show();
}

void TemplateShelf::show()
{
    // Before that no screen shows it, and asking for the templates would hold up the first one.
    if (!m_session.unlocked())
        return;
    const auto wanted = place::searchWords(m_filter);
    QList<QVariantMap> rows;
    for (const auto &one : m_content.catalogue().templates()) {
        const auto text = place::searchWords(one.title.french + QLatin1Char(' ') + one.title.english +
                                             QLatin1Char(' ') + one.when.french + QLatin1Char(' ') + one.when.english)
                              .join(QLatin1Char(' '));
        const bool found = std::ranges::all_of(wanted, [&](const QString &word) { return text.contains(word); });
        if (!found)
            continue;
        const bool open =
            m_session.roleId() != QStringLiteral("onCallOfficer") || one.approval.onCall != QStringLiteral("non");
        const QVariantMap row{
            {QStringLiteral("templateId"), one.id},
            {QStringLiteral("title"), m_content.in(one.title)},
            {QStringLiteral("group"), one.group},
            {QStringLiteral("groupTitle"), m_content.in(m_content.catalogue().groupLabels().value(one.group))},
            {QStringLiteral("when"), m_content.in(one.when)},
            {QStringLiteral("icon"), one.icon},
            {QStringLiteral("available"), open && m_session.canCompose()},
            {QStringLiteral("first"), one.id == firstMessage}};
        if (one.id == firstMessage)
            rows.prepend(row);
        else
            rows.append(row);
    }
    m_rows->setRows(rows);
    Q_EMIT changed();
}

void TemplateShelf::select(const QString &templateId)
{
    if (!m_rows->find(templateId).value(QStringLiteral("available")).toBool())
        return;
    m_composer.selectTemplate(templateId);
    Q_EMIT selected(templateId);
}

} // namespace astreinte::app
