// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QJsonObject>
#include <QList>
#include <QRectF>
#include <QString>

namespace astreinte::app {

// Shown: left as it is, because the person signed the form named by Region::form.
enum class Treatment { Opaque, Mosaic, Shown };

// One person or object on a photo that the public must not recognise, or may. The device proposes, a person decides.
struct Region
{
    QString id;
    QRectF area; // fractions of the upright picture, inside 0…1
    QString
        kind; // as in core/rights/evidence.h: "face", "minor", "officer", "victim", "plate", "text", "home", "other"
    Treatment treatment = Treatment::Opaque;
    bool proposed = false; // found by the device, and not touched by a person yet
    QString form = {};     // id of the signed form, when shown
    QString asked = {};    // what the authority wrote when it returned the message and marked this place

    [[nodiscard]] bool hides() const { return treatment != Treatment::Shown || form.isEmpty(); }
    // A proposal is burnt in once a person has confirmed it, and closes no requirement before.
    [[nodiscard]] bool burnt() const { return hides() && !proposed; }
    [[nodiscard]] QJsonObject toJson() const;
    static Region fromJson(const QJsonObject &object);
    friend bool operator==(const Region &, const Region &) = default;
};

// "opaque", "mosaic", "shown"; an unknown name hides.
[[nodiscard]] QString treatmentName(Treatment treatment);
[[nodiscard]] Treatment treatmentFromName(const QString &name);

} // namespace astreinte::app
