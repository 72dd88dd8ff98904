package dev.tributary.pipeline.history;

import dev.tributary.ledger.record.LogJson;
import dev.tributary.ledger.record.StagedFile;
import dev.tributary.ledger.table.CommitRow;
import dev.tributary.pipeline.lake.files.LakeFileInput;
import dev.tributary.pipeline.lake.files.LakeFiles;
import dev.tributary.pipeline.parquet.GroupFile;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;

/** The files of the table in the lake. A file is never changed, and its name is given once. */
final class CommitsFiles {
  private static final String FOOTER = "tributary.log-range";

  private final LakeFiles files;

  CommitsFiles(LakeFiles files) {
    this.files = files;
  }

  /** All of them, by day. */
  List<CommitsFile> all() throws IOException {
    return files.list(CommitsFile.FOLDER).stream()
        .flatMap(path -> CommitsFile.parse(path).stream())
        .toList();
  }

  /** What the file covers, by its footer. */
  LogRange range(CommitsFile file) throws IOException {
    var options = ParquetReadOptions.builder(new PlainParquetConfiguration()).build();
    var input = new LakeFileInput(files, file.path());
    try (ParquetFileReader reader = ParquetFileReader.open(input, options)) {
      String json = reader.getFileMetaData().getKeyValueMetaData().get(FOOTER);
      if (json == null) {
        throw new IOException("Cannot use " + file.path() + ": its footer has no " + FOOTER);
      }
      return LogJson.read(json.getBytes(StandardCharsets.UTF_8), LogRange.class);
    }
  }

  /**
   * Writes the run's file.
   *
   * @return false where another writer has put a different one there before
   */
  boolean put(Run run) throws IOException {
    var file = CommitsFile.of(run.day(), run.range());
    return put(
        file,
        run.range(),
        writer -> {
          for (CommitRow row : run.rows()) {
            writer.write(CommitGroups.of(row, run.range().log()));
          }
          return run.rows().size();
        });
  }

  /**
   * Writes one file with the rows of several.
   *
   * @param parts of one day and one log, in the order of the log
   */
  void putWhole(List<CommitsFile> parts) throws IOException {
    LogRange range = range(parts.get(0));
    for (CommitsFile part : parts.subList(1, parts.size())) {
      range = range.and(range(part));
    }
    CommitsFile whole = parts.get(0).whole();
    boolean isThere =
        put(
            whole,
            range,
            writer -> {
              long rows = 0;
              for (CommitsFile part : parts) {
                rows += copy(part, writer);
              }
              return rows;
            });
    if (!isThere) {
      throw new IOException("Cannot use " + whole.path() + ": it lacks rows of its day");
    }
  }

  private long copy(CommitsFile part, ParquetWriter<Group> writer) throws IOException {
    try (ParquetReader<Group> reader = GroupFile.reader(new LakeFileInput(files, part.path()))) {
      long rows = 0;
      for (Group row = reader.read(); row != null; row = reader.read()) {
        writer.write(row);
        rows++;
      }
      return rows;
    }
  }

  private interface Rows {
    /** Returns how many there were. */
    long writeTo(ParquetWriter<Group> writer) throws IOException;
  }

  /** A hard link fails where the name is taken; a name is never given to another file. */
  private boolean put(CommitsFile file, LogRange range, Rows rows) throws IOException {
    String staged = StagedFile.FOLDER + "/commits." + UUID.randomUUID() + ".part";
    try {
      long written = write(staged, range, rows);
      if (written != range.rows()) {
        throw new IOException(
            "Cannot write "
                + file.path()
                + ": it has other rows than its range (rows="
                + written
                + ", range="
                + range.rows()
                + ")");
      }
      files.copy(new LakeFiles.Move(staged, file.path()));
    } finally {
      files.deleteAll(List.of(staged));
    }
    return range(file).equals(range);
  }

  private long write(String path, LogRange range, Rows rows) throws IOException {
    String footer = new String(LogJson.write(range), StandardCharsets.UTF_8);
    try (WritableByteChannel channel = files.create(path);
        ParquetWriter<Group> writer =
            GroupFile.writer(channel, CommitsSchema.COLUMNS, Map.of(FOOTER, footer))) {
      return rows.writeTo(writer);
    }
  }

  /** Deletes small files whose rows are in another. */
  void delete(List<CommitsFile> replaced) throws IOException {
    files.deleteAll(replaced.stream().map(CommitsFile::path).toList());
  }

  /** The folder as a metastore names it. */
  String uri(String folder) {
    return files.uri(folder);
  }
}
