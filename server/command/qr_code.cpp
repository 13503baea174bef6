// SPDX-License-Identifier: EUPL-1.2
#include "server/command/qr_code.h"

#include <QtEndian>
#include <array>
#include <memory>
#include <qrencode.h>

namespace astreinte::command {
namespace {

constexpr int quietZone = 4;
constexpr int pixelsPerModule = 8;

class Modules
{
public:
    explicit Modules(QRcode *code) : m_code(code, QRcode_free) {}
    [[nodiscard]] int size() const { return m_code->width + 2 * quietZone; }
    [[nodiscard]] bool dark(int x, int y) const
    {
        const auto column = x - quietZone;
        const auto row = y - quietZone;
        const auto inside = column >= 0 && row >= 0 && column < m_code->width && row < m_code->width;
        return inside && (m_code->data[row * m_code->width + column] & 1) != 0;
    }

private:
    std::unique_ptr<QRcode, void (*)(QRcode *)> m_code;
};

Result<Modules> encode(const QByteArray &text)
{
    auto *code = QRcode_encodeString8bit(text.constData(), 0, QR_ECLEVEL_M);
    if (code == nullptr)
        return fail(Reason::TooLarge, QStringLiteral("QR code"));
    return Modules(code);
}

// CRC-32 of ISO 3309, as PNG asks for.
quint32 crc32(const QByteArray &bytes)
{
    quint32 crc = 0xffffffff;
    for (const auto byte : bytes) {
        crc ^= static_cast<uchar>(byte);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc & 1) != 0 ? 0xedb88320U ^ (crc >> 1) : crc >> 1;
    }
    return ~crc;
}

QByteArray bigEndian(quint32 value)
{
    QByteArray bytes(4, Qt::Uninitialized);
    qToBigEndian(value, bytes.data());
    return bytes;
}

QByteArray chunk(const QByteArray &type, const QByteArray &content)
{
    const auto body = type + content;
    return bigEndian(static_cast<quint32>(content.size())) + body + bigEndian(crc32(body));
}

} // namespace

Result<QByteArray> qrForTerminal(const QByteArray &text)
{
    return encode(text).map([](const Modules &modules) {
        QByteArray drawn;
        for (int y = 0; y < modules.size(); y += 2) {
            drawn += "\x1b[30;107m";
            for (int x = 0; x < modules.size(); ++x) {
                const auto upper = modules.dark(x, y);
                const auto lower = modules.dark(x, y + 1);
                drawn += upper ? (lower ? "█" : "▀") : (lower ? "▄" : " ");
            }
            drawn += "\x1b[0m\n";
        }
        return drawn;
    });
}

Result<QByteArray> qrAsPng(const QByteArray &text)
{
    return encode(text).map([](const Modules &modules) {
        const auto side = modules.size() * pixelsPerModule;
        QByteArray pixels;
        for (int y = 0; y < side; ++y) {
            pixels += '\0'; // no filter
            for (int x = 0; x < side; ++x)
                pixels += modules.dark(x / pixelsPerModule, y / pixelsPerModule) ? '\0' : '\xff';
        }
        const auto size = bigEndian(static_cast<quint32>(side));
        // 8 bits of grey, no interlace; qCompress() puts four bytes before the zlib stream.
        return QByteArray("\x89PNG\r\n\x1a\n", 8) + chunk("IHDR", size + size + QByteArray("\x08\0\0\0\0", 5)) +
               chunk("IDAT", qCompress(pixels).mid(4)) + chunk("IEND", {});
    });
}

} // namespace astreinte::command
