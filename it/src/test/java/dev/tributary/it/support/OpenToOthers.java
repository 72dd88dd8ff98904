package dev.tributary.it.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Files that another user of the machine may read, write or enter. */
public final class OpenToOthers {
  private static final Set<PosixFilePermission> OTHERS =
      PosixFilePermissions.fromString("---rwxrwx");

  private OpenToOthers() {}

  /** All under a folder, the folder too. Links say nothing, their targets lie elsewhere. */
  public static List<Path> under(Path folder) throws IOException {
    var open = new ArrayList<Path>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.filter(each -> !Files.isSymbolicLink(each)).toList()) {
        try {
          Set<PosixFilePermission> permissions =
              Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
          if (permissions.stream().anyMatch(OTHERS::contains)) {
            open.add(path);
          }
        } catch (NoSuchFileException deletedMeanwhile) {
          continue;
        }
      }
    }
    return open;
  }
}
