// SPDX-License-Identifier: EUPL-1.2
#include "app/redaction/detection/detection.h"

#include <opencv2/imgproc.hpp>
#include <opencv2/objdetect.hpp>

#include <algorithm>
#include <cmath>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace {

// A head leant by this much is found by turning the picture back, at half the size: what leans and matters is near.
constexpr double leanings[] = {-28, 28};
constexpr double half = 0.5;
// The plate cascade bears hardly 10 degrees; a street seen from a kerb, or a phone held in haste, leans by more.
constexpr double plateLeanings[] = {0, -15, 15, -28, 28};
// Fine steps: at a tenth, half of the plates fell between two sizes. Four finds must agree: with three, a night picture
// has more than one wrong box.
constexpr double plateStep = 1.05;
constexpr int platesAgreeing = 4;
// Two boxes that share more than this of the smaller one are one face.
constexpr double sameFace = 0.35;

struct Cascades
{
    cv::CascadeClassifier frontal;
    cv::CascadeClassifier profile;
    cv::CascadeClassifier plate;

    bool load(const std::string &folder)
    {
        return frontal.load(folder + "/haarcascade_frontalface_alt2.xml") &&
               profile.load(folder + "/haarcascade_profileface.xml") &&
               plate.load(folder + "/haarcascade_russian_plate_number.xml");
    }
};

struct Found
{
    cv::Rect2d box;
    bool plate;
};

class Search
{
public:
    Search(Cascades &cascades, const cv::Mat &grey) : m_cascades(cascades), m_grey(grey)
    {
        // A night picture has its faces in a few dark levels: they are spread, cell by cell.
        cv::createCLAHE(3.0, cv::Size(8, 8))->apply(grey, m_even);
    }

    std::vector<Found> run()
    {
        frontal(m_even, 1, 0);
        cv::Mat small;
        cv::resize(m_even, small, cv::Size(), half, half, cv::INTER_AREA);
        for (const double leaning : leanings)
            frontal(small, half, leaning);
        profiles(small);
        for (const double leaning : plateLeanings)
            plates(leaning);
        return m_found;
    }

private:
    [[nodiscard]] cv::Size least(int divisor, double scale) const
    {
        const int side = std::max(24, int(scale * std::max(m_grey.cols, m_grey.rows)) / divisor);
        return {side, side};
    }

    // A copy turned by `leaning` degrees about its middle, and the way back.
    struct Turned
    {
        cv::Mat picture;
        cv::Mat back;

        Turned(const cv::Mat &even, double leaning)
        {
            const cv::Point2f centre(float(even.cols) / 2, float(even.rows) / 2);
            back = cv::getRotationMatrix2D(centre, -leaning, 1);
            // Into pixels of its own: a Mat that shares them would turn the picture that it was made of.
            if (leaning == 0)
                picture = even;
            else
                cv::warpAffine(even, picture, cv::getRotationMatrix2D(centre, leaning, 1), even.size());
        }
        [[nodiscard]] cv::Point2d middleOf(const cv::Rect &box) const
        {
            const double x = box.x + box.width / 2.0;
            const double y = box.y + box.height / 2.0;
            const auto at = [&](int row) {
                return back.at<double>(row, 0) * x + back.at<double>(row, 1) * y + back.at<double>(row, 2);
            };
            return {at(0), at(1)};
        }
    };

    // `even` is the picture times `scale`, turned back by `leaning` degrees before it is searched.
    void frontal(const cv::Mat &even, double scale, double leaning)
    {
        const Turned turned(even, leaning);
        std::vector<cv::Rect> boxes;
        m_cascades.frontal.detectMultiScale(turned.picture, boxes, 1.2, leaning == 0 ? 3 : 5, 0, least(48, scale));
        for (const auto &box : boxes) {
            const auto middle = turned.middleOf(box) / scale;
            const double side = box.width / scale;
            const cv::Rect2d found(middle.x - side / 2, middle.y - side / 2, side, side);
            if (leaning == 0 || !besideAFace(found))
                add(found, false);
        }
    }

    // The cascade knows one side of the head; the other is found in the mirror.
    void profiles(const cv::Mat &small)
    {
        cv::Mat mirror;
        cv::flip(small, mirror, 1);
        for (const bool mirrored : {false, true}) {
            std::vector<cv::Rect> boxes;
            m_cascades.profile.detectMultiScale(mirrored ? mirror : small, boxes, 1.2, 8, 0, least(32, half));
            for (const auto &box : boxes) {
                const double x = mirrored ? small.cols - box.x - box.width : box.x;
                const cv::Rect2d found(x / half, box.y / half, box.width / half, box.height / half);
                if (!besideAFace(found))
                    add(found, false);
            }
        }
    }

    // The later searches often see a face in the chin or the neck of one that is found: no second head is nearer than
    // one head.
    [[nodiscard]] bool besideAFace(const cv::Rect2d &box) const
    {
        return std::any_of(m_found.begin(), m_found.end(), [&](const Found &other) {
            const auto apart = (other.box.tl() + other.box.br() - box.tl() - box.br()) * 0.5;
            return !other.plate && cv::norm(apart) < (other.box.width + box.width) / 2;
        });
    }

    // What leans is boxed upright: the box is as wide and as high as the leaning plate reaches.
    void plates(double leaning)
    {
        const Turned turned(m_even, leaning);
        std::vector<cv::Rect> boxes;
        const auto side = least(40, 1);
        m_cascades.plate.detectMultiScale(turned.picture, boxes, plateStep, platesAgreeing, 0,
                                          cv::Size(side.width * 2, side.height * 2 / 3));
        const double along = std::cos(leaning * CV_PI / 180);
        const double across = std::abs(std::sin(leaning * CV_PI / 180));
        for (const auto &box : boxes) {
            const auto middle = turned.middleOf(box);
            const double width = box.width * along + box.height * across;
            const double height = box.width * across + box.height * along;
            add({middle.x - width / 2, middle.y - height / 2, width, height}, true);
        }
    }

    void add(cv::Rect2d box, bool plate)
    {
        const bool known = std::any_of(m_found.begin(), m_found.end(), [&](const Found &other) {
            return other.plate == plate && (other.box & box).area() > sameFace * std::min(other.box.area(), box.area());
        });
        if (!known)
            m_found.push_back({box, plate});
    }

    Cascades &m_cascades;
    cv::Mat m_grey;
    cv::Mat m_even;
    std::vector<Found> m_found;
};

int search(const cv::Mat &grey, const std::string &folder, AstreinteFinding *findings, int most)
{
    static std::mutex one;
    static std::optional<Cascades> cascades;
    const std::scoped_lock lock(one);
    if (!cascades) {
        Cascades read;
        if (!read.load(folder))
            return -1;
        cascades = read;
    }
    int count = 0;
    for (const auto &found : Search(*cascades, grey).run()) {
        if (count == most)
            break;
        findings[count++] = {float(found.box.x / grey.cols), float(found.box.y / grey.rows),
                             float(found.box.width / grey.cols), float(found.box.height / grey.rows),
                             found.plate ? 1 : 0};
    }
    return count;
}

} // namespace

extern "C" __attribute__((visibility("default"))) int astreinteDetect(const unsigned char *grey, int width, int height,
                                                                      int stride, const char *folder,
                                                                      AstreinteFinding *findings, int most)
{
    try {
        const cv::Mat view(height, width, CV_8UC1, const_cast<unsigned char *>(grey), size_t(stride));
        return search(view, folder, findings, most);
    } catch (const std::exception &) {
        return -2;
    }
}
