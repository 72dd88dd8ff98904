package dev.tributary.it.support;

import dev.tributary.runners.processes.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A home for one test's parts; goes away with all its data when it is closed. */
public final class TempHome implements AutoCloseable {
  private final Home home;

  private TempHome(Home home) {
    this.home = home;
  }

  /** Makes the folders. */
  public static TempHome make() throws IOException {
    Home home = new Home(Files.createTempDirectory("tributary-it"));
    home.prepare(Home.NEEDED_BYTES);
    return new TempHome(home);
  }

  /** The home. */
  public Home home() {
    return home;
  }

  /** Its folder. */
  public Path folder() {
    return home.folder();
  }

  @Override
  public void close() throws IOException {
    delete(home.folder());
  }

  /** Deletes a folder and all that is in it. */
  public static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
