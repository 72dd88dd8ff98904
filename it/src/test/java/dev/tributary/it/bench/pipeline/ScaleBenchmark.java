package dev.tributary.it.bench.pipeline;

import dev.tributary.it.bench.Benchmark;
import dev.tributary.it.bench.Figures;
import dev.tributary.it.support.StartedPart;
import dev.tributary.it.support.TempHome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How the cost of an event grows with the number of event types and of lanes, and with its length:
 * one of them is changed at a time. The cost is the slope between a topic and one of three times
 * its events, so that start-up and compiler fall out; each drain is checked. Option: {@code
 * -Dbench.shapes=TEXT} takes only the shapes whose name begins so.
 */
public final class ScaleBenchmark implements Benchmark {
  private static final long EVENTS = 500_000;
  private static final long BYTES = 400_000_000;
  private static final int TIMES = 3;

  @Override
  public void run() throws Exception {
    var figures = new Figures("scale");
    Peer peer = Peers.tributary("scale", "--parquetWriter=fast", "--parallelism=1");
    String asked = System.getProperty("bench.shapes", "");
    for (Map.Entry<String, Shape> shape : shapes().entrySet()) {
      if (shape.getKey().startsWith(asked)) {
        try (TempHome home = TempHome.make();
            StartedPart kafka = StartedPart.kafka(home)) {
          measure(figures, shape.getKey(), shape.getValue(), peer, kafka.address(), home.folder());
        }
      }
    }
  }

  private static Map<String, Shape> shapes() {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    for (int types : new int[] {1, 10, 100, 1000}) {
      shapes.put("types " + types, new Shape(types, 4, 300));
    }
    for (int lanes : new int[] {1, 4, 16, 64}) {
      shapes.put("lanes " + lanes, new Shape(5, lanes, 300));
    }
    for (int bytes : new int[] {100, 1_000, 10_000, 100_000}) {
      shapes.put("bytes " + bytes, new Shape(5, 4, bytes));
    }
    return shapes;
  }

  private static void measure(
      Figures figures, String name, Shape shape, Peer peer, String kafka, Path home)
      throws Exception {
    long few = Math.min(EVENTS, BYTES / shape.bytes());
    PeerRun small = drain(peer, kafka, home, EventTopic.fill(kafka, few, shape));
    PeerRun large = drain(peer, kafka, home, EventTopic.fill(kafka, few * TIMES, shape));
    double more = few * (TIMES - 1.0);
    figures.put(
        name + ": CPU, µs an event",
        Math.round((large.cpuSeconds() - small.cpuSeconds()) * 1e8 / more) / 100.0);
    figures.put(name + ": events drained", few * TIMES);
    figures.put(name + ": events/s, start included", Math.round(few * TIMES / large.wallSeconds()));
    figures.put(name + ": peak RSS MiB", large.peakRssMiB());
    figures.put(name + ": files", large.files());
  }

  private static PeerRun drain(Peer peer, String kafka, Path home, EventTopic topic)
      throws Exception {
    Path folder = Files.createTempDirectory(home, peer.name());
    PeerRun run = peer.drain(kafka, topic, folder);
    new Check(folder, topic).exact();
    TempHome.delete(folder);
    return run;
  }
}
