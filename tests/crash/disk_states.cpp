// SPDX-License-Identifier: EUPL-1.2
#include "tests/crash/disk_states.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <cstring>

namespace astreinte::tests {
namespace {

constexpr qsizetype sector = 512;

void write(QByteArray &bytes, quint64 offset, const QByteArray &data)
{
    const auto end = qsizetype(offset) + data.size();
    if (bytes.size() < end)
        bytes.append(end - bytes.size(), '\0');
    std::memcpy(bytes.data() + offset, data.constData(), size_t(data.size()));
}

void applyTo(QByteArray &bytes, const Call &call)
{
    if (call.kind == 'W')
        write(bytes, call.offset, call.data);
    else
        bytes.resize(qsizetype(call.offset), '\0');
}

// Some sectors of a write arrive, the others do not; `sectors` decides which.
void applyTorn(QByteArray &bytes, const Call &call, quint32 sectors)
{
    if (call.kind != 'W')
        return;
    for (qsizetype at = 0, n = 0; at < call.data.size(); ++n) {
        const auto edge = sector - (qsizetype(call.offset) + at) % sector;
        const auto size = std::min(edge, call.data.size() - at);
        if ((sectors >> (n % 32)) & 1)
            write(bytes, call.offset + quint64(at), call.data.mid(at, size));
        at += size;
    }
}

QByteArray folderOf(const QByteArray &path)
{
    return path.left(path.lastIndexOf('/'));
}

template <typename Number>
Number number(const QByteArray &bytes, qsizetype at)
{
    Number value;
    std::memcpy(&value, bytes.constData() + at, sizeof value);
    return value;
}

} // namespace

QList<Call> readTrace(const QByteArray &bytes)
{
    constexpr qsizetype head = 21;
    QList<Call> trace;
    for (qsizetype at = 0; at + head <= bytes.size();) {
        Call call{bytes[at], number<qint32>(bytes, at + 1), number<quint64>(bytes, at + 5), {}, {}};
        const auto path = qsizetype(number<quint32>(bytes, at + 13));
        const auto data = qsizetype(number<quint32>(bytes, at + 17));
        if (at + head + path + data > bytes.size())
            break; // killed while writing it down
        call.path = bytes.mid(at + head, path);
        call.data = bytes.mid(at + head + path, data);
        trace.append(call);
        at += head + path + data;
    }
    return trace;
}

void DiskStates::name(const NameChange &change)
{
    if (change.folder)
        m_folders.insert(change.path);
    else if (change.file)
        m_now.insert(change.path, change.file);
    else
        m_now.remove(change.path);
    m_names.append(change);
}

void DiskStates::syncFile(File &file) const
{
    for (const auto &call : file.pending)
        applyTo(file.synced, call);
    file.pending.clear();
}

void DiskStates::syncFolder(const QByteArray &path)
{
    QList<NameChange> others;
    for (const auto &change : m_names) {
        if (folderOf(change.path) != path)
            others.append(change);
        else if (change.folder)
            m_syncedFolders.insert(change.path);
        else if (change.file)
            m_syncedNames.insert(change.path, change.file);
        else
            m_syncedNames.remove(change.path);
    }
    m_names = others;
}

void DiskStates::apply(const Call &call)
{
    switch (call.kind) {
    case 'N':
        name({call.path, std::make_shared<File>(), false});
        break;
    case 'W':
    case 'T':
        if (const auto file = m_now.value(call.path))
            file->pending.append(call);
        break;
    case 'S':
    case 'L':
        if (const auto file = m_now.value(call.path))
            syncFile(*file);
        else
            syncFolder(call.path);
        break;
    case 'R': {
        const auto file = m_now.value(call.path);
        if (!file)
            break; // a folder: not part of these runs
        name({call.path, nullptr, false});
        name({call.data, file, false});
        break;
    }
    case 'U':
        name({call.path, nullptr, false});
        break;
    case 'D':
        name({call.path, nullptr, true});
        break;
    case 'A':
        for (const auto &line : call.data.split('\n'))
            if (!line.isEmpty())
                m_acknowledged.append(line);
        break;
    default:
        break;
    }
}

QList<DiskStates::Pending> DiskStates::pending() const
{
    QList<Pending> list;
    QSet<File *> files;
    const auto add = [&](const std::shared_ptr<File> &file) {
        if (!file || files.contains(file.get()))
            return;
        files.insert(file.get());
        for (qsizetype i = 0; i < file->pending.size(); ++i)
            list.append({file, i, -1});
    };
    for (const auto &file : m_now)
        add(file);
    for (const auto &file : m_syncedNames)
        add(file);
    for (qsizetype i = 0; i < m_names.size(); ++i)
        list.append({nullptr, -1, i});
    return list;
}

Image DiskStates::image(const std::function<bool(const Pending &)> &holds, const Pending *torn, quint32 sectors) const
{
    auto names = m_syncedNames;
    auto folders = m_syncedFolders;
    for (qsizetype i = 0; i < m_names.size(); ++i) {
        const auto &change = m_names[i];
        if (!holds({nullptr, -1, i}))
            continue;
        if (change.folder)
            folders.insert(change.path);
        else if (change.file)
            names.insert(change.path, change.file);
        else
            names.remove(change.path);
    }
    Image image;
    const auto reachable = [&](QByteArray path) {
        for (path = folderOf(path); path.size() > m_root.size(); path = folderOf(path))
            if (!folders.contains(path))
                return false;
        return true;
    };
    for (const auto &folder : folders)
        if (reachable(folder))
            image.insert(folder.mid(m_root.size() + 1), std::nullopt);
    for (auto entry = names.cbegin(); entry != names.cend(); ++entry) {
        if (!reachable(entry.key()) || entry.key().endsWith("/reserve"))
            continue;
        QByteArray bytes = entry.value()->synced;
        for (qsizetype i = 0; i < entry.value()->pending.size(); ++i) {
            const bool isTorn = torn && torn->file == entry.value() && torn->write == i;
            if (isTorn)
                applyTorn(bytes, entry.value()->pending[i], sectors);
            else if (holds({entry.value(), i, -1}))
                applyTo(bytes, entry.value()->pending[i]);
        }
        image.insert(entry.key().mid(m_root.size() + 1), bytes);
    }
    return image;
}

bool DiskStates::offer(const Image &image, const char *kind, const std::function<bool(const State &)> &visit)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (auto entry = image.cbegin(); entry != image.cend(); ++entry) {
        hash.addData(entry.key() + '\0' + (*entry ? QByteArray::number((*entry)->size()) : "folder") + '\0');
        if (*entry)
            hash.addData(**entry);
    }
    hash.addData(QByteArray::number(m_acknowledged.size()));
    const auto digest = hash.result();
    if (m_seen.contains(digest))
        return true;
    m_seen.insert(digest);
    return visit({image, m_calls, m_acknowledged, kind});
}

