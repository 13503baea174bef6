// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"

#include <QList>
#include <QStringList>

namespace astreinte::message {

// The template language of BRIEF §3.3, parsed: text is never read a second time, so what a person typed cannot become a
// field, a filter or a block.

// `{key:name(argument|argument):…}`; `position` is where it stands in the template, from 0.
struct Filter
{
    QString name;
    QStringList arguments;
    qsizetype position = 0;
};

struct Piece
{
    QString literal; // text as it is, when `key` is empty
    QString key;
    QList<Filter> filters;
    qsizetype position = 0;
};

// A stretch of the text: always there, or `[[…]]` (there when every field in it has a value), or `[[n|…]]` (which may
// also be dropped so that the message fits; the highest n goes first).
struct Block
{
    QList<Piece> pieces;
    bool optional = false;
    int priority = 0; // 1 to 9; 0 when it may not be dropped to fit
};

struct TemplateText
{
    QList<Block> blocks;
};

// Failure: MalformedTemplate or UnknownFilter (an empty filter name), its detail begins with `where` and gives the
// position from 1: nested or unclosed `[[`, stray `]]`, `{` or `}`, an empty or ill-formed key.
[[nodiscard]] Result<TemplateText> parseTemplateText(const QString &source, const QString &where);

} // namespace astreinte::message
