// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <functional>

namespace astreinte::journal {

// The Merkle tree of RFC 6962 §2.1 with SHA-256. Hashes are 32 bytes; sizes and indices are 64-bit and unsigned, so
// that an index of 2^64 - 1 is refused for what it is and never read as 0 or as -1.
inline constexpr qsizetype hashSize = 32;
using Proof = QList<QByteArray>;
// No proof of a tree with a 64-bit size is longer.
inline constexpr qsizetype longestProof = 65;

QByteArray emptyRoot();
// SHA-256(0x00 ‖ leaf)
QByteArray leafHash(QByteArrayView leaf);
// SHA-256(0x01 ‖ left ‖ right)
QByteArray nodeHash(QByteArrayView left, QByteArrayView right);

// RFC 9162 §2.1.3.2. JournalMismatch unless the leaf is at `index` in the tree of `size` leaves under `root`, and the
// proof has exactly the nodes it needs.
Result<> verifyInclusion(quint64 index, quint64 size, QByteArrayView leafHash, const Proof &proof, QByteArrayView root);
// RFC 9162 §2.1.4.2. JournalMismatch unless the tree of `size2` leaves begins with that of `size1`, which has at least
// one. A tree begins with itself, by an empty proof.
Result<> verifyConsistency(quint64 size1, quint64 size2, const Proof &proof, QByteArrayView root1,
                           QByteArrayView root2);

// The hash of the complete subtree over the leaves [index << level, (index + 1) << level).
using NodeSource = std::function<Result<QByteArray>(int level, quint64 index)>;

Result<QByteArray> rootOf(const NodeSource &source, quint64 size);
// InvalidValue when there is no such leaf or no such tree.
Result<Proof> inclusionProof(const NodeSource &source, quint64 index, quint64 size);
Result<Proof> consistencyProof(const NodeSource &source, quint64 size1, quint64 size2);

// A complete subtree and its hash.
struct Node
{
    int level = 0;
    quint64 index = 0;
    QByteArray hash;
};
// The subtrees that are complete once the leaf `index` is added: the leaf itself, then its ancestors. Each of them is
// stored once and never changes.
Result<QList<Node>> nodesCompletedBy(const NodeSource &source, quint64 index, const QByteArray &leafHash);

// A tree that only grows, remembered by its right edge: for whoever reads all the leaves one after the other.
class GrowingTree
{
public:
    void append(QByteArray leafHash);
    [[nodiscard]] quint64 size() const { return m_size; }
    [[nodiscard]] QByteArray root() const;

private:
    QList<QByteArray> m_edge; // the complete subtrees of the present size, the largest first
    quint64 m_size = 0;
};

} // namespace astreinte::journal
