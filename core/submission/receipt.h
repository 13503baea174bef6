// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/submission/states.h"
#include "core/submission/submission.h"

namespace astreinte::submission {

// The server's word that a submission and its photos are durable (docs/protocol.md §7). The phone lets go of nothing
// before it has verified one.
struct Receipt
{
    QString audience; // the device's key id
    SubmissionId submission;
    qint64 revision = 0;
    QByteArray sha256;        // 32 bytes, of the submission's payload
    QList<QByteArray> photos; // 32 bytes each
    signature::Instant receivedAt;
    bool exercise = false;

    [[nodiscard]] Result<QByteArray> toPayload() const;
    static Result<Receipt> fromPayload(QByteArrayView payload);
    // UnexpectedReply unless it is about these bytes with all their photos; WrongAudience for another device.
    [[nodiscard]] Result<void> covers(const Submission &sent, const QString &device) const;
    friend bool operator==(const Receipt &, const Receipt &) = default;
};

// One step of the status ladder.
struct StatusStep
{
    State state = State::Received;
    signature::Instant at;
    std::optional<QString> by; // person id
    std::optional<QString> reason;
    std::optional<QString> channel;
    std::optional<QString> url;     // https
    QList<MarkedRegion> marks = {}; // where a return asks for another blur
    friend bool operator==(const StatusStep &, const StatusStep &) = default;
};

struct Status
{
    QString audience;
    SubmissionId submission;
    qint64 head = 0;
    State state = State::Received;
    QList<StatusStep> steps;
    signature::Instant at;

    [[nodiscard]] Result<QByteArray> toPayload() const;
    static Result<Status> fromPayload(QByteArrayView payload);
    friend bool operator==(const Status &, const Status &) = default;
};

// The server's answer to a statement (docs/protocol.md §9).
struct DecisionRecord
{
    QString audience;
    Uuid7 statement; // jti
    SubmissionId submission;
    qint64 revision = 0;
    State state = State::InReview;
    signature::Instant at;

    [[nodiscard]] Result<QByteArray> toPayload() const;
    static Result<DecisionRecord> fromPayload(QByteArrayView payload);
    friend bool operator==(const DecisionRecord &, const DecisionRecord &) = default;
};

} // namespace astreinte::submission
