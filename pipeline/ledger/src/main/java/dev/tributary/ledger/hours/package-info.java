/**
 * Which hours are sealed, and how many rows each has: made of the log's records and the ends of its
 * lanes, without Kafka and without a clock. The package uses the log's records and the rows of the
 * table of commits. The pipeline's owner calls it to seal hours and to write the table of hours.
 */
package dev.tributary.ledger.hours;
