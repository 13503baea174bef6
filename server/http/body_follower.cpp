// SPDX-License-Identifier: EUPL-1.2
#include "server/http/body_follower.h"

namespace astreinte::http {

void BodyDigest::follow(QByteArrayView piece)
{
    const std::lock_guard lock(m_mutex);
    if (!m_digest.isEmpty())
        return;
    m_hash.add(piece);
    m_followed += piece.size();
}

QByteArray BodyDigest::of(QByteArrayView body)
{
    const std::lock_guard lock(m_mutex);
    if (m_digest.isEmpty()) {
        m_hash.add(body.sliced(m_followed));
        m_digest = m_hash.finish();
    }
    return m_digest;
}

} // namespace astreinte::http
