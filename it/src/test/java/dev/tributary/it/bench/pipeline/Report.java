package dev.tributary.it.bench.pipeline;

import dev.tributary.it.bench.Figures;
import dev.tributary.it.bench.Median;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Medians over the rounds, and between the two sizes the slope: what one more event costs. First
 * come the ratios to the first peer, how many times its cost; they hold on other machines too.
 */
record Report(Figures figures, Map<EventTopic, Map<String, List<PeerRun>>> runs) {
  void print() throws IOException {
    List<EventTopic> topics = new ArrayList<>(runs.keySet());
    EventTopic small = topics.get(0);
    EventTopic large = topics.get(topics.size() - 1);
    List<String> peers = new ArrayList<>(runs.get(large).keySet());
    String first = peers.get(0);
    for (String peer : peers.subList(1, peers.size())) {
      String over = peer + " / " + first + ", ";
      if (small != large) {
        double ratio = slope(small, large, peer) / slope(small, large, first);
        figures.put(over + "marginal CPU", rounded(ratio));
      }
      figures.put(over + "CPU all in", rounded(cpu(large, peer) / cpu(large, first)));
    }
    for (String peer : peers) {
      if (small != large) {
        figures.put(peer + " marginal CPU, µs an event", rounded(1e6 * slope(small, large, peer)));
      }
      print(large, peer);
    }
  }

  private void print(EventTopic topic, String peer) throws IOException {
    figures.put(peer + " CPU-s all in", rounded(cpu(topic, peer)));
    double seconds = median(topic, peer, PeerRun::wallSeconds);
    figures.put(peer + " events/s", Math.round(topic.events() / seconds));
    figures.put(peer + " events a CPU-second", Math.round(topic.events() / cpu(topic, peer)));
    figures.put(peer + " peak RSS MiB", median(topic, peer, PeerRun::peakRssMiB));
    figures.put(peer + " files", median(topic, peer, PeerRun::files));
    double bytes = median(topic, peer, PeerRun::bytes);
    figures.put(peer + " bytes an event", rounded(bytes / topic.events()));
  }

  private double slope(EventTopic small, EventTopic large, String peer) {
    return (cpu(large, peer) - cpu(small, peer)) / (large.events() - small.events());
  }

  private double cpu(EventTopic topic, String peer) {
    return median(topic, peer, PeerRun::cpuSeconds);
  }

  private double median(EventTopic topic, String peer, ToDoubleFunction<PeerRun> value) {
    return Median.of(runs.get(topic).get(peer).stream().mapToDouble(value));
  }

  private static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
