package dev.tributary.runners.processes.home;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The folder of the sources, and where the build leaves in it what is run. */
public record Checkout(Path root) {
  /** The system property that names the folder. */
  public static final String PROPERTY = "tributary.checkout";

  /** The folder that {@link #PROPERTY} names. */
  public static Checkout fromSystemProperties() {
    String root = System.getProperty(PROPERTY);
    if (root == null) {
      throw new CannotStartException("-D" + PROPERTY + "=DIR must name the folder of the sources");
    }
    return new Checkout(Path.of(root).toAbsolutePath().normalize());
  }

  /**
   * Asks for everything once, so that what is missing is said before anything is started.
   *
   * @throws CannotStartException for the first thing that is missing
   */
  public void check() {
    ingestServiceJdk();
    ingestService();
    pipeline();
    processes();
    prestoFileSystem();
    List.of("kafka", "metastore", "presto", "presto-hive").forEach(this::jarsOf);
  }

  /** The jars of a foreign program, one of the folders in {@code runners/local/parts}. */
  public List<Path> jarsOf(String part) {
    return jarsIn(parts().resolve(part));
  }

  /** The jars of a foreign program whose module is this folder. */
  public static List<Path> jarsIn(Path module) {
    return classpath(module.resolve("target/classpath.txt"));
  }

  /** The jar that goes first on the classpath of a program that ends with us. */
  public Path processes() {
    return built(root.resolve("runners/processes/target/processes.jar"));
  }

  /** Our own jar among the plugin's: the file system that Presto reads the lake with. */
  public Path prestoFileSystem() {
    return built(parts().resolve("presto-hive/target/presto-hive.jar"));
  }

  /** What the embedded pipeline runs from. */
  public List<Path> pipeline() {
    return classpath(target().resolve("dependencies.txt"));
  }

  /** What the supervisor and the tools run from. */
  public List<Path> supervisor() {
    var classpath = new ArrayList<Path>();
    classpath.add(built(target().resolve("classes")));
    classpath.addAll(pipeline());
    return classpath;
  }

  /** The service, which finds its libraries beside it. */
  public Path ingestService() {
    return built(root.resolve("ingest-service/target/ingest-service.jar"));
  }

  /** The JDK that the service was built for; another one than ours. */
  public Jdk ingestServiceJdk() {
    return Jdk.read(root.resolve("ingest-service/target/jdk.txt"), "ingest-service", "21 or newer");
  }

  private Path target() {
    return root.resolve("runners/cli/target");
  }

  private Path parts() {
    return root.resolve("runners/local/parts");
  }

  private static List<Path> classpath(Path file) {
    try {
      String[] entries = Files.readString(built(file)).strip().split(File.pathSeparator);
      return Arrays.stream(entries).map(Path::of).toList();
    } catch (IOException e) {
      throw new CannotStartException("Cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private static Path built(Path file) {
    if (!Files.isReadable(file)) {
      throw new CannotStartException(
          file + " was not built: type mvn -q -Pup in the folder of the sources");
    }
    return file;
  }
}
