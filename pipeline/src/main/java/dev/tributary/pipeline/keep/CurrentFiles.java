package dev.tributary.pipeline.keep;

import dev.tributary.ledger.read.LakeManifest;
import dev.tributary.ledger.read.OpenSwaps;
import dev.tributary.ledger.record.HivePath;
import dev.tributary.pipeline.lake.files.LakeFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Where the valid files of a lake are at this moment, also while a swap is under way. */
public final class CurrentFiles {
  private final LakeManifest manifest;
  private final LakeFiles files;

  /** Of the manifest's files. */
  public CurrentFiles(LakeManifest manifest, LakeFiles files) {
    this.manifest = manifest;
    this.files = files;
  }

  /** Their paths, relative to the lake. */
  public List<String> paths() throws IOException {
    List<String> paths = new ArrayList<>();
    for (String path : manifest.files()) {
      paths.add(place(path));
    }
    return paths;
  }

  /** A file that came while its partition is swapped has a place in the former location too. */
  private String place(String path) throws IOException {
    String name = path.substring(path.lastIndexOf('/'));
    for (OpenSwaps.Open open : manifest.openSwaps().of(HivePath.partitionOf(path))) {
      String former = open.swapped().from().location() + name;
      if (open.until().isEmpty() && !files.exists(path) && files.exists(former)) {
        return former;
      }
    }
    return path;
  }
}
