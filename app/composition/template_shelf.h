// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/rows.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace astreinte::app {

class Composer;
class Content;
class Session;

// The message templates that this person may use, by group, with search.
class TemplateShelf : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the application")
    Q_PROPERTY(astreinte::app::Rows *templates READ templates CONSTANT)
    Q_PROPERTY(QString filter READ filter WRITE setFilter NOTIFY changed)

public:
    TemplateShelf(const Content &content, Composer &composer, const Session &session, QObject *parent = nullptr);
    ~TemplateShelf() override;

    [[nodiscard]] Rows *templates() const { return m_rows; }
    [[nodiscard]] QString filter() const { return m_filter; }
    void setFilter(const QString &value);

    Q_INVOKABLE void select(const QString &templateId);

Q_SIGNALS:
    void changed();
    void selected(const QString &templateId);

private:
    void show();

    const Content &m_content;
    Composer &m_composer;
    const Session &m_session;
    Rows *m_rows;
    QString m_filter;
};

} // namespace astreinte::app
