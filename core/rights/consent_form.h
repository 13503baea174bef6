// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"

#include <QJsonObject>
#include <QMap>
#include <QString>

namespace astreinte::rights {

// The consent form of image-rights.json with its blanks filled in, to be read to the person before they sign (BRIEF
// §2.5). `form` is one language of Questionnaire::consentForm. {name} is a value, {name:de} the value under the key
// "name:de"; a part between [[ and ]] is left out when one of its values is empty. MissingField naming the first blank
// that has no value: nobody signs a form with holes. MalformedTemplate when a bracket is not closed.
[[nodiscard]] Result<QString> filledConsent(const QJsonObject &form, const QMap<QString, QString> &values);

} // namespace astreinte::rights
