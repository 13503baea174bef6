// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/signature/instant.h"

#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QPointF>
#include <QString>
#include <QStringList>
#include <optional>

namespace astreinte::app {

// One signature: drawn with the finger, or given before the officer by somebody who cannot draw it (typed name, and how
// the person showed agreement).
struct ConsentSignature
{
    QString name;
    QList<QList<QPointF>> strokes; // fractions of the signing area; empty when not drawn
    QString instead;               // what stands for the drawing: "said yes before the officer", in words
    signature::Instant at;
};

// A form of image-rights.json, filled in, read and signed for one photo. It is sealed with the photo's row.
struct Consent
{
    QString id;
    QString table;    // version of the rights table that the words come from
    QString language; // "fr", "en"
    QString text;     // the words that were read, with the blanks filled in
    QMap<QString, QString> fields;
    bool forMinor = false;
    bool oneHolder = false; // the only holder of parental authority: one signature is enough, and was declared
    QStringList regions;    // ids of the regions it authorises
    QList<ConsentSignature> signatures;
    QString takenBy; // person id of the officer
    std::optional<signature::Instant> withdrawnAt;

    // Signed by everyone who must, and not withdrawn.
    [[nodiscard]] bool inForce() const;
    [[nodiscard]] QJsonObject toJson() const;
    static Consent fromJson(const QJsonObject &object);
};

} // namespace astreinte::app
