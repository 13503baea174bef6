// SPDX-License-Identifier: EUPL-1.2
#include <QColor>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>
#include <cmath>

namespace {

// WCAG 2.2, relative luminance and contrast ratio.
double channel(double value)
{
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &colour)
{
    return 0.2126 * channel(colour.redF()) + 0.7152 * channel(colour.greenF()) + 0.0722 * channel(colour.blueF());
}

double contrast(const QColor &one, const QColor &other)
{
    const auto a = luminance(one);
    const auto b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

struct Pair
{
    const char *ink;
    const char *ground;
    double least; // 4.5 for text, 3 for what only shows a shape (SC 1.4.3, 1.4.11)
};

// Every pair that the controls and the screens put together.
constexpr Pair pairs[] = {
    {"text", "background", 4.5},     {"text", "surface", 4.5},       {"text", "raised", 4.5},
    {"text", "primaryTint", 4.5},    {"muted", "background", 4.5},   {"muted", "surface", 4.5},
    {"muted", "raised", 4.5},        {"muted", "primaryTint", 4.5},  {"primary", "background", 4.5},
    {"primary", "surface", 4.5},     {"primary", "raised", 4.5},     {"primary", "primaryTint", 4.5},
    {"onPrimary", "primary", 4.5},   {"background", "text", 4.5},    {"background", "primary", 4.5},
    {"success", "background", 4.5},  {"success", "surface", 4.5},    {"success", "primaryTint", 4.5},
    {"warning", "background", 4.5},  {"warning", "surface", 4.5},    {"warning", "raised", 4.5},
    {"warning", "primaryTint", 4.5}, {"danger", "background", 4.5},  {"danger", "surface", 4.5},
    {"danger", "raised", 4.5},       {"danger", "primaryTint", 4.5}, {"info", "background", 4.5},
    {"info", "surface", 4.5},        {"info", "raised", 4.5},        {"info", "primaryTint", 4.5},
    {"outline", "background", 3},    {"outline", "surface", 3},      {"success", "raised", 3},
};

} // namespace

class TestContrast : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // The published extremes of the formula: black on white is 21:1, #767676 on white is the lightest grey at 4.54:1.
    void measuresAsPublished()
    {
        QCOMPARE(qRound(contrast(Qt::black, Qt::white) * 100), 2100);
        QCOMPARE(qRound(contrast(QColor(0x76, 0x76, 0x76), Qt::white) * 100), 454);
    }

    void everyPairIsLegible_data()
    {
        QTest::addColumn<QString>("ink");
        QTest::addColumn<QString>("ground");
        QTest::addColumn<double>("least");
        QTest::addColumn<QString>("scheme");
        for (const auto *scheme : {"light", "dark", "contrast"})
            for (const auto &pair : pairs)
                QTest::addRow("%s: %s on %s", scheme, pair.ink, pair.ground)
                    << QString::fromLatin1(pair.ink) << QString::fromLatin1(pair.ground)
                    << (qstrcmp(scheme, "contrast") == 0 && pair.least > 4 ? 7.0 : pair.least)
                    << QString::fromLatin1(scheme);
    }

    void everyPairIsLegible()
    {
        QFETCH(QString, ink);
        QFETCH(QString, ground);
        QFETCH(double, least);
        QFETCH(QString, scheme);
        QFile file(QStringLiteral(ASTREINTE_THEME_TOKENS));
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
        const auto tokens = QJsonDocument::fromJson(file.readAll()).object()[scheme].toObject();
        const QColor one(tokens[ink].toString());
        const QColor other(tokens[ground].toString());
        QVERIFY2(one.isValid() && other.isValid(), "a token is missing or not a colour");
        QVERIFY2(contrast(one, other) >= least, qPrintable(QString::number(contrast(one, other))));
    }
};

QTEST_GUILESS_MAIN(TestContrast)
#include "tst_contrast.moc"
