// SPDX-License-Identifier: EUPL-1.2
#include "core/message/render.h"

#include "core/message/field_text.h"
#include "core/message/filters.h"
#include "core/message/grammar.h"
#include "core/message/typography.h"
#include "core/message/web_address.h"

#include <algorithm>
#include <limits>

namespace astreinte::message {
namespace {

constexpr qsizetype everyCommune = std::numeric_limits<qsizetype>::max();
constexpr int highestPriority = 9;

qsizetype mostCommunesListed(Channel channel)
{
    switch (channel) {
    case Channel::X:
    case Channel::Bluesky:
        return 3;
    case Channel::Mastodon:
        return 6;
    default:
        return everyCommune;
    }
}

// One attempt: the blocks from `firstDropped` on are left out, lists longer than the context allows are counts.
class Attempt
{
public:
    Attempt(const FieldContext &context, const RenderRequest &request, int firstDropped)
        : m_context(context), m_request(request), m_firstDropped(firstDropped)
    {
    }

    Rendered render(const TemplateText &source)
    {
        QString text;
        for (const Block &block : source.blocks)
            text += blockText(block);
        text = cleanedUp(text);
        if (m_request.exercise)
            text.prepend(m_context.catalogue.exercisePrefix().in(m_request.language));
        m_result.text = m_request.language == Language::French ? typoFr(text) : text;
        const Measure measured =
            measure(m_request.channel, m_result.text, m_context.catalogue.limit(m_request.channel));
        m_result.length = measured.length;
        m_result.limit = measured.limit;
        m_result.fits = measured.fits;
        std::ranges::stable_sort(m_result.dropped, std::ranges::greater(), &Dropped::priority);
        m_result.dropped << m_folded;
        return m_result;
    }

private:
    QString blockText(const Block &block)
    {
        QString text;
        QStringList keys;
        for (const Piece &piece : block.pieces) {
            const QString part = piece.key.isEmpty() ? piece.literal : fieldText(piece, m_context);
            if (block.optional && !piece.key.isEmpty() && part.isEmpty())
                return {};
            if (!piece.key.isEmpty() && !keys.contains(piece.key))
                keys << piece.key;
            text += part.isEmpty() && !piece.key.isEmpty() ? withoutValue(piece) : part;
        }
        if (block.priority >= m_firstDropped) {
            m_result.dropped << Dropped{Dropped::Kind::Block, block.priority, keys,
                                        keys.isEmpty() ? text.trimmed() : QString()};
            return {};
        }
        noteFolded(block);
        return text;
    }

    // In a draft, what is required and still missing shows as an ellipsis.
    [[nodiscard]] QString withoutValue(const Piece &piece) const
    {
        const Field *field = m_context.owner.field(piece.key);
        const bool missing = field && field->required && !m_context.values.contains(piece.key);
        return missing ? QStringLiteral("…") : QString();
    }

    void noteFolded(const Block &block)
    {
        for (const Piece &piece : block.pieces) {
            const Dropped folded{Dropped::Kind::CommuneList, 0, {piece.key}, {}};
            if (isFolded(piece, m_context) && !m_folded.contains(folded))
                m_folded << folded;
        }
    }

    const FieldContext &m_context;
    const RenderRequest &m_request;
    int m_firstDropped;
    QList<Dropped> m_folded;
    Rendered m_result;
};

bool hasPriority(const TemplateText &text, int priority)
{
    return std::ranges::any_of(text.blocks, [&](const Block &block) { return block.priority == priority; });
}

} // namespace

Rendered render(const Catalogue &catalogue, const Template &owner, const FieldValues &values,
                const RenderRequest &request)
{
    const TemplateText &source = owner.text(request.channel, request.language);
    FieldContext context{
        catalogue, owner, request.language, values, request.department, mostCommunesListed(request.channel)};
    Rendered result = Attempt(context, request, highestPriority + 1).render(source);
    int firstDropped = highestPriority + 1;
    while (!result.fits && --firstDropped > 0)
        if (hasPriority(source, firstDropped))
            result = Attempt(context, request, firstDropped).render(source);
    if (!result.fits && context.mostCommunesListed > 1) {
        context.mostCommunesListed = 1;
        result = Attempt(context, request, 1).render(source);
    }
    return result;
}

QStringList renderHashtags(const Catalogue &catalogue, const Template &owner, const FieldValues &values,
                           const RenderRequest &request)
{
    const FieldContext context{catalogue, owner, request.language, values, request.department, everyCommune};
    QStringList tags;
    for (const TemplateText &source : owner.hashtags.value(request.language)) {
        QString tag;
        for (const Block &block : source.blocks)
            for (const Piece &piece : block.pieces)
                tag += piece.key.isEmpty() ? piece.literal : fieldText(piece, context);
        if (!tag.isEmpty() && !tags.contains(tag))
            tags << tag;
    }
    return tags;
}

QStringList droppedKeys(const Rendered &rendered)
{
    QStringList keys;
    for (const Dropped &dropped : rendered.dropped)
        for (const QString &key : dropped.keys.isEmpty() ? QStringList{dropped.text} : dropped.keys)
            if (!keys.contains(key))
                keys << key;
    return keys;
}

QStringList droppedLabels(const Template &owner, const Rendered &rendered, Language language)
{
    const bool french = language == Language::French;
    QStringList labels;
    for (const Dropped &dropped : rendered.dropped) {
        if (dropped.kind == Dropped::Kind::CommuneList) {
            labels << (french ? QStringLiteral("liste des communes") : QStringLiteral("list of municipalities"));
            continue;
        }
        if (dropped.keys.isEmpty())
            labels << dropped.text;
        for (const QString &key : dropped.keys) {
            const Field *field = key == nextPointKey && !owner.field(key) ? &nextPointField() : owner.field(key);
            const QString label = field ? field->label.in(language) : key;
            labels << (field && field->type == FieldType::Url
                           ? (french ? QStringLiteral("lien") : QStringLiteral("link"))
                           : label.left(1).toLower() + label.mid(1));
        }
    }
    labels.removeDuplicates();
    return labels;
}

QHash<QString, QString> addressesByHost(const FieldValues &values)
{
    QHash<QString, QString> addresses;
    for (const FieldValue &value : values)
        if (const auto *wording = std::get_if<Wording>(&value); wording && isPublicAddress(wording->text))
            addresses.insert(hostOf(wording->text), wording->text);
    return addresses;
}

} // namespace astreinte::message
