#pragma once

#include <stdint.h>

/* What Swift's SIMD types do lane by lane - choosing by a mask, changing the type of the lanes - as vector
   instructions, for 4, 8 and 16 lanes. Each takes the instructions of the module that it is called from. */

#define CVECTOR_INLINE static inline __attribute__((always_inline, overloadable))

#define CVECTOR(n)                                                                                                     \
  typedef float cvector_floats##n __attribute__((ext_vector_type(n)));                                                 \
  typedef double cvector_doubles##n __attribute__((ext_vector_type(n)));                                               \
  typedef int32_t cvector_ints##n __attribute__((ext_vector_type(n)));                                                 \
  typedef uint8_t cvector_bytes##n __attribute__((ext_vector_type(n)));                                                \
                                                                                                                       \
  /* The greatest of four values after ReLU. Unless `codes` is null it gets which it was, 0 to 3, or 4 where none is   \
     positive: as in PyTorch the first of equal ones, and always NaN. */                                               \
  CVECTOR_INLINE cvector_floats##n cvector_pool(                                                                       \
      cvector_floats##n first, cvector_floats##n second, cvector_floats##n third, cvector_floats##n fourth,            \
      uint8_t *codes) {                                                                                                \
    cvector_ints##n second_wins = (second > first) | (second != second);                                               \
    cvector_floats##n best = second_wins ? second : first;                                                             \
    cvector_ints##n third_wins = (third > best) | (third != third);                                                    \
    best = third_wins ? third : best;                                                                                  \
    cvector_ints##n fourth_wins = (fourth > best) | (fourth != fourth);                                                \
    best = fourth_wins ? fourth : best;                                                                                \
    cvector_ints##n none = best <= 0;                                                                                  \
    if (codes) {                                                                                                       \
      cvector_ints##n code = second_wins ? (cvector_ints##n)1 : (cvector_ints##n)0;                                    \
      code = third_wins ? (cvector_ints##n)2 : code;                                                                   \
      code = fourth_wins ? (cvector_ints##n)3 : code;                                                                  \
      code = none ? (cvector_ints##n)4 : code;                                                                         \
      cvector_bytes##n bytes = __builtin_convertvector(code, cvector_bytes##n);                                        \
      __builtin_memcpy(codes, &bytes, n);                                                                              \
    }                                                                                                                  \
    return none ? (cvector_floats##n)0 : best;                                                                         \
  }                                                                                                                    \
                                                                                                                       \
  /* The values whose byte is `code`; zero in the other lanes. */                                                      \
  CVECTOR_INLINE cvector_floats##n cvector_where(                                                                      \
      cvector_floats##n values, const uint8_t *codes, uint8_t code) {                                                  \
    cvector_bytes##n bytes;                                                                                            \
    __builtin_memcpy(&bytes, codes, n);                                                                                \
    return __builtin_convertvector(bytes, cvector_ints##n) == (int32_t)code ? values : (cvector_floats##n)0;           \
  }                                                                                                                    \
                                                                                                                       \
  /* The values whose byte is not `code`; zero in the other lanes. */                                                  \
  CVECTOR_INLINE cvector_floats##n cvector_unless(                                                                     \
      cvector_floats##n values, const uint8_t *codes, uint8_t code) {                                                  \
    cvector_bytes##n bytes;                                                                                            \
    __builtin_memcpy(&bytes, codes, n);                                                                                \
    return __builtin_convertvector(bytes, cvector_ints##n) != (int32_t)code ? values : (cvector_floats##n)0;           \
  }                                                                                                                    \
                                                                                                                       \
  /* The values that are finite, and `other` in place of those that are not. */                                        \
  CVECTOR_INLINE cvector_floats##n cvector_finite(cvector_floats##n values, float other) {                             \
    return values - values == 0 ? values : (cvector_floats##n)other;                                                   \
  }                                                                                                                    \
                                                                                                                       \
  CVECTOR_INLINE cvector_floats##n cvector_lesser(cvector_floats##n a, cvector_floats##n b) {                          \
    return a < b ? a : b;                                                                                              \
  }                                                                                                                    \
                                                                                                                       \
  CVECTOR_INLINE cvector_floats##n cvector_greater(cvector_floats##n a, cvector_floats##n b) {                         \
    return a > b ? a : b;                                                                                              \
  }                                                                                                                    \
                                                                                                                       \
  CVECTOR_INLINE cvector_floats##n cvector_square_root(cvector_floats##n values) {                                     \
    return __builtin_elementwise_sqrt(values);                                                                         \
  }                                                                                                                    \
                                                                                                                       \
  CVECTOR_INLINE cvector_doubles##n cvector_widen(cvector_floats##n values) {                                          \
    return __builtin_convertvector(values, cvector_doubles##n);                                                        \
  }                                                                                                                    \
                                                                                                                       \
  /* Counts each value in one of four rows of counts: in the bucket that is the whole part of (value - least) / width  \
     but at most `last`, and what is not finite in bucket `last` + 1, at most 255. */                                  \
  CVECTOR_INLINE void cvector_count(                                                                                   \
      cvector_floats##n values, double least, double width, int32_t last, int32_t *rows) {                             \
    cvector_ints##n finite = values - values == 0;                                                                     \
    cvector_floats##n numbers = finite ? values : (cvector_floats##n)(float)least;                                     \
    /* Times the inverse, a number at a bucket's lower limit might fall into the one before. */                        \
    cvector_doubles##n positions = (__builtin_convertvector(numbers, cvector_doubles##n) - least) / width;             \
    positions = positions < last ? positions : (cvector_doubles##n)last;                                               \
    cvector_ints##n buckets =                                                                                          \
        finite ? __builtin_convertvector(positions, cvector_ints##n) : (cvector_ints##n)(last + 1);                    \
    cvector_bytes##n bytes = __builtin_convertvector(buckets, cvector_bytes##n);                                       \
    /* Taken apart in two registers: lane by lane it would take longer than to count. */                               \
    uint64_t words[2] = {0, 0};                                                                                        \
    __builtin_memcpy(words, &bytes, n);                                                                                \
    _Pragma("clang loop unroll(full)") for (int lane = 0; lane < n; lane++)                                            \
        rows[(lane & 3) * (last + 2) + ((words[lane >> 3] >> (8 * (lane & 7))) & 255)]++;                              \
  }

CVECTOR(4)
CVECTOR(8)
CVECTOR(16)

/* Four rows of four floats become four columns. */
CVECTOR_INLINE void cvector_transpose(
    const float *row0, const float *row1, const float *row2, const float *row3, float *column0, float *column1,
    float *column2, float *column3) {
  cvector_floats4 a, b, c, d;
  __builtin_memcpy(&a, row0, sizeof a);
  __builtin_memcpy(&b, row1, sizeof b);
  __builtin_memcpy(&c, row2, sizeof c);
  __builtin_memcpy(&d, row3, sizeof d);
  cvector_floats4 ab_low = __builtin_shufflevector(a, b, 0, 4, 1, 5);
  cvector_floats4 ab_high = __builtin_shufflevector(a, b, 2, 6, 3, 7);
  cvector_floats4 cd_low = __builtin_shufflevector(c, d, 0, 4, 1, 5);
  cvector_floats4 cd_high = __builtin_shufflevector(c, d, 2, 6, 3, 7);
  a = __builtin_shufflevector(ab_low, cd_low, 0, 1, 4, 5);
  b = __builtin_shufflevector(ab_low, cd_low, 2, 3, 6, 7);
  c = __builtin_shufflevector(ab_high, cd_high, 0, 1, 4, 5);
  d = __builtin_shufflevector(ab_high, cd_high, 2, 3, 6, 7);
  __builtin_memcpy(column0, &a, sizeof a);
  __builtin_memcpy(column1, &b, sizeof b);
  __builtin_memcpy(column2, &c, sizeof c);
  __builtin_memcpy(column3, &d, sizeof d);
}

/* Three rows of four floats become four columns. */
CVECTOR_INLINE void cvector_transpose_three(
    const float *row0, const float *row1, const float *row2, float *column0, float *column1, float *column2,
    float *column3) {
  cvector_floats4 a, b, c;
  __builtin_memcpy(&a, row0, sizeof a);
  __builtin_memcpy(&b, row1, sizeof b);
  __builtin_memcpy(&c, row2, sizeof c);
  cvector_floats4 low = __builtin_shufflevector(a, b, 0, 4, 1, 5);
  cvector_floats4 high = __builtin_shufflevector(a, b, 2, 6, 3, 7);
  __builtin_memcpy(column0, &low, 8);
  column0[2] = c[0];
  low = __builtin_shufflevector(low, low, 2, 3, 2, 3);
  __builtin_memcpy(column1, &low, 8);
  column1[2] = c[1];
  __builtin_memcpy(column2, &high, 8);
  column2[2] = c[2];
  high = __builtin_shufflevector(high, high, 2, 3, 2, 3);
  __builtin_memcpy(column3, &high, 8);
  column3[2] = c[3];
}

#ifdef __AVX512F__
/* Where the winner with each of 16 codes, 0 to 3, lies in two vectors of which the second is a row further down: pixels
   lie `step` apart, fewer than 16. */
CVECTOR_INLINE cvector_ints16 cvector_places(const uint8_t *codes, int32_t step) {
  cvector_bytes16 bytes;
  __builtin_memcpy(&bytes, codes, sizeof bytes);
  cvector_ints16 winners = __builtin_convertvector(bytes, cvector_ints16);
  return (winners & 1) * step + (winners & 2) * 8;
}

/* Lane by lane one of 32 values: those of `low`, then those of `high`. */
CVECTOR_INLINE cvector_floats16 cvector_choose(cvector_floats16 low, cvector_floats16 high, cvector_ints16 places) {
  return __builtin_ia32_vpermi2varps512(low, places, high);
}
#endif

#undef CVECTOR
#undef CVECTOR_INLINE
