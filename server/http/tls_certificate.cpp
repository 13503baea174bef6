// SPDX-License-Identifier: EUPL-1.2
#include "server/http/tls_certificate.h"

#include <QCryptographicHash>
#include <QRegularExpression>
#include <algorithm>
#include <ctime>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

namespace astreinte::http {
namespace {

using Memory = std::unique_ptr<BIO, decltype(&BIO_free)>;

tl::unexpected<Failure> cryptographyFailed(const char *what)
{
    char text[256] = {};
    ERR_error_string_n(ERR_get_error(), text, sizeof text);
    ERR_clear_error();
    return fail(Reason::Internal, QStringLiteral("%1: %2").arg(QLatin1String(what), QLatin1String(text)));
}

Memory memoryOf(const QByteArray &bytes)
{
    return {BIO_new_mem_buf(bytes.constData(), static_cast<int>(bytes.size())), BIO_free};
}

QByteArray contents(const Memory &memory)
{
    char *data = nullptr;
    const long size = BIO_get_mem_data(memory.get(), &data);
    return {data, static_cast<qsizetype>(size)};
}

bool addExtension(X509 *certificate, X509 *issuer, int kind, const QByteArray &value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(nullptr, &context, kind, value.constData());
    const bool added = extension && X509_add_ext(certificate, extension, -1) == 1;
    X509_EXTENSION_free(extension);
    return added;
}

// 159 random bits, positive: unpredictable and within 20 octets (RFC 5280 4.1.2.2).
bool setSerial(X509 *certificate)
{
    unsigned char bytes[20];
    if (RAND_bytes(bytes, sizeof bytes) != 1)
        return false;
    bytes[0] = static_cast<unsigned char>((bytes[0] & 0x7f) | 0x40);
    BIGNUM *number = BN_bin2bn(bytes, sizeof bytes, nullptr);
    const bool set = number && BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate));
    BN_free(number);
    return set;
}

bool setName(X509_NAME *name, const QByteArray &common)
{
    return X509_NAME_add_entry_by_txt(name, "O", MBSTRING_UTF8, reinterpret_cast<const unsigned char *>("Astreinte"),
                                      -1, -1, 0) == 1 &&
           X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8,
                                      reinterpret_cast<const unsigned char *>(common.constData()), -1, -1, 0) == 1;
}

bool isAddress(const QByteArray &name)
{
    ASN1_OCTET_STRING *address = a2i_IPADDRESS(name.constData());
    ASN1_OCTET_STRING_free(address);
    ERR_clear_error();
    return address != nullptr;
}

// What both kinds share. An hour is taken off the beginning: a phone's clock may be a little late.
Certificate blank(const Key &key, const QByteArray &common, const Validity &validity)
{
    Certificate certificate(X509_new(), X509_free);
    X509 *raw = certificate.get();
    const std::time_t from = validity.from.toSecsSinceEpoch() - 3600;
    const std::time_t to = validity.from.addDays(validity.days).toSecsSinceEpoch() - 3600;
    const bool built = raw && X509_set_version(raw, X509_VERSION_3) == 1 && setSerial(raw) &&
                       ASN1_TIME_adj(X509_getm_notBefore(raw), from, 0, 0) &&
                       ASN1_TIME_adj(X509_getm_notAfter(raw), to, 0, 0) && X509_set_pubkey(raw, key.get()) == 1 &&
                       setName(X509_get_subject_name(raw), common);
    return built ? certificate : nullptr;
}

} // namespace

Result<Key> newKey()
{
    Key key(EVP_EC_gen("P-256"), EVP_PKEY_free);
    if (!key)
        return cryptographyFailed("key generation");
    return key;
}

Result<Key> keyFromPem(const QByteArray &pem)
{
    const Memory memory = memoryOf(pem);
    Key key(PEM_read_bio_PrivateKey(memory.get(), nullptr, nullptr, nullptr), EVP_PKEY_free);
    if (!key)
        return cryptographyFailed("private key");
    return key;
}

