package dev.tributary.it.support;

import dev.tributary.runners.processes.home.FreePorts;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Three Kafka brokers with Kafka's own defaults, each a controller too; about 25 CPU-seconds. Two
 * of the three must live for anything to change.
 */
public final class KafkaCluster implements AutoCloseable {
  private static final int SIZE = 3;

  private final List<StartedPart> brokers;

  private KafkaCluster(List<StartedPart> brokers) {
    this.brokers = brokers;
  }

  /** Starts all at once: none is ready alone. */
  public static KafkaCluster start(TempHome home) {
    List<Integer> controllers = IntStream.range(0, SIZE).mapToObj(n -> FreePorts.any()).toList();
    String voters =
        IntStream.range(0, SIZE)
            .mapToObj(n -> (n + 1) + "@127.0.0.1:" + controllers.get(n))
            .collect(Collectors.joining(","));
    List<CompletableFuture<StartedPart>> starts = new ArrayList<>();
    for (int n = 0; n < SIZE; n++) {
      var node = new KafkaNode(home.home(), n + 1, FreePorts.any(), controllers.get(n), voters);
      starts.add(
          CompletableFuture.supplyAsync(
              () -> started(node, home), task -> new Thread(task).start()));
    }
    try {
      return new KafkaCluster(starts.stream().map(CompletableFuture::join).toList());
    } catch (CompletionException failed) {
      starts.forEach(start -> start.thenAccept(StartedPart::close));
      throw failed;
    }
  }

  private static StartedPart started(KafkaNode node, TempHome home) {
    try {
      return StartedPart.of(node, home);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CompletionException(e);
    }
  }

  /** One of them, from 0. */
  public StartedPart broker(int n) {
    return brokers.get(n);
  }

  /** All of them: host:port, … */
  public String addresses() {
    return brokers.stream().map(StartedPart::address).collect(Collectors.joining(","));
  }

  @Override
  public void close() {
    brokers.forEach(StartedPart::close);
  }
}
