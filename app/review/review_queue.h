// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/sync/inquiry.h"
#include "core/failure.h"
#include "core/signature/instant.h"
#include "core/submission/states.h"

#include <QObject>
#include <QStringList>
#include <optional>

namespace astreinte::app {

// The approval of the first of the two persons that a grave message needs.
struct FirstSignature
{
    QString person; // id
    signature::Instant at;
};

// One line of GET /v1/review (docs/protocol.md §8).
struct ReviewItem
{
    QString submission;
    int revision = 0;
    QString kind;
    QString title;
    submission::State state = submission::State::Received;
    bool exercise = false;
    signature::Instant factsAt;
    signature::Instant receivedAt;
    QStringList authors;  // names
    QString incident;     // id, or empty
    QStringList communes; // Insee codes, as far as the server says them
    int photos = 0;
    QList<FirstSignature> signatures;

    [[nodiscard]] bool awaitsDecision() const
    {
        return kind == QStringLiteral("proposal") &&
               (state == submission::State::Received || state == submission::State::InReview);
    }
};

// The submissions that wait for a decision, as the server lists them.
class ReviewQueue : public QObject
{
    Q_OBJECT
public:
    explicit ReviewQueue(ServerLink &link, QObject *parent = nullptr);
    void refresh();
    void forget();
    [[nodiscard]] const QList<ReviewItem> &items() const { return m_items; }
    [[nodiscard]] int waitingCount() const;
    [[nodiscard]] const std::optional<Failure> &failure() const { return m_failure; }
    [[nodiscard]] bool busy() const { return m_inquiry.busy(); }

Q_SIGNALS:
    void changed();

private:
    void adopt(const QByteArray &reply);
    void failed(const Failure &failure);

    Inquiry m_inquiry;
    QList<ReviewItem> m_items;
    std::optional<Failure> m_failure;
};

} // namespace astreinte::app
