// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "tests/server/prefecture.h"

namespace astreinte::tests {

// A phone as the server meets it: two keys, signed requests. It does what the protocol says and nothing cleverer, so
// that tests can make it do otherwise.
class Phone
{
public:
    Phone(Prefecture &prefecture, QString person);

    // Invitation, POST /v1/enrolments and the administrator's confirmation.
    bool enrol();
    Reply sendEnrolment(const QString &code);
    bool confirm();

    // A signed request. `sign` false sends it bare.
    Reply send(const QByteArray &method, const QByteArray &target, Headers headers = {}, const QByteArray &body = {});
    // The headers that send() would add, for tests that then change something.
    Headers signedHeaders(const QByteArray &method, const QByteArray &target, const Headers &headers,
                          const QByteArray &body, std::chrono::seconds age = std::chrono::seconds(0));

    // Creates the upload and sends it in parts; the status of the last reply.
    int upload(const submission::SubmissionId &submission, const QByteArray &picture,
               const QByteArray &type = "image/png", qsizetype part = 64 * 1024);
    // POST /v1/submissions with its idempotency key.
    Reply submit(const submission::Submission &submission);
    QByteArray jwsOf(const submission::Submission &submission) const;

    // A proposal of this phone's person, from the template `inondation`, with these pictures.
    submission::SubmissionContent draft(const QList<QByteArray> &pictures = {});

    // Reads the manifest, asks for a challenge, and makes the statement, unsigned, so that a test can bend it.
    std::optional<submission::Statement> statementOn(const QString &submission, qint64 revision);
    QByteArray signStatement(const submission::Statement &statement) const;
    Reply decide(const submission::Statement &statement);
    // The state in a verified answer of GET /v1/submissions/{id}.
    QString stateOf(const QString &submission);

    [[nodiscard]] QString kid() const { return dev.kid(); }
    Prefecture &prefecture;
    QString person;
    QString enrolmentOrigin;  // what the enrolment says; the prefecture's own unless a test changes it
    QByteArray lastEnrolment; // the body sent last
    QString rosterEntry = QStringLiteral("none");
    qint64 rosterVersion = 1;
    signature::SigningKey dev;
    signature::SigningKey apr;
    Connection connection;
    submission::Uuid7Source ids;
};

// A small PNG, different for each seed: real pixels, nothing else in the file.
QByteArray pngPicture(int seed);

} // namespace astreinte::tests
