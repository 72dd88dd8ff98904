/**
 * Declared event types: their schemas, fields and types, read from Avro files at build time, and
 * which change of one is compatible. It may use {@code rules} and {@code columns}. Decoding, views,
 * schema pages and the commands use it.
 */
package dev.tributary.schemas.types;
