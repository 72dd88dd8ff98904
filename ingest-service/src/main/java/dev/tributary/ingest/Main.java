package dev.tributary.ingest;

import dev.tributary.ingest.publish.KafkaEventPublisher;
import java.io.IOException;
import java.util.OptionalLong;

/** Starts the ingest-service and stops it on SIGTERM. */
public final class Main {
  private Main() {}

  /** Exit code 2: the settings are wrong. Exit code 1: the service can't start. */
  public static void main(String[] args) {
    Logging.configure();
    try {
      start(IngestConfig.from(System.getProperties()));
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
    watchParent(config.parentPid());
    if (config.readyFile().isPresent()) {
      ReadyFile.write(config.readyFile().get(), port);
    }
  }

  private static void stop(IngestServer server, KafkaEventPublisher publisher) {
    server.stop();
    publisher.close();
  }

  /** A parent that was killed leaves no orphan behind. */
  private static void watchParent(OptionalLong pid) {
    if (pid.isEmpty()) {
      return;
    }
    ProcessHandle.of(pid.getAsLong())
        .ifPresentOrElse(
            parent -> parent.onExit().thenRun(() -> System.exit(0)), () -> System.exit(0));
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
