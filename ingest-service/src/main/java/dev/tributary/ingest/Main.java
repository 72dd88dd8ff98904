package dev.tributary.ingest;

import dev.tributary.ingest.config.IngestConfig;
import dev.tributary.ingest.config.SettingSources;
import dev.tributary.ingest.publish.KafkaEventPublisher;
import dev.tributary.ingest.receipts.LogReceipts;
import dev.tributary.ingest.receipts.Receipts;
import dev.tributary.ingest.receipts.WithoutReceipts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Starts the ingest-service and stops it on SIGTERM. */
public final class Main {
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
    } catch (IOException | RuntimeException e) {
      StartFailure.exit(e);
    }
  }

  private static void start(IngestConfig config) throws IOException {
    KafkaEventPublisher publisher = new KafkaEventPublisher(config.publish());
    Receipts receipts =
        config.receipts().isOn()
            ? new LogReceipts(config.receipts(), config.publish())
            : new WithoutReceipts();
    IngestServer server = new IngestServer(config, new IngestServer.Backend(publisher, receipts));
    publisher.start();
    receipts.start();
    int port = server.start();
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> stop(server, publisher, receipts), "stop"));
    ParentProcess.endWith(config.process().parentPid());
    if (config.process().readyFile().isPresent()) {
      ReadyFile.write(config.process().readyFile().get(), port, publisher::isReady);
    }
  }

  private static void stop(IngestServer server, KafkaEventPublisher publisher, Receipts receipts) {
    server.stop();
    receipts.close();
    publisher.close();
    Logging.end();
  }
}
