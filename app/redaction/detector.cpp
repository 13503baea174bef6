// SPDX-License-Identifier: EUPL-1.2
#include "app/redaction/detector.h"

#include "app/redaction/detection/detection.h"

#include <QCoreApplication>
#include <QFile>
#include <QLibrary>
#include <array>

namespace astreinte::app {
namespace {

constexpr int searchedSide = 1600; // pixels: a face of 1/48 of it is 33 pixels wide, what the cascades need
constexpr int smallestSide = 64;   // no face fits below
constexpr int mostFindings = 64;

QString cascadeFolder()
{
    for (const auto *folder : {"/usr/share/opencv4/haarcascades", "/usr/share/opencv/haarcascades"})
        if (QFile::exists(QLatin1String(folder) + QLatin1String("/haarcascade_frontalface_alt2.xml")))
            return QLatin1String(folder);
    return {};
}

// Beside the program (as built), or in the library folder (as installed).
QString modulePath()
{
    const auto here = QCoreApplication::applicationDirPath();
    for (const auto *folder :
         {"", "/../../bin", "/../lib/" ASTREINTE_LIBRARY_FOLDER "/astreinte", "/../lib/astreinte"}) {
        const QString path = here + QLatin1String(folder) + QLatin1String("/libastreinte_detection.so");
        if (QFile::exists(path))
            return path;
    }
    return {};
}

// OpenCV takes a quarter of a second to load: in the thread that searches, never in that of the screen.
AstreinteDetect *module()
{
    static auto *const loaded = reinterpret_cast<AstreinteDetect *>(QLibrary::resolve(modulePath(), "astreinteDetect"));
    return loaded;
}

// Cascades box the face from the brows to the mouth.
QRectF withMargin(const AstreinteFinding &found)
{
    const double across = found.plate != 0 ? 0.04 : 0.14;
    const double above = found.plate != 0 ? 0.12 : 0.22;
    const double below = found.plate != 0 ? 0.12 : 0.18;
    const QRectF area(found.x, found.y, found.width, found.height);
    return area.adjusted(-across * area.width(), -above * area.height(), across * area.width(), below * area.height())
        .intersected(QRectF(0, 0, 1, 1));
}

} // namespace

bool canDetect()
{
    return !cascadeFolder().isEmpty() && !modulePath().isEmpty();
}

Result<QList<Finding>> detect(const QImage &upright)
{
    if (std::min(upright.width(), upright.height()) < smallestSide || !canDetect())
        return QList<Finding>();
    if (module() == nullptr)
        return fail(Reason::Internal, QStringLiteral("the module that searches for faces does not load"));
    QImage small = upright;
    if (std::max(small.width(), small.height()) > searchedSide)
        small = small.scaled(searchedSide, searchedSide, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    if (std::min(small.width(), small.height()) < smallestSide)
        return QList<Finding>();
    small = small.convertToFormat(QImage::Format_Grayscale8);
    std::array<AstreinteFinding, mostFindings> found{};
    const int count = module()(small.constBits(), small.width(), small.height(), int(small.bytesPerLine()),
                               cascadeFolder().toLocal8Bit().constData(), found.data(), mostFindings);
    if (count < 0)
        return fail(Reason::Internal, QStringLiteral("the search for faces failed (%1)").arg(count));
    QList<Finding> findings;
    for (int i = 0; i < count; ++i)
        if (const auto area = withMargin(found[size_t(i)]); !area.isEmpty())
            findings.append({area, found[size_t(i)].plate != 0 ? QStringLiteral("plate") : QStringLiteral("face")});
    return findings;
}

} // namespace astreinte::app
