/* Operations on 32 bytes at a time, for clean.c, scan.c and utf8.c, on x86-64 machines that have
 * AVX2. Functions that use them are marked VECTOR_CODE and called only if vector_is_here.
 * CPPFLAGS=-DWITHOUT_VECTORS builds the code for other machines. */
#ifndef REFMILL_TEXT_SIMD_H
#define REFMILL_TEXT_SIMD_H

#if defined(__x86_64__) && defined(__GNUC__) && !defined(WITHOUT_VECTORS)
#define VECTOR_CODE __attribute__((target("avx2,popcnt")))

#include <immintrin.h>
#include <stdbool.h>
#include <stdint.h>

typedef __m256i vector;
enum { VECTOR_SIZE = sizeof(vector) };

static inline bool vector_is_here(void)
{
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("popcnt");
}

VECTOR_CODE static inline vector vector_load(const char *bytes)
{
    return _mm256_loadu_si256((const vector *)(const void *)bytes);
}

VECTOR_CODE static inline vector vector_fill(unsigned char byte)
{
    return _mm256_set1_epi8((char)byte);
}

/* Loads a table of sixteen bytes for vector_look_up. */
VECTOR_CODE static inline vector vector_table(const uint8_t table[16])
{
    return _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(const void *)table));
}

/* Replaces each byte, which must be below 16, by the table's byte at that index. */
VECTOR_CODE static inline vector vector_look_up(vector table, vector bytes)
{
    return _mm256_shuffle_epi8(table, bytes);
}

VECTOR_CODE static inline vector vector_low_halves(vector bytes)
{
    return _mm256_and_si256(bytes, vector_fill(0x0F));
}

VECTOR_CODE static inline vector vector_high_halves(vector bytes)
{
    return vector_low_halves(_mm256_srli_epi16(bytes, 4));
}

/* Returns the highest bit of each byte; bit 0 of the result is the first byte's. */
VECTOR_CODE static inline uint32_t vector_high_bits(vector bytes)
{
    return (uint32_t)_mm256_movemask_epi8(bytes);
}

#endif
#endif
