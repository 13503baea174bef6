// SPDX-License-Identifier: EUPL-1.2
#include "core/rights/consent_form.h"

#include <QRegularExpression>

namespace astreinte::rights {
namespace {

QString bodyOf(const QJsonObject &form)
{
    const auto french = form.value(QLatin1String("corps")).toString();
    return french.isEmpty() ? form.value(QLatin1String("body")).toString() : french;
}

const QRegularExpression &blank()
{
    static const QRegularExpression expression(QStringLiteral("\\{([a-z0-9]+(?::[a-z]+)?)\\}"));
    return expression;
}

// The first blank of `text` without a value, or nothing.
std::optional<QString> missingIn(const QString &text, const QMap<QString, QString> &values)
{
    for (auto found = blank().globalMatch(text); found.hasNext();) {
        const auto name = found.next().captured(1);
        if (values.value(name).trimmed().isEmpty())
            return name;
    }
    return std::nullopt;
}

// Optional parts are kept without their brackets, or left out whole.
Result<QString> withoutOptional(const QString &body, const QMap<QString, QString> &values)
{
    QString text;
    qsizetype at = 0;
    for (qsizetype open = body.indexOf(QLatin1String("[[")); open >= 0; open = body.indexOf(QLatin1String("[["), at)) {
        const auto close = body.indexOf(QLatin1String("]]"), open);
        if (close < 0)
            return fail(Reason::MalformedTemplate, QStringLiteral("consent form, character %1").arg(open));
        const auto part = body.mid(open + 2, close - open - 2);
        text += body.mid(at, open - at);
        if (!missingIn(part, values))
            text += part;
        at = close + 2;
    }
    return text + body.mid(at);
}

} // namespace

Result<QString> filledConsent(const QJsonObject &form, const QMap<QString, QString> &values)
{
    const auto body = bodyOf(form);
    if (body.isEmpty())
        return fail(Reason::MalformedTemplate, QStringLiteral("the consent form has no text"));
    const auto text = withoutOptional(body, values);
    if (!text)
        return text;
    if (const auto missing = missingIn(*text, values))
        return fail(Reason::MissingField, *missing);
    // One pass: a value that looks like a blank stays what the person wrote.
    QString filled;
    qsizetype at = 0;
    for (auto found = blank().globalMatch(*text); found.hasNext();) {
        const auto match = found.next();
        filled += QStringView(*text).mid(at, match.capturedStart() - at);
        filled += values.value(match.captured(1)).simplified();
        at = match.capturedEnd();
    }
    return filled + text->mid(at);
}

} // namespace astreinte::rights
