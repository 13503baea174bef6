// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QImage>
#include <QList>
#include <QRectF>

namespace astreinte::tests {

// A street scene drawn by this program, with faces and French number plates whose places are known. Drawn faces measure
// what the search does with size, leaning, light and place; they say little about the recall on people.
struct Scene
{
    QImage picture;
    QList<QRectF> faces;  // pixels, from the brows to the chin
    QList<QRectF> plates; // pixels
};

struct SceneWish
{
    QSize size{1600, 1200};
    int faces = 3;
    int plates = 1;
    double leaning = 0; // degrees, of each face and plate
    double light = 1;   // 1 day, 0.25 night with sensor noise
    quint32 seed = 1;
};

Scene drawScene(const SceneWish &wish);

} // namespace astreinte::tests
