// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/message/values.h"

namespace astreinte::message {

struct RenderRequest
{
    Channel channel = Channel::X;
    Language language = Language::French;
    place::Department department;
    bool exercise = false; // « EXERCICE EXERCICE EXERCICE – » opens the text and counts in its length
};

// Something that the fit took away.
struct Dropped
{
    enum class Kind { Block, CommuneList };
    Kind kind = Kind::Block;
    int priority = 0; // of the block
    QStringList keys; // the fields that no longer show; for a list, the field now given as a count
    QString text;     // the block's text, when no field is in it
    friend bool operator==(const Dropped &, const Dropped &) = default;
};

struct Rendered
{
    QString text;
    qsizetype length = 0; // in the channel's unit, see textLength()
    Limit limit;
    bool fits = false; // when false the text is whole and too long: say by how much, never cut
    QList<Dropped> dropped;
};

// Renders a template, cleans the text up, applies French typography, and makes it fit: blocks `[[n|…]]` go from 9 to 1,
// then lists of communes become a count; a sentence is never cut (BRIEF §3.3). More than 3 communes on X and Bluesky,
// or 6 on Mastodon, are a count at once. A required field without a value (Completeness::Partial) shows as « … ».
[[nodiscard]] Rendered render(const Catalogue &catalogue, const Template &owner, const FieldValues &values,
                              const RenderRequest &request);

// The hashtags that the template puts at the head in this language, without the empty ones.
[[nodiscard]] QStringList renderHashtags(const Catalogue &catalogue, const Template &owner, const FieldValues &values,
                                         const RenderRequest &request);

// One word per thing dropped, as `content render` gives them: the fields' keys ("url", "routes", "communes"), or the
// text of a block without a field.
[[nodiscard]] QStringList droppedKeys(const Rendered &rendered);
// The same for a person: the fields' labels, in lower case; a list of communes is « liste des communes ».
[[nodiscard]] QStringList droppedLabels(const Template &owner, const Rendered &rendered, Language language);

// The whole address behind each host that `{url:domaine}` shows, for the facets of Bluesky.
[[nodiscard]] QHash<QString, QString> addressesByHost(const FieldValues &values);

} // namespace astreinte::message
