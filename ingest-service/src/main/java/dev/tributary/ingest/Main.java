package dev.tributary.ingest;

import dev.tributary.ingest.config.IngestConfig;
import dev.tributary.ingest.config.SettingSources;
import dev.tributary.ingest.publish.KafkaEventPublisher;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Starts the ingest-service and stops it on SIGTERM. */
public final class Main {
  private static final Duration READY_PATIENCE = Duration.ofSeconds(15);
  private static final long LOOK_AGAIN_NANOS = 20_000_000;

  private Main() {}

  /**
   * Starts it.
   *
   * @param args the YAML file with the settings, or nothing. Exit code 2: the settings are wrong.
   *     Exit code 1: the service can't start.
   */
  public static void main(String[] args) {
    Logging.configure();
    DeadThreads.endTheProcess();
    try {
      Optional<Path> file = Arrays.stream(args).findFirst().map(Path::of);
      start(IngestConfig.from(SettingSources.read(file, System.getenv(), System.getProperties())));
    } catch (IllegalArgumentException wrong) {
      fail(2, "Cannot start the ingest-service: " + wrong.getMessage());
    } catch (IOException | RuntimeException e) {
      fail(1, "Cannot start the ingest-service: " + reason(e));
    }
  }

  private static void start(IngestConfig config) throws IOException {
    KafkaEventPublisher publisher = new KafkaEventPublisher(config.publish());
    IngestServer server = new IngestServer(config, publisher);
    publisher.start();
    int port = server.start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, publisher), "stop"));
    ParentProcess.endWith(config.process().parentPid());
    if (config.process().readyFile().isPresent()) {
      awaitReady(publisher);
      ReadyFile.write(config.process().readyFile().get(), port);
    }
  }

  /** Whoever waits for the file wants to send events; but a Kafka that is down holds nobody up. */
  private static void awaitReady(KafkaEventPublisher publisher) {
    long deadline = System.nanoTime() + READY_PATIENCE.toNanos();
    while (!publisher.isReady() && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
  }

  private static void stop(IngestServer server, KafkaEventPublisher publisher) {
    server.stop();
    publisher.close();
    Logging.end();
  }

  private static String reason(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return e.getMessage() + " (" + cause.getMessage() + ")";
  }

  private static void fail(int code, String line) {
    System.err.println(line);
    System.exit(code);
  }
}
