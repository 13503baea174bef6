// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QStringList>
#include <QVector>

namespace astreinte::tests {

// One picture: the scenario of the doubles, the stage of the application, and what is done before the picture is taken.
// Acts: "go settings", "go rights p1" (the router), "press objectName", "try objectName" (pressed where
// it is shown: two panes have no preview button), "set enrolment.state waiting".
struct Shot
{
    const char *name;
    const char *scenario;
    int stage; // FieldApp.Stage
    QStringList acts;
};

const QVector<Shot> &shots();

} // namespace astreinte::tests
