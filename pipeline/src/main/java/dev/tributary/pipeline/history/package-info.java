/**
 * What the lake keeps of the commit log: the table {@code commits}, and the checkpoints that stand
 * for the part of the log that was trimmed. The package uses the ledger, the lake's files and the
 * metastore. The owner of the log calls it from its upkeep, and so do the commands.
 */
package dev.tributary.pipeline.history;
