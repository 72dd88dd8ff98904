package dev.tributary.ledger.record;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one bundle wrote: the unit of a commit.
 *
 * @param lanes the range of each lane, by lane key; never empty
 * @param files the files that it staged
 * @param duplicatesByType duplicates by event type
 * @param deadLettersByReason dead letters by reason
 * @param positions the list of the offsets that made no row, when there are any
 */
public record Batch(
    Map<String, LaneRange> lanes,
    List<StagedFile> files,
    Map<String, Long> duplicatesByType,
    Map<String, Long> deadLettersByReason,
    Optional<PositionsFile> positions) {

  public Batch {
    if (lanes.isEmpty()) {
      throw new IllegalArgumentException("Cannot make a batch of no lane");
    }
    lanes = Map.copyOf(lanes);
    files = List.copyOf(files);
    duplicatesByType = Map.copyOf(duplicatesByType);
    deadLettersByReason = Map.copyOf(deadLettersByReason);
  }
}
