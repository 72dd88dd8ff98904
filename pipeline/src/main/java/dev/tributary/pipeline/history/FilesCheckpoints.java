package dev.tributary.pipeline.history;

import dev.tributary.ledger.read.LogAccess;
import dev.tributary.ledger.read.LogCheckpoint;
import dev.tributary.ledger.record.LogJson;
import dev.tributary.ledger.record.LogKind;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.ledger.record.StagedFile;
import dev.tributary.pipeline.lake.files.Lake;
import dev.tributary.pipeline.lake.files.LakeFiles;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The checkpoints of a log in the lake's folder {@code _log/}: gzip, one record a line, its kind
 * before it. The newest one is valid.
 */
public final class FilesCheckpoints {
  /** The folder: invisible to Hive and Presto. */
  static final String FOLDER = "_log";

  private static final String PREFIX = FOLDER + "/files-";
  private static final int DIGITS = 19;
  private static final String SUFFIX = ".gz";

  private final LakeFiles files;
  private final String log;

  FilesCheckpoints(LakeFiles files, String log) {
    this.files = files;
    this.log = log;
  }

  /** Those of the log. */
  public static FilesCheckpoints of(LogAccess access, LakeFiles files) throws IOException {
    return new FilesCheckpoints(files, LogId.of(access));
  }

  /** The newest one; none where the log was never trimmed. */
  public static LogCheckpoint newest(LogAccess access, Lake lake) throws IOException {
    return of(access, lake.files()).newest();
  }

  /** The newest one; none where the log was never trimmed. */
  public LogCheckpoint newest() throws IOException {
    List<String> paths = paths();
    return paths.isEmpty() ? LogCheckpoint.NONE : read(paths.get(paths.size() - 1));
  }

  /** Oldest first. */
  private List<String> paths() throws IOException {
    return files.list(FOLDER).stream()
        .filter(path -> path.startsWith(PREFIX) && path.endsWith("-" + log + SUFFIX))
        .sorted()
        .toList();
  }

  private LogCheckpoint read(String path) throws IOException {
    long offset = Long.parseLong(path.substring(PREFIX.length(), PREFIX.length() + DIGITS));
    List<LogRecord> records = new ArrayList<>();
    try (var reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(new ByteArrayInputStream(files.read(path))),
                StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        int space = line.indexOf(' ');
        records.add(LogKind.read(bytes(line.substring(0, space)), bytes(line.substring(space))));
      }
    }
    return new LogCheckpoint(offset, records);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Writes one, unless there is one of the same offset: it says the same. */
  public void write(LogCheckpoint checkpoint) throws IOException {
    String staged = StagedFile.FOLDER + "/files." + UUID.randomUUID() + ".part";
    try {
      try (OutputStream out =
          new GZIPOutputStream(Channels.newOutputStream(files.create(staged)), 1 << 16)) {
        for (LogRecord record : checkpoint.records()) {
          out.write(LogKind.of(record).key());
          out.write(' ');
          out.write(LogJson.write(record));
          out.write('\n');
        }
      }
      String digits = Long.toString(checkpoint.offset());
      String path = PREFIX + "0".repeat(DIGITS - digits.length()) + digits + "-" + log + SUFFIX;
      files.copy(new LakeFiles.Move(staged, path));
    } finally {
      files.deleteAll(List.of(staged));
    }
  }

  /** Deletes all but the newest two: a program may read the one before. */
  void deleteOld() throws IOException {
    List<String> paths = paths();
    files.deleteAll(paths.subList(0, Math.max(0, paths.size() - 2)));
  }
}
