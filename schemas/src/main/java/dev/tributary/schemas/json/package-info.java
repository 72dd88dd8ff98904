/**
 * Reading JSON that a client chose: a strict reader with limits, a scanner of plain texts, and a
 * hash of a JSON value. It may use {@code rules} for reasons. The decoder and the ingest-service
 * use it.
 */
package dev.tributary.schemas.json;
