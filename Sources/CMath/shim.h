#pragma once

/* The root as one instruction. That of the C library, and so Swift's, sets errno for negative numbers, which keeps
   loops from becoming vector instructions. */
static inline float cmath_square_root(float x) { return __builtin_elementwise_sqrt(x); }
