// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/sealing/age_keys.h"
#include "core/sealing/keyring.h"

#include <memory>

namespace astreinte::app {

// The subkeys of an open vault (SECURITY §1). Immutable; may be read from several threads; wiped with its last owner.
struct VaultKeys
{
    QByteArray vaultId;
    signature::Secret rowKey;
    sealing::AgeIdentity pictures;
    signature::Secret ledgerKey;
    signature::Secret searchKey;
};

inline Result<std::shared_ptr<const VaultKeys>> vaultKeys(const sealing::VaultKey &key)
{
    auto rows = key.rowKey();
    auto pictures = key.ageIdentity();
    auto ledger = key.ledgerKey();
    auto search = key.searchKey();
    if (!rows || !pictures)
        return tl::unexpected(!rows ? rows.error() : pictures.error());
    if (!ledger || !search)
        return tl::unexpected(!ledger ? ledger.error() : search.error());
    return std::make_shared<const VaultKeys>(
        VaultKeys{key.vaultId(), *std::move(rows), *std::move(pictures), *std::move(ledger), *std::move(search)});
}

} // namespace astreinte::app
