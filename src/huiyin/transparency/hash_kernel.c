/* SHA-256 over many leaves and nodes of a Merkle tree (RFC 9162, section 2.1) in one call.
 *
 * A hash of 70 bytes takes a tenth of what it costs to ask for it from Python, so a batch is the unit. Where the processor
 * has the SHA extensions they are used; elsewhere FIPS 180-4 as it is written. Nothing is allocated, nothing is kept.
 */

#include <stdint.h>
#include <string.h>

#if defined(__x86_64__) && defined(__GNUC__)
#define HUIYIN_HAS_X86 1
#include <cpuid.h>
#include <immintrin.h>
#endif

#define HASH 32
#define BLOCK 64
/* Leaves under one tile, which are folded at once. */
#define WIDEST 256

static const uint32_t FIRST[8] = {
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
};

static const uint32_t K[64] __attribute__((aligned(16))) = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static uint32_t read32(const uint8_t *at) {
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static void write32(uint8_t *at, uint32_t word) {
    at[0] = (uint8_t)(word >> 24);
    at[1] = (uint8_t)(word >> 16);
    at[2] = (uint8_t)(word >> 8);
    at[3] = (uint8_t)word;
}

static uint32_t turn(uint32_t word, int by) { return word >> by | word << (32 - by); }

/* FIPS 180-4, section 6.2.2. */
static void compress_plainly(uint32_t state[8], const uint8_t *data, uint64_t blocks) {
    uint32_t w[64];
    while (blocks--) {
        for (int t = 0; t < 16; t++) w[t] = read32(data + 4 * t);
        for (int t = 16; t < 64; t++) {
            uint32_t s0 = turn(w[t - 15], 7) ^ turn(w[t - 15], 18) ^ w[t - 15] >> 3;
            uint32_t s1 = turn(w[t - 2], 17) ^ turn(w[t - 2], 19) ^ w[t - 2] >> 10;
            w[t] = w[t - 16] + s0 + w[t - 7] + s1;
        }
        uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
        uint32_t e = state[4], f = state[5], g = state[6], h = state[7];
        for (int t = 0; t < 64; t++) {
            uint32_t s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
            uint32_t t1 = h + s1 + ((e & f) ^ (~e & g)) + K[t] + w[t];
            uint32_t s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
            uint32_t t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
            h = g, g = f, f = e, e = d + t1, d = c, c = b, b = a, a = t1 + t2;
        }
        state[0] += a, state[1] += b, state[2] += c, state[3] += d;
        state[4] += e, state[5] += f, state[6] += g, state[7] += h;
        data += BLOCK;
    }
}

#ifdef HUIYIN_HAS_X86
/* The same by the processor's own instructions: two rounds in each sha256rnds2. */
__attribute__((target("sha,sse4.1,ssse3"))) static void compress_natively(
    uint32_t state[8], const uint8_t *data, uint64_t blocks) {
    const __m128i order = _mm_set_epi64x(0x0c0d0e0f08090a0bLL, 0x0405060700010203LL);
    __m128i low = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)state), 0xB1);         /* CDAB */
    __m128i high = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)(state + 4)), 0x1B);  /* EFGH */
    __m128i abef = _mm_alignr_epi8(low, high, 8);
    __m128i cdgh = _mm_blend_epi16(high, low, 0xF0);
    while (blocks--) {
        const __m128i abef_before = abef, cdgh_before = cdgh;
        __m128i w[4];
        for (int i = 0; i < 4; i++)
            w[i] = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(data + 16 * i)), order);
