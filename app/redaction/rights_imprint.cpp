// SPDX-License-Identifier: EUPL-1.2
#include "app/redaction/rights_imprint.h"

#include "core/picture/picture_header.h"

#include <exiv2/exiv2.hpp>
#include <mutex>

namespace astreinte::app {
namespace {

// The XMP toolkit behind Exiv2 keeps its namespaces in one table for the whole process.
std::mutex &xmpToolkit()
{
    static std::mutex mutex;
    return mutex;
}

void write(Exiv2::XmpData &xmp, const char *key, const QString &text, Exiv2::TypeId type = Exiv2::xmpText)
{
    if (text.trimmed().isEmpty())
        return;
    const auto value = Exiv2::Value::create(type);
    const auto language = type == Exiv2::langAlt ? std::string("lang=x-default ") : std::string();
    value->read(language + text.simplified().toStdString());
    xmp.add(Exiv2::XmpKey(key), value.get());
}

Exiv2::XmpData packetOf(const picture::Rights &rights)
{
    Exiv2::XmpData xmp;
    write(xmp, "Xmp.photoshop.Credit", rights.credit);
    write(xmp, "Xmp.photoshop.City", rights.city);
    write(xmp, "Xmp.dc.creator", rights.creator, Exiv2::xmpSeq);
    write(xmp, "Xmp.dc.rights", rights.notice, Exiv2::langAlt);
    write(xmp, "Xmp.dc.identifier", rights.identifier);
    write(xmp, "Xmp.xmpRights.UsageTerms", rights.usageTerms, Exiv2::langAlt);
    write(xmp, "Xmp.plus.ModelReleaseStatus", rights.modelRelease);
    write(xmp, "Xmp.iptcExt.DigitalSourceType", rights.digitalSourceType);
    return xmp;
}

QByteArray rewritten(const QByteArray &jpeg, const Exiv2::XmpData &xmp)
{
    const auto image =
        Exiv2::ImageFactory::open(reinterpret_cast<const Exiv2::byte *>(jpeg.constData()), size_t(jpeg.size()));
    image->readMetadata();
    image->clearMetadata();
    image->setXmpData(xmp);
    image->writeMetadata();
    auto &io = image->io();
    if (io.open() != 0)
        return {};
    QByteArray bytes(qsizetype(io.size()), '\0');
    const auto read = io.read(reinterpret_cast<Exiv2::byte *>(bytes.data()), bytes.size());
    return qsizetype(read) == bytes.size() ? bytes : QByteArray();
}

} // namespace

Result<QByteArray> imprint(const QByteArray &jpeg, const picture::Rights &rights)
{
    QByteArray signedJpeg;
    try {
        const std::scoped_lock lock(xmpToolkit());
        signedJpeg = rewritten(jpeg, packetOf(rights));
    } catch (const std::exception &error) {
        return fail(Reason::Internal, QString::fromLocal8Bit(error.what()));
    }
    if (const auto header = picture::readRenditionHeader(signedJpeg); !header)
        return fail(Reason::Internal, QStringLiteral("the rendition is not fit to publish: ") + header.error().detail);
    return signedJpeg;
}

} // namespace astreinte::app
