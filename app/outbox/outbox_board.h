// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/outbox/outbox_item.h"
#include "app/rows.h"

#include <QObject>
#include <QTimer>
#include <QtQml/qqmlregistration.h>
#include <memory>

namespace astreinte::app {

class Clock;
class Composer;
class Content;
class Courier;
class Outbox;
class OutboxSearch;
class Sending;

// What this phone has submitted, and how far each one has come: a page at a time, or what a search finds.
class OutboxBoard : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the application")
    Q_PROPERTY(astreinte::app::Rows *items READ items CONSTANT)
    // Words that what is listed must hold; empty lists everything.
    Q_PROPERTY(QString search READ search WRITE setSearch NOTIFY changed)
    // There is enough to search in.
    Q_PROPERTY(bool searchable READ searchable NOTIFY changed)
    // Still looking, and nothing found so far.
    Q_PROPERTY(bool searching READ searching NOTIFY changed)
    Q_PROPERTY(QString selectedId READ selectedId NOTIFY changed)
    // The row of the submission that is shown, with the roles of `items`; empty while none is.
    Q_PROPERTY(QVariantMap selected READ selected NOTIFY changed)
    Q_PROPERTY(astreinte::app::Rows *steps READ steps CONSTANT)
    Q_PROPERTY(astreinte::app::Rows *texts READ texts CONSTANT)
    Q_PROPERTY(QString problem READ problem NOTIFY changed)

public:
    OutboxBoard(Outbox &outbox, Courier &courier, const Sending &sending, Composer &composer, const Content &content,
                const Clock &clock, QObject *parent = nullptr);
    ~OutboxBoard() override;

    [[nodiscard]] Rows *items() const { return m_items; }
    [[nodiscard]] QString search() const { return m_query; }
    void setSearch(const QString &words);
    [[nodiscard]] bool searchable() const;
    [[nodiscard]] bool searching() const;
    [[nodiscard]] QString selectedId() const { return m_selectedId; }
    [[nodiscard]] QVariantMap selected() const { return m_selected; }
    [[nodiscard]] Rows *steps() const { return m_steps; }
    [[nodiscard]] Rows *texts() const { return m_texts; }
    [[nodiscard]] QString problem() const { return m_problem; }

    Q_INVOKABLE void select(const QString &submissionId);
    // Everything that waits, at once; the selected one whatever the network, as the person has just decided.
    Q_INVOKABLE void tryNow();
    // Opens a new revision of a returned or waiting submission in the composer.
    Q_INVOKABLE void edit(const QString &submissionId);
    Q_INVOKABLE void cancel(const QString &submissionId);

Q_SIGNALS:
    void changed();
    void editing(const QString &draftId);
    // A waiting item became a draft again.
    void takenBack();

private:
    void readAgain();
    void readMore();
    void read();
    void lookFurther();
    void itemChanged(const QString &id);
    void show();
    void showTexts(const OutboxItem *item);
    [[nodiscard]] QVariantMap row(const OutboxItem &item) const;

    Outbox &m_outbox;
    Courier &m_courier;
    const Sending &m_sending;
    Composer &m_composer;
    const Content &m_content;
    const Clock &m_clock;
    int m_wanted; // rows, raised when the view comes to the end
    Rows *m_items;
    Rows *m_steps;
    Rows *m_texts;
    QList<OutboxItem> m_listed;
    bool m_more = false; // beyond what is listed
    QString m_query;
    std::unique_ptr<OutboxSearch> m_search;
    QTimer m_looking;
    QString m_selectedId;
    QVariantMap m_selected;
    QString m_problem;
    QTimer m_tick;
};

} // namespace astreinte::app
