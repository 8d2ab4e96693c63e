// Linked into everything that scripts/sanitizers builds, the tests as well as the program that they
// start, so that neither needs a variable of its own: the tests start it in an environment they choose.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>

#define COMMON "external_symbolizer_path='" SYMBOLIZER "':log_path='" REPORTS "/report'"

#if defined(SANITIZER_thread)

const char *__tsan_default_options(void) { return COMMON ":history_size=5"; }

// Teaches the thread sanitizer what Swift's Mutex does when it is contended. The fast path of
// locking is compiled into the program and therefore seen; the slow path lives in
// libswiftSynchronization, which is not instrumented, so that the sanitizer misses that it orders
// the threads, and reports a race inside every lock. Found before the library's own, this tells it.
#define SWIFT __attribute__((swiftcall))
#define SELF __attribute__((swift_context))
#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

void __tsan_acquire(void *address);
void __tsan_release(void *address);

SWIFT void lock_slow(uint32_t thread, SELF void *handle) __asm__(LOCK);
SWIFT void lock_slow(uint32_t thread, SELF void *handle) {
    SWIFT void (*next)(uint32_t, SELF void *) = (SWIFT void (*)(uint32_t, SELF void *))dlsym(RTLD_NEXT, LOCK);
    next(thread, handle);
    __tsan_acquire(handle);
}

SWIFT void unlock_slow(SELF void *handle) __asm__(UNLOCK);
SWIFT void unlock_slow(SELF void *handle) {
    SWIFT void (*next)(SELF void *) = (SWIFT void (*)(SELF void *))dlsym(RTLD_NEXT, UNLOCK);
    __tsan_release(handle);
    next(handle);
}

#else

const char *__asan_default_options(void) { return COMMON; }

#endif
