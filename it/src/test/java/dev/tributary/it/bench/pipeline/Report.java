package dev.tributary.it.bench.pipeline;

import dev.tributary.it.bench.Figures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Medians over the rounds, and between the two sizes the slope: what one more event costs. */
record Report(Figures figures, Map<EventTopic, Map<String, List<PeerRun>>> runs) {
  void print() throws IOException {
    List<EventTopic> topics = new ArrayList<>(runs.keySet());
    EventTopic large = topics.get(topics.size() - 1);
    for (String peer : runs.get(large).keySet()) {
      if (topics.size() > 1) {
        EventTopic small = topics.get(0);
        double more = cpu(large, peer) - cpu(small, peer);
        figures.put(
            peer + " marginal CPU, µs an event",
            rounded(more * 1e6 / (large.events() - small.events())));
      }
      figures.put(peer + " CPU-s all in", rounded(cpu(large, peer)));
      figures.put(
          peer + " events/s",
          Math.round(large.events() / median(large, peer, PeerRun::wallSeconds)));
      figures.put(peer + " events a CPU-second", Math.round(large.events() / cpu(large, peer)));
      figures.put(peer + " peak RSS MiB", median(large, peer, PeerRun::peakRssMiB));
      figures.put(peer + " files", median(large, peer, PeerRun::files));
      figures.put(
          peer + " bytes an event", rounded(median(large, peer, PeerRun::bytes) / large.events()));
    }
  }

  private double cpu(EventTopic topic, String peer) {
    return median(topic, peer, PeerRun::cpuSeconds);
  }

  private double median(EventTopic topic, String peer, ToDoubleFunction<PeerRun> value) {
    double[] sorted = runs.get(topic).get(peer).stream().mapToDouble(value).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
