package dev.tributary.pipeline.history;

import dev.tributary.ledger.table.CommitRow;
import java.util.List;

/**
 * Rows that make one file of the table: those of one day, from a range of the log.
 *
 * @param day the value of {@code dt}
 * @param range what the file covers of the log
 * @param rows its rows; never empty
 */
record Run(String day, LogRange range, List<CommitRow> rows) {}
