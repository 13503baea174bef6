// SPDX-License-Identifier: EUPL-1.2
#include "app/composition/content.h"

#include "app/composition/time_words.h"
#include "app/vault/vault.h"
#include "assets/assets.h"
#include "core/signature/bytes.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <algorithm>

namespace astreinte::app {
namespace {

const QString contentRow = QStringLiteral("00000000-0000-7000-8000-000000000011");
const QString templatesRow = QStringLiteral("00000000-0000-7000-8000-000000000012");
const QString rightsRow = QStringLiteral("00000000-0000-7000-8000-000000000013");

QString digestOf(const QByteArray &bytes)
{
    return QString::fromLatin1(signature::hex(signature::sha256(bytes)));
}

std::optional<DutySlot> firstOf(const QList<DutySlot> &roster, const auto &wanted)
{
    const auto found = std::ranges::find_if(roster, wanted);
    return found == roster.end() ? std::nullopt : std::optional(*found);
}

// The bytes of one document of the configuration: those it brings, or those already held when only the digest came.
Result<QByteArray> documentOf(const QJsonValue &entry, const QByteArray &held, const QString &heldDigest,
                              const QString &name)
{
    const auto object = entry.toObject();
    const auto digest = object[QLatin1String("sha256")].toString();
    if (digest.isEmpty() || digest == heldDigest)
        return held;
    const auto text = object[QLatin1String("document")].toString();
    if (const auto plain = text.toUtf8(); digestOf(plain) == digest)
        return plain;
    if (const auto decoded = signature::fromBase64Url(text.toLatin1()); decoded && digestOf(*decoded) == digest)
        return *decoded;
    return fail(Reason::DigestMismatch, name);
}

QStringList strings(const QJsonValue &value)
{
    QStringList all;
    for (const auto array = value.toArray(); const auto &element : array)
        all += element.toString();
    return all;
}

signature::Instant instantOf(const QJsonValue &value)
{
    return signature::instantFromText(value.toString()).value_or(signature::Instant{});
}

} // namespace

Content::Content(QObject *parent) : QObject(parent) {}

Result<void> Content::loadBundled()
{
    auto communes = place::Communes::parse(assets::communes());
    if (!communes)
        return tl::unexpected(communes.error());
    m_communes = *std::move(communes);
    m_department = m_communes->department();
    m_bundled = readBundled(std::launch::deferred);
    return {};
}

void Content::readAhead()
{
    if (m_bundled.valid() && m_bundled.wait_for(std::chrono::seconds(0)) == std::future_status::deferred)
        m_bundled = readBundled(std::launch::async);
}

std::shared_future<Result<Content::Rules>> Content::readBundled(std::launch how)
{
    return std::async(how, [] { return parse(assets::templates(), assets::imageRights()); });
}

Result<void> Content::bundledRead() const
{
    const auto &bundled = m_bundled.get();
    return bundled ? Result<void>() : tl::unexpected(bundled.error());
}

Result<Content::Rules> Content::parse(const QByteArray &templates, const QByteArray &rightsTable)
{
    auto catalogue = message::Catalogue::parse(templates);
    if (!catalogue)
        return tl::unexpected(catalogue.error());
    auto questionnaire = rights::Questionnaire::parse(rightsTable);
    if (!questionnaire)
        return tl::unexpected(questionnaire.error());
    return Rules{*std::move(catalogue), *std::move(questionnaire), templates,
                 rightsTable,           digestOf(templates),       digestOf(rightsTable)};
}

const Content::Rules &Content::rules() const
{
    return m_received ? *m_received : *m_bundled.get();
}

Result<void> Content::loadStored(const Vault &vault)
{
    const auto configuration = vault.find(Table::Content, contentRow);
    const auto templates = vault.find(Table::Content, templatesRow);
    const auto rightsTable = vault.find(Table::Content, rightsRow);
    if (!configuration || !templates || !rightsTable)
        return tl::unexpected(!configuration ? configuration.error()
                              : !templates   ? templates.error()
                                             : rightsTable.error());
    if (!*configuration || !*templates || !*rightsTable) {
        m_recovery.reset();
        return {};
    }
    const auto bytes = [](const QJsonObject &row) { return row[QLatin1String("text")].toString().toUtf8(); };
    return adopt(**configuration, bytes(**templates), bytes(**rightsTable));
}

std::optional<Content::Wanted> Content::wanted(const QJsonObject &configuration) const
{
    for (const auto &name : {QStringLiteral("templates"), QStringLiteral("rights")}) {
        const auto entry = configuration[name].toObject();
        const auto sha256 = entry[QLatin1String("sha256")].toString();
        if (!sha256.isEmpty() && !entry.contains(QLatin1String("document")) && !digests().contains(sha256))
            return Wanted{name, sha256};
    }
    return std::nullopt;
}

Result<void> Content::apply(const QJsonObject &configuration, Vault &vault)
{
    if (configuration[QLatin1String("version")].toInteger() < m_version)
        return fail(Reason::StaleRevision, QStringLiteral("configuration"));
    const auto templates = documentOf(configuration[QLatin1String("templates")], rules().templatesBytes,
                                      rules().templatesDigest, QStringLiteral("templates"));
    const auto rightsTable = documentOf(configuration[QLatin1String("rights")], rules().rightsBytes,
                                        rules().rightsDigest, QStringLiteral("rights"));
    if (!templates || !rightsTable)
        return tl::unexpected(templates ? rightsTable.error() : templates.error());
    auto kept = configuration;
    kept.insert(QStringLiteral("v"), 1);
    for (const auto *document : {"templates", "rights"})
        kept.remove(QLatin1String(document));
    // Read first: a document with an error must not be what the next start finds.
    if (auto adopted = adopt(kept, *templates, *rightsTable); !adopted)
        return adopted;
    const auto row = [](const QByteArray &bytes) {
        return QJsonObject{{QStringLiteral("v"), 1}, {QStringLiteral("text"), QString::fromUtf8(bytes)}};
    };
    return vault.commit({{Table::Content, contentRow, kept, 0},
                         {Table::Content, templatesRow, row(*templates), 0},
                         {Table::Content, rightsRow, row(*rightsTable), 0}});
}

Result<void> Content::adopt(const QJsonObject &configuration, const QByteArray &templates,
                            const QByteArray &rightsTable)
{
    if (templates != rules().templatesBytes || rightsTable != rules().rightsBytes) {
        auto received = parse(templates, rightsTable);
        if (!received)
            return tl::unexpected(received.error());
        m_received = *std::move(received);
    }
    m_version = configuration[QLatin1String("version")].toInteger();
    m_exercise = configuration[QLatin1String("exercise")].toBool();
    m_selfTestAlarm.reset();
    if (configuration.contains(QLatin1String("selfTestAlarm")))
        m_selfTestAlarm = instantOf(configuration[QLatin1String("selfTestAlarm")]);
    m_recovery = configuration[QLatin1String("recovery")].toString();
    if (auto department =
            place::departmentFromJson(configuration[QLatin1String("department")], QStringLiteral("department")))
        m_department = *department;
    m_people.clear();
    for (const auto people = configuration[QLatin1String("people")].toArray(); const auto &entry : people) {
        const auto person = entry.toObject();
        m_people.insert(person[QLatin1String("id")].toString(),
                        {person[QLatin1String("name")].toString(), person[QLatin1String("role")].toString()});
    }
    adoptDuty(configuration);
    m_channels.clear();
    for (const auto names = configuration[QLatin1String("channels")].toArray(); const auto &name : names)
        if (const auto channel = message::channelFromName(name.toString()))
            m_channels.append(*channel);
    Q_EMIT changed();
    return {};
}

void Content::adoptDuty(const QJsonObject &configuration)
{
    const auto roster = configuration[QLatin1String("roster")].toObject();
    m_rosterVersion = roster[QLatin1String("version")].toInteger();
    m_roster.clear();
    for (const auto slots = roster[QLatin1String("slots")].toArray(); const auto &entry : slots) {
        const auto slot = entry.toObject();
        m_roster.append({slot[QLatin1String("entry")].toString(), slot[QLatin1String("role")].toString(),
                         slot[QLatin1String("person")].toString(), instantOf(slot[QLatin1String("from")]),
                         instantOf(slot[QLatin1String("to")]), slot[QLatin1String("phone")].toString()});
    }
    m_warnings.clear();
    for (const auto warnings = configuration[QLatin1String("rosterWarnings")].toArray(); const auto &entry : warnings) {
        const auto warning = entry.toObject();
        m_warnings.append({warning[QLatin1String("trouble")].toString(), warning[QLatin1String("role")].toString(),
                           instantOf(warning[QLatin1String("from")]), instantOf(warning[QLatin1String("to")]),
                           strings(warning[QLatin1String("persons")])});
    }
    const auto policy = configuration[QLatin1String("policy")].toObject();
    m_policy = {strings(policy[QLatin1String("graveChannels")]), strings(policy[QLatin1String("graveTemplates")]), {}};
    signature::ObjectReader reader(policy[QLatin1String("agreements")].toObject());
    m_policy.agreements = submission::RequiredAgreements::read(reader);
}

bool DutyPolicy::isGrave(const QString &templateId, const QStringList &channelNames) const
{
    return graveTemplates.contains(templateId) || std::ranges::any_of(channelNames, [this](const QString &channel) {
               return graveChannels.contains(channel);
           });
}

QStringList Content::digests() const
{
    return {rules().templatesDigest, rules().rightsDigest};
}

std::optional<DutySlot> Content::slotOf(const QString &person, signature::Instant now) const
{
    return firstOf(m_roster, [&](const DutySlot &slot) { return slot.person == person && slot.covers(now); });
}

std::optional<DutySlot> Content::authoritySlotOf(const QString &person, signature::Instant now) const
{
    return firstOf(m_roster, [&](const DutySlot &slot) {
        return slot.person == person && slot.role == QStringLiteral("dutyAuthority") && slot.covers(now);
    });
}

QString Content::personName(const QString &id) const
{
    const auto known = m_people.constFind(id);
    return known == m_people.cend() ? id : known->name;
}

std::optional<place::Commune> Content::certainCommune(place::Coordinates position) const
{
    constexpr double almostAsNear = 1.35;
    const auto near = m_communes->nearest(position, 2);
    const bool sure = near.size() == 1 || (near.size() == 2 && near[1].metres >= near[0].metres * almostAsNear);
    return sure ? std::optional(near.first().commune) : std::nullopt;
}

QList<message::Channel> Content::channels() const
{
    return m_channels.isEmpty() ? QList<message::Channel>(message::allChannels.begin(), message::allChannels.end())
                                : m_channels;
}

void Content::setLanguage(Language language)
{
    if (m_language == language)
        return;
    m_language = language;
    Q_EMIT changed();
}

QString channelTitle(message::Channel channel)
{
    switch (channel) {
    case message::Channel::X:
        return QStringLiteral("X");
    case message::Channel::Bluesky:
        return QStringLiteral("Bluesky");
    case message::Channel::Mastodon:
        return QStringLiteral("Mastodon");
    case message::Channel::Facebook:
        return QStringLiteral("Facebook");
    case message::Channel::Site:
        //: The prefecture's own public page, as a publication channel.
        return QCoreApplication::translate("Channel", "Website");
    }
    return {};
}

QString channelTitle(const QString &name)
{
    if (const auto channel = message::channelFromName(name))
        return channelTitle(*channel);
    if (name == QLatin1String("cap"))
        //: The file of an alert that machines read (Common Alerting Protocol), as a publication channel.
        return QCoreApplication::translate("Channel", "CAP alert");
    return name;
}

QString roleTitle(const QString &roleId)
{
    struct Title
    {
        const char *role;
        const char *text;
    };
    static constexpr Title titles[] = {
        {"prefect", QT_TRANSLATE_NOOP("Role", "Prefect")},
        {"cabinetDirector", QT_TRANSLATE_NOOP("Role", "Director of cabinet")},
        {"generalSecretary", QT_TRANSLATE_NOOP("Role", "Secretary-general")},
        {"dutyAuthority", QT_TRANSLATE_NOOP("Role", "Duty authority")},
        {"onCallOfficer", QT_TRANSLATE_NOOP("Role", "On-call officer")},
        {"commsOfficer", QT_TRANSLATE_NOOP("Role", "Communication officer")},
        {"commsHead", QT_TRANSLATE_NOOP("Role", "Head of communication")},
        {"sidpcOfficer", QT_TRANSLATE_NOOP("Role", "Civil protection officer")},
        {"liaison:gendarmerie", QT_TRANSLATE_NOOP("Role", "Gendarmerie liaison")},
        {"liaison:police", QT_TRANSLATE_NOOP("Role", "Police liaison")},
        {"liaison:sdis", QT_TRANSLATE_NOOP("Role", "Fire service liaison")},
        {"dpo", QT_TRANSLATE_NOOP("Role", "Data protection officer")},
    };
    for (const auto &title : titles)
        if (roleId == QLatin1String(title.role))
            return QCoreApplication::translate("Role", title.text);
    return roleId;
}

QString agreementTitle(const Content &content, const QString &id)
{
    const auto &labels = content.catalogue().approvalLabels();
    return labels.contains(id) ? content.in(labels.value(id)) : id;
}

QString meansTitle(submission::Means means)
{
    switch (means) {
    case submission::Means::Phone:
        return QCoreApplication::translate("Means", "Telephone");
    case submission::Means::Radio:
        return QCoreApplication::translate("Means", "Radio");
    case submission::Means::InPerson:
        return QCoreApplication::translate("Means", "In person");
    case submission::Means::Written:
        return QCoreApplication::translate("Means", "In writing");
    case submission::Means::NotConcerned:
        break;
    }
    //: Said of an agreement that is only needed in a case which is not this one (no casualties).
    return QCoreApplication::translate("Means", "Not concerned");
}

QString agreementWords(const submission::Agreement &agreement)
{
    return QStringList{agreement.by, timeText(agreement.at), meansTitle(agreement.means)}.join(QStringLiteral(" – "));
}

QString templateTitleOf(const Content &content, const QString &templateId)
{
    const auto found = content.catalogue().find(templateId);
    return found ? content.in((*found)->title) : templateId;
}

} // namespace astreinte::app
