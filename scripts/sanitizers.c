// Linked into everything that scripts/sanitizers builds, the tests as well as the program that they
// start, so that neither needs a variable of its own: the tests start it in an environment they choose.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stddef.h>
#include <stdint.h>

#define COMMON "external_symbolizer_path='" SYMBOLIZER "':log_path='" REPORTS "/report'"

#if defined(SANITIZER_thread)

const char *__tsan_default_options(void) { return COMMON ":history_size=5"; }

// FlyingFox's lock is an object, and to take it reads the object's class before it has the lock; to use what
// it guards passes for writing the whole object. Only what the taking itself reads is passed over.
const char *__tsan_default_suppressions(void) { return "race_top:s11FlyingSocks7StorageC*4lockyyF"; }

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

// Teaches it what counting references orders, which the uninstrumented runtime does too: whoever gives up
// a copy of an array or a dictionary has read it before somebody else finds himself its only owner and
// writes in place. Without this, such a write now and then passes for a race with that reading.
size_t swift_retainCount(void *object);

// A word as they are in a dictionary or a string: negative where it is no pointer, with bits to be masked.
static void give_up(intptr_t word) {
    void *object = (void *)(word & 0x0FFFFFFFFFFFFFF8);
    if (word > 0 && swift_retainCount(object) > 1) __tsan_release(object);
}

#define GIVING_UP(name) \
    void name(intptr_t word) { \
        static void (*next)(intptr_t); \
        if (!next) next = (void (*)(intptr_t))dlsym(RTLD_NEXT, #name); \
        give_up(word); \
        next(word); \
    }
#define GIVING_UP_SEVERAL(name) \
    void name(intptr_t word, uint32_t count) { \
        static void (*next)(intptr_t, uint32_t); \
        if (!next) next = (void (*)(intptr_t, uint32_t))dlsym(RTLD_NEXT, #name); \
        give_up(word); \
        next(word, count); \
    }
GIVING_UP(swift_release)
GIVING_UP(swift_bridgeObjectRelease)
GIVING_UP_SEVERAL(swift_release_n)
GIVING_UP_SEVERAL(swift_bridgeObjectRelease_n)

_Bool swift_isUniquelyReferenced_nonNull_native(const void *object) {
    static _Bool (*next)(const void *);
    if (!next) next = (_Bool (*)(const void *))dlsym(RTLD_NEXT, __func__);
    _Bool unique = next(object);
    if (unique) __tsan_acquire((void *)object);
    return unique;
}

#else

// What suspended tasks hold when the tests are over passes for leaked, since nobody knows their frames.
const char *__asan_default_options(void) { return COMMON ":detect_leaks=0"; }

// Foundation's Process copies the 256 bytes of dirent.d_name, whatever there is of them, when it counts
// the open files before it starts a program; the last entry lies at the end of what readdir has.
const char *__asan_default_suppressions(void) { return "interceptor_via_fun:findMaximumOpenFromProcSelfFD"; }

#endif
