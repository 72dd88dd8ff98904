package dev.tributary.it.bench.ingest;

import dev.tributary.it.support.StartedPart;
import dev.tributary.runners.local.parts.IngestServicePart;
import dev.tributary.runners.processes.JavaCommand;
import dev.tributary.runners.processes.Part;
import dev.tributary.runners.processes.home.Checkout;
import dev.tributary.runners.processes.home.FreePorts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The service with nothing behind it: the same server, started in the same way, whose publisher
 * acknowledges at once ({@code WithoutKafka}, among the service's tests).
 */
final class WithoutKafkaPart implements Part {
  private final Checkout checkout = StartedPart.checkout();
  private final IngestServicePart service =
      new IngestServicePart(checkout, FreePorts.any(), "127.0.0.1:1");

  @Override
  public String name() {
    return "without-kafka";
  }

  @Override
  public String address() {
    return service.address();
  }

  @Override
  public JavaCommand command() throws IOException {
    JavaCommand command = service.command();
    Path tests = checkout.root().resolve("ingest-service/target/test-classes");
    return new JavaCommand(
        command.jdk(),
        command.options(),
        List.of(checkout.ingestService(), tests),
        List.of("dev.tributary.ingest.WithoutKafka"));
  }

  @Override
  public boolean ready() throws IOException {
    return service.ready();
  }

  @Override
  public Duration stopWithin() {
    return service.stopWithin();
  }
}
