// SPDX-License-Identifier: EUPL-1.2
#include "core/message/catalogue.h"
#include "core/message/field_reader.h"
#include "core/message/filters.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

namespace astreinte::message {
namespace {

tl::unexpected<Failure> malformed(const QString &detail)
{
    return fail(Reason::MalformedTemplate, detail);
}

Bilingual bilingual(const QJsonObject &object)
{
    return {object.value(QLatin1String("fr")).toString(), object.value(QLatin1String("en")).toString()};
}

Bilingual suffixed(const QJsonObject &object, const QString &name)
{
    return {object.value(name + QLatin1String("Fr")).toString(), object.value(name + QLatin1String("En")).toString()};
}

QStringList strings(const QJsonValue &value)
{
    QStringList list;
    for (const auto &each : value.toArray())
        list << each.toString();
    return list;
}

} // namespace

// Builds a Catalogue step by step; the first thing that is wrong ends it.
class CatalogueReader
{
public:
    explicit CatalogueReader(const QJsonObject &root) : m_root(root) {}

    Result<Catalogue> read()
    {
        m_catalogue.m_version = m_root.value(QLatin1String("version")).toString();
        m_catalogue.m_exercisePrefix = bilingual(m_root.value(QLatin1String("exercisePrefix")).toObject());
        const auto labels = readLabels();
        if (!labels)
            return tl::unexpected(labels.error());
        const auto limits = readLimits();
        if (!limits)
            return tl::unexpected(limits.error());
        const QJsonArray templates = m_root.value(QLatin1String("templates")).toArray();
        if (templates.isEmpty())
            return malformed(QStringLiteral("`templates` is missing or empty"));
        for (const auto &value : templates) {
            auto one = readTemplate(value.toObject());
            if (!one)
                return tl::unexpected(one.error());
            if (m_catalogue.find(one->id))
                return malformed(QStringLiteral("template `%1` is there twice").arg(one->id));
            m_catalogue.m_templates << std::move(*one);
        }
        return std::move(m_catalogue);
    }

private:
    Result<> readMap(QLatin1String name, QHash<QString, Bilingual> &map)
    {
        const QJsonObject object = m_root.value(name).toObject();
        for (auto it = object.begin(); it != object.end(); ++it) {
            const Bilingual text = bilingual(it.value().toObject());
            if (text.french.isEmpty() || text.english.isEmpty())
                return malformed(QStringLiteral("%1 `%2` needs `fr` and `en`").arg(name, it.key()));
            map.insert(it.key(), text);
        }
        return {};
    }

    Result<> readLabels()
    {
        auto read = readMap(QLatin1String("consignes"), m_catalogue.m_consignes);
        if (read)
            read = readMap(QLatin1String("groupLabels"), m_catalogue.m_groupLabels);
        if (read)
            read = readMap(QLatin1String("approvalLabels"), m_catalogue.m_approvalLabels);
        if (read)
            read = readMap(QLatin1String("guardLabels"), m_catalogue.m_guardLabels);
        return read;
    }

    Result<> readLimits()
    {
        const QJsonObject limits = m_root.value(QLatin1String("limits")).toObject();
        for (const Channel channel : allChannels) {
            const QJsonObject one = limits.value(channelName(channel)).toObject();
            Limit limit;
            if (const int most = one.value(QLatin1String("max")).toInt(); most > 0)
                limit.most = most;
            if (const int bytes = one.value(QLatin1String("maxBytes")).toInt(); bytes > 0)
                limit.mostBytes = bytes;
            if (!limit.most && channel != Channel::Site)
                return malformed(QStringLiteral("limits: `%1` has no `max`").arg(channelName(channel)));
            m_catalogue.m_limits.insert(channel, limit);
        }
        return {};
    }

    Result<Template> readTemplate(const QJsonObject &object)
    {
        Template result;
        result.id = object.value(QLatin1String("id")).toString();
        if (result.id.isEmpty())
            return malformed(QStringLiteral("template number %1 has no `id`").arg(m_catalogue.m_templates.size() + 1));
        readHeading(object, result);
        const QString where = QStringLiteral("template `%1`").arg(result.id);
        for (const auto &value : object.value(QLatin1String("fields")).toArray()) {
            auto field = fieldFromJson(value.toObject(), where);
            if (!field)
                return tl::unexpected(field.error());
            if (result.field(field->key))
                return malformed(QStringLiteral("%1: field `%2` is there twice").arg(where, field->key));
            result.fields << std::move(*field);
        }
        if (const auto checked = checkReferences(result, where); !checked)
            return tl::unexpected(checked.error());
        if (const auto texts = readTexts(object, result, where); !texts)
            return tl::unexpected(texts.error());
        if (const auto tags = readHashtags(object, result, where); !tags)
            return tl::unexpected(tags.error());
        return result;
    }

