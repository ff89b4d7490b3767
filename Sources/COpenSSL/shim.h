#ifndef STEMBUS_COPENSSL_SHIM_H
#define STEMBUS_COPENSSL_SHIM_H

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/obj_mac.h>
#include <openssl/params.h>
#include <openssl/rand.h>

// Macros do not reach Swift.
static inline int stembus_EVP_CTRL_AEAD_GET_TAG(void) { return EVP_CTRL_AEAD_GET_TAG; }
static inline int stembus_EVP_CTRL_AEAD_SET_TAG(void) { return EVP_CTRL_AEAD_SET_TAG; }


// libcrypto's constant-time products of P-256 with a table for a base of one's own, those of several points at once, and
// the shared inversion are marked as deprecated since 3.0, without a successor.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
static inline int stembus_EC_GROUP_precompute_mult(EC_GROUP *group, BN_CTX *context) {
    return EC_GROUP_precompute_mult(group, context);
}
static inline int stembus_EC_GROUP_have_precompute_mult(const EC_GROUP *group) {
    return EC_GROUP_have_precompute_mult(group);
}
static inline int stembus_EC_POINTs_mul(const EC_GROUP *group, EC_POINT *sum, size_t count, const EC_POINT *points[],
                                        const BIGNUM *scalars[], BN_CTX *context) {
    return EC_POINTs_mul(group, sum, NULL, count, points, scalars, context);
}
static inline int stembus_EC_POINTs_make_affine(const EC_GROUP *group, size_t count, EC_POINT *points[],
                                                BN_CTX *context) {
    return EC_POINTs_make_affine(group, count, points, context);
}
#pragma GCC diagnostic pop

#endif
