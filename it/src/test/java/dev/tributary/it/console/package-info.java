/**
 * The console of a system that runs, in a real browser. It may use {@code browser}, {@code support}
 * and what the runners say of a system. {@code UpIT} runs it in its own system.
 */
package dev.tributary.it.console;
