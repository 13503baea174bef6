// SPDX-License-Identifier: EUPL-1.2
#include "core/picture/picture_header.h"

#include "core/picture/jpeg_walk.h"
#include "core/picture/png_walk.h"

namespace astreinte::picture {
namespace {

bool isHeic(QByteArrayView file)
{
    if (file.size() < 16 || file.sliced(4, 4) != QByteArrayView("ftyp"))
        return false;
    const auto brand = file.sliced(8, 4);
    return brand == QByteArrayView("heic") || brand == QByteArrayView("heix") || brand == QByteArrayView("mif1");
}

Result<Header> read(QByteArrayView file, Purpose purpose)
{
    if (file.size() > largestFile)
        return fail(Reason::ImageTooLarge, QStringLiteral("the file has more than 64 MiB"));
    if (file.startsWith("\xFF\xD8\xFF"))
        return walkJpeg(file, purpose);
    if (file.startsWith("\x89PNG\r\n\x1A\n"))
        return walkPng(file, purpose);
    if (purpose == Purpose::Original && isHeic(file))
        return Header{Format::Heic, {}, 1};
    if (file.isEmpty())
        return fail(Reason::MalformedImage, QStringLiteral("the file is empty"));
    return fail(Reason::UnsupportedImage, QStringLiteral("not a picture that can be read"));
}

} // namespace

QByteArrayView mediaType(Format format)
{
    switch (format) {
    case Format::Jpeg:
        return "image/jpeg";
    case Format::Png:
        return "image/png";
    case Format::Heic:
        return "image/heic";
    }
    return {};
}

Result<Header> readHeader(QByteArrayView file)
{
    return read(file, Purpose::Original);
}

Result<Header> readRenditionHeader(QByteArrayView file)
{
    return read(file, Purpose::Rendition);
}

} // namespace astreinte::picture
