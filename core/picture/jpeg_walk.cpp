// SPDX-License-Identifier: EUPL-1.2
#include "core/picture/jpeg_walk.h"

#include "core/picture/rights_packet.h"

#include <QtEndian>

namespace astreinte::picture {
namespace {

constexpr QByteArrayView xmpSignature("http://ns.adobe.com/xap/1.0/\0", 29);

quint8 byteAt(QByteArrayView bytes, qsizetype at)
{
    return quint8(bytes[at]);
}

quint16 shortAt(QByteArrayView bytes, qsizetype at)
{
    return qFromBigEndian<quint16>(bytes.data() + at);
}

bool isFrameHeader(quint8 marker)
{
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

bool isMetadata(quint8 marker)
{
    return (marker & 0xF0) == 0xE0 || marker == 0xFE;
}

// Behind a scan header: entropy-coded bytes up to the next marker that is neither stuffing nor a restart.
qsizetype endOfScan(QByteArrayView file, qsizetype at)
{
    for (at = file.indexOf('\xFF', at); at >= 0 && at + 1 < file.size(); at = file.indexOf('\xFF', at)) {
        const quint8 next = byteAt(file, at + 1);
        if (next != 0x00 && next != 0xFF && (next < 0xD0 || next > 0xD7))
            return at;
        ++at;
    }
    return file.size();
}

class JpegWalk
{
public:
    JpegWalk(QByteArrayView file, Purpose purpose) : m_file(file), m_purpose(purpose) {}

    Result<Header> run()
    {
        for (qsizetype at = 2; at + 1 < m_file.size();) {
            if (byteAt(m_file, at) != 0xFF)
                return damaged(at, "no marker where one must be");
            const quint8 marker = byteAt(m_file, at + 1);
            if (marker == 0xFF) { // fill byte
                ++at;
                continue;
            }
            if (marker == 0xD9)
                return end(at + 2);
            auto next = segment(marker, at + 2);
            if (!next)
                return tl::unexpected(next.error());
            at = *next;
        }
        return damaged(m_file.size(), "the file ends in the middle of the picture");
    }

private:
    Result<Header> end(qsizetype at)
    {
        if (m_header.scans == 0)
            return damaged(at, "the picture ends before its pixels");
        const auto behind = m_file.sliced(at);
        if (m_purpose == Purpose::Original && m_secondPicture && behind.startsWith("\xFF\xD8\xFF"))
            return m_header;
        if (auto nothing = checkNothingBehind(m_file, at, m_purpose); !nothing)
            return tl::unexpected(nothing.error());
        return m_header;
    }

    // One marker segment that starts (with its length) at `at`; gives where the next one starts.
    Result<qsizetype> segment(quint8 marker, qsizetype at)
    {
        if (at + 2 > m_file.size() || shortAt(m_file, at) < 2 || at + shortAt(m_file, at) > m_file.size())
            return damaged(at, "a segment is cut");
        const qsizetype next = at + shortAt(m_file, at);
        const auto content = m_file.sliced(at + 2, next - at - 2);
        if (auto accepted = accept(marker, content, at); !accepted)
            return tl::unexpected(accepted.error());
        return marker == 0xDA ? endOfScan(m_file, next) : next;
    }

    Result<> accept(quint8 marker, QByteArrayView content, qsizetype at)
    {
        if (isFrameHeader(marker))
            return frame(marker, content, at);
        if (marker == 0xDA)
            return scan(at);
        if (isMetadata(marker))
            return metadata(marker, content, at);
        // What else a rendition needs: Huffman tables, quantisation tables, the restart interval.
        if (m_purpose == Purpose::Rendition && marker != 0xC4 && marker != 0xDB && marker != 0xDD)
            return fail(Reason::UnsupportedImage, QStringLiteral("JPEG marker %1").arg(marker, 2, 16));
        return {};
    }

    Result<> frame(quint8 marker, QByteArrayView content, qsizetype at)
    {
        if (m_header.pixels.isValid())
            return damaged(at, "a second frame");
        if (content.size() < 6)
            return damaged(at, "the frame header is cut");
        // Baseline, extended and progressive are what every viewer reads.
        if (m_purpose == Purpose::Rendition && marker > 0xC2)
            return fail(Reason::UnsupportedImage, QStringLiteral("JPEG process %1").arg(marker, 2, 16));
        m_header.pixels = QSize(shortAt(content, 3), shortAt(content, 1));
        return checkSize(m_header.pixels, at);
    }

    Result<> scan(qsizetype at)
    {
        if (!m_header.pixels.isValid())
            return damaged(at, "a scan before the frame");
        if (++m_header.scans > mostScans)
            return fail(Reason::ImageTooLarge, QStringLiteral("more than %1 scans").arg(mostScans));
        return {};
    }

    Result<> metadata(quint8 marker, QByteArrayView content, qsizetype at)
    {
        // Many segments add up: the limit is on their sum.
        if ((m_metadata += content.size()) > mostMetadata)
            return fail(Reason::ImageTooLarge, QStringLiteral("more than 1 MiB of metadata"));
        m_secondPicture = m_secondPicture || (marker == 0xE2 && content.startsWith(QByteArrayView("MPF\0", 4)));
        return m_purpose == Purpose::Original ? Result<>() : publicMetadata(marker, content, at);
    }

    Result<> publicMetadata(quint8 marker, QByteArrayView content, qsizetype at)
    {
        // JFIF 1.02: identifier, version, density, then the size of a thumbnail, which is none.
        if (marker == 0xE0 && content.size() == 14 && content.startsWith(QByteArrayView("JFIF\0", 5)) &&
            shortAt(content, 12) == 0)
            return {};
        if (marker == 0xEE && content.size() == 12 && content.startsWith("Adobe"))
            return {};
        if (marker == 0xE1 && content.startsWith(xmpSignature) && !m_rights) {
            m_rights = true;
            const auto packet = readRightsPacket(content.sliced(xmpSignature.size()));
            return packet ? Result<>() : tl::unexpected(packet.error());
        }
        return damaged(at, "metadata that a public picture must not carry");
    }

    QByteArrayView m_file;
    Purpose m_purpose;
    Header m_header{Format::Jpeg, {}, 0};
    qsizetype m_metadata = 0;
    bool m_secondPicture = false;
    bool m_rights = false;
};

} // namespace

tl::unexpected<Failure> damaged(qsizetype at, const char *what)
{
    return fail(Reason::MalformedImage, QStringLiteral("byte %1: %2").arg(at).arg(QLatin1String(what)));
}

Result<> checkSize(QSize pixels, qsizetype at)
{
    if (pixels.width() <= 0 || pixels.height() <= 0)
        return damaged(at, "the picture has no size");
    if (qint64(pixels.width()) * pixels.height() > mostPixels)
        return fail(Reason::ImageTooLarge, QStringLiteral("%1 × %2").arg(pixels.width()).arg(pixels.height()));
    return {};
}

Result<> checkNothingBehind(QByteArrayView file, qsizetype end, Purpose purpose)
{
    for (qsizetype i = end; i < file.size(); ++i)
        if (file[i] != 0 || purpose == Purpose::Rendition)
            return fail(Reason::UnsupportedImage, QStringLiteral("another file is hidden behind byte %1").arg(end));
    return {};
}

Result<Header> walkJpeg(QByteArrayView file, Purpose purpose)
{
    return JpegWalk(file, purpose).run();
}

} // namespace astreinte::picture
