package dev.tributary.pipeline.hours;

import dev.tributary.ledger.hours.HourRow;
import dev.tributary.ledger.record.LogJson;
import dev.tributary.ledger.record.StagedFile;
import dev.tributary.pipeline.lake.files.LakeFileInput;
import dev.tributary.pipeline.lake.files.LakeFiles;
import dev.tributary.pipeline.parquet.GroupFile;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;

/**
 * The table's files in the lake, and the marks that say how far it is. A file is never changed. A
 * name that is taken has what would be written.
 */
final class HoursFiles {
  private static final String MARKS = "_log";
  private static final String MARK = MARKS + "/hours-";
  private static final String MARK_SUFFIX = ".json";

  private final LakeFiles files;

  /**
   * A mark, and where the log is continued behind it.
   *
   * @param version the state of the log
   * @param mark what it says
   */
  record Marked(HoursFile.Version version, HoursMark mark) {}

  HoursFiles(LakeFiles files) {
    this.files = files;
  }

  /** All versions of all days, by day, oldest first. */
  List<HoursFile> all() throws IOException {
    return files.list(HoursFile.FOLDER).stream()
        .flatMap(path -> HoursFile.parse(path).stream())
        .sorted()
        .toList();
  }

  /** The newest version of each day. */
  static Map<String, HoursFile> current(Collection<HoursFile> all) {
    Map<String, HoursFile> newest = new TreeMap<>();
    all.stream().sorted().forEach(file -> newest.put(file.day(), file));
    return newest;
  }

  List<HourRow> read(HoursFile file) throws IOException {
    List<HourRow> rows = new ArrayList<>();
    try (ParquetReader<Group> reader = GroupFile.reader(new LakeFileInput(files, file.path()))) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        rows.add(HoursSchema.read(file.day(), row));
      }
    }
    return rows;
  }

  void write(HoursFile file, List<HourRow> rows) throws IOException {
    put(
        file.path(),
        staged -> {
          try (WritableByteChannel channel = files.create(staged);
              ParquetWriter<Group> writer =
                  GroupFile.writer(channel, HoursSchema.COLUMNS, Map.of())) {
            for (HourRow row : rows) {
              writer.write(HoursSchema.write(row));
            }
          }
        });
  }

  private interface Writing {
    void to(String staged) throws IOException;
  }

  private void put(String path, Writing writing) throws IOException {
    String staged = StagedFile.FOLDER + "/hours." + UUID.randomUUID() + ".part";
    try {
      writing.to(staged);
      files.copy(new LakeFiles.Move(staged, path));
    } finally {
      files.deleteAll(List.of(staged));
    }
  }

  /** Each is alone in its folder. */
  void delete(List<HoursFile> replaced) throws IOException {
    for (HoursFile file : replaced) {
      files.deleteFolder(file.folder());
    }
  }

  /** The folder as a metastore names it. */
  String uri(HoursFile file) {
    return files.uri(file.folder());
  }

  /** The marks of all logs, oldest first. */
  List<HoursFile.Version> marks() throws IOException {
    return files.list(MARKS).stream().flatMap(path -> mark(path).stream()).sorted().toList();
  }

  private static Optional<HoursFile.Version> mark(String path) {
    int log = path.indexOf('-', path.indexOf('-', MARK.length()) + 1);
    return path.startsWith(MARK) && path.endsWith(MARK_SUFFIX) && log > MARK.length()
        ? HoursFile.Version.parse(
            path.substring(MARK.length(), log),
            path.substring(log + 1, path.length() - MARK_SUFFIX.length()))
        : Optional.empty();
  }

  private static String path(HoursFile.Version version) {
    return MARK + version.text() + "-" + version.log() + MARK_SUFFIX;
  }

  /** The newest mark of a log. */
  Optional<Marked> newest(String log) throws IOException {
    Optional<HoursFile.Version> newest =
        marks().stream()
            .filter(version -> version.log().equals(log))
            .max(Comparator.naturalOrder());
    if (newest.isEmpty()) {
      return Optional.empty();
    }
    byte[] json = files.read(path(newest.get()));
    if (json == null) {
      throw new IOException("Cannot read " + path(newest.get()) + ": another writer deleted it");
    }
    return Optional.of(new Marked(newest.get(), LogJson.read(json, HoursMark.class)));
  }

  /** Writes a mark, and deletes all but the newest two of the log. */
  void mark(HoursFile.Version version, HoursMark mark) throws IOException {
    put(path(version), staged -> files.write(staged, LogJson.write(mark)));
    List<String> ofLog =
        marks().stream()
            .filter(each -> each.log().equals(version.log()))
            .map(HoursFiles::path)
            .toList();
    files.deleteAll(ofLog.subList(0, Math.max(0, ofLog.size() - 2)));
  }
}
