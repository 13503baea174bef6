// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"

#include <QByteArray>
#include <QJsonObject>
#include <QJsonValue>

namespace astreinte::signature {

// RFC 8785 (JSON Canonicalization Scheme): no white space, names in the order of their UTF-16 code units, numbers as
// ECMAScript writes them, UTF-8. The same value gives the same bytes on every machine: what is hashed and signed.
// InvalidValue for what I-JSON cannot carry (a lone surrogate, an infinite number).
Result<QByteArray> canonicalJson(const QJsonValue &value);
Result<QByteArray> canonicalJson(const QJsonObject &object);

// A finite number as ECMA-262 Number::toString writes it: "1e+30", "0.000001", "1e-7", "0" for -0.
QByteArray ecmaScriptNumber(double number);

} // namespace astreinte::signature
