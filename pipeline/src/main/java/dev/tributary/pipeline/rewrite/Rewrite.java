package dev.tributary.pipeline.rewrite;

import dev.tributary.ledger.record.FileSize;
import dev.tributary.ledger.record.NonRowOffsets;
import dev.tributary.pipeline.lake.files.LakeFileInput;
import dev.tributary.pipeline.lake.files.LakeFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.MessageType;

/**
 * Rewrites files of one partition: reads their rows, leaves duplicates out, writes the others
 * sorted into a new folder, and reads that again. An attempt has a folder of its own, so one that
 * failed half way is in nobody's way. One thread.
 */
final class Rewrite {
  /** Files whose names begin so were rewritten. */
  static final String PREFIX = "c-";

  private final LakeFiles files;
  private final RewriteTask task;
  private final String attempt;
  private final Map<String, FileSize> made = new TreeMap<>();
  private final List<NonRowOffsets> removed = new ArrayList<>();
  private final RowDigest kept = new RowDigest();
  private long rowsRead;

  Rewrite(LakeFiles files, RewriteTask task) {
    this.files = files;
    this.task = task;
    this.attempt = task.staging() + "/" + UUID.randomUUID();
  }

  /**
   * Does it.
   *
   * @throws IllegalStateException when the new files do not hold the rows of the old ones
   */
  Rewritten run() throws IOException {
    List<SourceFile> sources = new ArrayList<>();
    for (String path : task.files()) {
      sources.add(SourceFile.open(files, path));
    }
    for (List<SourceFile> group : SourceFile.byTopicIds(sources)) {
      rewrite(group);
    }
    check();
    return new Rewritten(
        task.partition(), attempt + "/files", made, rowsRead, kept.text(), removed);
  }

  private void rewrite(List<SourceFile> group) throws IOException {
    TableFormat format = TableFormat.of(task.partition(), group);
    Duplicates duplicates = task.keepDuplicates() ? Duplicates.NONE : Duplicates.find(group);
    removed.addAll(duplicates.offsets());
    try (var sorted = new SortedRows(files, attempt, format.schema(), task.sortBytes())) {
      for (SourceFile file : group) {
        read(file, format.schema(), duplicates, sorted);
      }
      write(sorted, format);
    }
  }

  private void read(SourceFile file, MessageType schema, Duplicates duplicates, SortedRows sorted)
      throws IOException {
    try (var reader = new RowReader(file.input(), file.schema(), schema)) {
      for (Group row = reader.next(); row != null; row = reader.next()) {
        rowsRead++;
        if (!duplicates.has(row)) {
          sorted.add(row, kept.add(row));
        }
      }
    }
  }

  private void write(SortedRows sorted, TableFormat format) throws IOException {
    var out = new Output(format);
    sorted.drain(out::write);
    out.close();
  }

  /** The file that is written, and the next one when it is big enough. */
  private final class Output {
    private final TableFormat format;
    private String name;
    private RowFileWriter file;

    Output(TableFormat format) {
      this.format = format;
    }

    void write(Group row) throws IOException {
      if (file == null) {
        name = PREFIX + UUID.randomUUID() + ".parquet";
        file = RowFileWriter.table(files, attempt + "/files/" + name, format);
      }
      file.write(row);
      if (file.bytes() >= task.targetBytes()) {
        close();
      }
    }

    void close() throws IOException {
      if (file != null) {
        file.close();
        made.put(name, new FileSize(file.rows(), file.length()));
        file = null;
      }
    }
  }

  /** Reads the new files as anybody would, from the disk. */
  private void check() throws IOException {
    var found = new RowDigest();
    for (Map.Entry<String, FileSize> each : made.entrySet()) {
      long before = found.rows();
      String path = attempt + "/files/" + each.getKey();
      MessageType schema = SourceFile.open(files, path).schema();
      try (var reader = new RowReader(new LakeFileInput(files, path), schema, schema)) {
        for (Group row = reader.next(); row != null; row = reader.next()) {
          found.add(row);
        }
      }
      if (found.rows() - before != each.getValue().rows()) {
        throw different("rows of " + path, each.getValue().rows(), found.rows() - before);
      }
    }
    long left = rowsRead - removed.stream().mapToLong(lane -> lane.duplicates().size()).sum();
    if (found.rows() != left) {
      throw different("rows", left, found.rows());
    }
    if (!found.text().equals(kept.text())) {
      throw different("digest", kept.text(), found.text());
    }
  }

  private IllegalStateException different(String what, Object read, Object written) {
    return new IllegalStateException(
        "Cannot use the new files of "
            + task.partition()
            + ": their "
            + what
            + " must be "
            + read
            + ": "
            + written);
  }
}
