/**
 * Records to Kafka and their acknowledgements within the time that the answer allows, and whether
 * Kafka works. It uses no other package of the service. It is used by the root package, {@code
 * collect}, {@code config}, {@code console}, {@code endpoints}, {@code envelope} and {@code
 * receipts}.
 */
package dev.tributary.ingest.publish;
