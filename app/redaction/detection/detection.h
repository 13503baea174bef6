// SPDX-License-Identifier: EUPL-1.2
#pragma once

// What the module `astreinte_detection` offers, in C, so that the application loads it only when a photo is searched.
extern "C" {

struct AstreinteFinding
{
    float x; // fractions of the picture, 0…1
    float y;
    float width;
    float height;
    int plate; // 1 for a number plate, 0 for a face
};

// Searches one grey picture (one byte a pixel, rows `stride` bytes apart) with the cascades of `folder` (as Debian's
// opencv-data installs them). Writes at most `most` findings and gives their number; -1 when the cascades cannot be
// read, -2 when OpenCV fails. Any thread, one search at a time.
using AstreinteDetect = int(const unsigned char *grey, int width, int height, int stride, const char *folder,
                            AstreinteFinding *findings, int most);
}