void DiskStates::visit(const std::function<bool(const State &)> &visit, int every)
{
    QRandomGenerator random(20261122); // the same states at every run
    for (const auto &call : m_trace) {
        apply(call);
        ++m_calls;
        if (call.kind == 'O' || m_calls % every != 0)
            continue;
        const auto waiting = pending();
        const auto same = [](const Pending &a, const Pending &b) {
            return a.file == b.file && a.write == b.write && a.name == b.name;
        };
        if (!offer(image([](const Pending &) { return false; }, nullptr, 0), "synced", visit) ||
            !offer(image([](const Pending &) { return true; }, nullptr, 0), "all", visit))
            return;
        for (const auto &one : waiting) {
            if (!offer(image([&](const Pending &other) { return !same(one, other); }, nullptr, 0), "all but one",
                       visit) ||
                !offer(image([&](const Pending &other) { return same(one, other); }, nullptr, 0), "one alone", visit))
                return;
            if (one.file && one.file->pending[one.write].data.size() > sector &&
                !offer(image([](const Pending &) { return true; }, &one, random.generate()), "torn", visit))
                return;
        }
    }
}

void writeImage(const Image &image, const QString &folder)
{
    QDir(folder).removeRecursively();
    QDir().mkpath(folder);
    for (auto entry = image.cbegin(); entry != image.cend(); ++entry) {
        const auto path = folder + QLatin1Char('/') + QString::fromLocal8Bit(entry.key());
        if (!*entry) {
            QDir().mkpath(path);
            continue;
        }
        QFile file(path);
        if (file.open(QIODevice::WriteOnly))
            file.write(**entry);
    }
}

} // namespace astreinte::tests
