// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/signature/object_reader.h"

#include <QMap>

namespace astreinte::submission {

// How somebody was asked.
enum class Means { Phone, Radio, InPerson, Written, NotConcerned };
QLatin1String meansName(Means means);
std::optional<Means> meansFromName(QStringView name);

// What somebody else had to agree to before a message goes out (BRIEF §1.5), as its author recorded it: who, when, by
// which means. The prosecutor's agreement, the incident commander's opinion, the road manager's confirmation…
struct Agreement
{
    QString id; // a key of the templates' `approvalLabels`
    QString by; // name or function; why it is not needed when the means are NotConcerned
    signature::Instant at;
    Means means = Means::Phone;
    friend bool operator==(const Agreement &, const Agreement &) = default;
};

// « Si victimes : … »: such an agreement may be recorded as not concerned; every other must be had.
[[nodiscard]] bool isConditional(QStringView agreementId);

// The member `agreements`, written only where there are some, so that a document without them is what it was before.
[[nodiscard]] QJsonArray toJson(const QList<Agreement> &agreements);
// Empty when the member is absent. InvalidValue for one that comes twice, or that says « not concerned » of what is not
// conditional.
QList<Agreement> readAgreements(signature::ObjectReader &reader);

// Which agreements a message needs, as data: of its template, and of each channel it would go out on.
struct RequiredAgreements
{
    QMap<QString, QStringList> byTemplate;
    QMap<QString, QStringList> byChannel;

    void add(const RequiredAgreements &others);
    // Each once, the template's first.
    [[nodiscard]] QStringList of(const QString &templateId, const QStringList &channels) const;
    [[nodiscard]] QJsonObject toJson() const;
    // {"channels":{"facebook":["cabinet"]},"templates":{…}}, strictly.
    static RequiredAgreements read(signature::ObjectReader &reader);
    friend bool operator==(const RequiredAgreements &, const RequiredAgreements &) = default;
};

// Those of `required` that nobody recorded.
[[nodiscard]] QStringList missing(const QStringList &required, const QList<Agreement> &recorded);

} // namespace astreinte::submission
