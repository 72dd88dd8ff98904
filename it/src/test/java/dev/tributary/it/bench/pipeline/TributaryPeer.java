package dev.tributary.it.bench.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/**
 * This pipeline on embedded Flink.
 *
 * @param classpath of this build, or of another one
 * @param options of the launch, beyond the defaults
 */
record TributaryPeer(String name, List<String> jvm, List<Path> classpath, List<String> options)
    implements Peer {
  @Override
  public PeerRun drain(String kafka, EventTopic topic, Path folder) throws Exception {
    String group = "bench-" + UUID.randomUUID();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
      return run(
          kafka,
          topic.name(),
          group,
          folder,
          () -> committed(admin, group) == topic.events() && isPublished(folder));
    }
  }

  @Override
  public PeerRun live(String kafka, String topic, Path folder, Callable<Boolean> done)
      throws Exception {
    return run(kafka, topic, "live-" + UUID.randomUUID(), folder, done);
  }

  private PeerRun run(String kafka, String topic, String group, Path folder, Callable<Boolean> done)
      throws Exception {
    var words =
        new ArrayList<>(
            List.of(
                "dev.tributary.runners.flink.Main",
                "--bootstrapServers=" + kafka,
                "--topics=" + topic,
                "--name=" + group,
                "--lake=" + folder));
    words.addAll(options);
    return MeteredProcess.run(jvm, classpath, words, folder, done);
  }

  private static boolean isPublished(Path lake) throws IOException {
    try (Stream<Path> staged = Files.list(lake.resolve("_staging"))) {
      return staged.noneMatch(file -> file.toString().endsWith(".parquet"));
    }
  }

  private static long committed(Admin admin, String group) throws Exception {
    return admin
        .listConsumerGroupOffsets(group)
        .partitionsToOffsetAndMetadata()
        .get()
        .values()
        .stream()
        .mapToLong(offset -> offset == null ? 0 : offset.offset())
        .sum();
  }
}
