// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/alert/template_alert.h"
#include "core/place/communes.h"
#include "core/submission/manifest.h"
#include "server/deployment/deployment.h"
#include "server/public_site/alerts.h"

namespace astreinte::publication {

// SHA-256 → SHA-1 of the published files, both as bytes: the manifest knows the first, CAP the second.
using PictureDigests = QHash<QByteArray, QByteArray>;

// Everything that names a CAP message of this installation.
struct CapMaker
{
    const message::Catalogue &catalogue;
    const place::Communes &communes;
    const deployment::Settings &settings;
    const PictureDigests &pictures;
};

// The template and its values, and the place, that a message speaks of; of a withdrawal, those of what it withdraws.
struct CapSubject
{
    const submission::SubmissionContent &content;
    const QStringList &communes; // INSEE codes
};

// The alert of `manifest`, made at `sent`, referring to `earlier`, and ready to be stored. A withdrawal is a Cancel.
// MissingField without a template, without a French text or without a file's digest; InvalidValue for what CAP 1.2
// forbids.
Result<public_site::PublicAlert> capAlert(const CapMaker &maker, const submission::Manifest &manifest,
                                          const CapSubject &subject,
                                          const std::vector<public_site::PublicAlert> &earlier,
                                          signature::Instant sent);

} // namespace astreinte::publication
