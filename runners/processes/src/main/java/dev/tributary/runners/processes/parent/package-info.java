/**
 * What runs inside of a started process: it ends with its parent, and a program that we did not
 * write listens for this machine only. It may use the JDK alone, since it goes first on the
 * classpath of every program. Command lines name {@code WatchedProgram}; our own programs call
 * {@code ParentWatch}.
 */
package dev.tributary.runners.processes.parent;
