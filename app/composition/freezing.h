// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/composition/draft.h"
#include "app/outbox/outbox.h"
#include "core/message/render.h"
#include "core/signature/keys.h"

namespace astreinte::app {

class Content;
class Incidents;
class PhotoShelf;
struct Photo;

// The text of one channel in one language as the public would read it; `partial` shows « … » for what is missing.
Result<message::Rendered> renderedText(const Content &content, const Draft &draft, message::Channel channel,
                                       Language language, bool partial);

// One thing that stands between a draft and its submission: what, and where to mend it.
struct Obstacle
{
    QString text;  // ready to show
    QString where; // field key, photo id, or ""
    QString page;  // "form", "photo", "rights", "redaction"
};
// The agreements that this draft needs (BRIEF §1.5): its template's, and those the prefecture's policy adds.
QStringList requiredAgreements(const Content &content, const Draft &draft);
// Empty when the draft can be submitted.
QList<Obstacle> obstacles(const Content &content, const Draft &draft, const PhotoShelf &shelf);

// Who submits, from which phone.
struct Author
{
    QString person;
    std::shared_ptr<const signature::SigningKey> device;
    std::chrono::milliseconds clockOffset{0};
};

// Makes the immutable revision (docs/protocol.md §6): texts rendered, renditions named by digest, signed by the device.
// The first obstacle is the failure.
Result<OutboxItem> freeze(const Content &content, const Incidents &incidents, const PhotoShelf &shelf,
                          const Draft &draft, const Author &author, signature::Instant now);

// The item's name in lists: the template's title and its place, or the first words of a report.
QString titleOf(const Content &content, const Draft &draft);

} // namespace astreinte::app
