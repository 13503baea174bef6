// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/composition/draft.h"
#include "core/message/catalogue.h"

#include <QVariantMap>

namespace astreinte::app {

class Content;

// The rows that the form and its live previews show for a draft; the roles are those of `composer.fields` and
// `composer.channels`.
QStringList fieldRoles();
QStringList channelRoles();
QList<QVariantMap> fieldRows(const Content &content, const Draft &draft);
QList<QVariantMap> channelRows(const Content &content, const Draft &draft);

// What a field report says in words, in the order in which it is read out (METHANE): its keys with their labels, in the
// interface's language. The place and the time are not among them.
QList<std::pair<QString, QString>> reportLabels();

// What a control gave, as the templates' `example`s are written; null for "no value". `field` is null in a field
// report, whose values are texts.
QJsonValue jsonOf(const message::Field *field, const QVariant &value);

// The agreements needed, each with who gave it, when and how once it is recorded.
QList<QVariantMap> agreementRows(const Content &content, const QStringList &needed,
                                 const QList<submission::Agreement> &recorded);

} // namespace astreinte::app
