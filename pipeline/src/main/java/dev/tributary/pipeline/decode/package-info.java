/**
 * The stage {@code DecodeInLane}: it skips what the commit log already holds, decodes records,
 * finds duplicates and names each record's outcome. It may use the lane, the outcomes, the
 * deduplication and the commit log's reader. The graph ({@code EventPipeline}) applies it.
 */
package dev.tributary.pipeline.decode;
