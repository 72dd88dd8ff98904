/**
 * The command line: one class for each command, what their options have in common, and what Maven
 * starts ({@code -Pup}, {@code -Ptool}, {@code -Psql}). It may use {@code pipeline} and all
 * runners. Nobody calls it but users.
 */
package dev.tributary.runners.cli;
