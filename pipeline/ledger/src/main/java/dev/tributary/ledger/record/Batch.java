package dev.tributary.ledger.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/**
 * What one bundle wrote: the unit of a commit.
 *
 * @param lanes the range of each lane, by lane key; never empty
 * @param files the files that it staged
 * @param duplicatesByType duplicates by event type
 * @param deadLettersByReason dead letters by reason
 * @param nonRows which records made no row. A commit record has none: they are records before it
 */
public record Batch(
    Map<String, LaneRange> lanes,
    List<StagedFile> files,
    Map<String, Long> duplicatesByType,
    Map<String, Long> deadLettersByReason,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<NonRowOffsets> nonRows) {

  public Batch {
    if (lanes.isEmpty()) {
      throw new IllegalArgumentException("Cannot make a batch of no lane");
    }
    lanes = Map.copyOf(lanes);
    files = List.copyOf(files);
    duplicatesByType = Map.copyOf(duplicatesByType);
    deadLettersByReason = Map.copyOf(deadLettersByReason);
    nonRows = nonRows == null ? List.of() : List.copyOf(nonRows);
  }

  /** The same as a commit record has it. */
  public Batch withoutNonRows() {
    return new Batch(lanes, files, duplicatesByType, deadLettersByReason, List.of());
  }
}
