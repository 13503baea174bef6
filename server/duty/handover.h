// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "server/identity/request_guard.h"

#include <QJsonArray>

namespace astreinte::duty {

inline constexpr qsizetype longestRemark = 2000;

// BRIEF §1.3: a handover note at each change of the roster. It says what is open, what waits for a decision and what
// goes out or ends when, as the server held it when the slot began to be read; who takes over acknowledges those bytes.
class HandoverDesk
{
public:
    HandoverDesk(storage::Store &store, deployment::Now now) : m_store(store), m_now(std::move(now)) {}

    // The notes of the caller's own slots that have begun and were not acknowledged: each
    // {"entry","note":RFC 8785 text,"sha256"}.
    Result<QJsonArray> notes(const identity::Caller &caller);
    // InvalidValue when the caller has no such note; ManifestMismatch when it is not the one that was read.
    Result<> acknowledge(const identity::Caller &caller, const QString &entry, const QString &sha256);
    // What the person on duty wants to tell the next one; replaces what was there. OffDuty, MalformedText.
    Result<> remark(const identity::Caller &caller, const QString &text);

private:
    storage::Store &m_store;
    deployment::Now m_now;
};

} // namespace astreinte::duty
