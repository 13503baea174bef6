// SPDX-License-Identifier: EUPL-1.2
#include "app/capture/picture_header.h"

#include <QtEndian>
#include <array>

namespace astreinte::app {
namespace {

tl::unexpected<Failure> damaged(qsizetype at, const QString &what)
{
    return fail(Reason::MalformedImage, QStringLiteral("byte %1: %2").arg(at).arg(what));
}

quint8 byteAt(QByteArrayView file, qsizetype at)
{
    return quint8(file[at]);
}

quint16 shortAt(QByteArrayView file, qsizetype at)
{
    return qFromBigEndian<quint16>(file.data() + at);
}

quint32 wordAt(QByteArrayView file, qsizetype at)
{
    return qFromBigEndian<quint32>(file.data() + at);
}

Result<void> checkSize(QSize pixels, qsizetype at)
{
    if (pixels.width() <= 0 || pixels.height() <= 0)
        return damaged(at, QStringLiteral("the picture has no size"));
    if (qint64(pixels.width()) * pixels.height() > mostPixels)
        return fail(Reason::ImageTooLarge, QStringLiteral("%1 × %2").arg(pixels.width()).arg(pixels.height()));
    return {};
}

// Cameras pad with zero bytes; anything else behind the end is another file.
Result<void> checkNothingBehind(QByteArrayView file, qsizetype end)
{
    for (qsizetype i = end; i < file.size(); ++i)
        if (file[i] != 0)
            return fail(Reason::UnsupportedImage, QStringLiteral("another file is hidden behind byte %1").arg(end));
    return {};
}

bool isFrameHeader(quint8 marker)
{
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

// Behind a scan header: entropy-coded bytes up to the next marker that is neither stuffing nor a restart.
qsizetype endOfScan(QByteArrayView file, qsizetype at)
{
    while (at + 1 < file.size()) {
        if (byteAt(file, at) == 0xFF) {
            const quint8 next = byteAt(file, at + 1);
            if (next != 0x00 && next != 0xFF && (next < 0xD0 || next > 0xD7))
                return at;
        }
        ++at;
    }
    return file.size();
}

struct JpegWalk
{
    PictureHeader header{PictureFormat::Jpeg, {}, 0};

    // One marker segment that starts (with its length) at `at`; gives its end.
    Result<qsizetype> segment(QByteArrayView file, quint8 marker, qsizetype at)
    {
        if (at + 2 > file.size() || shortAt(file, at) < 2 || at + shortAt(file, at) > file.size())
            return damaged(at, QStringLiteral("a segment is cut"));
        const qsizetype end = at + shortAt(file, at);
        if (isFrameHeader(marker)) {
            if (header.pixels.isValid())
                return damaged(at, QStringLiteral("a second frame"));
            if (end - at < 8)
                return damaged(at, QStringLiteral("the frame header is cut"));
            header.pixels = QSize(shortAt(file, at + 5), shortAt(file, at + 3));
            if (auto checked = checkSize(header.pixels, at); !checked)
                return tl::unexpected(checked.error());
        }
        if (marker == 0xDA) {
            if (!header.pixels.isValid())
                return damaged(at, QStringLiteral("a scan before the frame"));
            if (++header.scans > mostScans)
                return fail(Reason::ImageTooLarge, QStringLiteral("more than %1 scans").arg(mostScans));
            return endOfScan(file, end);
        }
        return end;
    }
};

Result<PictureHeader> readJpeg(QByteArrayView file)
{
    JpegWalk walk;
    qsizetype metadata = 0;
    for (qsizetype at = 2; at + 1 < file.size();) {
        if (byteAt(file, at) != 0xFF)
            return damaged(at, QStringLiteral("no marker where one must be"));
        const quint8 marker = byteAt(file, at + 1);
        if (marker == 0xFF) { // fill byte
            ++at;
            continue;
        }
        if (marker == 0xD9) {
            if (walk.header.scans == 0)
                return damaged(at, QStringLiteral("the picture ends before its pixels"));
            if (auto behind = checkNothingBehind(file, at + 2); !behind)
                return tl::unexpected(behind.error());
            return walk.header;
        }
        auto end = walk.segment(file, marker, at + 2);
        if (!end)
            return tl::unexpected(end.error());
        // Many APPn segments add up: the limit is on their sum too.
        if (((marker & 0xF0) == 0xE0 || marker == 0xFE) && (metadata += *end - at) > longestApplicationSegment)
            return fail(Reason::ImageTooLarge, QStringLiteral("more than 1 MiB of metadata"));
        at = *end;
    }
    return damaged(file.size(), QStringLiteral("the file ends in the middle of the picture"));
}

quint32 crc32(QByteArrayView bytes)
{
    static const auto table = [] {
        std::array<quint32, 256> entries{};
        for (quint32 n = 0; n < 256; ++n) {
            quint32 c = n;
            for (int k = 0; k < 8; ++k)
                c = (c & 1) ? 0xEDB88320U ^ (c >> 1) : c >> 1;
            entries[n] = c;
        }
        return entries;
    }();
    quint32 crc = 0xFFFFFFFFU;
    for (const char byte : bytes)
        crc = table[(crc ^ quint8(byte)) & 0xFF] ^ (crc >> 8);
    return crc ^ 0xFFFFFFFFU;
}

Result<PictureHeader> readPng(QByteArrayView file)
{
    PictureHeader header{PictureFormat::Png, {}, 1};
    bool pixels = false;
    for (qsizetype at = 8; at + 12 <= file.size();) {
        const qsizetype length = wordAt(file, at);
        if (length > file.size() - at - 12)
            return damaged(at, QStringLiteral("a chunk is cut"));
        const auto type = file.sliced(at + 4, 4);
        if (crc32(file.sliced(at + 4, length + 4)) != wordAt(file, at + 8 + length))
            return damaged(at, QStringLiteral("a chunk's checksum does not match"));
        if ((type == QByteArrayView("IHDR")) != (at == 8))
            return damaged(at, QStringLiteral("the header is not where it must be"));
        if (type == QByteArrayView("IHDR")) {
            if (length != 13 || wordAt(file, at + 8) > 0x7FFFFFFF || wordAt(file, at + 12) > 0x7FFFFFFF)
                return damaged(at, QStringLiteral("the header is wrong"));
            header.pixels = QSize(int(wordAt(file, at + 8)), int(wordAt(file, at + 12)));
            if (auto checked = checkSize(header.pixels, at); !checked)
                return tl::unexpected(checked.error());
        }
        if (type == QByteArrayView("acTL"))
            return fail(Reason::UnsupportedImage, QStringLiteral("an animation"));
        pixels = pixels || type == QByteArrayView("IDAT");
        at += length + 12;
        if (type == QByteArrayView("IEND")) {
            if (!pixels)
                return damaged(at, QStringLiteral("the picture ends before its pixels"));
            if (auto behind = checkNothingBehind(file, at); !behind)
                return tl::unexpected(behind.error());
            return header;
        }
    }
    return damaged(file.size(), QStringLiteral("the file ends in the middle of the picture"));
}

bool isHeic(QByteArrayView file)
{
    if (file.size() < 16 || file.sliced(4, 4) != QByteArrayView("ftyp"))
        return false;
    const auto brand = file.sliced(8, 4);
    return brand == QByteArrayView("heic") || brand == QByteArrayView("heix") || brand == QByteArrayView("mif1");
}

} // namespace

Result<PictureHeader> readPictureHeader(QByteArrayView file)
{
    if (file.size() > largestPictureFile)
        return fail(Reason::ImageTooLarge, QStringLiteral("the file has more than 64 MiB"));
    if (file.startsWith("\xFF\xD8\xFF"))
        return readJpeg(file);
    if (file.startsWith("\x89PNG\r\n\x1A\n"))
        return readPng(file);
    if (isHeic(file))
        return PictureHeader{PictureFormat::Heic, {}, 1};
    if (file.isEmpty())
        return fail(Reason::MalformedImage, QStringLiteral("the file is empty"));
    return fail(Reason::UnsupportedImage);
}

} // namespace astreinte::app
