// SPDX-License-Identifier: EUPL-1.2
#include "core/picture/png_walk.h"

#include "core/picture/rights_packet.h"

#include <QtEndian>
#include <algorithm>
#include <array>

namespace astreinte::picture {
namespace {

constexpr qsizetype overhead = 12; // length, type, CRC
constexpr QByteArrayView xmpKeyword("XML:com.adobe.xmp\0", 18);

// What a rendition needs to be seen as it was made.
constexpr std::array<QByteArrayView, 10> plainChunks{"IHDR", "PLTE", "IDAT", "IEND", "tRNS",
                                                     "gAMA", "cHRM", "sRGB", "sBIT", "pHYs"};

quint32 wordAt(QByteArrayView bytes, qsizetype at)
{
    return qFromBigEndian<quint32>(bytes.data() + at);
}

// ISO/IEC 15948 §5.5 and annex D.
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

class PngWalk
{
public:
    PngWalk(QByteArrayView file, Purpose purpose) : m_file(file), m_purpose(purpose) {}

    Result<Header> run()
    {
        for (qsizetype at = 8; at + overhead <= m_file.size();) {
            const qsizetype length = wordAt(m_file, at);
            if (length > m_file.size() - at - overhead)
                return damaged(at, "a chunk is cut");
            const auto type = m_file.sliced(at + 4, 4);
            const auto content = m_file.sliced(at + 8, length);
            if (crc32(m_file.sliced(at + 4, length + 4)) != wordAt(m_file, at + 8 + length))
                return damaged(at, "a chunk's checksum does not match");
            if (auto accepted = accept(type, content, at); !accepted)
                return tl::unexpected(accepted.error());
            at += length + overhead;
            if (type == QByteArrayView("IEND"))
                return end(at);
        }
        return damaged(m_file.size(), "the file ends in the middle of the picture");
    }

private:
    Result<> accept(QByteArrayView type, QByteArrayView content, qsizetype at)
    {
        if ((type == QByteArrayView("IHDR")) != (at == 8))
            return damaged(at, "the header is not where it must be");
        if (at == 8)
            return frame(content, at);
        if (type == QByteArrayView("acTL"))
            return fail(Reason::UnsupportedImage, QStringLiteral("an animation"));
        m_pixels = m_pixels || type == QByteArrayView("IDAT");
        const bool plain = std::ranges::find(plainChunks, type) != plainChunks.end();
        if (!plain && (m_metadata += content.size()) > mostMetadata)
            return fail(Reason::ImageTooLarge, QStringLiteral("more than 1 MiB of metadata"));
        return plain || m_purpose == Purpose::Original ? Result<>() : publicMetadata(type, content, at);
    }

    Result<> frame(QByteArrayView content, qsizetype at)
    {
        if (content.size() != 13 || wordAt(content, 0) > 0x7FFFFFFF || wordAt(content, 4) > 0x7FFFFFFF)
            return damaged(at, "the header is wrong");
        m_header.pixels = QSize(int(wordAt(content, 0)), int(wordAt(content, 4)));
        return checkSize(m_header.pixels, at);
    }

    Result<> publicMetadata(QByteArrayView type, QByteArrayView content, qsizetype at)
    {
        // iTXt: keyword, uncompressed, no language, no translated keyword.
        const auto plainText = QByteArray(4, '\0');
        if (type != QByteArrayView("iTXt") || !content.startsWith(xmpKeyword) || m_rights ||
            !content.sliced(xmpKeyword.size()).startsWith(plainText))
            return damaged(at, "a chunk that a public picture must not carry");
        m_rights = true;
        const auto packet = readRightsPacket(content.sliced(xmpKeyword.size() + plainText.size()));
        return packet ? Result<>() : tl::unexpected(packet.error());
    }

    Result<Header> end(qsizetype at)
    {
        if (!m_pixels)
            return damaged(at, "the picture ends before its pixels");
        if (auto nothing = checkNothingBehind(m_file, at, m_purpose); !nothing)
            return tl::unexpected(nothing.error());
        return m_header;
    }

    QByteArrayView m_file;
    Purpose m_purpose;
    Header m_header{Format::Png, {}, 1};
    qsizetype m_metadata = 0;
    bool m_pixels = false;
    bool m_rights = false;
};

} // namespace

Result<Header> walkPng(QByteArrayView file, Purpose purpose)
{
    return PngWalk(file, purpose).run();
}

} // namespace astreinte::picture
