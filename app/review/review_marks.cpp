// SPDX-License-Identifier: EUPL-1.2
#include "app/review/review_desk.h"
#include "core/signature/bytes.h"

#include <algorithm>

// Where the authority asks for another blur : part of what it signs when it returns.
namespace astreinte::app {

void ReviewDesk::mark(const QString &photo, double x, double y, double w, double h, const QString &reason)
{
    const auto digest = QByteArray::fromHex(photo.toLatin1());
    const auto words = reason.simplified().normalized(QString::NormalizationForm_C).left(200);
    const bool known = m_manifest && std::ranges::any_of(m_manifest->content().photos,
                                                         [&](const auto &one) { return one.sha256 == digest; });
    if (!known || words.isEmpty() || w <= 0 || h <= 0 || m_marks.size() >= submission::mostMarks)
        return;
    m_marks.append({digest, submission::roundedArea({x, y, w, h}), words});
    showMarks();
}

void ReviewDesk::unmark(const QString &markId)
{
    bool known = false;
    const auto index = markId.toInt(&known);
    if (!known || index < 0 || index >= m_marks.size())
        return;
    m_marks.removeAt(index);
    showMarks();
}

void ReviewDesk::showMarks()
{
    QList<QVariantMap> rows;
    for (qsizetype i = 0; i < m_marks.size(); ++i) {
        const auto &mark = m_marks[i];
        rows.append({{QStringLiteral("markId"), QString::number(i)},
                     {QStringLiteral("photo"), QString::fromLatin1(signature::hex(mark.photo))},
                     {QStringLiteral("x"), mark.area.x()},
                     {QStringLiteral("y"), mark.area.y()},
                     {QStringLiteral("w"), mark.area.width()},
                     {QStringLiteral("h"), mark.area.height()},
                     {QStringLiteral("reason"), mark.reason}});
    }
    m_markRows->setRows(rows);
    Q_EMIT changed();
}

} // namespace astreinte::app
