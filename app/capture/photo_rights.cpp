// SPDX-License-Identifier: EUPL-1.2
#include "app/capture/photo_rights.h"

#include "app/composition/content.h"
#include "app/redaction/crop.h"
#include "core/signature/bytes.h"

#include <algorithm>

namespace astreinte::app {

QList<rights::RegionState> regionStates(const Photo &photo)
{
    QList<rights::RegionState> states;
    for (const auto &region : photo.regions) {
        const bool signedFor = std::ranges::any_of(photo.consents, [&](const Consent &consent) {
            return consent.id == region.form && consent.regions.contains(region.id) && consent.inForce();
        });
        states.append({region.kind, region.burnt(), !region.hides() && signedFor});
    }
    return states;
}

QList<submission::PhotoRegion> publicRegions(const Photo &photo)
{
    QList<submission::PhotoRegion> regions;
    for (const auto &region : inCrop(photo.regions, photo.crop, photo.pixels))
        if ((region.burnt() || !region.hides()) && regions.size() < submission::mostRegions)
            regions.append({region.area, region.kind, treatmentName(region.treatment)});
    return regions;
}

QSet<QString> closedRequirements(const Content &content, const Photo &photo)
{
    const auto recorded = photo.records.keys();
    QSet<QString> closed(recorded.begin(), recorded.end());
    if (!photo.altFr.trimmed().isEmpty())
        closed.insert(QStringLiteral("alt-text"));
    if (!photo.rendition)
        return closed;
    closed.insert(QStringLiteral("strip-metadata"));
    closed |= rights::closedByRegions(content.rights(), regionStates(photo));
    // A newer table may have dropped what an older one asked for.
    closed.removeIf([&](const QString &id) { return !content.rights().requirements.contains(id); });
    return closed;
}

picture::Rights publicRights(const Content &content, const Photo &photo)
{
    const auto answered = [&](const char *question, const char *answer) {
        return photo.answers.value(QLatin1String(question)) == QLatin1String(answer);
    };
    picture::Rights rights;
    rights.creator = rights.credit = photo.author;
    rights.notice = QStringLiteral("© %1").arg(photo.author);
    rights.usageTerms = photo.licence;
    // The photo's own id begins with the instant of the shutter: its digest tells nobody anything.
    rights.identifier = QStringLiteral("urn:astreinte:") +
                        QString::fromLatin1(signature::hex(signature::sha256(photo.id.toLatin1())).left(32));
    // PLUS LDF, Model Release Status; IPTC newscodes, digital source type.
    const auto plus = QStringLiteral("http://ns.useplus.org/ldf/vocab/");
    // A form of ours names its networks and its end: a limited release.
    const bool signedForm = std::ranges::any_of(photo.consents, &Consent::inForce);
    rights.modelRelease = plus + (signedForm                      ? QStringLiteral("MR-LMR")
                                  : answered("Q05", "Q05-aucune") ? QStringLiteral("MR-NAP")
                                                                  : QStringLiteral("MR-NON"));
    const bool touched = !photo.regions.isEmpty() || answered("Q19", "Q19-technique");
    const auto source = answered("Q19", "Q19-montage") ? QStringLiteral("compositeCapture")
                        : touched                      ? QStringLiteral("humanEdits")
                                                       : QStringLiteral("digitalCapture");
    rights.digitalSourceType = QStringLiteral("http://cv.iptc.org/newscodes/digitalsourcetype/") + source;
    const auto commune = content.communes().byCode(photo.commune);
    if (commune && (answered("Q22", "Q22-commune") || answered("Q22", "Q22-exacte")))
        rights.city = commune->name;
    return rights;
}

Result<rights::Assessment> assessPhoto(const Content &content, const Photo &photo)
{
    return rights::assess(content.rights(), photo.answers, closedRequirements(content, photo));
}

} // namespace astreinte::app
