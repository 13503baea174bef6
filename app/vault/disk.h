// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"

#include <QByteArrayView>
#include <QString>

namespace astreinte::app {

// The few operations on files whose order decides what survives a power cut (SECURITY §2). Every failure is DiskFull
// (ENOSPC, EDQUOT) or StorageFailed with the operation's name; none removes anything.
class Disk
{
public:
    virtual ~Disk() = default;
    // A new file, 0600, never through a link, never over another.
    virtual Result<int> create(const QString &path) = 0;
    // All of `bytes`, however many calls it takes.
    virtual Result<void> write(int file, QByteArrayView bytes) = 0;
    // Down to the medium (F_FULLFSYNC where the system has it).
    virtual Result<void> sync(int file) = 0;
    virtual Result<void> close(int file) = 0;
    virtual Result<void> rename(const QString &from, const QString &to) = 0;
    // An existing file, never through a link, written at its end.
    virtual Result<int> openEnd(const QString &path) = 0;
    virtual Result<void> cut(int file, qint64 size) = 0;
    // `size` bytes set aside on the medium, not written.
    virtual Result<void> setAside(int file, qint64 size) = 0;
    // The bytes of an existing file replaced in place and on the medium when this returns: for what must not stay
    // behind under another name.
    virtual Result<void> overwrite(const QString &path, QByteArrayView bytes) = 0;
    virtual Result<void> syncFolder(const QString &path) = 0;
    virtual Result<void> remove(const QString &path) = 0;
    virtual Result<void> makeFolder(const QString &path) = 0;
    // Never through a link. StorageFailed also when there is no such file.
    virtual Result<QByteArray> read(const QString &path) = 0;
    [[nodiscard]] virtual qint64 freeBytes(const QString &folder) const = 0;
};

class PosixDisk : public Disk
{
public:
    Result<int> create(const QString &path) override;
    Result<void> write(int file, QByteArrayView bytes) override;
    Result<void> sync(int file) override;
    Result<void> close(int file) override;
    Result<void> rename(const QString &from, const QString &to) override;
    Result<int> openEnd(const QString &path) override;
    Result<void> cut(int file, qint64 size) override;
    Result<void> setAside(int file, qint64 size) override;
    Result<void> overwrite(const QString &path, QByteArrayView bytes) override;
    Result<void> syncFolder(const QString &path) override;
    Result<void> remove(const QString &path) override;
    Result<void> makeFolder(const QString &path) override;
    Result<QByteArray> read(const QString &path) override;
    [[nodiscard]] qint64 freeBytes(const QString &folder) const override;
};

// Writes `bytes` under `path` so that after a power cut either the old file or the whole new one is there: temporary
// name, write, sync, close, rename, sync of the folder.
Result<void> replaceFile(Disk &disk, const QString &path, QByteArrayView bytes);

} // namespace astreinte::app
