/**
 * The command {@code forget-type}: event types that were made by mistake leave the commit log's
 * state, the metastore and, when asked, the lake. It takes the commit log as a launch does, so it
 * may use what a launch uses, and no runner. The commands in {@code runners/cli} call it.
 */
package dev.tributary.pipeline.forget;
