// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/ports/key_store.h"

#include <QString>

namespace astreinte::platform {

// A key store in a folder of plain files (0600), for demonstrations and tests that must survive the death of the
// process. It protects nothing: it is chosen by an explicit option only, and the interface says « simulé ».
class FileKeyStore final : public app::KeyStore
{
public:
    explicit FileKeyStore(QString folder);

    [[nodiscard]] bool simulated() const override { return true; }
    void read(const QString &entry, QObject *context, Read answer) override;
    void write(const QString &entry, const signature::Secret &value, QObject *context, Done answer) override;
    void remove(const QString &entry, QObject *context, Done answer) override;

private:
    // Entries are names of our own, but they come through a port: the file is named by their digest.
    [[nodiscard]] QString path(const QString &entry) const;

    QString m_folder;
};

} // namespace astreinte::platform
