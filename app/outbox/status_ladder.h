// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/outbox/departure.h"
#include "app/outbox/outbox.h"

#include <QVariantMap>

namespace astreinte::app {

class Content;

// Where an item stands, in words: « Sur le serveur », « Validé », « En attente d'envoi »…
QString stateText(const OutboxItem &item, Departure departure);
QString stateWords(submission::State state);

// The five rungs « sur le téléphone → sur le serveur → vu → validé → publié », then one for each channel that is
// uncertain, failed or withdrawn. A rung is done only when the server signed for it.
QList<QVariantMap> ladderRows(const OutboxItem &item, const Content &content);

} // namespace astreinte::app
