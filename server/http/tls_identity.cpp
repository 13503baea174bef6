// SPDX-License-Identifier: EUPL-1.2
#include "server/http/tls_identity.h"
#include "server/http/tls_certificate.h"

#include <QDir>
#include <QFile>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace astreinte::http {
namespace {

struct Paths
{
    explicit Paths(const QString &directory)
        : folder(directory), authorityKey(directory + QStringLiteral("/authority.key")),
          authority(directory + QStringLiteral("/authority.pem")), key(directory + QStringLiteral("/server.key")),
          backupKey(directory + QStringLiteral("/server-backup.key")), chain(directory + QStringLiteral("/server.pem"))
    {
    }
    QString folder, authorityKey, authority, key, backupKey, chain;
};

tl::unexpected<Failure> storageFailed(const QString &path)
{
    return fail(Reason::StorageFailed,
                QStringLiteral("%1: %2").arg(path, QString::fromLocal8Bit(std::strerror(errno))));
}

bool writeAll(int descriptor, const QByteArray &bytes)
{
    for (qsizetype done = 0; done < bytes.size();) {
        const ssize_t written =
            ::write(descriptor, bytes.constData() + done, static_cast<std::size_t>(bytes.size() - done));
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        done += written;
    }
    return ::fsync(descriptor) == 0;
}

// Whole or not at all: written beside, synced, renamed, and the folder synced. Never readable by another, not even
// for an instant.
Result<> writeFile(const QString &path, const QByteArray &bytes, mode_t mode)
{
    const QByteArray target = QFile::encodeName(path);
    const QByteArray beside = target + ".new";
    ::unlink(beside.constData());
    const int descriptor = ::open(beside.constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode);
    if (descriptor < 0)
        return storageFailed(path);
    const bool written = writeAll(descriptor, bytes);
    const bool closed = ::close(descriptor) == 0;
    if (!written || !closed || ::rename(beside.constData(), target.constData()) != 0) {
        auto failure = storageFailed(path);
        ::unlink(beside.constData());
        return failure;
    }
    const QByteArray folder = target.left(target.lastIndexOf('/'));
    const int folderDescriptor = ::open(folder.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool synced = folderDescriptor >= 0 && ::fsync(folderDescriptor) == 0;
    if (folderDescriptor >= 0)
        ::close(folderDescriptor);
    if (!synced)
        return storageFailed(path);
    return {};
}

Result<QByteArray> readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(Reason::StorageFailed, QStringLiteral("%1: %2").arg(path, file.errorString()));
    return file.readAll();
}

Result<Key> readKey(const QString &path)
{
    auto key = readFile(path).and_then(keyFromPem);
    if (!key)
        return fail(Reason::StorageFailed, QStringLiteral("%1: %2").arg(path, key.error().detail));
    return key;
}

Result<Certificate> readCertificate(const QString &path)
{
    auto certificate = readFile(path).and_then(certificateFromPem);
    if (!certificate)
        return fail(Reason::StorageFailed, QStringLiteral("%1: %2").arg(path, certificate.error().detail));
    return certificate;
}

// The key of this file, made if neither it nor what depends on it exists yet.
Result<Key> keyAt(const QString &path, const QString &dependent)
{
    if (QFile::exists(path))
        return readKey(path);
    if (QFile::exists(dependent))
        return fail(Reason::StorageFailed,
                    QStringLiteral("%1 is missing while %2 is there: restore it from the backup").arg(path, dependent));
    return newKey().and_then([&path](const Key &key) -> Result<Key> {
        return pemFromKey(key)
            .and_then([&path](const QByteArray &pem) { return writeFile(path, pem, 0600); })
            .map([&key] { return key; });
    });
}

Result<Certificate> authorityAt(const Paths &paths, const Key &key, const QDateTime &now)
{
    if (QFile::exists(paths.authority))
        return readCertificate(paths.authority);
    return issueAuthority(key, {now, authorityDays}).and_then([&paths](const Certificate &made) -> Result<Certificate> {
        return pemFromCertificate(made)
            .and_then([&paths](const QByteArray &pem) { return writeFile(paths.authority, pem, 0644); })
            .map([&made] { return made; });
    });
}

bool stillGood(const Certificate &leaf, const Key &key, const QStringList &names, const QDateTime &now)
{
    return isFor(leaf, key, names) && now.daysTo(notAfter(leaf)) >= renewalDays;
}

struct Authority
{
    Key key;
    Certificate certificate;
};

Result<Certificate> leafAt(const Paths &paths, const Key &key, const Authority &authority, const QStringList &names,
                           const QDateTime &now)
{
    if (QFile::exists(paths.chain)) {
        auto leaf = readCertificate(paths.chain);
        if (!leaf || stillGood(*leaf, key, names, now))
            return leaf;
    }
    auto leaf = issueLeaf(key, names, authority.certificate, authority.key, {now, leafDays});
    if (!leaf)
        return leaf;
    const auto leafPem = pemFromCertificate(*leaf);
    const auto authorityPem = pemFromCertificate(authority.certificate);
    if (!leafPem || !authorityPem)
        return fail(Reason::Internal, QStringLiteral("writing certificates"));
    if (auto written = writeFile(paths.chain, *leafPem + *authorityPem, 0644); !written)
        return tl::unexpected(written.error());
    return leaf;
}

} // namespace

Result<TlsIdentity> openTlsIdentity(const QString &directory, const QStringList &names, const QDateTime &now)
{
    if (auto checked = alternativeNames(names); !checked)
        return tl::unexpected(checked.error());
    const Paths paths(directory);
    const QByteArray folder = QFile::encodeName(directory);
    if (!QDir().mkpath(directory) || ::chmod(folder.constData(), 0700) != 0)
        return storageFailed(directory);
    const auto authorityKey = keyAt(paths.authorityKey, paths.authority);
    const auto key = keyAt(paths.key, paths.chain);
    const auto backup = keyAt(paths.backupKey, paths.chain);
    for (const auto *made : {&authorityKey, &key, &backup})
        if (!*made)
            return tl::unexpected(made->error());
    const auto authority = authorityAt(paths, *authorityKey, now);
    if (!authority)
        return tl::unexpected(authority.error());
    const auto leaf = leafAt(paths, *key, {*authorityKey, *authority}, names, now);
    const auto pem = pemFromCertificate(*authority);
    const auto pin = pinOf(*key);
    const auto backupPin = pinOf(*backup);
    if (!leaf)
        return tl::unexpected(leaf.error());
    if (!pem || !pin || !backupPin)
        return fail(Reason::Internal, QStringLiteral("reading the server's keys"));
    return TlsIdentity{paths.chain, paths.key, paths.authority, *pem, *pin, *backupPin, notAfter(*leaf)};
}

Result<TlsIdentity> promoteBackupKey(const QString &directory, const QStringList &names, const QDateTime &now)
{
    const Paths paths(directory);
    const auto backup = readFile(paths.backupKey);
    if (!backup)
        return tl::unexpected(backup.error());
    // In this order a power cut leaves a directory that opens: same key twice at worst, then a chain for another key,
    // which openTlsIdentity() issues again.
    if (auto written = writeFile(paths.key, *backup, 0600); !written)
        return tl::unexpected(written.error());
    const auto fresh = newKey().and_then(pemFromKey);
    if (!fresh)
        return tl::unexpected(fresh.error());
    if (auto written = writeFile(paths.backupKey, *fresh, 0600); !written)
        return tl::unexpected(written.error());
    return openTlsIdentity(directory, names, now);
}

} // namespace astreinte::http
