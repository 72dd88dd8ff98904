/**
 * Sealed hours on real parts: a pipeline, Kafka, a metastore and Presto. The package uses the
 * fixtures of the fault tests, and counts the rows of each hour with code of its own. Only the
 * build calls it.
 */
package dev.tributary.it.hours;
