// SPDX-License-Identifier: EUPL-1.2
#include "core/message/catalogue.h"

#include <algorithm>

namespace astreinte::message {

const Option *Field::option(QStringView value) const
{
    const auto found = std::ranges::find_if(options, [&](const Option &each) { return each.value == value; });
    return found == options.end() ? nullptr : &*found;
}

const Field *Template::field(QStringView key) const
{
    const auto found = std::ranges::find_if(fields, [&](const Field &each) { return each.key == key; });
    return found == fields.end() ? nullptr : &*found;
}

const TemplateText &Template::text(Channel channel, Language language) const
{
    static const TemplateText none;
    const auto found = texts.constFind({channel, language});
    return found == texts.constEnd() ? none : *found;
}

Result<const Template *> Catalogue::find(QStringView id) const
{
    const auto found = std::ranges::find_if(m_templates, [&](const Template &each) { return each.id == id; });
    if (found == m_templates.end())
        return fail(Reason::UnknownTemplate, QStringLiteral("template `%1`").arg(id.left(60)));
    return &*found;
}

} // namespace astreinte::message
