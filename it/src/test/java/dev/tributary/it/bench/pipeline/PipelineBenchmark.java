package dev.tributary.it.bench.pipeline;

import dev.tributary.it.bench.Benchmark;
import dev.tributary.it.bench.Figures;
import dev.tributary.it.support.StartedPart;
import dev.tributary.it.support.TempHome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * From a topic of JSON to Hive Parquet: this pipeline beside others, each draining the same topics
 * on the same broker, one after the other, round by round. No figure counts before the peer's files
 * hold each position once. Then each is a job that never ends under a steady load, and what counts
 * is when a reader could see each row. Options: {@code -Dbench.events=SMALL,LARGE}, {@code
 * -Dbench.rounds=N}, {@code -Dbench.peers=NAME,NAME}, {@code -Dbench.live=SECONDS}, 0 for no load.
 */
public final class PipelineBenchmark implements Benchmark {
  private static final String[] EVENTS =
      System.getProperty("bench.events", "2000000,6000000").split(",");
  private static final Duration LIVE = Duration.ofSeconds(Integer.getInteger("bench.live", 60));
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 1);

  @Override
  public void run() throws Exception {
    var figures = new Figures("pipeline");
    List<Peer> peers = Peers.chosen();
    figures.put("options beyond the defaults", Peers.options(peers));
    try (TempHome home = TempHome.make();
        StartedPart kafka = StartedPart.kafka(home)) {
      var topics = new LinkedHashMap<EventTopic, Map<String, List<PeerRun>>>();
      for (String events : EVENTS) {
        var topic = EventTopic.fill(kafka.address(), Long.parseLong(events));
        topics.put(topic, new LinkedHashMap<>());
        figures.put("bytes an event, topic of " + events, topic.bytesAnEvent());
      }
      var live = new LinkedHashMap<String, List<Freshness>>();
      for (int round = 0; round < ROUNDS; round++) {
        for (var topic : topics.entrySet()) {
          for (Peer peer : peers) {
            Path folder = Files.createTempDirectory(home.folder(), peer.name());
            PeerRun run = peer.drain(kafka.address(), topic.getKey(), folder);
            new Check(folder, topic.getKey()).exact();
            topic.getValue().computeIfAbsent(peer.name(), name -> new ArrayList<>()).add(run);
            System.out.printf(
                "  round %d, %d events, %s: %s%n",
                round, topic.getKey().events(), peer.name(), run);
            TempHome.delete(folder);
          }
        }
        for (Peer peer : LIVE.isZero() ? List.<Peer>of() : peers) {
          Path folder = Files.createTempDirectory(home.folder(), peer.name());
          Freshness freshness = LivePhase.of(peer, kafka.address(), folder, LIVE);
          live.computeIfAbsent(peer.name(), name -> new ArrayList<>()).add(freshness);
          System.out.printf("  round %d, live, %s: %s%n", round, peer.name(), freshness);
          TempHome.delete(folder);
        }
      }
      new Report(figures, topics).print();
      new FreshnessReport(figures, live).print();
    }
  }
}
