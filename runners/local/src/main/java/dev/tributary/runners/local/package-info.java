/**
 * Everything on one machine, for {@code mvn -Pup}: one home, six parts, and what the user sees. It
 * may use {@code runners.processes} and its own {@code parts}. Maven starts {@code Main}, by {@code
 * ForegroundLauncher} of {@code runners/cli}.
 */
package dev.tributary.runners.local;
