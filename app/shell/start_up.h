// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"

#include <QQmlApplicationEngine>
#include <QSize>
#include <QTranslator>
#include <memory>

class QQuickWindow;

namespace astreinte::app {

class FieldApp;

// To be called first: local times are those of Europe/Paris from here on.
void keepParisTime();

// The screens around a FieldApp: engine, pictures, translations. `app` must outlive it.
class StartUp
{
public:
    explicit StartUp(FieldApp &app);
    ~StartUp();
    StartUp(const StartUp &) = delete;
    StartUp &operator=(const StartUp &) = delete;

    // Loads the root of the screens. Internal when it cannot be created.
    Result<void> show(QSize size);
    [[nodiscard]] QQuickWindow *window() const;
    [[nodiscard]] QQmlApplicationEngine &engine() { return m_engine; }

private:
    void translate();

    FieldApp &m_app;
    QTranslator m_translator;
    QQmlApplicationEngine m_engine;
};

} // namespace astreinte::app
