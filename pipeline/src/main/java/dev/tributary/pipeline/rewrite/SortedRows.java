package dev.tributary.pipeline.rewrite;

import dev.tributary.pipeline.lake.files.LakeFileInput;
import dev.tributary.pipeline.lake.files.LakeFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.MessageType;

/**
 * Sorts rows by event time, and those of one time by their positions, in memory that is bounded:
 * what fits is sorted and written as a run, and the runs are merged. One thread.
 */
final class SortedRows implements AutoCloseable {
  private final LakeFiles files;
  private final String folder;
  private final MessageType schema;
  private final long sortBytes;
  private final Comparator<Group> order;
  private final List<String> runs = new ArrayList<>();
  private final List<Group> rows = new ArrayList<>();
  private long bytes;

  /** A row of a run, and where the next one comes from. */
  private record Head(Group row, RowReader from, int run) {}

  interface Out {
    void write(Group row) throws IOException;
  }

  /**
   * Sorts rows of a schema.
   *
   * @param folder where runs are kept meanwhile
   * @param sortBytes about how much heap the rows take that are sorted at a time
   */
  SortedRows(LakeFiles files, String folder, MessageType schema, long sortBytes) {
    this.files = files;
    this.folder = folder;
    this.schema = schema;
    this.sortBytes = sortBytes;
    this.order = order(schema);
  }

  private static Comparator<Group> order(MessageType schema) {
    int time = schema.getFieldIndex("event_time");
    int topic = schema.getFieldIndex("kafka_topic");
    int partition = schema.getFieldIndex("kafka_partition");
    int offset = schema.getFieldIndex("kafka_offset");
    return Comparator.<Group>comparingLong(row -> row.getLong(time, 0))
        .thenComparing(row -> row.getBinary(topic, 0))
        .thenComparingInt(row -> row.getInteger(partition, 0))
        .thenComparingLong(row -> row.getLong(offset, 0));
  }

  /**
   * Takes a row.
   *
   * @param heapBytes about how much of the heap it takes
   */
  void add(Group row, long heapBytes) throws IOException {
    rows.add(row);
    bytes += heapBytes;
    if (bytes >= sortBytes) {
      spill();
    }
  }

  private void spill() throws IOException {
    rows.sort(order);
    String run = folder + "/run-" + runs.size();
    try (var writer = RowFileWriter.run(files, run, schema)) {
      for (Group row : rows) {
        writer.write(row);
      }
    }
    runs.add(run);
    rows.clear();
    bytes = 0;
  }

  /** Gives out all rows in order. */
  void drain(Out out) throws IOException {
    if (runs.isEmpty()) {
      rows.sort(order);
      for (Group row : rows) {
        out.write(row);
      }
      rows.clear();
      return;
    }
    if (!rows.isEmpty()) {
      spill();
    }
    merge(out);
  }

  private void merge(Out out) throws IOException {
    var heads =
        new PriorityQueue<Head>(Comparator.comparing(Head::row, order).thenComparingInt(Head::run));
    List<RowReader> readers = new ArrayList<>();
    try {
      for (int run = 0; run < runs.size(); run++) {
        var reader = new RowReader(new LakeFileInput(files, runs.get(run)), schema, schema);
        readers.add(reader);
        push(heads, reader, run);
      }
      while (!heads.isEmpty()) {
        Head head = heads.remove();
        out.write(head.row());
        push(heads, head.from(), head.run());
      }
    } finally {
      for (RowReader reader : readers) {
        reader.close();
      }
    }
  }

  private static void push(PriorityQueue<Head> heads, RowReader reader, int run)
      throws IOException {
    Group row = reader.next();
    if (row != null) {
      heads.add(new Head(row, reader, run));
    }
  }

  /** Deletes the runs. */
  @Override
  public void close() throws IOException {
    files.deleteAll(runs);
  }
}
