package dev.tributary.runners.processes.home;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder that holds all data and logs of one system. What is under {@code run} is made at each
 * start; the rest is kept.
 */
public record Home(Path folder) {
  /** What a start needs at least, in bytes: Kafka's first segments and Presto's logs. */
  public static final long NEEDED_BYTES = 512L << 20;

  /** Makes the path absolute. */
  public Home {
    folder = folder.toAbsolutePath().normalize();
  }

  /** The one that {@code -Dtributary.home} names, else {@code .tributary}. */
  public static Home chosen() {
    return new Home(Path.of(System.getProperty("tributary.home", ".tributary")));
  }

  /**
   * Makes the folders of a system.
   *
   * @param neededBytes the free space below which nothing is started
   * @throws CannotStartException when they cannot be made, or the disk is full
   */
  public void prepare(long neededBytes) {
    prepare(neededBytes, List.of(logs(), run(), lake()));
  }

  /** The same for other folders in it. Its owner alone may read them: they hold events. */
  public void prepare(long neededBytes, List<Path> folders) {
    try {
      makePrivate(folder);
      for (Path each : folders) {
        makePrivate(each);
      }
      long free = Files.getFileStore(folder).getUsableSpace();
      if (free < neededBytes) {
        throw new CannotStartException(
            "The disk of %s has %d MB free, and a start needs %d MB: free some space, or choose another disk with -Dtributary.home=DIR"
                .formatted(folder, free >> 20, neededBytes >> 20));
      }
    } catch (IOException e) {
      throw new CannotStartException(
          "Cannot use the folder %s (%s): make it writable, or choose another with -Dtributary.home=DIR"
              .formatted(folder, e),
          e);
    }
  }

  private static void makePrivate(Path folder) throws IOException {
    Files.createDirectories(folder);
    var view = Files.getFileAttributeView(folder, PosixFileAttributeView.class);
    if (view != null) { // a file system without owners has none to keep out
      view.setPermissions(PosixFilePermissions.fromString("rwx------"));
    }
  }

  /** One log file a part. */
  public Path log(String part) {
    return logs().resolve(part + ".log");
  }

  /** Where the log files lie. */
  public Path logs() {
    return folder.resolve("logs");
  }

  /** Generated configuration, written at each start. */
  public Path run() {
    return folder.resolve("run");
  }

  /** The tables' files. */
  public Path lake() {
    return folder.resolve("lake");
  }

  /** Where a part keeps its data. */
  public Path data(String part) {
    return folder.resolve(part);
  }

  /** The same, emptied. */
  public Path emptied(String part) throws IOException {
    Path data = data(part);
    if (Files.exists(data)) {
      try (Stream<Path> all = Files.walk(data)) {
        all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
      }
    }
    return Files.createDirectories(data);
  }

  /** The file that says who runs. */
  Path lock() {
    return folder.resolve("lock");
  }
}
