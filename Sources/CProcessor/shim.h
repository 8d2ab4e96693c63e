// What the processor and the system together allow, asked in the compiler's own words. Nothing but
// this header: there is no C file to build.
#ifndef OUTRIDER_PROCESSOR_H
#define OUTRIDER_PROCESSOR_H

#include <stdbool.h>

// AVX2 with fused multiplication and addition (every x86 server since 2015).
static inline bool processor_has_avx2(void) {
#if defined(__x86_64__)
    __builtin_cpu_init();
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
#else
    return false;
#endif
}

// Vectors of 512 bits.
static inline bool processor_has_avx512(void) {
#if defined(__x86_64__)
    return processor_has_avx2() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
           __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw");
#else
    return false;
#endif
}

#endif
