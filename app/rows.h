// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QAbstractListModel>
#include <QList>
#include <QVariantMap>
#include <QtQml/qqmlregistration.h>

namespace astreinte::app {

// The list model behind every screen: rows of named values. setRows() compares with what is shown and tells the view
// only what changed, so that a field being typed in keeps its focus and a list keeps its place.
class Rows : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the application")
    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    // `key` is the role that tells rows apart; it is one of `roles`.
    Rows(const QStringList &roles, const QString &key, QObject *parent = nullptr);

    [[nodiscard]] int count() const { return int(m_rows.size()); }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override { return m_roles; }

    void setRows(const QList<QVariantMap> &rows);
    // Whether a view that comes to the last row may ask for others, by moreWanted().
    void setMore(bool there) { m_more = there; }
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override { return !parent.isValid() && m_more; }
    void fetchMore(const QModelIndex &parent) override;
    void clear() { setRows({}); }
    [[nodiscard]] const QList<QVariantMap> &rows() const { return m_rows; }
    // The row as a JavaScript object, empty when there is none.
    Q_INVOKABLE QVariantMap get(int row) const;
    // The place of the row whose key is `key`, -1 when there is none.
    Q_INVOKABLE int indexOf(const QString &key) const;
    [[nodiscard]] QVariantMap find(const QString &key) const { return get(indexOf(key)); }

Q_SIGNALS:
    void countChanged();
    void moreWanted();

private:
    void updateRow(int row, const QVariantMap &values);

    QHash<int, QByteArray> m_roles;
    QString m_key;
    QList<QVariantMap> m_rows;
    bool m_more = false;
};

} // namespace astreinte::app
