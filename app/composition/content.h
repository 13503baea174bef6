// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/message/catalogue.h"
#include "core/place/communes.h"
#include "core/rights/questionnaire.h"
#include "core/signature/instant.h"

#include <QHash>
#include <QObject>

namespace astreinte::app {

class Vault;

struct DutySlot
{
    QString entry;
    QString role;
    QString person; // id
    signature::Instant from;
    signature::Instant to;
};

// The rules this phone works with: templates, rights table, communes, people and roster. They come with the
// application, and newer ones from the server's signed configuration, which is kept for the next start offline.
class Content : public QObject
{
    Q_OBJECT
public:
    explicit Content(QObject *parent = nullptr);

    // What ships with the application; a failure here is a broken installation.
    Result<void> loadBundled();
    // What the server sent last, once the vault is open.
    Result<void> loadStored(const Vault &vault);
    // A verified configuration payload (docs/protocol.md §4). StaleRevision for a version lower than the one held; a
    // template file with an error leaves everything as it was, and says where.
    Result<void> apply(const QJsonObject &configuration, Vault &vault);
    // The digests of the documents held, for `?have=`.
    [[nodiscard]] QStringList digests() const;

    [[nodiscard]] const message::Catalogue &catalogue() const { return *m_catalogue; }
    [[nodiscard]] const rights::Questionnaire &rights() const { return *m_rights; }
    [[nodiscard]] const place::Communes &communes() const { return *m_communes; }
    [[nodiscard]] const place::Department &department() const { return m_department; }
    [[nodiscard]] bool exercise() const { return m_exercise; }
    [[nodiscard]] qint64 version() const { return m_version; }
    [[nodiscard]] qint64 rosterVersion() const { return m_rosterVersion; }
    [[nodiscard]] const QList<DutySlot> &roster() const { return m_roster; }
    // The slot in which this person is the duty authority now, if any.
    [[nodiscard]] std::optional<DutySlot> slotOf(const QString &person, signature::Instant now) const;
    // The name under which people know this id; the id itself when unknown.
    [[nodiscard]] QString personName(const QString &id) const;
    // The channels that this server publishes on; all of them before the first configuration.
    [[nodiscard]] QList<message::Channel> channels() const;

    // The interface's language, for everything that the data files say in both.
    [[nodiscard]] Language language() const { return m_language; }
    void setLanguage(Language language);
    [[nodiscard]] QString in(const message::Bilingual &text) const { return text.in(m_language); }
    [[nodiscard]] QString in(const rights::Wording &text) const
    {
        return m_language == Language::French ? text.french : text.english;
    }

Q_SIGNALS:
    void changed();

private:
    Result<void> adopt(const QJsonObject &configuration, const QByteArray &templates, const QByteArray &rights);

    std::optional<message::Catalogue> m_catalogue;
    std::optional<rights::Questionnaire> m_rights;
    std::optional<place::Communes> m_communes;
    QByteArray m_templatesBytes;
    QByteArray m_rightsBytes;
    place::Department m_department;
    QHash<QString, QString> m_people;
    QList<DutySlot> m_roster;
    QList<message::Channel> m_channels;
    qint64 m_rosterVersion = 0;
    qint64 m_version = 0;
    bool m_exercise = false;
    Language m_language = Language::French;
};

// The channel's name for a person: « X », « Site de l’État »…
QString channelTitle(message::Channel channel);
// The role's name for a person: « Autorité de permanence »…
QString roleTitle(const QString &roleId);
// A template's title in the interface's language; the id when the template is not known any more.
QString templateTitleOf(const Content &content, const QString &templateId);

} // namespace astreinte::app
