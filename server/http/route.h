// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"
#include "server/http/request.h"
#include "server/http/response.h"

#include <atomic>
#include <functional>
#include <memory>

namespace astreinte::http {

constexpr qint64 noBody = 0;
constexpr qint64 jsonBodyLimit = qint64{256} * 1024;      // DESIGN section 4
constexpr qint64 partBodyLimit = qint64{4} * 1024 * 1024; // one tus part, DESIGN section 4

// Runs on a worker thread and may block on the database or the disk. An exception that escapes it becomes a 500.
using Handler = std::function<Response(const Request &)>;
// Gives the answer of a deferred handler, from any thread. The first one counts; when the last copy goes without one,
// the client gets a 500.
class Answer
{
public:
    using Compose = std::function<Response()>;
    using Deliver = std::function<void(Response)>;
    using Post = std::function<void(std::function<void()>)>;
    Answer(Deliver deliver, Post post) : m_once(std::make_shared<Once>(std::move(deliver))), m_post(std::move(post)) {}
    void operator()(Response response) const { m_once->give(std::move(response)); }
    // Composes it on a thread of the deferred handlers: for whoever must not be kept, such as the database's writer.
    void composed(Compose compose) const;

private:
    struct Once
    {
        explicit Once(Deliver deliver_) : deliver(std::move(deliver_)) {}
        ~Once();
        Once(const Once &) = delete;
        Once &operator=(const Once &) = delete;
        void give(Response response);
        Deliver deliver;
        std::atomic_flag given;
    };
    std::shared_ptr<Once> m_once;
    Post m_post;
};

// Runs on one of as many threads as there are processors, so it must not block: what the answer depends on (a commit)
// gives it later. The request stays until the answer is given, and no longer.
using DeferredHandler = std::function<void(const Request &, const Answer &)>;
// Sees the request without its body, on a worker thread, before one byte of the body is accepted; a Failure is
// answered with statusFor(reason) and the connection closes.
using Admission = std::function<Result<>(const Request &)>;
// Makes what works on a large body while it arrives, on the I/O thread: the work itself is for follow().
using Following = std::function<std::shared_ptr<BodyFollower>(const Request &)>;

// One method on one path. The pattern is literal segments and {captures}, one whole segment each:
// "/v1/submissions/{id}/{revision}/manifest". A literal segment wins over a capture. HEAD is answered by the GET route
// unless a HEAD route exists; OPTIONS answers 204 with Allow unless an OPTIONS route exists. A body larger than
// `bodyLimit` bytes is 413.
struct Route
{
    QByteArray method;
    QByteArray pattern;
    qint64 bodyLimit = noBody;
    Handler handler;
    Admission admit = {};
    DeferredHandler defer = {};      // instead of `handler`
    std::vector<Header> always = {}; // on every reply, also those that no handler wrote: refusals of header or body
    Following follow = {};
};

} // namespace astreinte::http
