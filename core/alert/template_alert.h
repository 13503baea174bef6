// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/alert/alert.h"
#include "core/message/catalogue.h"

#include <QJsonObject>

namespace astreinte::alert {

// A photo as it is published on the page that `web` leads to.
struct Picture
{
    Resource file;   // without its description
    QString french;  // alternative text
    QString english; // "" when there is none: the French one then
    QString author;
    QString licence;
};

// What the template does not know of the message it has become.
struct Occasion
{
    QString identifier;
    QString sender;
    QString senderName; // « Préfecture de l’Indre »
    signature::Instant sent;
    signature::Instant expires; // of the manifest's window
    bool exercise = false;
    bool withdrawn = false; // sent in error: Cancel, with `note` saying why
    QString note;
    QList<Reference> references; // all still valid messages of the same event
    QString incident;
    QString web;    // the permalink
    QString french; // as published; "" for none
    QString english;
    QList<Picture> pictures;
    QList<place::Commune> communes; // concerned; none: the whole department
    place::Department department;
    std::optional<Circle> departmentCircle; // around the whole department
};

// The CAP mapping of BRIEF §3.5: category, event, response, urgency, severity and certainty by the template and the
// options that were chosen; a first message has no references and is an Alert, a following one an Update, an end of
// alert an Update with AllClear, one sent in error a Cancel. InvalidValue when the template's mapping is not one.
Result<Alert> alertFor(const message::Catalogue &catalogue, const message::Template &source, const QJsonObject &values,
                       const Occasion &occasion);

} // namespace astreinte::alert
