// SPDX-License-Identifier: EUPL-1.2
#include "server/content/request_reading.h"

#include <QJsonArray>

namespace astreinte::content {

Result<QString> textOf(const QJsonObject &request, const QString &name, Empty empty)
{
    const QJsonValue value = request.value(name);
    if (value.isUndefined() || value.isNull())
        return fail(Reason::MissingField, QStringLiteral("%1 is required").arg(name));
    if (!value.isString())
        return fail(Reason::InvalidValue, QStringLiteral("%1: a text is expected").arg(name));
    if (empty == Empty::Refused && value.toString().trimmed().isEmpty())
        return fail(Reason::MissingField, QStringLiteral("%1 is empty").arg(name));
    return value.toString();
}

Result<QStringList> textsOf(const QJsonObject &request, const QString &name, Presence presence)
{
    const QJsonValue value = request.value(name);
    if ((value.isUndefined() || value.isNull()) && presence == Presence::Optional)
        return QStringList();
    if (value.isUndefined() || value.isNull())
        return fail(Reason::MissingField, QStringLiteral("%1 is required").arg(name));
    if (!value.isArray())
        return fail(Reason::InvalidValue, QStringLiteral("%1: a list of texts is expected").arg(name));
    QStringList texts;
    for (const auto &each : value.toArray()) {
        if (!each.isString())
            return fail(Reason::InvalidValue, QStringLiteral("%1[%2]: a text is expected").arg(name).arg(texts.size()));
        texts << each.toString();
    }
    return texts;
}

Result<Language> languageOf(const QJsonObject &request, std::optional<Language> otherwise)
{
    const QJsonValue value = request.value(QLatin1String("language"));
    if ((value.isUndefined() || value.isNull()) && otherwise)
        return *otherwise;
    const auto code = textOf(request, QStringLiteral("language"));
    if (!code)
        return tl::unexpected(code.error());
    const auto language = languageFromCode(*code);
    if (!language)
        return fail(Reason::InvalidValue, QStringLiteral("language: “%1” is not fr or en").arg(code->left(40)));
    return *language;
}

} // namespace astreinte::content
