package dev.tributary.runners.flink.setup;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * This JVM's classpath, parted: what a cluster of Flink has by itself, and what a job must bring.
 * What Flink and a job both use is on both sides, since a job's classes are found in the job first.
 */
public record JobClasspath(List<Path> all) {
  private static final Pattern FLINK =
      Pattern.compile(".*[/\\\\](org[/\\\\]apache[/\\\\]flink|com[/\\\\]ververica)[/\\\\].*");
  private static final Pattern JOB_ONLY =
      Pattern.compile(
          ".*[/\\\\](org[/\\\\]apache[/\\\\](beam|kafka|parquet|hive|hadoop)|io[/\\\\]grpc|com[/\\\\]google[/\\\\]cloud)[/\\\\].*");

  /** Our modules that Flink's own processes run with. */
  private static final List<String> FOR_FLINK = List.of("processes", "flink-rest");

  /**
   * Of {@code java.class.path}, which has to name each jar: one that only points to others fails.
   */
  public static JobClasspath ofThisJvm() {
    return of(System.getProperty("java.class.path"));
  }

  static JobClasspath of(String paths) {
    var classpath =
        new JobClasspath(
            Stream.of(paths.split(File.pathSeparator))
                .map(path -> Path.of(path).toAbsolutePath())
                .filter(Files::exists)
                .toList());
    if (classpath.all.stream().noneMatch(path -> FLINK.matcher(path.toString()).matches())) {
      throw new IllegalStateException(
          "Cannot part the classpath: it names no jar of Flink's, as under org/apache/flink: "
              + classpath.all);
    }
    return classpath;
  }

  /** What the cluster's own processes run with: no Beam, and of ours only what is made for them. */
  public List<Path> cluster() {
    return matching(path -> !JOB_ONLY.matcher(path.toString()).matches() && !isOurs(path));
  }

  /** What a job brings. */
  public List<Path> job() {
    return matching(path -> !FLINK.matcher(path.toString()).matches());
  }

  private static boolean isOurs(Path path) {
    Path built = path.getParent();
    return FOR_FLINK.stream().noneMatch(module -> built.endsWith(Path.of(module, "target")))
        && (Files.isDirectory(path) || path.toString().endsWith("-SNAPSHOT.jar"));
  }

  private List<Path> matching(Predicate<Path> predicate) {
    return all.stream().filter(predicate).toList();
  }
}
