// SPDX-License-Identifier: EUPL-1.2
#include "tests/qml/row_list.h"

namespace astreinte::tests {

void RowList::setRows(const QVariantList &rows)
{
    beginResetModel();
    m_rows = rows;
    for (const auto &row : rows)
        for (const auto &name : row.toMap().keys())
            if (const auto utf8 = name.toUtf8(); !m_roles.values().contains(utf8))
                m_roles.insert(Qt::UserRole + 1 + int(m_roles.size()), utf8);
    endResetModel();
    Q_EMIT rowsChanged();
}

int RowList::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant RowList::data(const QModelIndex &index, int role) const
{
    return get(index.row()).value(QString::fromUtf8(m_roles.value(role)));
}

QVariantMap RowList::get(int row) const
{
    return row >= 0 && row < count() ? m_rows.at(row).toMap() : QVariantMap();
}

int RowList::indexOf(const QString &key) const
{
    for (int row = 0; row < count(); ++row)
        if (get(row).value(m_key).toString() == key)
            return row;
    return -1;
}

} // namespace astreinte::tests
