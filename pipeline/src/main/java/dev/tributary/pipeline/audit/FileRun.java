package dev.tributary.pipeline.audit;

import dev.tributary.pipeline.audit.found.Fault;
import dev.tributary.pipeline.audit.found.Findings;
import dev.tributary.pipeline.lake.files.LakeFileInput;
import dev.tributary.pipeline.lake.files.LakeFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Some files of one partition, read one after the other. One thread; others read other runs.
 *
 * @param places where each of them is
 * @param target takes their rows
 * @param gathered takes what is found; thread safe
 */
record FileRun(
    LakeFiles files, Map<ValidFile, String> places, PartitionRows target, Findings gathered) {
  /** A run ends with the file that makes it so long. */
  private static final long BYTES = 32L << 20;

  private static final int FILES = 64;

  /** Cuts a partition's files into runs: an hour of big files is not one thread's alone. */
  static List<Map<ValidFile, String>> cut(Map<ValidFile, String> places) {
    List<Map<ValidFile, String>> runs = new ArrayList<>();
    Map<ValidFile, String> run = new LinkedHashMap<>();
    long bytes = 0;
    for (Map.Entry<ValidFile, String> file : places.entrySet()) {
      run.put(file.getKey(), file.getValue());
      bytes += file.getKey().size() == null ? BYTES : file.getKey().size().bytes();
      if (bytes >= BYTES || run.size() == FILES) {
        runs.add(run);
        run = new LinkedHashMap<>();
        bytes = 0;
      }
    }
    if (!run.isEmpty()) {
      runs.add(run);
    }
    return runs;
  }

  /** Returns false when a file was replaced meanwhile. */
  boolean read() throws IOException {
    for (Map.Entry<ValidFile, String> file : places.entrySet()) {
      if (!read(file.getKey(), file.getValue())) {
        return false;
      }
    }
    return true;
  }

  private boolean read(ValidFile file, String place) throws IOException {
    try {
      var input = new LakeFileInput(files, place);
      long bytes = input.getLength();
      if (file.size() != null && bytes != file.size().bytes()) {
        gathered.add(
            Fault.FILE_BYTES, file.path(), "log=" + file.size().bytes() + ", file=" + bytes);
      }
      try (var rows = new FileRows(input, target.columns())) {
        if (file.size() != null && rows.count() != file.size().rows()) {
          gathered.add(
              Fault.FILE_ROWS, file.path(), "log=" + file.size().rows() + ", file=" + rows.count());
        }
        target.add(file, rows);
      }
    } catch (IOException | RuntimeException | OutOfMemoryError e) { // any byte may be any other
      if (!files.exists(place)) {
        return false;
      }
      gathered.add(Fault.FILE_BROKEN, file.path(), String.valueOf(e.getMessage()));
    }
    return true;
  }
}
