// SPDX-License-Identifier: EUPL-1.2
#include "app/session/settings.h"

#include "app/composition/content.h"
#include "app/outbox/outbox.h"
#include "app/sync/server_link.h"
#include "app/vault/vault.h"

#include <QLocale>
#include <QSslSocket>
#include <algorithm>

namespace astreinte::app {
namespace {

const QString languageKey = QStringLiteral("language");
const QString themeKey = QStringLiteral("theme");
const QString scaleKey = QStringLiteral("textScale");
const QString motionKey = QStringLiteral("reducedMotion");
const QString exerciseKey = QStringLiteral("exercise");

} // namespace

Settings::Settings(const QString &file, const Vault &vault, const Content &content, const Outbox &outbox,
                   const ServerLink &link, QObject *parent)
    : QObject(parent), m_store(file, QSettings::IniFormat), m_vault(vault), m_content(content), m_outbox(outbox),
      m_link(link),
      m_diagnostics(new Rows({QStringLiteral("label"), QStringLiteral("value")}, QStringLiteral("label"), this))
{
    connect(&content, &Content::changed, this, &Settings::statusChanged);
    // Known also before the PIN is typed: the banner of an exercise is on every screen.
    connect(&content, &Content::changed, this, [this] {
        if (m_content.rosterVersion() > 0)
            m_store.setValue(exerciseKey, m_content.exercise());
    });
    connect(&link, &ServerLink::changed, this, &Settings::statusChanged);
    connect(&outbox, &Outbox::changed, this, &Settings::statusChanged);
}

Settings::~Settings() = default;

QString Settings::language() const
{
    const auto chosen = m_store.value(languageKey).toString();
    return chosen == QStringLiteral("fr") || chosen == QStringLiteral("en") ? chosen : QStringLiteral("system");
}

void Settings::setLanguage(const QString &value)
{
    if (language() == value)
        return;
    m_store.setValue(languageKey, value);
    Q_EMIT languageChanged();
    Q_EMIT changed();
}

QString Settings::theme() const
{
    return m_store.value(themeKey, QStringLiteral("system")).toString();
}

void Settings::setTheme(const QString &value)
{
    if (theme() == value)
        return;
    m_store.setValue(themeKey, value);
    Q_EMIT changed();
}

double Settings::textScale() const
{
    return std::clamp(m_store.value(scaleKey, 1.0).toDouble(), 1.0, 2.0);
}

void Settings::setTextScale(double value)
{
    m_store.setValue(scaleKey, std::clamp(value, 1.0, 2.0));
    Q_EMIT changed();
}

bool Settings::reducedMotion() const
{
    return m_store.value(motionKey, false).toBool();
}

void Settings::setReducedMotion(bool value)
{
    m_store.setValue(motionKey, value);
    Q_EMIT changed();
}

bool Settings::exercise() const
{
    return m_store.value(exerciseKey, false).toBool();
}

QString Settings::storageText() const
{
    const auto free = m_vault.freeBytes();
    return free < 0 ? QString() : tr("%1 free on this phone").arg(QLocale().formattedDataSize(free));
}

QString Settings::attribution() const
{
    return m_content.communes().attribution();
}

QString Settings::serverOrigin() const
{
    return m_link.origin();
}

QString Settings::lastReceiptText() const
{
    return m_outbox.lastReceiptText();
}

void Settings::refresh()
{
    const auto offset = m_link.clockOffset().count();
    m_diagnostics->setRows(
        {{{QStringLiteral("label"), tr("Version")}, {QStringLiteral("value"), QStringLiteral("0.1.0")}},
         {{QStringLiteral("label"), tr("Server")}, {QStringLiteral("value"), m_link.origin()}},
         {{QStringLiteral("label"), tr("This phone's key")}, {QStringLiteral("value"), m_link.kid()}},
         {{QStringLiteral("label"), tr("Clock difference with the server")},
          {QStringLiteral("value"), tr("%n s", nullptr, int(offset / 1000))}},
         {{QStringLiteral("label"), tr("Rules received")},
          {QStringLiteral("value"), QString::number(m_content.version())}},
         {{QStringLiteral("label"), tr("Items waiting")},
          {QStringLiteral("value"), QString::number(m_outbox.waitingCount())}},
         {{QStringLiteral("label"), tr("TLS library")},
          {QStringLiteral("value"), QSslSocket::sslLibraryVersionString()}},
         {{QStringLiteral("label"), tr("Last trouble")},
          {QStringLiteral("value"), m_link.lastFailure() ? m_link.lastFailure()->userText() : tr("None")}}});
    Q_EMIT statusChanged();
}

void Settings::unenrol()
{
    Q_EMIT unenrolled();
}

} // namespace astreinte::app
