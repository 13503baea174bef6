// SPDX-License-Identifier: EUPL-1.2
#include "core/message/plain_text.h"

#include "core/text/plain_text.h"

#include <QList>

namespace astreinte::message {
namespace {

QString codePointName(char32_t point)
{
    if (QChar::isSurrogate(point))
        return QStringLiteral("lone surrogate");
    return QStringLiteral("U+%1 is not allowed")
        .arg(QString::number(point, 16).toUpper().rightJustified(4, QLatin1Char('0')));
}

} // namespace

Result<QString> plainText(const QString &text, const QString &where)
{
    QString normal = text.normalized(QString::NormalizationForm_C);
    normal.replace(QLatin1String("\r\n"), QLatin1String("\n"));
    if (const auto refused = astreinte::text::firstRefused(normal))
        return fail(Reason::MalformedText, QStringLiteral("%1, character %2: %3")
                                               .arg(where)
                                               .arg(normal.left(refused->position).toUcs4().size() + 1)
                                               .arg(codePointName(refused->point)));
    return normal.trimmed();
}

} // namespace astreinte::message
