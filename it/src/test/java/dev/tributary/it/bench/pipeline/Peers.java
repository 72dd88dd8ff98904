package dev.tributary.it.bench.pipeline;

import dev.tributary.it.support.OpenedPackages;
import dev.tributary.it.support.StartedPart;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All that can be measured, by name. */
final class Peers {
  /** How often a peer that never ends closes its files: as often as this pipeline. */
  static final long LIVE_MILLIS = 1_000;

  /** The trigger of the design that Tributary replaces. */
  private static final long SPARK_LIVE_MILLIS = 10_000;

  /** The same for all. */
  private static final List<String> JVM =
      Stream.concat(
              Stream.of("-Xmx1500m", "-XX:+UseSerialGC", "-Xmn64m"),
              OpenedPackages.options().stream())
          .toList();

  private Peers() {}

  /**
   * Those that {@code -Dbench.peers} names; all of them without it. {@code -Dbench.former=FILE}
   * adds {@code former-default} and {@code former-fast}: the pipeline of another checkout, whose
   * classpath is in the file ({@code runners/cli/target/dependencies.txt} after a build).
   */
  static List<Peer> chosen() {
    Map<String, Peer> all = new LinkedHashMap<>();
    for (Peer peer :
        List.of(
            tributary("default", "--parallelism=1"),
            tributary("fast", "--parquetWriter=fast", "--parallelism=1"),
            tributary(
                "fast-no-dedupe", "--parquetWriter=fast", "--parallelism=1", "--dedupeWindow=PT0S"),
            tributary("fast-two", "--parquetWriter=fast", "--parallelism=2"),
            new StockBeamPeer("stock-beam", JVM, classpath("beam")),
            spark("one"),
            spark("each"),
            foreign("flink"),
            foreign("consumer"))) {
      all.put(peer.name(), peer);
    }
    former().forEach(peer -> all.put(peer.name(), peer));
    String names = System.getProperty("bench.peers", String.join(",", all.keySet()));
    return Arrays.stream(names.split(","))
        .map(
            name -> {
              if (!all.containsKey(name)) {
                throw new IllegalArgumentException(
                    "-Dbench.peers names " + name + ", which is none of " + all.keySet());
              }
              return all.get(name);
            })
        .toList();
  }

  /** What this pipeline is launched with beyond its defaults, for each of its peers. */
  static String options(List<Peer> peers) {
    return peers.stream()
        .filter(TributaryPeer.class::isInstance)
        .map(TributaryPeer.class::cast)
        .map(peer -> peer.name() + ": " + String.join(" ", peer.options()))
        .collect(Collectors.joining("; "));
  }

  /** This pipeline, launched with the options. */
  static Peer tributary(String name, String... options) {
    return new TributaryPeer(
        "tributary-" + name, JVM, StartedPart.checkout().pipeline(), List.of(options));
  }

  private static List<Peer> former() {
    String file = System.getProperty("bench.former");
    if (file == null) {
      return List.of();
    }
    List<Path> classpath = entries(Path.of(file));
    return List.of(
        new TributaryPeer("former-default", JVM, classpath, List.of("--parallelism=1")),
        new TributaryPeer(
            "former-fast", JVM, classpath, List.of("--parquetWriter=fast", "--parallelism=1")));
  }

  private static Peer spark(String how) {
    return new ForeignPeer(
        "spark-" + how,
        JVM,
        classpath("spark"),
        "dev.tributary.bench.spark.Main",
        List.of(how),
        SPARK_LIVE_MILLIS);
  }

  /** A program of {@code it/bench} without arguments of its own. */
  private static Peer foreign(String name) {
    return new ForeignPeer(
        name,
        JVM,
        classpath(name),
        "dev.tributary.bench." + name + ".Main",
        List.of(),
        LIVE_MILLIS);
  }

  private static List<Path> classpath(String module) {
    Path target =
        StartedPart.checkout().root().resolve("it/bench").resolve(module).resolve("target");
    return Stream.concat(
            Stream.of(target.resolve("classes")), entries(target.resolve("classpath.txt")).stream())
        .toList();
  }

  private static List<Path> entries(Path file) {
    try {
      return Arrays.stream(Files.readString(file).strip().split(File.pathSeparator))
          .map(Path::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
