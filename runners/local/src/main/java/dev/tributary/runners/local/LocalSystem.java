package dev.tributary.runners.local;

import dev.tributary.runners.local.parts.CompactionPart;
import dev.tributary.runners.local.parts.IngestServicePart;
import dev.tributary.runners.local.parts.KafkaPart;
import dev.tributary.runners.local.parts.MetastorePart;
import dev.tributary.runners.local.parts.PipelinePart;
import dev.tributary.runners.local.parts.PrestoClient;
import dev.tributary.runners.local.parts.PrestoPart;
import dev.tributary.runners.processes.Part;
import dev.tributary.runners.processes.Supervisor;
import dev.tributary.runners.processes.Terminal;
import dev.tributary.runners.processes.home.CannotStartException;
import dev.tributary.runners.processes.home.Checkout;
import dev.tributary.runners.processes.home.Endpoints;
import dev.tributary.runners.processes.home.Home;
import dev.tributary.runners.processes.home.HomeLock;
import dev.tributary.runners.processes.home.Ports;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** All parts on this machine, over one home. */
final class LocalSystem {
  private final Home home;
  private final HomeLock lock; // held for as long as this lives: until the process ends
  private final Endpoints endpoints;
  private final Terminal terminal;
  private final List<Part> parts;
  private final Supervisor supervisor;

  /**
   * Starts nothing yet.
   *
   * @param ports are free, and none of them is 0
   */
  LocalSystem(
      Checkout checkout,
      Home home,
      HomeLock lock,
      Ports ports,
      LocalOptions options,
      Terminal terminal) {
    this.home = home;
    this.lock = lock;
    this.endpoints = Endpoints.of(ports, home);
    this.terminal = terminal;
    this.parts = parts(checkout, ports, options);
    this.supervisor = new Supervisor(parts, home, terminal);
  }

  private List<Part> parts(Checkout checkout, Ports ports, LocalOptions options) {
    String kafka = endpoints.kafka();
    String metastore = endpoints.metastore();
    List<Part> all = new ArrayList<>();
    all.add(new KafkaPart(checkout, home, ports.kafka()));
    all.add(new MetastorePart(checkout, home, ports.metastore()));
    all.add(new PrestoPart(checkout, home, ports.presto(), ports.metastore()));
    all.add(new PipelinePart(checkout, home, kafka, metastore, options.pipeline()));
    if (options.compacts()) {
      List<String> words = new ArrayList<>(options.pipeline());
      words.addAll(options.compaction());
      all.add(new CompactionPart(checkout, home, kafka, metastore, words));
    }
    all.add(new IngestServicePart(checkout, ports.http(), kafka));
    return List.copyOf(all);
  }

  /**
   * Starts all and keeps it running.
   *
   * @throws CannotStartException when that is not possible, or no longer
   */
  void run() throws IOException, InterruptedException {
    Instant begin = Instant.now();
    terminal.line("Starting Tributary in " + home.folder());
    Endpoints.remove(home);
    supervisor.start();
    new ReadinessQuery(new PrestoClient(endpoints.presto())).await();
    endpoints.write(home);
    new Welcome(home, endpoints, parts)
        .lines(Duration.between(begin, Instant.now()))
        .forEach(terminal::line);
    supervisor.keep();
  }

  /** Ends all parts in order, each one that takes too long by force; within 30 seconds. */
  void stop() {
    try {
      Endpoints.remove(home);
      supervisor.stop();
    } catch (IOException e) {
      terminal.line("Cannot remove " + Endpoints.file(home) + ": " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
