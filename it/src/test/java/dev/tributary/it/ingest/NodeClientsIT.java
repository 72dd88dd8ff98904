package dev.tributary.it.ingest;

import static dev.tributary.it.support.TestJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.it.support.DebianTool;
import dev.tributary.it.support.NeedsTools;
import dev.tributary.it.support.StartedPart;
import dev.tributary.it.support.TempHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** SDKs from npm, as their users run them, against the service. */
@NeedsTools({DebianTool.NODE, DebianTool.NPM})
final class NodeClientsIT {
  private static TempHome home;
  private static StartedPart kafka;
  private static StartedPart service;
  private static Path scripts;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    home = TempHome.make();
    scripts = Files.createDirectories(home.folder().resolve("node"));
    Path sources = Path.of("src/test/node");
    try (Stream<Path> files = Files.list(sources)) {
      for (Path file : files.toList()) {
        Files.copy(file, scripts.resolve(file.getFileName()));
      }
    }
    DebianTool.NPM.run(
        "install", "--no-audit", "--no-fund", "--loglevel=error", "--prefix", scripts + "");
    kafka = StartedPart.kafka(home);
    service = StartedPart.ingestService(home, kafka);
  }

  @AfterAll
  static void stop() throws IOException {
    if (service != null) {
      service.close();
    }
    if (kafka != null) {
      kafka.close();
    }
    if (home != null) {
      home.close();
    }
  }

  @Test
  void takesAllCallsOfTheSegmentSdk() {
    DebianTool.NODE.run(scripts.resolve("segment.mjs").toString(), service.address(), "user-1");

    List<String> events = events(json("'user_id':'user-1'"));
    assertThat(events).hasSize(6);
    assertThat(events)
        .extracting(event -> event.replaceAll(json("\\{'event_type':'([^']*)'.*"), "$1"))
        .containsExactlyInAnyOrder(
            "order_completed", "page", "screen", "identify", "group", "alias");
    assertThat(events).allMatch(event -> event.contains(json("'timestamp':'20")));
    assertThat(events).noneMatch(event -> event.contains("Authorization"));
  }

  @Test
  void takesAllModesOfTheCloudEventsSdk() {
    DebianTool.NODE.run(
        scripts.resolve("cloudevents.mjs").toString(), service.address() + "/v1/events", "run-1");

    assertThat(events(json("'id':'/run-1 ")))
        .hasSize(3)
        .allMatch(event -> event.startsWith(json("{'event_type':'com_example_order'")))
        .allMatch(event -> event.contains(json("'data':{'total':1,'ce_")))
        .allMatch(event -> event.contains(json("'ce_source':'/run-1'")));
  }

  private static List<String> events(String with) {
    return TopicRecords.of(kafka.address(), "events").stream()
        .filter(event -> event.contains(with))
        .toList();
  }
}
