package dev.tributary.pipeline.replay;

import dev.tributary.pipeline.PipelineAccess;

/**
 * Which dead letters a user wants back, as typed: an empty text chooses nothing.
 *
 * @param pipeline whose dead letters
 * @param reason reasons, comma separated
 * @param type event types, comma separated
 * @param from received then or later, a day or a time
 * @param to received before
 * @param position records, topic-partition-offset, comma separated
 * @param all every one; needed where nothing else chooses
 * @param formerTopics also those of a topic that was recreated, or of another Kafka cluster
 * @param dryRun only say what would be done
 */
public record ReplayRequest(
    PipelineAccess pipeline,
    String reason,
    String type,
    String from,
    String to,
    String position,
    boolean all,
    boolean formerTopics,
    boolean dryRun) {}
