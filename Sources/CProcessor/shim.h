#pragma once

/* The vector instructions of the processor at hand: 2 for AVX-512 (x86-64-v4), 1 for AVX2 with FMA (x86-64-v3), 0 for
   any other. Also asks whether the operating system saves the registers. */
static inline int cprocessor_vector_level(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma") || !__builtin_cpu_supports("bmi") ||
      !__builtin_cpu_supports("bmi2") || !__builtin_cpu_supports("lzcnt") || !__builtin_cpu_supports("f16c") ||
      !__builtin_cpu_supports("movbe"))
    return 0;
  if (!__builtin_cpu_supports("avx512f") || !__builtin_cpu_supports("avx512bw") ||
      !__builtin_cpu_supports("avx512cd") || !__builtin_cpu_supports("avx512dq") ||
      !__builtin_cpu_supports("avx512vl"))
    return 1;
  return 2;
#else
  return 0;
#endif
}

/* Waits a moment, for loops that wait for another thread. */
static inline void cprocessor_pause(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}
