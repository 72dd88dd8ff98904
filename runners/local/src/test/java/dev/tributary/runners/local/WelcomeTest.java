package dev.tributary.runners.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.runners.local.parts.IngestServicePart;
import dev.tributary.runners.processes.home.Checkout;
import dev.tributary.runners.processes.home.Endpoints;
import dev.tributary.runners.processes.home.Home;
import dev.tributary.runners.processes.home.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WelcomeTest {
  @Test
  void namesTheConsoleBeforeAllElse() {
    Home home = new Home(Path.of("home").toAbsolutePath());
    Endpoints endpoints = Endpoints.of(new Ports(5001, 2, 3, 4), home);
    var service = new IngestServicePart(new Checkout(Path.of("checkout")), 5001, "kafka");

    List<String> lines =
        new Welcome(home, endpoints, List.of(service)).lines(Duration.ofSeconds(21));

    assertThat(lines)
        .startsWith(
            "",
            "Tributary is up after 21.0 s.",
            "See where events are: http://127.0.0.1:5001/console",
            "",
            "  part            where                        log",
            "  ingest-service  http://127.0.0.1:5001        home/logs/ingest-service.log")
        .contains("  mvn -q -Psql -Dtributary.home=home -Dsql=\"SELECT COUNT(*) FROM requestors\"")
        .endsWith("Ctrl-C stops all of it and keeps the data.");
  }
}
