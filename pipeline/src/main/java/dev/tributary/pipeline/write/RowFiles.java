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
 * The files of one batch and one table, one for each partition folder. Past the limit of open files
 * the rows of further partitions wait in memory, until the batch ends: then they are written, one
 * file after the other.
 *
 * @param <T> the table's rows
 */
final class RowFiles<T> {
  private final LakeFiles files;
  private final int maxOpen;
  private final Function<T, FileIO.Sink<T>> sinks;
  private final Map<HivePartition, RowFile<T>> open = new LinkedHashMap<>();
  private final Map<HivePartition, Waiting<T>> waiting = new LinkedHashMap<>();
  private int rowsWaiting;

  /**
   * Rows of a partition without a file.
   *
   * @param lane the key of the first row's lane
   */
  private record Waiting<T>(String lane, List<T> rows) {}

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
    if (file == null && open.size() >= maxOpen) {
      waiting
          .computeIfAbsent(partition, first -> new Waiting<>(lane, new ArrayList<>()))
          .rows()
          .add(row);
      rowsWaiting++;
      return;
    }
    if (file == null) {
      file = create(partition, lane, row);
      open.put(partition, file);
    }
    file.write(row);
  }

  private RowFile<T> create(HivePartition partition, String lane, T first) throws IOException {
    String name = lane + "-" + UUID.randomUUID() + ".parquet";
    return new RowFile<>(
        files, Lake.STAGING + "/" + name, partition.path() + "/" + name, sinks.apply(first));
  }

  /** How many files the batch makes, as it stands. */
  int files() {
    return open.size() + waiting.size();
  }

  /** How many rows wait in memory. */
  int rowsWaiting() {
    return rowsWaiting;
  }

  /** Writes what waits, closes all files and gives them out; afterwards this is as new. */
  List<StagedFile> closeAll() throws IOException {
    List<StagedFile> closed = new ArrayList<>(files());
    for (RowFile<T> file : open.values()) {
      closed.add(file.close());
    }
    open.clear();
    for (Map.Entry<HivePartition, Waiting<T>> late : waiting.entrySet()) {
      closed.add(writeWaiting(late.getKey(), late.getValue()));
    }
    forgetWaiting();
    return closed;
  }

  private StagedFile writeWaiting(HivePartition partition, Waiting<T> late) throws IOException {
    RowFile<T> file = create(partition, late.lane(), late.rows().get(0));
    open.put(partition, file); // so that a failure half way closes it
    for (T row : late.rows()) {
      file.write(row);
    }
    open.remove(partition);
    return file.close();
  }

  private void forgetWaiting() {
    waiting.clear();
    rowsWaiting = 0;
  }

  /** Gives all files up. */
  void abandonAll() throws IOException {
    for (RowFile<T> file : open.values()) {
      file.abandon();
    }
    open.clear();
    forgetWaiting();
  }
}
