// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QDateTime>
#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace astreinte::app {

class Outbox;
class ServerLink;
class UnsentWatch;

// Whether the server answers, and how much is waiting for it.
class LinkState : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the application")
    Q_PROPERTY(bool online READ online NOTIFY changed)
    Q_PROPERTY(int waiting READ waiting NOTIFY changed)
    Q_PROPERTY(QString label READ label NOTIFY changed)
    Q_PROPERTY(QDateTime lastContact READ lastContact NOTIFY changed)
    Q_PROPERTY(QString problem READ problem NOTIFY changed)

public:
    LinkState(const ServerLink &link, const Outbox &outbox, const UnsentWatch &unsent, QObject *parent = nullptr);
    ~LinkState() override;

    [[nodiscard]] bool online() const;
    [[nodiscard]] int waiting() const;
    [[nodiscard]] QString label() const;
    [[nodiscard]] QDateTime lastContact() const;
    [[nodiscard]] QString problem() const;

Q_SIGNALS:
    void changed();

private:
    const ServerLink &m_link;
    const Outbox &m_outbox;
    const UnsentWatch &m_unsent;
};

} // namespace astreinte::app
