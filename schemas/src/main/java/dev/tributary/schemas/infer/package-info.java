/**
 * Proposes the schema of an undeclared type from its events. It may use {@code decode}, {@code
 * json}, {@code types} and {@code rules}. The command {@code infer} calls it.
 */
package dev.tributary.schemas.infer;
