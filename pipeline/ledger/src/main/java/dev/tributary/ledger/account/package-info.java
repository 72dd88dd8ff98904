/**
 * Adds up what a commit log says of records, and says where its figures do not agree. It uses
 * {@code record} alone. The ingest-service calls it for its metrics, tools for their reports.
 */
package dev.tributary.ledger.account;
