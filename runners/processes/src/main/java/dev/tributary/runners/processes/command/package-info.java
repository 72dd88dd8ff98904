/**
 * How every command is run: exit codes, errors in one line, {@code --help}. It may use picocli and
 * nothing of ours. {@code runners/cli} and the Flink cluster's command call it; they bring picocli,
 * which this module's other packages do not need.
 */
package dev.tributary.runners.processes.command;
