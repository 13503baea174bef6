// SPDX-License-Identifier: EUPL-1.2
#include "core/message/plain_text.h"

#include "core/message/graphemes.h"

#include <QList>

namespace astreinte::message {
namespace {

constexpr char32_t zeroWidthJoiner = 0x200D;
constexpr char32_t emojiStyle = 0xFE0F;

QString codePointName(char32_t point)
{
    return QStringLiteral("U+%1").arg(QString::number(point, 16).toUpper().rightJustified(4, QLatin1Char('0')));
}

bool joinsPictographs(const QList<uint> &points, qsizetype at)
{
    qsizetype before = at - 1;
    if (before > 0 && points.at(before) == emojiStyle)
        --before;
    return before >= 0 && at + 1 < points.size() && isPictograph(points.at(before)) && isPictograph(points.at(at + 1));
}

// Characters that show nothing though they are no format controls: they would hide or empty a name.
bool isInvisible(char32_t point)
{
    return point == 0x034F || point == 0x115F || point == 0x1160 || point == 0x3164 || point == 0xFFA0 ||
           point == 0x2800 || (point >= 0xFE00 && point <= 0xFE0D) || (point >= 0xE0100 && point <= 0xE01EF);
}

bool isRefused(const QList<uint> &points, qsizetype at)
{
    const char32_t point = points.at(at);
    switch (QChar::category(point)) {
    case QChar::Other_Control:
        return point != U'\n';
    case QChar::Other_Format:
        return point != zeroWidthJoiner || !joinsPictographs(points, at);
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return QChar::isNonCharacter(point) || isInvisible(point);
    }
}

} // namespace

Result<QString> plainText(const QString &text, const QString &where)
{
    QString normal = text.normalized(QString::NormalizationForm_C);
    normal.replace(QLatin1String("\r\n"), QLatin1String("\n"));
    const qsizetype lone = loneSurrogate(normal);
    if (lone >= 0)
        return fail(Reason::MalformedText, QStringLiteral("%1, character %2: lone surrogate").arg(where).arg(lone + 1));
    const QList<uint> points = normal.toUcs4();
    for (qsizetype i = 0; i < points.size(); ++i)
        if (isRefused(points, i))
            return fail(Reason::MalformedText, QStringLiteral("%1, character %2: %3 is not allowed")
                                                   .arg(where)
                                                   .arg(i + 1)
                                                   .arg(codePointName(points.at(i))));
    return normal.trimmed();
}

qsizetype loneSurrogate(QStringView text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (!text.at(i).isSurrogate())
            continue;
        if (text.at(i).isLowSurrogate() || i + 1 >= text.size() || !text.at(i + 1).isLowSurrogate())
            return i;
        ++i;
    }
    return -1;
}

} // namespace astreinte::message
