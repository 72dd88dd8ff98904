/**
 * Write keys from the keys file: who a client is, what it may send, and how fast. It uses {@code
 * http} and {@code http1.head}. It is used by the root package.
 */
package dev.tributary.ingest.keys;
