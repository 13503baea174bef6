// SPDX-License-Identifier: EUPL-1.2
#include "server/intake/picture_header.h"

#include <algorithm>
#include <array>

namespace astreinte::intake {
namespace {

constexpr qint64 mostPixels = 100'000'000;
constexpr int mostScans = 32;
constexpr qsizetype mostApplicationBytes = 1024 * 1024;

tl::unexpected<Failure> malformed(qsizetype offset, const char *why)
{
    return fail(Reason::MalformedImage, QStringLiteral("byte %1: %2").arg(offset).arg(QLatin1String(why)));
}

quint32 bigEndian(QByteArrayView bytes, qsizetype offset, int count)
{
    quint32 value = 0;
    for (int i = 0; i < count; ++i)
        value = (value << 8) | static_cast<uchar>(bytes[offset + i]);
    return value;
}

Result<> acceptSize(qint64 width, qint64 height, qsizetype offset)
{
    if (width < 1 || height < 1)
        return malformed(offset, "no dimensions");
    if (width * height > mostPixels)
        return fail(Reason::ImageTooLarge, QStringLiteral("%1 x %2 pixels").arg(width).arg(height));
    return {};
}

// XMP may carry the rights of the picture; a position in it is what must never leave.
bool tellsPosition(QByteArrayView xmp)
{
    return xmp.toByteArray().toLower().contains("gps");
}

class JpegWalk
{
public:
    explicit JpegWalk(QByteArrayView bytes) : m_bytes(bytes) {}

    Result<PictureHeader> run()
    {
        m_at = 2;
        while (!m_ended)
            if (auto done = segment(); !done)
                return tl::unexpected(done.error());
        if (m_at != m_bytes.size())
            return malformed(m_at, "data after the end of the picture");
        if (m_header.width == 0 || m_scans == 0)
            return malformed(m_at, "no picture");
        return m_header;
    }

private:
    Result<> segment()
    {
        if (m_at + 2 > m_bytes.size() || static_cast<uchar>(m_bytes[m_at]) != 0xff)
            return malformed(m_at, "no marker");
        const auto marker = static_cast<uchar>(m_bytes[m_at + 1]);
        m_at += 2;
        if (marker == 0xd9) {
            m_ended = true;
            return {};
        }
        if (m_at + 2 > m_bytes.size())
            return malformed(m_at, "cut short");
        const auto length = static_cast<qsizetype>(bigEndian(m_bytes, m_at, 2));
        if (length < 2 || m_at + length > m_bytes.size())
            return malformed(m_at, "segment beyond the end");
        const auto content = m_bytes.sliced(m_at + 2, length - 2);
        const auto accepted = accept(marker, content);
        m_at += length;
        if (accepted && marker == 0xda)
            skipScan();
        return accepted;
    }

    Result<> accept(uchar marker, QByteArrayView content)
    {
        if (marker >= 0xe0 && marker <= 0xef)
            return application(marker, content);
        switch (marker) {
        case 0xc0: // baseline
        case 0xc1: // extended sequential
        case 0xc2: // progressive
            return frame(content);
        case 0xda:
            return ++m_scans <= mostScans ? Result<>() : malformed(m_at, "too many scans");
        case 0xc4: // Huffman tables
        case 0xdb: // quantisation tables
        case 0xdd: // restart interval
            return {};
        case 0xfe:
            return malformed(m_at, "a comment");
        default:
            return fail(Reason::UnsupportedImage, QStringLiteral("JPEG marker %1").arg(marker, 2, 16));
        }
    }

    Result<> application(uchar marker, QByteArrayView content)
    {
        m_applicationBytes += content.size();
        if (m_applicationBytes > mostApplicationBytes)
            return malformed(m_at, "too much application data");
        const auto jfif = marker == 0xe0 && content.startsWith("JFIF");
        const auto profile = marker == 0xe2 && content.startsWith("ICC_PROFILE");
        const auto adobe = marker == 0xee && content.startsWith("Adobe");
        const auto xmp =
            marker == 0xe1 && content.startsWith("http://ns.adobe.com/xap/1.0/") && !tellsPosition(content);
        if (!jfif && !profile && !adobe && !xmp)
            return malformed(m_at, "metadata that a rendition must not carry");
        return {};
    }

