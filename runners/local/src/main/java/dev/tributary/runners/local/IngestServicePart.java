package dev.tributary.runners.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The HTTP door, in a JVM of its own JDK. */
public final class IngestServicePart implements Part {
  private final Checkout checkout;
  private final Home home;
  private final int port;
  private final String kafka;

  /** A service on 127.0.0.1:port that writes to the broker at {@code kafka}, host:port. */
  public IngestServicePart(Checkout checkout, Home home, int port, String kafka) {
    this.checkout = checkout;
    this.home = home;
    this.port = port;
    this.kafka = kafka;
  }

  @Override
  public String name() {
    return "ingest-service";
  }

  @Override
  public String address() {
    return "http://127.0.0.1:" + port;
  }

  @Override
  public List<String> needs() {
    return List.of("kafka");
  }

  @Override
  public JavaCommand command() throws IOException {
    Files.deleteIfExists(readyFile());
    return new JavaCommand(
        checkout.ingestServiceJdk(),
        List.of(
            "-Xmx256m",
            "-XX:+ExitOnOutOfMemoryError",
            "-Dserver.host=127.0.0.1",
            "-Dserver.port=" + port,
            "-Dkafka.bootstrap-servers=" + kafka,
            "-Dtributary.parent=" + ProcessHandle.current().pid(),
            "-Dtributary.ready.file=" + readyFile()),
        List.of(),
        List.of("-jar", checkout.ingestService().toString()));
  }

  private Path readyFile() {
    return home.run().resolve("ingest-service.ready");
  }

  @Override
  public boolean ready() {
    return Files.exists(readyFile());
  }

  @Override
  public Duration stopWithin() {
    return Duration.ofSeconds(7);
  }
}
