// SPDX-License-Identifier: EUPL-1.2
#include "server/http/tls_context.h"

#include <QFile>
#include <openssl/err.h>

namespace astreinte::http {
namespace {

constexpr std::size_t readAhead = 128 * 1024;

QString lastTlsError()
{
    char text[256] = {};
    ERR_error_string_n(ERR_get_error(), text, sizeof text);
    ERR_clear_error();
    return QString::fromLatin1(text);
}

// A client that names its protocols and not http/1.1 (only h2, say) is refused with no_application_protocol
// (RFC 7301 3.2) instead of being talked to in a language it did not offer.
int chooseProtocol(SSL *, const unsigned char **out, unsigned char *outLength, const unsigned char *offered,
                   unsigned int offeredLength, void *)
{
    static constexpr unsigned char ours[] = "\x08http/1.1";
    unsigned char *chosen = nullptr;
    if (SSL_select_next_proto(&chosen, outLength, ours, sizeof ours - 1, offered, offeredLength) !=
        OPENSSL_NPN_NEGOTIATED)
        return SSL_TLSEXT_ERR_ALERT_FATAL;
    *out = chosen;
    return SSL_TLSEXT_ERR_OK;
}

Result<> loadIdentity(SSL_CTX *context, const TlsFiles &files)
{
    ERR_clear_error();
    if (SSL_CTX_use_certificate_chain_file(context, QFile::encodeName(files.chain).constData()) != 1)
        return fail(Reason::InvalidValue,
                    QStringLiteral("TLS certificate chain %1: %2").arg(files.chain, lastTlsError()));
    if (SSL_CTX_use_PrivateKey_file(context, QFile::encodeName(files.key).constData(), SSL_FILETYPE_PEM) != 1 ||
        SSL_CTX_check_private_key(context) != 1)
        return fail(Reason::InvalidValue, QStringLiteral("TLS key %1: %2").arg(files.key, lastTlsError()));
    return {};
}

bool applyPolicy(SSL_CTX *context)
{
    SSL_CTX_set_options(context, SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_PRIORITIZE_CHACHA | SSL_OP_NO_RENEGOTIATION |
                                     SSL_OP_NO_COMPRESSION);
    SSL_CTX_set_mode(context,
                     SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    // Several records from the kernel at once; the buffer goes as soon as it is empty (SSL_MODE_RELEASE_BUFFERS).
    SSL_CTX_set_read_ahead(context, 1);
    SSL_CTX_set_default_read_buffer_len(context, readAhead);
    // Tickets still resume; the context's own cache would only grow.
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_num_tickets(context, 1);
    SSL_CTX_set_max_early_data(context, 0);
    SSL_CTX_set_alpn_select_cb(context, chooseProtocol, nullptr);
    return SSL_CTX_set_min_proto_version(context, TLS1_3_VERSION) == 1 &&
           SSL_CTX_set1_groups_list(context, "X25519:P-256") == 1 &&
           SSL_CTX_set_ciphersuites(context,
                                    "TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256") == 1;
}

} // namespace

Result<TlsContext> makeTlsContext(const TlsFiles &files)
{
    TlsContext context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
    if (!context || !applyPolicy(context.get()))
        return fail(Reason::Internal, QStringLiteral("TLS 1.3 is not available: %1").arg(lastTlsError()));
    if (auto loaded = loadIdentity(context.get(), files); !loaded)
        return tl::unexpected(loaded.error());
    return context;
}

} // namespace astreinte::http
