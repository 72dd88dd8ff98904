/**
 * Commands that ask a running system: the ingest-service over HTTP, Presto over JDBC. They may use
 * {@code output}, {@code processes} and the Presto driver, and neither Beam nor the lake: an answer
 * is there in a second. {@code Tool} lists them.
 */
package dev.tributary.runners.cli.ask;
