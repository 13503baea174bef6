// SPDX-License-Identifier: EUPL-1.2
#include "core/journal/merkle.h"

#include "core/signature/bytes.h"

#include <algorithm>
#include <bit>

namespace astreinte::journal {
namespace {

QByteArray hashOf(char prefix, QByteArrayView first, QByteArrayView second = {})
{
    signature::Sha256 sha256;
    sha256.add(QByteArrayView(&prefix, 1));
    sha256.add(first);
    sha256.add(second);
    return sha256.finish();
}

// The nodes of a path: first those beside an ancestor that is not on the right edge of the tree, then those on its
// left.
struct PathShape
{
    int inner;
    int border;
};

PathShape shapeOf(quint64 index, quint64 size)
{
    const auto inner = static_cast<int>(std::bit_width(index ^ (size - 1)));
    const auto border = inner < 64 ? std::popcount(index >> inner) : 0;
    return {inner, border};
}

QByteArray chainInner(QByteArray hash, const Proof &proof, qsizetype begin, qsizetype end, quint64 index)
{
    for (auto i = begin; i < end; ++i)
        hash = ((index >> (i - begin)) & 1) == 0 ? nodeHash(hash, proof[i]) : nodeHash(proof[i], hash);
    return hash;
}

// Only the siblings on the left: what the older, smaller tree already had.
QByteArray chainInnerLeft(QByteArray hash, const Proof &proof, qsizetype begin, qsizetype end, quint64 index)
{
    for (auto i = begin; i < end; ++i)
        if (((index >> (i - begin)) & 1) == 1)
            hash = nodeHash(proof[i], hash);
    return hash;
}

QByteArray chainBorder(QByteArray hash, const Proof &proof, qsizetype begin)
{
    for (auto i = begin; i < proof.size(); ++i)
        hash = nodeHash(proof[i], hash);
    return hash;
}

Result<> match(QByteArrayView computed, QByteArrayView given, const char *what)
{
    return signature::constantTimeEqual(computed, given) ? Result<>()
                                                         : fail(Reason::JournalMismatch, QLatin1String(what));
}

bool areHashes(const Proof &proof)
{
    return proof.size() <= longestProof &&
           std::ranges::all_of(proof, [](const QByteArray &hash) { return hash.size() == hashSize; });
}

Result<> refuseShape()
{
    return fail(Reason::JournalMismatch, QStringLiteral("the proof does not have the nodes it needs"));
}

Result<QByteArray> rangeHash(const NodeSource &source, quint64 begin, quint64 end)
{
    const auto count = end - begin;
    if (std::has_single_bit(count) && begin % count == 0)
        return source(std::countr_zero(count), begin / count);
    const auto split = begin + std::bit_floor(count - 1);
    auto left = rangeHash(source, begin, split);
    if (!left)
        return left;
    auto right = rangeHash(source, split, end);
    if (!right)
        return right;
    return nodeHash(*left, *right);
}

Result<> addRange(const NodeSource &source, Proof &proof, quint64 begin, quint64 end)
{
    auto hash = rangeHash(source, begin, end);
    if (!hash)
        return tl::unexpected(hash.error());
    proof.append(*std::move(hash));
    return {};
}

} // namespace

QByteArray emptyRoot()
{
    return signature::sha256({});
}

QByteArray leafHash(QByteArrayView leaf)
{
    return hashOf('\x00', leaf);
}

QByteArray nodeHash(QByteArrayView left, QByteArrayView right)
{
    return hashOf('\x01', left, right);
}

Result<> verifyInclusion(quint64 index, quint64 size, QByteArrayView leafHash, const Proof &proof, QByteArrayView root)
{
    if (index >= size)
        return fail(Reason::JournalMismatch, QStringLiteral("index %1 of a tree of %2").arg(index).arg(size));
    const auto shape = shapeOf(index, size);
    if (leafHash.size() != hashSize || !areHashes(proof) || proof.size() != shape.inner + shape.border)
        return refuseShape();
    const auto inner = chainInner(leafHash.toByteArray(), proof, 0, shape.inner, index);
    return match(chainBorder(inner, proof, shape.inner), root, "the leaf is not under this root");
}

Result<> verifyConsistency(quint64 size1, quint64 size2, const Proof &proof, QByteArrayView root1, QByteArrayView root2)
{
    if (size2 < size1)
        return fail(Reason::JournalMismatch, QStringLiteral("the tree shrank from %1 to %2").arg(size1).arg(size2));
    if (size1 == 0)
        return fail(Reason::JournalMismatch, QStringLiteral("no leaves prove nothing"));
    if (size1 == size2)
        return proof.isEmpty() ? match(root1, root2, "two roots for one size") : refuseShape();
    if (proof.isEmpty() || !areHashes(proof))
        return refuseShape();
    auto shape = shapeOf(size1 - 1, size2);
    const int shift = std::countr_zero(size1);
    shape.inner -= shift;
    // A first tree that is a complete subtree is its own beginning of the proof.
    const bool complete = std::has_single_bit(size1);
    const qsizetype start = complete ? 0 : 1;
    if (proof.size() != start + shape.inner + shape.border || root1.size() != hashSize)
        return refuseShape();
    const auto seed = complete ? root1.toByteArray() : proof.front();
    const auto path = (size1 - 1) >> shift;
    const auto end = start + shape.inner;
    const auto older = chainBorder(chainInnerLeft(seed, proof, start, end, path), proof, end);
    const auto newer = chainBorder(chainInner(seed, proof, start, end, path), proof, end);
    return match(older, root1, "the older root does not follow").and_then([&] {
        return match(newer, root2, "the newer root does not follow");
    });
}

Result<QByteArray> rootOf(const NodeSource &source, quint64 size)
{
    return size == 0 ? Result<QByteArray>(emptyRoot()) : rangeHash(source, 0, size);
}

Result<Proof> inclusionProof(const NodeSource &source, quint64 index, quint64 size)
{
    if (index >= size)
        return fail(Reason::InvalidValue, QStringLiteral("no leaf %1 in a tree of %2").arg(index).arg(size));
    Proof proof;
    quint64 begin = 0;
    quint64 end = size;
    while (end - begin > 1) {
        const auto split = begin + std::bit_floor(end - begin - 1);
        const auto left = index < split;
        if (auto added = left ? addRange(source, proof, split, end) : addRange(source, proof, begin, split); !added)
            return tl::unexpected(added.error());
        (left ? end : begin) = split;
    }
    std::ranges::reverse(proof);
    return proof;
}

Result<Proof> consistencyProof(const NodeSource &source, quint64 size1, quint64 size2)
{
    if (size1 > size2)
        return fail(Reason::InvalidValue, QStringLiteral("a tree of %1 has no beginning of %2").arg(size2).arg(size1));
    Proof proof;
    if (size1 == 0 || size1 == size2)
        return proof;
    quint64 begin = 0;
    quint64 end = size2;
    while (end != size1) {
        const auto split = begin + std::bit_floor(end - begin - 1);
        const auto left = size1 <= split;
        if (auto added = left ? addRange(source, proof, split, end) : addRange(source, proof, begin, split); !added)
            return tl::unexpected(added.error());
        (left ? end : begin) = split;
    }
    // The older tree's own root is known to who asks: its last subtree is named only when it is not the whole of it.
    if (begin != 0)
        if (auto added = addRange(source, proof, begin, end); !added)
            return tl::unexpected(added.error());
    std::ranges::reverse(proof);
    return proof;
}

Result<QList<Node>> nodesCompletedBy(const NodeSource &source, quint64 index, const QByteArray &leafHash)
{
    QList<Node> nodes{{0, index, leafHash}};
    while ((nodes.last().index & 1) == 1) {
        const auto &right = nodes.last();
        auto left = source(right.level, right.index - 1);
        if (!left)
            return tl::unexpected(left.error());
        nodes.append({right.level + 1, right.index >> 1, nodeHash(*left, right.hash)});
    }
    return nodes;
}

void GrowingTree::append(QByteArray leafHash)
{
    for (auto size = m_size; (size & 1) == 1; size >>= 1)
        leafHash = nodeHash(m_edge.takeLast(), leafHash);
    m_edge.append(std::move(leafHash));
    ++m_size;
}

QByteArray GrowingTree::root() const
{
    if (m_edge.isEmpty())
        return emptyRoot();
    auto root = m_edge.last();
    for (auto i = m_edge.size() - 2; i >= 0; --i)
        root = nodeHash(m_edge[i], root);
    return root;
}

} // namespace astreinte::journal
