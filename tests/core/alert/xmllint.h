// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QProcess>
#include <QTemporaryFile>

// libxml2's own command line as the judge of XML: it shares nothing with what wrote it.
namespace astreinte::xmllint {

inline constexpr const char *rules = ASTREINTE_SOURCE_DIR "/tests/vectors/cap-1.2-rules.xsd";

// Nothing when `xml` is valid by the schema, otherwise what xmllint says of it.
inline QByteArray complaint(const QByteArray &xml, const QString &schema)
{
    QTemporaryFile file;
    if (!file.open() || file.write(xml) != xml.size())
        return "no temporary file";
    file.close();
    QProcess process;
    process.start(QStringLiteral("xmllint"), {QStringLiteral("--nonet"), QStringLiteral("--noout"),
                                              QStringLiteral("--schema"), schema, file.fileName()});
    if (!process.waitForStarted() || !process.waitForFinished())
        return "xmllint (libxml2-utils) did not run";
    const auto said = process.readAllStandardError();
    return process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0 ? QByteArray() : said + "refused";
}

} // namespace astreinte::xmllint
