/**
 * How commands print: lines for people, JSON for programs, tables and colours for terminals alone.
 * It may use picocli and Jackson, and nothing of ours. All commands call it.
 */
package dev.tributary.runners.cli.output;
