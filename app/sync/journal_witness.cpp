// SPDX-License-Identifier: EUPL-1.2
#include "app/sync/journal_witness.h"

#include "app/sync/server_link.h"
#include "app/vault/vault.h"
#include "core/journal/witness.h"
#include "core/signature/bytes.h"
#include "core/signature/strict_json.h"

#include <QJsonArray>

namespace astreinte::app {
namespace {

const QString witnessRow = QStringLiteral("00000000-0000-7000-8000-000000000014");
constexpr auto keyName = QLatin1String("key");
constexpr auto noteName = QLatin1String("checkpoint");
constexpr auto alarmName = QLatin1String("alarm");

journal::Proof proofIn(const QJsonObject &reply)
{
    journal::Proof proof;
    for (const auto nodes = reply.value(QLatin1String("consistency")).toArray(); const auto &node : nodes)
        // A node that cannot be read is no node: the proof then does not hold.
        proof.append(signature::fromBase64(node.toString().toLatin1()).value_or(QByteArray()));
    return proof;
}

} // namespace

JournalWitness::JournalWitness(ServerLink &link, Vault &vault, QObject *parent)
    : QObject(parent), m_link(link), m_vault(vault)
{
}

std::optional<JournalWitness::Memory> JournalWitness::recall() const
{
    if (!m_vault.isOpen())
        return std::nullopt;
    const auto row = m_vault.find(Table::Content, witnessRow);
    if (!row)
        return std::nullopt;
    const auto document = row->value_or(QJsonObject());
    return Memory{document[keyName].toString(), document[noteName].toString().toUtf8(), document[alarmName].toString()};
}

Result<> JournalWitness::keep(const Memory &memory)
{
    return m_vault.put(Table::Content, witnessRow,
                       QJsonObject{{QStringLiteral("v"), 1},
                                   {QString(keyName), memory.key},
                                   {QString(noteName), QString::fromUtf8(memory.note)},
                                   {QString(alarmName), memory.alarm}});
}

// The kept checkpoint stays what it is: it is the evidence.
void JournalWitness::alarm(Memory memory, const Failure &failure)
{
    memory.alarm = failure.detail.isEmpty() ? failure.code() : failure.detail;
    (void)keep(memory);
    m_link.raiseAlarm({Reason::JournalMismatch, memory.alarm});
}

void JournalWitness::learn(const QJsonObject &configuration)
{
    const auto key = configuration.value(QLatin1String("journal")).toObject().value(keyName).toString();
    auto memory = recall();
    if (key.isEmpty() || !memory || key == memory->key)
        return;
    if (!memory->key.isEmpty())
        return alarm(*memory, {Reason::JournalMismatch, QStringLiteral("another key")});
    if (!journal::NoteVerifier::fromText(key))
        return;
    memory->key = key;
    (void)keep(*memory);
}

void JournalWitness::check()
{
    const auto memory = recall();
    if (!memory || memory->key.isEmpty() || m_asking || !m_link.isOpen())
        return;
    if (!memory->alarm.isEmpty())
        return m_link.raiseAlarm({Reason::JournalMismatch, memory->alarm});
    ServerLink::Call call;
    call.method = "GET";
    call.path = "/v1/journal/checkpoint";
    const auto verifier = journal::NoteVerifier::fromText(memory->key);
    const auto kept = verifier ? journal::openCheckpoint(memory->note, *verifier)
                               : Result<journal::Checkpoint>(tl::unexpected(verifier.error()));
    if (kept)
        call.query = "old=" + QByteArray::number(kept->size);
    m_asking = true;
    m_link.send(call, this, [this](const Result<HttpReply> &reply) {
        m_asking = false;
        if (reply)
            heard(reply->body);
    });
}

void JournalWitness::heard(const QByteArray &body)
{
    auto memory = recall();
    if (!memory)
        return;
    const auto verifier = journal::NoteVerifier::fromText(memory->key);
    const auto reply = signature::parseStrictObject(body);
    if (!verifier || !reply)
        return;
    const auto shown = reply->value(noteName).toString().toUtf8();
    const auto followed = journal::follow(*verifier, memory->note, shown, proofIn(*reply));
    if (!followed)
        return alarm(*memory, followed.error());
    memory->note = shown;
    (void)keep(*memory);
}

} // namespace astreinte::app
