// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"
#include "server/http/server.h"

#include <memory>
#include <openssl/ssl.h>

namespace astreinte::http {

using TlsContext = std::shared_ptr<SSL_CTX>;

// TLS 1.3 only (SECURITY section 3), X25519 before P-256, the server's order of cipher suites, ALPN http/1.1, no
// renegotiation, no early data, buffers released while a connection is idle.
[[nodiscard]] Result<TlsContext> makeTlsContext(const TlsFiles &files);

} // namespace astreinte::http