Result<QByteArray> pemFromKey(const Key &key)
{
    const Memory memory(BIO_new(BIO_s_secmem()), BIO_free);
    if (PEM_write_bio_PKCS8PrivateKey(memory.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1)
        return cryptographyFailed("writing a key");
    return contents(memory);
}

Result<Certificate> certificateFromPem(const QByteArray &pem)
{
    const Memory memory = memoryOf(pem);
    Certificate certificate(PEM_read_bio_X509(memory.get(), nullptr, nullptr, nullptr), X509_free);
    if (!certificate)
        return cryptographyFailed("certificate");
    return certificate;
}

Result<QByteArray> pemFromCertificate(const Certificate &certificate)
{
    const Memory memory(BIO_new(BIO_s_mem()), BIO_free);
    if (PEM_write_bio_X509(memory.get(), certificate.get()) != 1)
        return cryptographyFailed("writing a certificate");
    return contents(memory);
}

Result<QByteArray> pinOf(const Key &key)
{
    unsigned char *der = nullptr;
    const int size = i2d_PUBKEY(key.get(), &der);
    if (size <= 0)
        return cryptographyFailed("public key");
    const QByteArray digest =
        QCryptographicHash::hash(QByteArrayView(reinterpret_cast<char *>(der), size), QCryptographicHash::Sha256);
    OPENSSL_free(der);
    return digest.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

Result<Certificate> issueAuthority(const Key &key, const Validity &validity)
{
    const Certificate certificate = blank(key, "Astreinte authority", validity);
    X509 *raw = certificate.get();
    const bool issued = raw && X509_set_issuer_name(raw, X509_get_subject_name(raw)) == 1 &&
                        addExtension(raw, raw, NID_basic_constraints, "critical,CA:TRUE,pathlen:0") &&
                        addExtension(raw, raw, NID_key_usage, "critical,keyCertSign,cRLSign") &&
                        addExtension(raw, raw, NID_subject_key_identifier, "hash") &&
                        X509_sign(raw, key.get(), EVP_sha256()) > 0;
    if (!issued)
        return cryptographyFailed("issuing the authority");
    return certificate;
}

Result<Certificate> issueLeaf(const Key &leaf, const QStringList &names, const Certificate &authority,
                              const Key &authorityKey, const Validity &validity)
{
    const auto alternatives = alternativeNames(names);
    if (!alternatives)
        return tl::unexpected(alternatives.error());
    const Certificate certificate = blank(leaf, "Astreinte server", validity);
    X509 *raw = certificate.get();
    X509 *issuer = authority.get();
    const bool issued = raw && X509_set_issuer_name(raw, X509_get_subject_name(issuer)) == 1 &&
                        addExtension(raw, issuer, NID_basic_constraints, "critical,CA:FALSE") &&
                        addExtension(raw, issuer, NID_key_usage, "critical,digitalSignature") &&
                        addExtension(raw, issuer, NID_ext_key_usage, "serverAuth") &&
                        addExtension(raw, issuer, NID_subject_key_identifier, "hash") &&
                        addExtension(raw, issuer, NID_authority_key_identifier, "keyid:always") &&
                        addExtension(raw, issuer, NID_subject_alt_name, *alternatives) &&
                        X509_sign(raw, authorityKey.get(), EVP_sha256()) > 0;
    if (!issued)
        return cryptographyFailed("issuing the server's certificate");
    return certificate;
}

Result<QByteArray> alternativeNames(const QStringList &names)
{
    static const QRegularExpression host(
        QStringLiteral("\\A(?=.{1,253}\\z)(?:\\w(?:[\\w-]{0,61}\\w)?)(?:\\.\\w(?:[\\w-]{0,61}\\w)?)*\\z"));
    QByteArray list;
    for (const QString &name : names) {
        const bool numeric = isAddress(name.toLatin1());
        if (!numeric && !host.match(name).hasMatch())
            return fail(Reason::InvalidValue, QStringLiteral("%1 is neither a host name nor an IP address").arg(name));
        list += (list.isEmpty() ? "" : ",") + QByteArray(numeric ? "IP:" : "DNS:") + name.toLatin1();
    }
    if (list.isEmpty())
        return fail(Reason::InvalidValue, QStringLiteral("a server certificate needs at least one name"));
    return list;
}

bool isFor(const Certificate &certificate, const Key &key, const QStringList &names)
{
    if (X509_check_private_key(certificate.get(), key.get()) != 1) {
        ERR_clear_error();
        return false;
    }
    return std::ranges::all_of(names, [&](const QString &name) {
        const QByteArray text = name.toLatin1();
        return X509_check_ip_asc(certificate.get(), text.constData(), 0) == 1 ||
               X509_check_host(certificate.get(), text.constData(), static_cast<size_t>(text.size()), 0, nullptr) == 1;
    });
}

QDateTime notAfter(const Certificate &certificate)
{
    std::tm parts{};
    if (ASN1_TIME_to_tm(X509_get0_notAfter(certificate.get()), &parts) != 1)
        return {};
    return QDateTime::fromSecsSinceEpoch(::timegm(&parts), Qt::UTC);
}

} // namespace astreinte::http
