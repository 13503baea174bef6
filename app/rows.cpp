// SPDX-License-Identifier: EUPL-1.2
#include "app/rows.h"

#include <algorithm>

namespace astreinte::app {

Rows::Rows(const QStringList &roles, const QString &key, QObject *parent) : QAbstractListModel(parent), m_key(key)
{
    Q_ASSERT(roles.contains(key));
    for (qsizetype i = 0; i < roles.size(); ++i)
        m_roles.insert(Qt::UserRole + int(i), roles[i].toUtf8());
}

int Rows::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant Rows::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto name = m_roles.constFind(role);
    return name == m_roles.constEnd() ? QVariant() : m_rows[index.row()].value(QString::fromUtf8(*name));
}

void Rows::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    m_more = false; // until setMore() says so again
    Q_EMIT moreWanted();
}

QVariantMap Rows::get(int row) const
{
    return row >= 0 && row < count() ? m_rows[row] : QVariantMap();
}

int Rows::indexOf(const QString &key) const
{
    const auto found =
        std::ranges::find_if(m_rows, [&](const QVariantMap &row) { return row.value(m_key).toString() == key; });
    return found == m_rows.end() ? -1 : int(found - m_rows.begin());
}

void Rows::updateRow(int row, const QVariantMap &values)
{
    QList<int> changed;
    for (auto role = m_roles.cbegin(); role != m_roles.cend(); ++role) {
        const auto name = QString::fromUtf8(role.value());
        if (m_rows[row].value(name) != values.value(name))
            changed.append(role.key());
    }
    if (changed.isEmpty())
        return;
    m_rows[row] = values;
    Q_EMIT dataChanged(index(row), index(row), changed);
}

// What the old and the new list share at both ends is updated in place; only the middle is removed and inserted.
void Rows::setRows(const QList<QVariantMap> &rows)
{
    const auto same = [this](const QVariantMap &a, const QVariantMap &b) { return a.value(m_key) == b.value(m_key); };
    const int before = count();
    const int shorter = int(std::min(m_rows.size(), rows.size()));
    int head = 0;
    while (head < shorter && same(m_rows[head], rows[head]))
        ++head;
    int tail = 0;
    while (tail < shorter - head && same(m_rows[before - 1 - tail], rows[rows.size() - 1 - tail]))
        ++tail;
    if (const int gone = before - head - tail; gone > 0) {
        beginRemoveRows({}, head, head + gone - 1);
        m_rows.remove(head, gone);
        endRemoveRows();
    }
    if (const int fresh = int(rows.size()) - head - tail; fresh > 0) {
        beginInsertRows({}, head, head + fresh - 1);
        for (int i = 0; i < fresh; ++i)
            m_rows.insert(head + i, rows[head + i]);
        endInsertRows();
    }
    for (int i = 0; i < int(rows.size()); ++i)
        updateRow(i, rows[i]);
    if (before != count())
        Q_EMIT countChanged();
}

} // namespace astreinte::app
