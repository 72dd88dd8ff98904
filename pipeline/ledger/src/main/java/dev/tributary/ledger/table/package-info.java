/**
 * The rows of the table {@code commits}: what each commit and each swap of a log says, as counts.
 * The package may use the log's records, the account's terms, and what reads the log. The pipeline
 * calls it, and writes the rows into the lake.
 */
package dev.tributary.ledger.table;
