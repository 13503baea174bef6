// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "server/command/arguments.h"
#include "server/deployment/deployment.h"

namespace astreinte::command {

// The data folder and its database, as the commands of the administrator open them.
struct OpenData
{
    deployment::DataFolder folder;
    std::unique_ptr<storage::Store> store;
};

inline Result<OpenData> openData(const Arguments &arguments)
{
    auto path = arguments.required(QStringLiteral("data"));
    if (!path)
        return tl::unexpected(path.error());
    auto folder = deployment::DataFolder::open(*path);
    if (!folder)
        return tl::unexpected(folder.error());
    auto store = storage::Store::open(folder->database());
    if (!store)
        return tl::unexpected(store.error());
    return OpenData{std::move(*folder), std::move(*store)};
}

} // namespace astreinte::command
