package dev.tributary.pipeline.write;

import dev.tributary.ledger.record.StagedFile;
import dev.tributary.pipeline.lake.files.HivePartition;
import dev.tributary.pipeline.lake.files.LakeFiles;
import dev.tributary.pipeline.parquet.Row;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.function.Function;
import org.apache.beam.sdk.io.FileIO;

/**
 * The files of one batch and one table, one for each partition folder. Past the limit of open files
 * the rows of further partitions wait in memory, until the batch ends: then they are written, one
 * file after the other.
 *
 * <p>A row that can't be written may take its file with it. Then all rows of the partition are gone
 * and have to come again; until the batch ends, rows of new files are tried out elsewhere first.
 *
 * @param <T> the table's rows
 */
final class RowFiles<T extends Row> {
  private final LakeFiles files;
  private final String launch;
  private final int maxOpen;
  private final Function<T, FileIO.Sink<T>> sinks;
  private final Map<HivePartition, RowFile<T>> open = new LinkedHashMap<>();
  private final Map<HivePartition, Queue<T>> waiting = new LinkedHashMap<>();
  private final List<StagedFile> closed = new ArrayList<>();
  private long bytesWaiting;
  private boolean careful;

  RowFiles(LakeFiles files, String launch, int maxOpen, Function<T, FileIO.Sink<T>> sinks) {
    this.files = files;
    this.launch = launch;
    this.maxOpen = maxOpen;
    this.sinks = sinks;
  }

  /**
   * Appends the row to its partition's file.
   *
   * @throws RowFailedException when it can't be written, and nothing is wrong with the file
   */
  void write(HivePartition partition, T row) throws IOException, RowFailedException {
    if (open.size() >= maxOpen && !open.containsKey(partition)) {
      bytesWaiting += heapBytes(partition, row);
      waiting.computeIfAbsent(partition, first -> new ArrayDeque<>()).add(row);
      return;
    }
    writeNow(partition, row);
  }

  private static long heapBytes(HivePartition partition, Row row) throws RowFailedException {
    try {
      return row.heapBytes();
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      throw new RowFailedException(row, partition, e, false);
    }
  }

  private void writeNow(HivePartition partition, T row) throws IOException, RowFailedException {
    RowFile<T> file = open.get(partition);
    if (file == null) {
      String name = row.lane().key() + "-" + UUID.randomUUID() + ".parquet";
      file =
          new RowFile<>(
              files, StagedFile.place(launch, name), partition.path() + "/" + name, careful);
      open.put(partition, file);
    }
    try {
      file.write(row, sinks);
    } catch (RowFile.FailedException e) {
      if (e.fileLost()) {
        lose(partition);
      }
      throw new RowFailedException(row, partition, e.getCause(), e.fileLost());
    }
  }

  /** Gives up all that the batch has of a partition. */
  private void lose(HivePartition partition) throws IOException {
    careful = true;
    open.remove(partition).abandon();
    closed.removeIf(file -> file.path().startsWith(partition.path() + "/"));
    waiting.remove(partition);
  }

  /** How many files the batch makes, as it stands. */
  int files() {
    return open.size() + waiting.size();
  }

  /** About how much of the heap the rows take that wait, or waited, in memory. */
  long bytesWaiting() {
    return bytesWaiting;
  }

  /**
   * Writes what waits, closes all files and gives them out; afterwards this is as new. After a row
   * has failed, and its partition's rows came again where they were lost, it is to be called again.
   */
  List<StagedFile> closeAll() throws IOException, RowFailedException {
    closeOpen();
    while (!waiting.isEmpty()) {
      HivePartition partition = waiting.keySet().iterator().next();
      Queue<T> late = waiting.get(partition);
      while (!late.isEmpty()) {
        writeNow(partition, late.remove());
      }
      waiting.remove(partition);
      closeOpen();
    }
    List<StagedFile> all = List.copyOf(closed);
    forget();
    return all;
  }

  private void closeOpen() throws IOException {
    for (Iterator<RowFile<T>> each = open.values().iterator(); each.hasNext(); each.remove()) {
      RowFile<T> file = each.next();
      if (file.isEmpty()) {
        file.abandon(); // its only rows failed
      } else {
        closed.add(file.close());
      }
    }
  }

  private void forget() {
    closed.clear();
    waiting.clear();
    bytesWaiting = 0;
    careful = false;
  }

  /** Gives all files up. */
  void abandonAll() throws IOException {
    for (RowFile<T> file : open.values()) {
      file.abandon();
    }
    open.clear();
    forget();
  }
}