    static void readHeading(const QJsonObject &object, Template &result)
    {
        result.title = suffixed(object, QStringLiteral("title"));
        result.when = suffixed(object, QStringLiteral("when"));
        result.group = object.value(QLatin1String("group")).toString();
        result.icon = object.value(QLatin1String("icon")).toString();
        result.consignes = strings(object.value(QLatin1String("consignes")));
        result.consignesFrom = object.value(QLatin1String("consignesFrom")).toString();
        const QJsonObject approval = object.value(QLatin1String("approval")).toObject();
        result.approval = {approval.value(QLatin1String("onCall")).toString(),
                           strings(approval.value(QLatin1String("extra")))};
        result.guards = strings(object.value(QLatin1String("guard")));
        const QJsonObject followUp = object.value(QLatin1String("followUp")).toObject();
        result.followUp = {followUp.value(QLatin1String("withinMinutes")).toInt(),
                           strings(followUp.value(QLatin1String("suggest")))};
        if (const QJsonObject takedown = object.value(QLatin1String("takedown")).toObject(); !takedown.isEmpty())
            result.takedownTrigger = takedown.value(QLatin1String("triggerFr")).toString();
        result.cap = object.value(QLatin1String("cap")).toObject();
    }

    template <typename Map>
    static Result<> checkKnown(const QStringList &names, const Map &known, const QString &what, const QString &where)
    {
        for (const QString &name : names)
            if (!known.contains(name))
                return malformed(QStringLiteral("%1: unknown %2 `%3`").arg(where, what, name));
        return {};
    }

    [[nodiscard]] Result<> checkReferences(const Template &one, const QString &where) const
    {
        auto known = checkKnown(one.consignes, m_catalogue.m_consignes, QStringLiteral("consigne"), where);
        if (known)
            known = checkKnown(one.approval.extra, m_catalogue.m_approvalLabels, QStringLiteral("agreement"), where);
        if (known)
            known = checkKnown(one.guards, m_catalogue.m_guardLabels, QStringLiteral("guard"), where);
        if (known)
            known = checkKnown({one.group}, m_catalogue.m_groupLabels, QStringLiteral("group"), where);
        if (!known)
            return known;
        const Field *source = one.field(one.consignesFrom);
        if (!one.consignesFrom.isEmpty() && (!source || source->type != FieldType::Enumeration))
            return malformed(QStringLiteral("%1: `consignesFrom` names no enumerated field").arg(where));
        for (const Field &field : one.fields) {
            if (!field.requiredIf.isEmpty() && !one.field(field.requiredIf))
                return malformed(QStringLiteral("%1, field `%2`: `requiredIf` names no field").arg(where, field.key));
            for (const Option &option : field.options) {
                known = checkKnown(strings(option.cap.value(QLatin1String("consignes"))), m_catalogue.m_consignes,
                                   QStringLiteral("consigne"), where);
                if (!known)
                    return known;
            }
        }
        return {};
    }

    static Result<TemplateText> readText(const Template &owner, const QString &source, Language language,
                                         const QString &where)
    {
        auto text = parseTemplateText(source, where);
        if (!text)
            return text;
        if (const auto checked = checkTemplateText(owner, *text, language, where); !checked)
            return tl::unexpected(checked.error());
        return text;
    }

    static Result<> readTexts(const QJsonObject &object, Template &result, const QString &owner)
    {
        const QJsonObject channels = object.value(QLatin1String("channels")).toObject();
        for (const Channel channel : allChannels) {
            for (const Language language : {Language::French, Language::English}) {
                const QString where =
                    QStringLiteral("%1, %2.%3").arg(owner, channelName(channel), languageCode(language));
                const QString source =
                    channels.value(channelName(channel)).toObject().value(languageCode(language)).toString();
                if (source.isEmpty())
                    return malformed(QStringLiteral("%1: the text is missing").arg(where));
                const auto text = readText(result, source, language, where);
                if (!text)
                    return tl::unexpected(text.error());
                result.texts.insert({channel, language}, *text);
            }
        }
        return {};
    }

    static Result<> readHashtags(const QJsonObject &object, Template &result, const QString &owner)
    {
        const QJsonObject tags = object.value(QLatin1String("hashtags")).toObject();
        for (const Language language : {Language::French, Language::English}) {
            const QString where = QStringLiteral("%1, hashtags.%2").arg(owner, languageCode(language));
            for (const QString &source : strings(tags.value(languageCode(language)))) {
                const auto text = readText(result, source, language, where);
                if (!text)
                    return tl::unexpected(text.error());
                result.hashtags[language] << *text;
            }
        }
        return {};
    }

    const QJsonObject m_root;
    Catalogue m_catalogue;
};

Result<Catalogue> Catalogue::parse(const QByteArray &json)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError)
        return fail(Reason::MalformedJson,
                    QStringLiteral("templates, byte %1: %2").arg(error.offset).arg(error.errorString()));
    if (!document.isObject())
        return fail(Reason::MalformedJson, QStringLiteral("templates: an object is expected"));
    return CatalogueReader(document.object()).read();
}

} // namespace astreinte::message
