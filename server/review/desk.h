// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/submission/incident.h"
#include "server/identity/request_guard.h"
#include "server/review/progress.h"
#include "server/storage/blobs.h"

#include <QJsonArray>

namespace astreinte::review {

struct Rendition
{
    QByteArray bytes;
    QString mediaType;
};

// What people read: the queue, the manifest's very bytes, the pictures, the ladder of a submission. Who may read what
// is decided here: authors their own, those who validate or watch everything, liaison officers their own reports only.
class Desk
{
public:
    Desk(storage::Store &store, const storage::Blobs &blobs, const signature::SigningKey &serverKey,
         deployment::Now now)
        : m_store(store), m_blobs(blobs), m_serverKey(serverKey), m_now(std::move(now))
    {
    }

    // The `items` of GET /v1/review, what waits for a decision first. NotAllowed.
    Result<QJsonArray> queue(const identity::Caller &caller);
    // The first reading by an authority who may decide records « vu ». UnknownSubmission, UnknownRevision.
    Result<QByteArray> manifest(const identity::Caller &caller, const QString &submission, qint64 revision);
    // UnknownSubmission when no submission that the caller may read holds it.
    Result<Rendition> rendition(const identity::Caller &caller, const QString &sha256);
    // The signed status (JWS).
    Result<QByteArray> status(const identity::Caller &caller, const QString &submission);
    // The `items` of GET /v1/incidents.
    Result<QJsonArray> incidents(const identity::Caller &caller);

private:
    Result<QJsonArray> list(const identity::Caller &caller,
                            Result<QJsonArray> (*rows)(storage::Connection &, signature::Instant));
    Result<> acceptReader(storage::Connection &connection, const identity::Caller &caller, const QString &submission);
    Result<> markSeen(storage::Transaction &transaction, const identity::Caller &caller, const Position &position);

    storage::Store &m_store;
    const storage::Blobs &m_blobs;
    const signature::SigningKey &m_serverKey;
    deployment::Now m_now;
};

// Authorities, the communication bureau and the civil defence service see every submission.
bool readsEverything(const QString &role);

} // namespace astreinte::review
