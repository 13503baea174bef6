// SPDX-License-Identifier: EUPL-1.2
#include "server/public_site/alerts.h"

namespace astreinte::public_site {
namespace {

using storage::Connection;
using storage::Row;
using storage::Transaction;

constexpr int mostCancels = 50;

// As alertOf() reads them. A macro, since an Sql is one literal.
#define ALERTS                                                                                                         \
    "SELECT message, manifest_sha256, identifier, sender, sent_at, expires_at, incident, type, exercise, document, "   \
    "cancelled_at FROM public_alert "

PublicAlert alertOf(const Row &row)
{
    PublicAlert alert;
    alert.message = row.text(0);
    alert.manifestSha256 = row.text(1);
    alert.identifier = row.text(2);
    alert.sender = row.text(3);
    alert.sent = row.instant(4);
    alert.expires = row.instant(5);
    alert.incident = row.text(6);
    alert.type = row.text(7);
    alert.exercise = row.flag(8);
    alert.document = row.bytes(9);
    alert.cancelledAt = row.optionalInstant(10);
    return alert;
}

} // namespace

Result<std::optional<PublicAlert>> findAlert(Connection &connection, const QString &message)
{
    return connection.one(ALERTS "WHERE message = ?", alertOf, message);
}

Result<std::vector<PublicAlert>> validAlerts(Connection &connection, const QString &incident, const QString &message,
                                             bool exercise, signature::Instant now)
{
    return connection.all(ALERTS "WHERE ((incident <> '' AND incident = ?) "
                                 "OR message = ?) AND exercise = ? AND expires_at > ? AND cancelled_at IS NULL AND "
                                 "type <> 'Cancel' ORDER BY sent_at, identifier",
                          alertOf, incident, message, exercise, now);
}

Result<std::vector<PublicAlert>> currentCancels(Connection &connection, bool exercise, signature::Instant now)
{
    return connection.all(ALERTS "WHERE type = 'Cancel' AND exercise = ? "
                                 "AND expires_at > ? ORDER BY sent_at DESC LIMIT ?",
                          alertOf, exercise, now, mostCancels);
}

Result<> putAlert(Transaction &transaction, const PublicAlert &alert)
{
    return transaction->put("INSERT INTO public_alert (message, manifest_sha256, identifier, sender, sent_at, "
                            "expires_at, incident, type, exercise, document) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, "
                            "?) ON CONFLICT (message) DO NOTHING",
                            alert.message, alert.manifestSha256, alert.identifier, alert.sender, alert.sent,
                            alert.expires, alert.incident, alert.type, alert.exercise, alert.document);
}

Result<> cancelAlert(Transaction &transaction, const QString &message, signature::Instant at)
{
    return transaction->put("UPDATE public_alert SET cancelled_at = ? WHERE message = ? AND cancelled_at IS NULL", at,
                            message);
}

} // namespace astreinte::public_site
