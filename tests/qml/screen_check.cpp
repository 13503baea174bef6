// SPDX-License-Identifier: EUPL-1.2
#include "tests/qml/screen_check.h"

#include <QAccessible>
#include <QQuickWindow>

namespace astreinte::tests {
namespace {

constexpr double leastTarget = 48; // LOOK: targets of 48 px, 56 px for the decisive ones
constexpr double rounding = 0.5;

QString describe(const QQuickItem *item)
{
    auto name = item->objectName();
    for (auto *above = item->parentItem(); name.isEmpty() && above; above = above->parentItem())
        if (!above->objectName().isEmpty())
            name = QStringLiteral("in ") + above->objectName();
    return QString::fromLatin1(item->metaObject()->className()).section(QLatin1Char('_'), 0, 0) + QLatin1Char(' ') +
           name;
}

bool isInteractive(const QQuickItem *item)
{
    return item->inherits("QQuickAbstractButton") || item->inherits("QQuickTextField") ||
           item->inherits("QQuickTextArea");
}

void checkInteractive(QQuickItem *item, QStringList &faults)
{
    const auto box = item->mapRectToScene(QRectF(0, 0, item->width(), item->height()));
    if (accessibleName(item).isEmpty())
        faults << describe(item) + QStringLiteral(": no accessible name");
    if (item->objectName().isEmpty())
        faults << describe(item) + QStringLiteral(" “") + accessibleName(item) + QStringLiteral("”: no object name");
    if (box.width() < leastTarget - rounding || box.height() < leastTarget - rounding)
        faults << describe(item) + QStringLiteral(": target of %1 × %2 px").arg(box.width()).arg(box.height());
    if (box.left() < -rounding || box.right() > item->window()->width() + rounding)
        faults << describe(item) + QStringLiteral(": from %1 to %2 px").arg(box.left()).arg(box.right());
}

void checkText(const QQuickItem *item, QStringList &faults)
{
    const auto shown = item->property("text").toString();
    if (shown.isEmpty())
        return;
    const auto what = describe(item) + QStringLiteral(" “") + shown.left(40) + QStringLiteral("”");
    const auto right = item->mapRectToScene(QRectF(0, 0, item->width(), item->height())).right();
    if (item->property("truncated").toBool())
        faults << what + QStringLiteral(": cut");
    if (item->property("contentWidth").toDouble() > item->width() + 1)
        faults << what + QStringLiteral(": wider than its place");
    if (item->property("contentHeight").toDouble() > item->height() + 1)
        faults << what + QStringLiteral(": higher than its place");
    if (right > item->window()->width() + rounding)
        faults << what + QStringLiteral(": beyond the right edge");
}

void walk(QQuickItem *item, QStringList &faults)
{
    if (!item->isVisible() || item->opacity() == 0)
        return;
    if (isInteractive(item))
        checkInteractive(item, faults);
    if (item->inherits("QQuickText"))
        checkText(item, faults);
    for (auto *child : item->childItems())
        walk(child, faults);
}

} // namespace

QString accessibleName(QObject *item)
{
    auto *interface = QAccessible::queryAccessibleInterface(item);
    return interface ? interface->text(QAccessible::Name) : QString();
}

QStringList findFaults(QQuickItem *root)
{
    QStringList faults;
    walk(root, faults);
    return faults;
}

} // namespace astreinte::tests
