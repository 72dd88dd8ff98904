package dev.tributary.runners.local.parts;

import dev.tributary.runners.processes.JavaCommand;
import dev.tributary.runners.processes.Part;
import dev.tributary.runners.processes.home.Checkout;
import dev.tributary.runners.processes.parent.ParentWatch;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The ingest-service, in a JVM of its own JDK. */
public final class IngestServicePart implements Part {
  private static final int PROBE_MILLIS = 2_000;

  private final Checkout checkout;
  private final int port;
  private final String kafka;
  private final Map<String, String> more;

  /** A service on 127.0.0.1:port that writes to the broker at {@code kafka}, host:port. */
  public IngestServicePart(Checkout checkout, int port, String kafka) {
    this(checkout, port, kafka, Map.of());
  }

  /** The same with more of its settings, by their keys. */
  public IngestServicePart(Checkout checkout, int port, String kafka, Map<String, String> more) {
    this.checkout = checkout;
    this.port = port;
    this.kafka = kafka;
    this.more = new TreeMap<>(more);
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
    var options =
        new ArrayList<>(
            List.of(
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dserver.host=127.0.0.1",
                "-Dserver.port=" + port,
                "-Dserver.drain-timeout=PT3S",
                "-Dkafka.bootstrap-servers=" + kafka,
                ParentWatch.option()));
    more.forEach((key, value) -> options.add("-D" + key + "=" + value));
    return new JavaCommand(
        checkout.ingestServiceJdk(),
        options,
        List.of(),
        List.of("-jar", checkout.ingestService().toString()));
  }

  /** Its own word: it listens before Kafka answers it. */
  @Override
  public boolean ready() throws IOException {
    var connection =
        (HttpURLConnection) URI.create(address() + "/health/ready").toURL().openConnection();
    connection.setConnectTimeout(PROBE_MILLIS);
    connection.setReadTimeout(PROBE_MILLIS);
    try {
      return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    } finally {
      connection.disconnect();
    }
  }

  @Override
  public Duration stopWithin() {
    return Duration.ofSeconds(7);
  }
}
