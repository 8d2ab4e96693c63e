#define _GNU_SOURCE
#include "CProcesses.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined(__linux__)
#include <sys/prctl.h>
#include <sys/syscall.h>
#endif

// Beyond what a program is given, whatever the descriptors are that it is given.
enum { out_of_the_way = 16 };

static void close_on_exec_from(int first) {
#if defined(__linux__) && defined(SYS_close_range)
    // 4 is CLOSE_RANGE_CLOEXEC, since Linux 5.11.
    if (syscall(SYS_close_range, (unsigned)first, ~0U, 4U) == 0) return;
#endif
    int limit = getdtablesize();
    for (int descriptor = first; descriptor < limit; descriptor++) fcntl(descriptor, F_SETFD, FD_CLOEXEC);
}

static bool prepare(const cprocesses_program *program, pid_t parent) {
    if (setsid() < 0) return false;
#if defined(__linux__)
    if (program->dies_with_thread) {
        if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) return false;
        // The parent may have gone before it was asked to be watched.
        if (getppid() != parent) _exit(127);
    }
#else
    (void)parent;
#endif
    int input = fcntl(program->input, F_DUPFD, out_of_the_way);
    int output = fcntl(program->output, F_DUPFD, out_of_the_way);
    int errors = fcntl(program->errors, F_DUPFD, out_of_the_way);
    if (input < 0 || output < 0 || errors < 0) return false;
    if (program->kept >= 0) {
        int kept = fcntl(program->kept, F_DUPFD, out_of_the_way);
        if (kept < 0 || dup2(kept, 3) < 0) return false;
    }
    if (dup2(input, 0) < 0 || dup2(output, 1) < 0 || dup2(errors, 2) < 0) return false;
    close_on_exec_from(program->kept >= 0 ? 4 : 3);
    if (chdir(program->folder) != 0) return false;
    struct sigaction standard = {.sa_handler = SIG_DFL};
    for (int number = 1; number < NSIG; number++) sigaction(number, &standard, NULL);
    sigset_t none;
    sigemptyset(&none);
    return sigprocmask(SIG_SETMASK, &none, NULL) == 0;
}

pid_t cprocesses_spawn(const cprocesses_program *program) {
    int report[2];
    if (pipe(report) != 0) return -1;
    // No handler of ours may run in the child.
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pid_t parent = getpid();
    pid_t child = fork();
    if (child == 0) {
        // Out of the way of the descriptors that the program is given, and closed by exec.
        int reporting = fcntl(report[1], F_DUPFD_CLOEXEC, out_of_the_way);
        if (reporting >= 0 && prepare(program, parent)) {
            execve(program->path, program->arguments, program->environment);
        }
        int reason = errno;
        ssize_t written = write(reporting, &reason, sizeof reason);
        (void)written;
        _exit(127);
    }
    int reason = errno;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    close(report[1]);
    if (child > 0) {
        int failure = 0;
        ssize_t count;
        do { count = read(report[0], &failure, sizeof failure); } while (count < 0 && errno == EINTR);
        if (count == (ssize_t)sizeof failure) {
            reason = failure;
            while (waitpid(child, NULL, 0) < 0 && errno == EINTR) {}
            child = -1;
        }
    }
    close(report[0]);
    errno = reason;
    return child;
}
