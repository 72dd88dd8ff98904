/**
 * Clients of one address that mean harm, and what clients of another one notice of it. Run by
 * {@code mvn -q -Pbench -Dbench=hostile}.
 */
package dev.tributary.it.bench.hostile;
