// SPDX-License-Identifier: EUPL-1.2
#include "app/capture/picture.h"
#include "app/redaction/public_pictures.h"
#include "app/redaction/rights_imprint.h"
#include "app/vault/disk.h"
#include "app/vault/vault.h"
#include "tests/bench/stopwatch.h"

#include <QCoreApplication>
#include <QTemporaryDir>
#include <turbojpeg.h>

#include <algorithm>
#include <cstdio>

using namespace astreinte;
using bench::median;
using bench::milliseconds;

namespace {

constexpr int width = 4000;
constexpr int height = 3000;
constexpr int quality = 90;

// Surfaces, edges and sensor grain: about 4 MB as a JPEG, what a phone makes of a street.
QByteArray photo()
{
    QByteArray rgb(qsizetype(width) * height * 3, '\0');
    quint32 state = 1;
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            state = state * 1664525U + 1013904223U;
            const int base = ((x / 97) * 53 + (y / 71) * 31) % 160 + 40;
            auto *pixel = rgb.data() + (qsizetype(y) * width + x) * 3;
            for (int channel = 0; channel < 3; ++channel)
                pixel[channel] = char(std::clamp(base + channel * 9 + int(state >> 29) * 3, 0, 255));
        }
    return rgb;
}

class Turbo
{
public:
    QByteArray encode(const QByteArray &rgb)
    {
        unsigned char *bytes = nullptr;
        unsigned long size = 0;
        tjCompress2(m_out, reinterpret_cast<const unsigned char *>(rgb.constData()), width, 0, height, TJPF_RGB, &bytes,
                    &size, TJSAMP_420, quality, 0);
        const QByteArray jpeg(reinterpret_cast<const char *>(bytes), qsizetype(size));
        tjFree(bytes);
        return jpeg;
    }
    void decode(const QByteArray &jpeg, QByteArray &rgb)
    {
        tjDecompress2(m_in, reinterpret_cast<const unsigned char *>(jpeg.constData()), ulong(jpeg.size()),
                      reinterpret_cast<unsigned char *>(rgb.data()), width, 0, height, TJPF_RGB, 0);
    }

private:
    tjhandle m_in = tjInitDecompress();
    tjhandle m_out = tjInitCompress();
};

const QList<app::Region> &boxes()
{
    static const QList<app::Region> regions{
        {QStringLiteral("a"), {0.2, 0.3, 0.1, 0.15}, QStringLiteral("face"), app::Treatment::Opaque, false, {}},
        {QStringLiteral("b"), {0.6, 0.5, 0.15, 0.1}, QStringLiteral("plate"), app::Treatment::Mosaic, false, {}}};
    return regions;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    Turbo turbo;
    auto rgb = photo();
    const auto jpeg = turbo.encode(rgb);
    QTemporaryDir folder;
    app::PosixDisk disk;
    app::Vault vault(folder.filePath(QStringLiteral("vault")), disk);
    const auto keys = vault.create(signature::Secret("246813"), signature::Secret(QByteArray(32, 'k'))).value();
    if (!vault.open(keys))
        return 1;
    const picture::Rights rights{QStringLiteral("Agent"), {}, {}, {}, {}, {}, {}, {}};
    const auto &limits = app::bundledPictureLimits();
    // What a phone does with a photo, up to the point where a power cut takes nothing away.
    const auto keepAll = [&](const QByteArray &file, const QList<picture::Limit> &wanted) {
        const auto made = app::publicPictures(file, {0, app::wholePicture, boxes()}, wanted).value();
        for (const auto &rendition : made.renditions)
            (void)vault.keepBlob(*keys, app::imprint(rendition.jpeg, rights).value()).value();
        return made.renditions.first();
    };
    QList<double> baseline;
    QList<double> master;
    QList<double> made;
    QList<double> channels;
    QList<double> fullDecode;
    QList<double> preview;
    QList<double> original;
    const auto published = keepAll(jpeg, {limits.master}).jpeg;
    for (int i = 0; i < 7; ++i) {
        baseline.append(milliseconds([&] {
            turbo.decode(jpeg, rgb);
            (void)turbo.encode(rgb);
        }));
        master.append(milliseconds([&] { keepAll(jpeg, {limits.master}); }));
        made.append(milliseconds([&] { keepAll(jpeg, limits.toMake()); }));
        channels.append(milliseconds([&] {
            keepAll(jpeg, {limits.channels[QStringLiteral("x")], limits.channels[QStringLiteral("mastodon")],
                           limits.channels[QStringLiteral("bluesky")], limits.channels[QStringLiteral("facebook")]});
        }));
        fullDecode.append(milliseconds([&] { (void)app::decodeUpright(jpeg); }));
        preview.append(milliseconds([&] { (void)app::decodeThumbnail(published, app::previewSide); }));
        original.append(milliseconds([&] { (void)app::decodeThumbnail(jpeg, app::previewSide); }));
    }
    const double base = median(baseline);
    std::printf("photo: %.1f MB JPEG of 12 megapixels; libjpeg-turbo decodes and encodes it in %.0f ms\n",
                double(jpeg.size()) / 1e6, base);
    std::printf("photo: master burnt, stripped, signed, sealed, durable in %.0f ms, ratio %.2f (target 1.3)\n",
                median(master), median(master) / base);
    std::printf("photo: what every channel takes (%d files) in %.0f ms, ratio %.2f\n", int(limits.toMake().size()),
                median(made), median(made) / base);
    std::printf("photo: four renditions at the networks' own limits in %.0f ms, ratio %.2f\n", median(channels),
                median(channels) / base);
    std::printf(
        "photo: preview on screen in %.0f ms, ratio %.2f to a full decode of %.0f ms (target 0.25); of the original, "
        "scaled while decoding, in %.0f ms, ratio %.2f\n",
        median(preview), median(preview) / median(fullDecode), median(fullDecode), median(original),
        median(original) / median(fullDecode));
    return 0;
}
