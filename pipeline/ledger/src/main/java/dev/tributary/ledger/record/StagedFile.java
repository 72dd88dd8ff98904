package dev.tributary.ledger.record;

import dev.tributary.schemas.columns.LakeTable;
import java.util.Optional;

/**
 * One closed file, waiting to count. Paths are relative to the lake.
 *
 * @param staged where it is
 * @param path where it goes: table folder, partition folders, name
 * @param rows how many rows it has
 * @param bytes how long it is
 */
public record StagedFile(String staged, String path, long rows, long bytes) {
  /** The lake's folder of files that do not count yet. */
  public static final String FOLDER = "_staging";

  public StagedFile {
    LakePath.in(staged, FOLDER);
    LakePath.in(path, LakeTable.EVENTS.name(), LakeTable.DEAD_LETTERS.name());
    HivePath hive = HivePath.of(path);
    if (!hive.isPartitionOf(LakeTable.EVENTS) && !hive.isPartitionOf(LakeTable.DEAD_LETTERS)) {
      throw new IllegalArgumentException("A path must lie in a partition of its table: " + path);
    }
  }

  /** Where a launch stages a file: the name says whose it is. */
  public static String place(String launch, String name) {
    return FOLDER + "/" + launch + "." + name;
  }

  /** Whether a staged file's path is one of the launch. */
  public static boolean isOf(String launch, String staged) {
    return staged.startsWith(place(launch, ""));
  }

  /** The event type of its rows; none for dead letters. */
  public Optional<String> eventType() {
    return HivePath.of(path).eventType();
  }
}
