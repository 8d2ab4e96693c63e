#pragma once

#include <stdbool.h>
#include <sys/types.h>

/// A program, and what it finds when it starts.
typedef struct {
    /// The program's file. No search is made for it.
    const char *path;
    /// Its arguments, its own name the first; NULL ends them.
    char *const *arguments;
    /// Its variables, `NAME=value`; NULL ends them.
    char *const *environment;
    /// The folder it starts in.
    const char *folder;
    /// What becomes its standard input.
    int input;
    /// What becomes its standard output.
    int output;
    /// What becomes its standard error.
    int errors;
    /// What becomes its descriptor 3; -1 for none.
    int kept;
    /// Whether it is killed when the thread that starts it ends. On Linux alone.
    bool dies_with_thread;
} cprocesses_program;

/// Starts a program in a session of its own, with no descriptor of ours but those that are named,
/// and with every signal as the system has it. Swift has no fork, and between fork and exec there
/// is room for nothing that is not C.
///
/// Returns the number of the process; -1 and errno where the program cannot be started.
pid_t cprocesses_spawn(const cprocesses_program *program);
