// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QByteArray>
#include <QString>
#include <memory>

namespace astreinte::http {

// A body that is still arriving, kept in a file without a name (gone with the process) so that a hundred slow phones
// hold no memory. Blocking: for workers.
class BodySpool
{
public:
    // Null when the folder cannot hold a file.
    [[nodiscard]] static std::unique_ptr<BodySpool> open(const QString &folder);
    ~BodySpool();
    BodySpool(const BodySpool &) = delete;
    BodySpool &operator=(const BodySpool &) = delete;

    [[nodiscard]] bool append(const QByteArray &bytes);
    [[nodiscard]] qint64 size() const { return m_size; }
    // All of it; shorter than size() when the disk failed.
    [[nodiscard]] QByteArray contents() const;

private:
    explicit BodySpool(int descriptor) : m_descriptor(descriptor) {}

    const int m_descriptor;
    qint64 m_size = 0;
};

} // namespace astreinte::http
