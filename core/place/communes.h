// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/place/commune.h"

#include <QByteArray>
#include <QList>

namespace astreinte::place {

struct NearCommune
{
    Commune commune;
    double metres = 0; // from the position to the commune's centre, along the great circle: an estimate, ask the user
};

// The communes of one department, kept for the offline search. Immutable; safe to read from several threads.
class Communes
{
public:
    // Reads the bytes of communes-36.json: {"departement", "communes": [...], "source", "licence"}.
    // Failures: MalformedJson, MissingField, InvalidValue (the detail names the commune's rank).
    [[nodiscard]] static Result<Communes> parse(const QByteArray &json);

    [[nodiscard]] const Department &department() const { return m_department; }
    [[nodiscard]] const QList<Commune> &all() const { return m_communes; }
    // « Données : … », to be displayed beside the list (Licence Ouverte 2.0).
    [[nodiscard]] const QString &attribution() const { return m_attribution; }

    // The best matches first: the whole name, then names that begin with what was typed (its articles included, then
    // without), then names with a word that does, then names that contain it; the larger commune first among equals. A
    // number matches Insee codes and postcodes by their beginning. Ignores accents, case, hyphens, apostrophes,
    // articles, « St / Saint ».
    [[nodiscard]] QList<Commune> search(const QString &text, int limit = 20) const;

    // The nearest centres first (haversine on a sphere of 6,371,008.8 m). Communes without a centre are left out.
    [[nodiscard]] QList<NearCommune> nearest(Coordinates position, int count = 3) const;

    [[nodiscard]] Result<Commune> byCode(QStringView inseeCode) const;

    // The name as shown in a list: with the department's code when another commune could be meant
    // (« La Châtre (36) » beside « La Châtre-Langlin (36) »).
    [[nodiscard]] QString displayName(const Commune &commune) const;

private:
    // What a name is compared by, and what was typed, in the same shape.
    struct Key
    {
        QStringList words;
        QString joined;
        QString withArticles;
    };
    [[nodiscard]] static Key keyOf(const QString &text);
    [[nodiscard]] int rank(qsizetype index, const Key &query) const;

    Department m_department;
    QList<Commune> m_communes;
    QList<Key> m_keys;
    QString m_attribution;
};

[[nodiscard]] double distanceInMetres(Coordinates from, Coordinates to);

} // namespace astreinte::place
