// SPDX-License-Identifier: EUPL-1.2
#include "tests/journey/remote_hand.h"

#include <QAccessible>
#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QInputMethodEvent>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSocketNotifier>
#include <QTest>
#include <QTimer>
#include <cstdio>
#include <unistd.h>

namespace astreinte::journey {
namespace {

using namespace std::chrono_literals;

constexpr auto pollInterval = 30ms;
constexpr qint64 defaultPatience = 8000; // milliseconds: what a person would wait before saying that it does not answer

QString accessibleName(QQuickItem *item)
{
    auto *interface = QAccessible::queryAccessibleInterface(item);
    return interface && interface->isValid() ? interface->text(QAccessible::Name) : QString();
}

bool onScreen(const QQuickItem &item)
{
    return item.isVisible() && item.opacity() > 0 && item.width() > 0 && item.height() > 0;
}

// Depth first, last painted first, so that what lies on top (a sheet, a popup) is found before what it covers.
template <typename Visit>
bool walk(QQuickItem *item, const Visit &visit)
{
    if (!onScreen(*item))
        return false;
    const auto children = item->childItems();
    for (auto child = children.crbegin(); child != children.crend(); ++child) {
        if (walk(*child, visit))
            return true;
    }
    return visit(item);
}

QJsonObject refusal(const QString &error)
{
    return {{QStringLiteral("ok"), false}, {QStringLiteral("error"), error}};
}

} // namespace

RemoteHand::RemoteHand(QQuickWindow &window, QObject *parent) : QObject(parent), m_window(window)
{
    auto *input = new QSocketNotifier(STDIN_FILENO, QSocketNotifier::Read, this);
    connect(input, &QSocketNotifier::activated, this, [this, input, pending = QByteArray()]() mutable {
        char buffer[4096];
        const auto count = ::read(STDIN_FILENO, buffer, sizeof buffer);
        if (count <= 0) {
            input->setEnabled(false);
            QCoreApplication::quit();
            return;
        }
        pending.append(buffer, static_cast<qsizetype>(count));
        for (auto end = pending.indexOf('\n'); end >= 0; end = pending.indexOf('\n')) {
            readLine(pending.first(end));
            pending.remove(0, end + 1);
        }
    });
}

void RemoteHand::readLine(const QByteArray &line)
{
    m_commands.push_back(QJsonDocument::fromJson(line).object());
    if (!m_busy)
        next();
}

void RemoteHand::next()
{
    if (m_commands.empty())
        return;
    m_busy = true;
    const auto command = m_commands.front();
    m_commands.pop_front();
    const auto patience = static_cast<qint64>(command.value(QLatin1String("ms")).toDouble(defaultPatience));
    attempt(command, QDeadlineTimer(patience).deadline());
}

void RemoteHand::answer(const QJsonObject &reply)
{
    const auto line = QJsonDocument(reply).toJson(QJsonDocument::Compact) + '\n';
    std::fwrite(line.constData(), 1, static_cast<std::size_t>(line.size()), stdout);
    std::fflush(stdout);
    m_busy = false;
    QTimer::singleShot(0ms, this, &RemoteHand::next);
}

void RemoteHand::attempt(const QJsonObject &command, qint64 deadline)
{
    const auto what = command.value(QLatin1String("do")).toString();
    if (what == QLatin1String("shot")) {
        const auto file = command.value(QLatin1String("file")).toString();
        answer({{QStringLiteral("ok"), m_window.grabWindow().save(file)}});
        return;
    }
    if (what == QLatin1String("list")) {
        answer({{QStringLiteral("ok"), true}, {QStringLiteral("names"), visibleNames()}});
        return;
    }
    if (what == QLatin1String("texts")) {
        answer({{QStringLiteral("ok"), true}, {QStringLiteral("texts"), visibleTexts()}});
        return;
    }
    const auto name = command.value(QLatin1String("name")).toString();
    auto *item = find(name);
    const bool done = what == QLatin1String("gone") ? item == nullptr : item != nullptr && item->isEnabled();
    if (done) {
        answer(item ? act(command, *item) : QJsonObject{{QStringLiteral("ok"), true}});
    } else if (QDeadlineTimer::current().deadline() >= deadline) {
        const auto names = QJsonDocument(visibleNames()).toJson(QJsonDocument::Compact);
        const auto state =
            item == nullptr ? QStringLiteral("is not on the screen") : QStringLiteral("stays there or disabled");
        answer(refusal(QStringLiteral("« %1 » %2; there is: %3").arg(name, state, QString::fromUtf8(names))));
    } else {
        QTimer::singleShot(pollInterval, this, [this, command, deadline] { attempt(command, deadline); });
    }
}

QJsonObject RemoteHand::act(const QJsonObject &command, QQuickItem &item)
{
    const auto what = command.value(QLatin1String("do")).toString();
    QJsonObject done{{QStringLiteral("ok"), true}};
    if (what == QLatin1String("wait") || what == QLatin1String("gone"))
        return done;
    if (what == QLatin1String("read")) {
        const auto text = item.property("text");
        done.insert(QStringLiteral("text"), text.isValid() ? text.toString() : accessibleName(&item));
        return done;
    }
    bringIntoView(item);
    if (what == QLatin1String("drag"))
        return drag(command, item);
    const auto centre = item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint();
    if (!QRect(QPoint(0, 0), m_window.size()).contains(centre))
        return refusal(
            QStringLiteral("« %1 » lies outside the screen").arg(command.value(QLatin1String("name")).toString()));
    QTest::mousePress(&m_window, Qt::LeftButton, Qt::NoModifier, centre);
    if (what == QLatin1String("hold"))
        QTest::qWait(command.value(QLatin1String("for")).toInt(1200));
    QTest::mouseRelease(&m_window, Qt::LeftButton, Qt::NoModifier, centre);
    if (what == QLatin1String("type"))
        type(command.value(QLatin1String("text")).toString());
    return done;
}

QJsonObject RemoteHand::drag(const QJsonObject &command, QQuickItem &item)
{
    const auto point = [&](const char *key) {
        const auto pair = command.value(QLatin1String(key)).toArray();
        return item.mapToScene(QPointF(pair.at(0).toDouble() * item.width(), pair.at(1).toDouble() * item.height()));
    };
    const auto from = point("from");
    const auto to = point("to");
    QTest::mousePress(&m_window, Qt::LeftButton, Qt::NoModifier, from.toPoint());
    for (int step = 1; step <= 10; ++step)
        QTest::mouseMove(&m_window, (from + (to - from) * step / 10.0).toPoint(), 10);
    QTest::mouseRelease(&m_window, Qt::LeftButton, Qt::NoModifier, to.toPoint());
    return {{QStringLiteral("ok"), true}};
}

QQuickItem *RemoteHand::find(const QString &name) const
{
    // A trailing star stands for an identifier that the caller cannot know: "submission_*".
    const auto matches = [&name](const QString &candidate) {
        return name.endsWith(QLatin1Char('*')) ? candidate.startsWith(name.chopped(1)) : candidate == name;
    };
    QQuickItem *found = nullptr;
    walk(m_window.contentItem(), [&](QQuickItem *item) {
        if (!matches(item->objectName()) && !matches(accessibleName(item)))
            return false;
        found = item;
        return true;
    });
    return found;
}

QJsonArray RemoteHand::visibleNames() const
{
    QJsonArray names;
    walk(m_window.contentItem(), [&names](QQuickItem *item) {
        const auto name = item->objectName().isEmpty() ? accessibleName(item) : item->objectName();
        if (!name.isEmpty())
            names.append(name);
        return false;
    });
    return names;
}

QJsonArray RemoteHand::visibleTexts() const
{
    QJsonArray texts;
    walk(m_window.contentItem(), [&texts](QQuickItem *item) {
        const auto text = item->inherits("QQuickText") ? item->property("text").toString() : QString();
        if (!text.isEmpty())
            texts.prepend(text);
        return false;
    });
    return texts;
}

void RemoteHand::bringIntoView(QQuickItem &item) const
{
    for (auto *ancestor = item.parentItem(); ancestor; ancestor = ancestor->parentItem()) {
        if (!ancestor->inherits("QQuickFlickable"))
            continue;
        const auto *content = ancestor->property("contentItem").value<QQuickItem *>();
        const double top = item.mapToItem(content, QPointF(0, 0)).y();
        const double view = ancestor->height();
        const double contentY = ancestor->property("contentY").toDouble();
        if (top < contentY || top + item.height() > contentY + view) {
            const double most = std::max(0.0, ancestor->property("contentHeight").toDouble() - view);
            ancestor->setProperty("contentY", std::clamp(top - (view - item.height()) / 2, 0.0, most));
        }
    }
    QTest::qWait(20);
}

void RemoteHand::type(const QString &text) const
{
    // As a phone's keyboard does: select what is there, then commit the new text.
    QTest::keySequence(&m_window, QKeySequence(QKeySequence::SelectAll));
    QInputMethodEvent event;
    event.setCommitString(text);
    if (auto *focus = m_window.focusObject())
        QCoreApplication::sendEvent(focus, &event);
}

} // namespace astreinte::journey