    Result<> frame(QByteArrayView content)
    {
        if (m_header.width != 0)
            return malformed(m_at, "more than one frame");
        if (content.size() < 6)
            return malformed(m_at, "frame header cut short");
        const auto height = bigEndian(content, 1, 2);
        const auto width = bigEndian(content, 3, 2);
        if (auto fits = acceptSize(width, height, m_at); !fits)
            return fits;
        m_header = {"image/jpeg", static_cast<int>(width), static_cast<int>(height)};
        return {};
    }

    // Entropy-coded data: until a marker that is neither a stuffed zero nor a restart.
    void skipScan()
    {
        while (m_at + 1 < m_bytes.size()) {
            const auto next = static_cast<uchar>(m_bytes[m_at + 1]);
            if (static_cast<uchar>(m_bytes[m_at]) == 0xff && next != 0x00 && (next < 0xd0 || next > 0xd7))
                return;
            ++m_at;
        }
        m_at = m_bytes.size();
    }

    QByteArrayView m_bytes;
    qsizetype m_at = 0;
    qsizetype m_applicationBytes = 0;
    int m_scans = 0;
    bool m_ended = false;
    PictureHeader m_header;
};

constexpr auto plainPngChunks = std::to_array<const char *>(
    {"PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "bKGD", "pHYs"});

Result<> acceptPngChunk(QByteArrayView type, QByteArrayView content, qsizetype offset)
{
    if (std::ranges::any_of(plainPngChunks, [&](const char *name) { return type == QByteArrayView(name); }))
        return {};
    if (type == QByteArrayView("iTXt") && content.startsWith("XML:com.adobe.xmp") && !tellsPosition(content) &&
        content.size() <= mostApplicationBytes)
        return {};
    return malformed(offset, "a chunk that a rendition must not carry");
}

Result<PictureHeader> readPng(QByteArrayView bytes)
{
    constexpr qsizetype overhead = 12; // length, type, CRC
    if (bytes.size() < 8 + overhead + 13 || bytes.sliced(12, 4) != QByteArrayView("IHDR") ||
        bigEndian(bytes, 8, 4) != 13)
        return malformed(8, "no IHDR");
    const auto width = bigEndian(bytes, 16, 4);
    const auto height = bigEndian(bytes, 20, 4);
    if (auto fits = acceptSize(width, height, 16); !fits)
        return tl::unexpected(fits.error());
    auto at = qsizetype(8 + overhead + 13);
    bool drawn = false;
    for (;;) {
        if (at + overhead > bytes.size())
            return malformed(at, "cut short");
        const auto length = static_cast<qsizetype>(bigEndian(bytes, at, 4));
        const auto type = bytes.sliced(at + 4, 4);
        if (length > bytes.size() - at - overhead)
            return malformed(at, "chunk beyond the end");
        if (auto accepted = acceptPngChunk(type, bytes.sliced(at + 8, length), at); !accepted)
            return tl::unexpected(accepted.error());
        at += length + overhead;
        drawn = drawn || type == QByteArrayView("IDAT");
        if (type == QByteArrayView("IEND"))
            break;
    }
    if (at != bytes.size())
        return malformed(at, "data after the end of the picture");
    if (!drawn)
        return malformed(at, "no picture");
    return PictureHeader{"image/png", static_cast<int>(width), static_cast<int>(height)};
}

} // namespace

Result<PictureHeader> readPictureHeader(QByteArrayView bytes)
{
    if (bytes.startsWith(QByteArrayView("\xff\xd8\xff")))
        return JpegWalk(bytes).run();
    if (bytes.startsWith(QByteArrayView("\x89PNG\r\n\x1a\n")))
        return readPng(bytes);
    return fail(Reason::UnsupportedImage, QStringLiteral("neither JPEG nor PNG"));
}

} // namespace astreinte::intake