#pragma GCC unroll 16
        for (int i = 0; i < 16; i++) {
            __m128i now = w[i & 3];
            __m128i sum = _mm_add_epi32(now, _mm_load_si128((const __m128i *)(K + 4 * i)));
            cdgh = _mm_sha256rnds2_epu32(cdgh, abef, sum);
            abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(sum, 0x0E));
            if (i < 12) { /* the words that are used four steps from here */
                __m128i last = w[(i + 3) & 3], before = w[(i + 2) & 3];
                __m128i mixed = _mm_sha256msg1_epu32(now, w[(i + 1) & 3]);
                mixed = _mm_add_epi32(mixed, _mm_alignr_epi8(last, before, 4));
                w[i & 3] = _mm_sha256msg2_epu32(mixed, last);
            }
        }
        abef = _mm_add_epi32(abef, abef_before);
        cdgh = _mm_add_epi32(cdgh, cdgh_before);
        data += BLOCK;
    }
    low = _mm_shuffle_epi32(abef, 0x1B);  /* FEBA */
    high = _mm_shuffle_epi32(cdgh, 0xB1); /* DCHG */
    _mm_storeu_si128((__m128i *)state, _mm_blend_epi16(low, high, 0xF0));
    _mm_storeu_si128((__m128i *)(state + 4), _mm_alignr_epi8(high, low, 8));
}

static int has_extensions(void) {
    unsigned a, b, c, d;
    if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & bit_SSSE3) || !(c & bit_SSE4_1)) return 0;
    return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b >> 29 & 1);
}
#endif

static void (*compress)(uint32_t[8], const uint8_t *, uint64_t) = compress_plainly;

/* Choose how to compress: with the processor's extensions, where it has them and is_plain is 0. Whether they are used. */
int huiyin_hash_choose(int is_plain) {
    compress = compress_plainly;
#ifdef HUIYIN_HAS_X86
    if (!is_plain && has_extensions()) {
        compress = compress_natively;
        return 1;
    }
#endif
    return 0;
}

/* SHA-256 of a prefix byte and size bytes of data. */
static void hash_prefixed(uint8_t prefix, const uint8_t *data, uint64_t size, uint8_t *out) {
    uint32_t state[8];
    uint8_t block[2 * BLOCK];
    const uint64_t bits = (size + 1) * 8;
    memcpy(state, FIRST, sizeof state);
    block[0] = prefix;
    uint64_t held = 1;
    if (size >= BLOCK - 1) {
        memcpy(block + 1, data, BLOCK - 1);
        compress(state, block, 1);
        data += BLOCK - 1, size -= BLOCK - 1;
        compress(state, data, size / BLOCK);
        data += size - size % BLOCK, size %= BLOCK;
        held = 0;
    }
    memcpy(block + held, data, size);
    held += size;
    const uint64_t padded = held + 9 <= BLOCK ? BLOCK : 2 * BLOCK;
    memset(block + held, 0, padded - held);
    block[held] = 0x80;
    write32(block + padded - 8, (uint32_t)(bits >> 32));
    write32(block + padded - 4, (uint32_t)bits);
    compress(state, block, padded / BLOCK);
    for (int i = 0; i < 8; i++) write32(out + 4 * i, state[i]);
}

/* Of count entries that lie one after the other in data, each of its length: the bundle that holds them (each after its
 * length, two bytes, the larger first) and the hashes of their leaves. bundle has room for 2 bytes more an entry than data. */
void huiyin_hash_entries(
    const uint8_t *data, const uint16_t *lengths, uint64_t count, uint8_t *bundle, uint8_t *out) {
    for (uint64_t i = 0; i < count; i++) {
        const uint64_t length = lengths[i];
        bundle[0] = (uint8_t)(length >> 8);
        bundle[1] = (uint8_t)length;
        memcpy(bundle + 2, data, length);
        hash_prefixed(0, data, length, out + HASH * i);
        bundle += 2 + length;
        data += length;
    }
}

/* The root over count hashes, a power of two and no more than WIDEST. 0, or -1 where it is neither. */
int huiyin_hash_fold(const uint8_t *hashes, uint64_t count, uint8_t *out) {
    uint8_t held[HASH * WIDEST];
    if (count == 0 || count > WIDEST || (count & (count - 1))) return -1;
    memcpy(held, hashes, HASH * count);
    for (; count > 1; count /= 2)
        for (uint64_t i = 0; i < count / 2; i++) hash_prefixed(1, held + 2 * HASH * i, 2 * HASH, held + HASH * i);
    memcpy(out, held, HASH);
    return 0;
}
