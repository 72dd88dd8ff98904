package dev.tributary.pipeline.write;

import dev.tributary.pipeline.commit.StagedFile;
import dev.tributary.pipeline.lake.Lake;
import dev.tributary.pipeline.lake.LakeFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.apache.beam.sdk.io.FileIO;

/**
 * The open files of one batch and one table, one for each partition folder. Past the limit the
 * least recently used one is closed; its partition's next row opens another in the same batch.
 *
 * @param <T> the table's rows
 */
final class RowFiles<T> {
  private final LakeFiles files;
  private final int maxOpen;
  private final Function<T, FileIO.Sink<T>> sinks;
  private final LinkedHashMap<HivePartition, RowFile<T>> open =
      new LinkedHashMap<>(16, 0.75f, true);
  private final List<StagedFile> closed = new ArrayList<>();

  RowFiles(LakeFiles files, int maxOpen, Function<T, FileIO.Sink<T>> sinks) {
    this.files = files;
    this.maxOpen = maxOpen;
    this.sinks = sinks;
  }

  /**
   * Appends the row to its partition's file.
   *
   * @param lane the key of the row's lane; names the file when the row is its first
   */
  void write(HivePartition partition, String lane, T row) throws IOException {
    RowFile<T> file = open.get(partition);
    if (file == null) {
      makeRoom();
      String name = lane + "-" + UUID.randomUUID() + ".parquet";
      file =
          new RowFile<>(
              files, Lake.STAGING + "/" + name, partition.path() + "/" + name, sinks.apply(row));
      open.put(partition, file);
    }
    file.write(row);
  }

  private void makeRoom() throws IOException {
    if (open.size() < maxOpen) {
      return;
    }
    Map.Entry<HivePartition, RowFile<T>> eldest = open.entrySet().iterator().next();
    open.remove(eldest.getKey());
    closed.add(eldest.getValue().close());
  }

  /** How many files the batch has so far. */
  int files() {
    return open.size() + closed.size();
  }

  /** Closes all files and gives them out; afterwards this is as new. */
  List<StagedFile> closeAll() throws IOException {
    for (RowFile<T> file : open.values()) {
      closed.add(file.close());
    }
    open.clear();
    List<StagedFile> all = List.copyOf(closed);
    closed.clear();
    return all;
  }

  /** Gives all files up. */
  void abandonAll() throws IOException {
    for (RowFile<T> file : open.values()) {
      file.abandon();
    }
    open.clear();
    closed.clear();
  }
}
