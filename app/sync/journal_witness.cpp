// SPDX-License-Identifier: EUPL-1.2
#include "app/sync/journal_witness.h"

#include "app/sync/server_link.h"
#include "app/vault/vault.h"
#include "core/journal/leaf.h"
#include "core/signature/bytes.h"
#include "core/signature/strict_json.h"

namespace astreinte::app {
namespace {

const QString witnessRow = QStringLiteral("00000000-0000-7000-8000-000000000014");
constexpr auto keyName = QLatin1String("key");
constexpr auto noteName = QLatin1String("checkpoint");
constexpr auto alarmName = QLatin1String("alarm");
constexpr auto evidenceName = QLatin1String("evidence");
constexpr auto pendingName = QLatin1String("pending");
constexpr auto proofName = QLatin1String("proof");
constexpr auto leafName = QLatin1String("leaf");
constexpr auto indexName = QLatin1String("index");

journal::Proof proofIn(const QJsonValue &nodes)
{
    journal::Proof proof;
    for (const auto list = nodes.toArray(); const auto &node : list)
        // A node that cannot be read is no node: the proof then does not hold.
        proof.append(signature::fromBase64(node.toString().toLatin1()).value_or(QByteArray()));
    return proof;
}

QByteArray bytesOf(const QJsonValue &text)
{
    return text.toString().toUtf8();
}

// Whatever is missing or of another type is empty, and then does not hold.
journal::Testimony testimonyIn(const QJsonObject &part)
{
    const auto index = part[indexName].toInteger(-1);
    return {index < 0 ? ~quint64(0) : quint64(index),
            bytesOf(part[leafName]),
            signature::fromBase64Url(part[QLatin1String("salt")].toString().toLatin1()).value_or(QByteArray()),
            bytesOf(part[QLatin1String("content")]),
            bytesOf(part[noteName]),
            proofIn(part[proofName])};
}

// What may be shown to whoever helps: neither the content nor what opens it.
QJsonObject shownBy(const QJsonObject &part)
{
    QJsonObject shown;
    for (const auto name : {indexName, leafName, noteName, proofName, QLatin1String("consistency")})
        if (part.contains(name))
            shown.insert(name, part[name]);
    return shown;
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
    return Memory{document[keyName].toString(), bytesOf(document[noteName]), document[alarmName].toString(),
                  document[evidenceName].toObject(), document[pendingName].toArray()};
}

Result<> JournalWitness::keep(const Memory &memory)
{
    return m_vault.put(Table::Content, witnessRow,
                       QJsonObject{{QStringLiteral("v"), 1},
                                   {QString(keyName), memory.key},
                                   {QString(noteName), QString::fromUtf8(memory.note)},
                                   {QString(alarmName), memory.alarm},
                                   {QString(evidenceName), memory.evidence},
                                   {QString(pendingName), memory.pending}});
}

QJsonObject JournalWitness::evidence(const Vault &vault)
{
    const auto row = vault.find(Table::Content, witnessRow);
    const auto document = row && *row ? **row : QJsonObject();
    if (document[alarmName].toString().isEmpty())
        return {};
    auto evidence = document[evidenceName].toObject();
    evidence.insert(QString(alarmName), document[alarmName]);
    evidence.insert(QStringLiteral("kept"), document[noteName]);
    return evidence;
}

// The kept checkpoint stays what it is: it is the evidence, with what was shown.
void JournalWitness::alarm(Memory memory, const Failure &failure, const QJsonObject &shown)
{
    memory.alarm = failure.detail.isEmpty() ? failure.code() : failure.detail;
    memory.evidence = shownBy(shown);
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
        return alarm(*memory, {Reason::JournalMismatch, QStringLiteral("another key")}, {});
    if (!journal::NoteVerifier::fromText(key))
        return;
    memory->key = key;
    (void)keep(*memory);
}

void JournalWitness::hear(const QJsonObject &testimony, const QByteArray &sha256)
{
    auto memory = recall();
    if (!memory || !memory->alarm.isEmpty())
        return;
    if (const auto verifier = journal::NoteVerifier::fromText(memory->key)) {
        const auto accepted = journal::acceptTestimony(*verifier, testimonyIn(testimony), sha256);
        if (!accepted)
            return alarm(*memory, accepted.error(), testimony);
    }
    memory->pending.append(QJsonObject{{QStringLiteral("testimony"), testimony},
                                       {QStringLiteral("sha256"), QString::fromLatin1(signature::hex(sha256))}});
    (void)keep(*memory);
    check();
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
    m_awaited = memory->pending.size();
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
    const auto shown = bytesOf(reply->value(noteName));
    const auto followed =
        journal::follow(*verifier, memory->note, shown, proofIn(reply->value(QLatin1String("consistency"))));
    if (!followed)
        return alarm(*memory, followed.error(), *reply);
    memory->note = shown;
    (void)keep(*memory);
    askForLeaf();
}

// A leaf proven under a checkpoint of the receipt's own may be in a journal made for this phone: it must also be in the
// one that the checkpoints followed from sync to sync tell of.
void JournalWitness::askForLeaf()
{
    auto memory = recall();
    if (!memory || memory->pending.isEmpty() || !memory->alarm.isEmpty() || m_asking || !m_link.isOpen())
        return;
    const auto verifier = journal::NoteVerifier::fromText(memory->key);
    const auto now = verifier ? journal::openCheckpoint(memory->note, *verifier)
                              : Result<journal::Checkpoint>(tl::unexpected(verifier.error()));
    if (!now)
        return;
    const auto first = memory->pending.first().toObject();
    const auto part = first[QLatin1String("testimony")].toObject();
    const auto testimony = testimonyIn(part);
    // One that came before the key did is judged now.
    const auto sha256 = signature::fromHex(first[QLatin1String("sha256")].toString().toLatin1());
    const auto accepted = journal::acceptTestimony(*verifier, testimony, sha256.value_or(QByteArray()));
    if (!accepted)
        return alarm(*memory, accepted.error(), part);
    if (testimony.index >= now->size) {
        if (m_awaited > 0) // the receipt came before this checkpoint was asked for
            return alarm(*memory, {Reason::JournalMismatch, QStringLiteral("the leaf of a receipt is missing")}, part);
        return check();
    }
    ServerLink::Call call;
    call.method = "GET";
    call.path = "/v1/journal/proof";
    call.query = "leaf=" + QByteArray::number(testimony.index) + "&size=" + QByteArray::number(now->size);
    m_asking = true;
    m_link.send(call, this, [this, now = *now](const Result<HttpReply> &reply) {
        m_asking = false;
        // Refused is not proven; a mere silence is asked again at the next sync.
        if (reply || reply.error().reason == Reason::InvalidValue)
            provenIn(now, reply ? reply->body : QByteArray());
    });
}

void JournalWitness::provenIn(const journal::Checkpoint &now, const QByteArray &body)
{
    auto memory = recall();
    if (!memory || memory->pending.isEmpty())
        return;
    const auto part = memory->pending.first().toObject()[QLatin1String("testimony")].toObject();
    const auto testimony = testimonyIn(part);
    const auto reply = signature::parseStrictObject(body);
    const auto proof = reply ? proofIn(reply->value(proofName)) : journal::Proof();
    const auto placed =
        journal::verifyInclusion(testimony.index, now.size, journal::leafHash(testimony.leaf), proof, now.root);
    if (!placed) {
        auto shown = part;
        shown.insert(QString(proofName), reply ? reply->value(proofName) : QJsonValue());
        return alarm(*memory, {Reason::JournalMismatch, QStringLiteral("the leaf of a receipt is missing")}, shown);
    }
    memory->pending.removeFirst();
    --m_awaited;
    (void)keep(*memory);
    askForLeaf();
}

} // namespace astreinte::app
