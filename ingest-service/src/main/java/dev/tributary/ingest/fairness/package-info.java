/**
 * What one address may take while others have requests: connections, turns to work, memory. It uses
 * no other package of the service. It is used by the root package, {@code http} and {@code http1}.
 */
package dev.tributary.ingest.fairness;
