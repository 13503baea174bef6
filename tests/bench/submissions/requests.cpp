// SPDX-License-Identifier: EUPL-1.2
#include "tests/bench/submissions/requests.h"

namespace astreinte::tests {

std::vector<std::vector<QByteArray>> preparedRequests(Stage &stage, int phones, int each)
{
    std::vector<std::vector<QByteArray>> requests(static_cast<std::size_t>(phones));
    for (auto &mine : requests) {
        for (int i = 0; i < each; ++i) {
            auto draft = stage.officer->draft();
            draft.incident.reset();
            const auto frozen = submission::Submission::freeze(draft).value();
            const auto body = stage.officer->jwsOf(frozen);
            const Headers headers{{"Content-Type", "application/jose"}, {"Idempotency-Key", frozen.idempotencyKey()}};
            auto request =
                "POST /v1/submissions HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(stage.prefecture.port()) +
                "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n";
            for (const auto &[name, value] : stage.officer->signedHeaders("POST", "/v1/submissions", headers, body))
                request += name + ": " + value + "\r\n";
            mine.push_back(request + "\r\n" + body);
        }
    }
    return requests;
}

} // namespace astreinte::tests
