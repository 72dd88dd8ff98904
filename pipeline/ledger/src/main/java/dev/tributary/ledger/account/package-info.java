/**
 * Adds up what a commit log says of records, now and over time, and says where its figures do not
 * agree. It uses {@code record} alone. The ingest-service calls it for its metrics and console,
 * tools for their reports.
 */
package dev.tributary.ledger.account;
