/**
 * The life of connections: how long a client may take, the TLS handshake, and the drain of the
 * service. It uses no other package of the service. It is used by the root package, {@code
 * endpoints}, {@code http} and {@code http1}.
 */
package dev.tributary.ingest.connections;
