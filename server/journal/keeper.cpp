// SPDX-License-Identifier: EUPL-1.2
#include "server/journal/keeper.h"

#include "core/journal/audit.h"
#include "server/deployment/deployment.h"
#include "server/identity/server_key.h"

#include <QUrl>

namespace astreinte::journal {
namespace {

using storage::Connection;
using storage::Row;
using storage::Transaction;

constexpr std::size_t mostNodesKept = 1 << 16;
constexpr int levelShift = 58; // a level needs 6 bits, which leaves 2^58 positions: enough for any journal
constexpr int exportPortion = 1000;

quint64 keyOf(int level, quint64 index)
{
    return static_cast<quint64>(level) << levelShift | index;
}

// "indre.example/journal": schema-less, without "+" or spaces (C2SP tlog-checkpoint).
QString nameFor(const QString &origin)
{
    const QUrl url(origin);
    auto host = url.host(QUrl::FullyEncoded).toLower();
    if (host.isEmpty())
        host = QStringLiteral("astreinte.invalid");
    return host + QStringLiteral("/journal");
}

} // namespace

Result<QString> Keeper::name()
{
    const auto kept = [](Connection &connection) {
        return connection.one("SELECT value FROM setting WHERE name = 'journal-name'",
                              [](const Row &row) { return row.text(0); });
    };
    auto known = m_store.read(kept);
    if (!known || *known)
        return known.map([](const std::optional<QString> &value) { return *value; });
    return m_store.write([&](Transaction &transaction) -> Result<QString> {
        auto settings = deployment::readSettings(transaction.connection());
        if (!settings)
            return tl::unexpected(settings.error());
        auto put = transaction->run("INSERT INTO setting (name, value) VALUES ('journal-name', ?) "
                                    "ON CONFLICT (name) DO NOTHING",
                                    nameFor(settings->origin));
        if (!put)
            return tl::unexpected(put.error());
        return kept(transaction.connection()).map([](const std::optional<QString> &value) { return *value; });
    });
}

// Called with the mutex held.
Result<const NoteSigner *> Keeper::signer()
{
    if (m_signer)
        return &*m_signer;
    auto named = name();
    if (!named)
        return tl::unexpected(named.error());
    auto pem = identity::loadOrCreateKeyFile(m_keyFile, [&] {
        return NoteSigner::generate(*named).and_then([](const NoteSigner &made) { return made.toPem(); });
    });
    if (!pem)
        return tl::unexpected(pem.error());
    auto made = NoteSigner::fromPem(*named, pem->view());
    if (!made)
        return tl::unexpected(made.error());
    m_signer.emplace(*std::move(made));
    return &*m_signer;
}

Result<NoteVerifier> Keeper::verifier()
{
    const std::lock_guard lock(m_mutex);
    return signer().map([](const NoteSigner *known) { return known->verifier(); });
}

void Keeper::remember(quint64 key, const QByteArray &hash)
{
    if (m_nodes.size() >= mostNodesKept)
        m_nodes.clear();
    m_nodes.emplace(key, hash);
}

// What is remembered, or follows from what is.
std::optional<QByteArray> Keeper::remembered(int level, quint64 index)
{
    const auto key = keyOf(level, index);
    if (const auto known = m_nodes.find(key); known != m_nodes.end())
        return known->second;
    if (level == 0)
        return std::nullopt;
    const auto left = remembered(level - 1, 2 * index);
    const auto right = left ? remembered(level - 1, 2 * index + 1) : std::nullopt;
    if (!right)
        return std::nullopt;
    const auto hash = nodeHash(*left, *right);
    remember(key, hash);
    return hash;
}

NodeSource Keeper::remembering(Connection &connection)
{
    return [this, stored = nodesIn(connection)](int level, quint64 index) -> Result<QByteArray> {
        if (const auto known = remembered(level, index))
            return *known;
        auto hash = stored(level, index);
        if (hash)
            remember(keyOf(level, index), *hash);
        return hash;
    };
}

// Called with the mutex held. One signature for each state of the tree, however many ask.
Result<Keeper::State> Keeper::present(Connection &connection)
{
    auto size = sizeOf(connection);
    if (!size)
        return tl::unexpected(size.error());
    if (!m_last.note.isEmpty() && m_last.size >= *size)
        return m_last;
    auto known = signer();
    if (!known)
        return tl::unexpected(known.error());
    auto note = rootOf(remembering(connection), *size).and_then([&](const QByteArray &root) {
        return signCheckpoint({(*known)->verifier().name(), *size, root}, **known);
    });
    if (!note)
        return tl::unexpected(note.error());
    m_last = {*size, *note};
    return m_last;
}

Result<QByteArray> Keeper::checkpoint()
{
    const std::lock_guard lock(m_mutex);
    return m_store.read([this](Connection &connection) {
        return present(connection).map([](const State &state) { return state.note; });
    });
}

Result<Proof> Keeper::consistency(quint64 older, quint64 newer)
{
    const std::lock_guard lock(m_mutex);
    return m_store.read([&](Connection &connection) -> Result<Proof> {
        auto size = sizeOf(connection);
        if (!size)
            return tl::unexpected(size.error());
        if (newer > *size)
            return fail(Reason::InvalidValue, QStringLiteral("the journal has %1 leaves").arg(*size));
        return consistencyProof(remembering(connection), older, newer);
    });
}

Result<Proof> Keeper::inclusion(quint64 index, quint64 size)
{
    const std::lock_guard lock(m_mutex);
    return m_store.read([&](Connection &connection) -> Result<Proof> {
        auto present = sizeOf(connection);
        if (!present)
            return tl::unexpected(present.error());
        if (size > *present)
            return fail(Reason::InvalidValue, QStringLiteral("the journal has %1 leaves").arg(*present));
        return inclusionProof(remembering(connection), index, size);
    });
}

Result<Placed> Keeper::place(const QString &subject, Event event)
{
    auto leaf = m_store.read([&](Connection &connection) { return leafAbout(connection, subject, event); });
    if (!leaf)
        return tl::unexpected(leaf.error());
    if (!*leaf)
        return fail(Reason::UnknownSubmission, subject);
    const std::lock_guard lock(m_mutex);
    return m_store.read([&](Connection &connection) {
        return present(connection).and_then([&](const State &state) { return placed(connection, **leaf, state); });
    });
}

Result<Placed> Keeper::place(const StoredLeaf &leaf, const std::vector<StoredLeaf> &beside)
{
    const std::lock_guard lock(m_mutex);
    if (!m_nodes.contains(keyOf(0, leaf.index)))
        for (const auto &other : beside)
            remember(keyOf(0, other.index), leafHash(other.leaf));
    return m_store.read([&](Connection &connection) {
        // A state that holds the new leaf holds all that a phone had seen when it asked for it: nobody is shown an
        // older one than before, and one signature serves all who were written together.
        auto state = m_last.size > leaf.index ? Result<State>(m_last) : present(connection);
        return state.and_then([&](const State &known) { return placed(connection, leaf, known); });
    });
}

// Called with the mutex held.
Result<Placed> Keeper::placed(Connection &connection, const StoredLeaf &leaf, const State &state)
{
    remember(keyOf(0, leaf.index), leafHash(leaf.leaf));
    return inclusionProof(remembering(connection), leaf.index, state.size).map([&](const Proof &proof) {
        return Placed{leaf, state.note, proof};
    });
}

Result<Checkpoint> Keeper::writeExport(QIODevice &out)
{
    auto note = checkpoint();
    auto known = verifier();
    if (!note || !known)
        return tl::unexpected(note ? known.error() : note.error());
    auto state = openCheckpoint(*note, *known);
    if (!state)
        return state;
    auto written = out.write(exportHead(*known, state->size)) > 0;
    for (quint64 next = 0; written && next < state->size;) {
        auto leaves = m_store.read([&](Connection &connection) { return leavesFrom(connection, next, exportPortion); });
        if (!leaves)
            return tl::unexpected(leaves.error());
        if (leaves->empty())
            return fail(Reason::JournalMismatch, QStringLiteral("leaf %1 is missing").arg(next));
        for (const auto &stored : *leaves)
            if (next < state->size) {
                written = written && out.write(exportLeaf(stored.index, stored.leaf, stored.opening)) > 0;
                ++next;
            }
    }
    written = written && out.write(exportTail(*note)) > 0;
    return written ? state : fail(Reason::StorageFailed, out.errorString());
}

} // namespace astreinte::journal
