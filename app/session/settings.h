// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/rows.h"

#include <QObject>
#include <QSettings>
#include <QtQml/qqmlregistration.h>

namespace astreinte::app {

class Content;
class Outbox;
class ServerLink;
class Session;
class Vault;

// Preferences of this phone, none of them secret, and what one needs to know to help someone.
class Settings : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the application")
    Q_PROPERTY(QString language READ language WRITE setLanguage NOTIFY changed)
    Q_PROPERTY(QString theme READ theme WRITE setTheme NOTIFY changed)
    Q_PROPERTY(double textScale READ textScale WRITE setTextScale NOTIFY changed)
    Q_PROPERTY(bool reducedMotion READ reducedMotion WRITE setReducedMotion NOTIFY changed)
    Q_PROPERTY(bool exercise READ exercise NOTIFY statusChanged)
    Q_PROPERTY(QString storageText READ storageText NOTIFY statusChanged)
    Q_PROPERTY(astreinte::app::Rows *diagnostics READ diagnostics CONSTANT)
    Q_PROPERTY(QString attribution READ attribution NOTIFY statusChanged)
    Q_PROPERTY(QString serverOrigin READ serverOrigin NOTIFY statusChanged)
    Q_PROPERTY(QString lastReceiptText READ lastReceiptText NOTIFY statusChanged)

public:
    Settings(const QString &file, const Vault &vault, const Content &content, const Outbox &outbox,
             const ServerLink &link, QObject *parent = nullptr);
    ~Settings() override;

    [[nodiscard]] QString language() const;
    void setLanguage(const QString &value);
    [[nodiscard]] QString theme() const;
    void setTheme(const QString &value);
    [[nodiscard]] double textScale() const;
    void setTextScale(double value);
    [[nodiscard]] bool reducedMotion() const;
    void setReducedMotion(bool value);
    [[nodiscard]] bool exercise() const;
    [[nodiscard]] QString storageText() const;
    [[nodiscard]] Rows *diagnostics() const { return m_diagnostics; }
    [[nodiscard]] QString attribution() const;
    [[nodiscard]] QString serverOrigin() const;
    [[nodiscard]] QString lastReceiptText() const;

    Q_INVOKABLE void refresh();
    Q_INVOKABLE void unenrol();

Q_SIGNALS:
    void changed();
    void languageChanged();
    void statusChanged();
    void unenrolled();

private:
    mutable QSettings m_store;
    const Vault &m_vault;
    const Content &m_content;
    const Outbox &m_outbox;
    const ServerLink &m_link;
    Rows *m_diagnostics;
};

} // namespace astreinte::app
