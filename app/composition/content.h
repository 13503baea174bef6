// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/message/catalogue.h"
#include "core/place/communes.h"
#include "core/rights/questionnaire.h"
#include "core/signature/instant.h"
#include "core/submission/agreement.h"

#include <QHash>
#include <QObject>
#include <future>

namespace astreinte::app {

class Vault;

struct DutySlot
{
    QString entry;
    QString role;
    QString person; // id
    signature::Instant from;
    signature::Instant to;
    QString phone; // for members of the roster; empty otherwise

    [[nodiscard]] bool covers(signature::Instant now) const { return from <= now && now < to; }
};

// What the prefecture asks beyond the templates (docs/protocol.md §4).
struct DutyPolicy
{
    QStringList graveChannels; // two distinct persons must approve
    QStringList graveTemplates;
    submission::RequiredAgreements agreements;
    [[nodiscard]] bool isGrave(const QString &templateId, const QStringList &channelNames) const;
};

// What the server found wrong in the roster of the next 72 hours.
struct RosterWarning
{
    QString trouble; // "gap", "overlap", "missingDelegation", "officerIsAuthority"
    QString role;
    signature::Instant from;
    signature::Instant to;
    QStringList persons; // ids
};

// The rules this phone works with: templates, rights table, communes, people and roster. They come with the
// application, and newer ones from the server's signed configuration, which is kept for the next start offline.
class Content : public QObject
{
    Q_OBJECT
public:
    explicit Content(QObject *parent = nullptr);

    // What ships with the application. The municipalities are read at once; the templates and the rights table when
    // they are first asked for, or by a worker from readAhead() on.
    Result<void> loadBundled();
    void readAhead();
    // Waits for them. A failure of what is bundled is a broken installation: no screen may ask for a rule then.
    Result<void> bundledRead() const;
    // What the server sent last, once the vault is open.
    Result<void> loadStored(const Vault &vault);
    // A document ("templates", "rights") that a configuration names by a digest and neither brings nor finds here.
    struct Wanted
    {
        QString name;
        QString sha256;
    };
    [[nodiscard]] std::optional<Wanted> wanted(const QJsonObject &configuration) const;
    // A verified configuration payload (docs/protocol.md §4). StaleRevision for a version lower than the one held; a
    // template file with an error leaves everything as it was, and says where.
    Result<void> apply(const QJsonObject &configuration, Vault &vault);
    // The digests of the documents held, for `?have=`.
    [[nodiscard]] QStringList digests() const;

    [[nodiscard]] const message::Catalogue &catalogue() const { return rules().catalogue; }
    [[nodiscard]] const rights::Questionnaire &rights() const { return rules().rights; }
    [[nodiscard]] const place::Communes &communes() const { return *m_communes; }
    // The municipality of a position, unless another centre is almost as near: then a person has to say which (BRIEF
    // §7).
    [[nodiscard]] std::optional<place::Commune> certainCommune(place::Coordinates position) const;
    [[nodiscard]] const place::Department &department() const { return m_department; }
    [[nodiscard]] bool exercise() const { return m_exercise; }
    [[nodiscard]] qint64 version() const { return m_version; }
    [[nodiscard]] qint64 rosterVersion() const { return m_rosterVersion; }
    // Since when the server's daily self-test has not arrived.
    [[nodiscard]] std::optional<signature::Instant> selfTestAlarm() const { return m_selfTestAlarm; }
    [[nodiscard]] const QList<DutySlot> &roster() const { return m_roster; }
    [[nodiscard]] const DutyPolicy &policy() const { return m_policy; }
    [[nodiscard]] const QList<RosterWarning> &rosterWarnings() const { return m_warnings; }
    // The slot in which this person is on duty now, if any.
    [[nodiscard]] std::optional<DutySlot> slotOf(const QString &person, signature::Instant now) const;
    // The one in which they are the duty authority.
    [[nodiscard]] std::optional<DutySlot> authoritySlotOf(const QString &person, signature::Instant now) const;
    // Everybody of the prefecture that the configuration names.
    struct Person
    {
        QString name;
        QString role;
    };
    [[nodiscard]] const QHash<QString, Person> &people() const { return m_people; }
    // The name under which people know this id; the id itself when unknown.
    [[nodiscard]] QString personName(const QString &id) const;
    // The channels that this server publishes on; all of them before the first configuration.
    [[nodiscard]] QList<message::Channel> channels() const;

    // The recovery key (age1…) that the configuration in force names, empty when it names none; nothing before one was
    // read.
    [[nodiscard]] const std::optional<QString> &recovery() const { return m_recovery; }

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
    // The two documents that the server may replace, each with the bytes that its digest is taken of.
    struct Rules
    {
        message::Catalogue catalogue;
        rights::Questionnaire rights;
        QByteArray templatesBytes;
        QByteArray rightsBytes;
        QString templatesDigest; // hex SHA-256
        QString rightsDigest;
    };
    static Result<Rules> parse(const QByteArray &templates, const QByteArray &rights);
    static std::shared_future<Result<Rules>> readBundled(std::launch how);
    [[nodiscard]] const Rules &rules() const;
    // Roster, what is wrong with it, and what the prefecture asks of approvals.
    void adoptDuty(const QJsonObject &configuration);
    Result<void> adopt(const QJsonObject &configuration, const QByteArray &templates, const QByteArray &rights);

    std::shared_future<Result<Rules>> m_bundled;
    std::optional<Rules> m_received; // from the server: in force instead of what is bundled
    std::optional<place::Communes> m_communes;
    place::Department m_department;
    QHash<QString, Person> m_people;
    QList<DutySlot> m_roster;
    DutyPolicy m_policy;
    QList<RosterWarning> m_warnings;
    QList<message::Channel> m_channels;
    qint64 m_rosterVersion = 0;
    qint64 m_version = 0;
    std::optional<signature::Instant> m_selfTestAlarm;
    std::optional<QString> m_recovery;
    bool m_exercise = false;
    Language m_language = Language::French;
};

// The template of the message that is due within the hour, whatever the event (CH-07).
inline const QString firstMessage = QStringLiteral("premier-message");
// The channel's name for a person: « X », « Site de l’État »…
QString channelTitle(message::Channel channel);
// The same of a channel by its name on the wire, also of those that go along with another; the name itself when it is
// not known here.
QString channelTitle(const QString &name);
// The role's name for a person: « Autorité de permanence »…
QString roleTitle(const QString &roleId);
// An agreement's name: « Accord du procureur de la République »; the id when no template file explains it.
QString agreementTitle(const Content &content, const QString &id);
// How somebody was asked: « Téléphone », « Radio »…
QString meansTitle(submission::Means means);
// « Mme A, permanence du parquet – 14 h 32 – téléphone ».
QString agreementWords(const submission::Agreement &agreement);
// A template's title in the interface's language; the id when the template is not known any more.
QString templateTitleOf(const Content &content, const QString &templateId);

} // namespace astreinte::app
