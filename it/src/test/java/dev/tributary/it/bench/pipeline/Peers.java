package dev.tributary.it.bench.pipeline;

import dev.tributary.it.support.StartedPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All that can be measured, by name. */
final class Peers {
  private static final List<String> JVM = List.of("-Xmx1500m", "-XX:+UseSerialGC", "-Xmn64m");

  private Peers() {}

  /** Those that {@code -Dbench.peers} names; all of them without it. */
  static List<Peer> chosen() {
    Map<String, Peer> all = new LinkedHashMap<>();
    for (Peer peer :
        List.of(
            new TributaryPeer("tributary-fast", JVM, List.of("--parquetWriter=fast")),
            new TributaryPeer("tributary-beam", JVM, List.of("--parquetWriter=beam")),
            foreign("consumer", "dev.tributary.bench.consumer.Main"))) {
      all.put(peer.name(), peer);
    }
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

  /** A program of {@code it/bench} that ends by itself. */
  private static Peer foreign(String name, String main, String... more) {
    return new Peer() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public PeerRun drain(String kafka, EventTopic topic, Path folder) throws Exception {
        var words = new ArrayList<>(List.of(main, kafka, topic.name(), folder.toString()));
        words.addAll(List.of(more));
        return MeteredProcess.run(JVM, classpath(name), words, folder, () -> false);
      }
    };
  }

  private static List<Path> classpath(String peer) throws IOException {
    Path target = StartedPart.checkout().root().resolve("it/bench").resolve(peer).resolve("target");
    var classpath = new ArrayList<Path>();
    classpath.add(target.resolve("classes"));
    for (String jar : Files.readString(target.resolve("classpath.txt")).strip().split(":")) {
      classpath.add(Path.of(jar));
    }
    return classpath;
  }
}
