package dev.tributary.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.ingest.collect.EventCounts;
import dev.tributary.ingest.config.RouteSettings;
import dev.tributary.ingest.connections.Drain;
import dev.tributary.ingest.console.Console;
import dev.tributary.ingest.endpoints.Endpoints;
import dev.tributary.ingest.envelope.Addresses;
import dev.tributary.ingest.envelope.ClientAddress;
import dev.tributary.ingest.envelope.EventIdGenerator;
import dev.tributary.ingest.envelope.HeaderFields;
import dev.tributary.ingest.envelope.HeaderRules;
import dev.tributary.ingest.http.Route;
import dev.tributary.ingest.observe.Metrics;
import dev.tributary.ingest.receipts.WithoutReceipts;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class OpenApiTest {
  @Test
  void describesExactlyThePathsAndMethodsThatThereAre() throws IOException {
    assertThat(described()).isEqualTo(served());
  }

  @Test
  void isServed() throws IOException {
    try (RunningService service = new RunningService()) {
      assertThat(service.exchange("GET /openapi HTTP/1.0\r\n\r\n")).contains("openapi: 3.1.0");
    }
  }

  private static Map<String, Set<String>> served() {
    EventCounts counts = new Metrics();
    Endpoints endpoints =
        new Endpoints(
            new FakeEventPublisher(),
            new WithoutReceipts(),
            new HeaderFields(
                new HeaderRules(Set.of(), Set.of(), Addresses.NONE),
                new ClientAddress(Addresses.NONE, "")),
            new EventIdGenerator(new SecureRandom()),
            counts,
            new Drain());
    List<Route> routes = new ArrayList<>(endpoints.forEvents(RouteSettings.DEFAULTS, Map.of()));
    routes.addAll(endpoints.forOperators());
    Map<String, Set<String>> served = new TreeMap<>();
    for (Route route : routes) {
      Set<String> methods = new TreeSet<>();
      route.endpoint().methods().forEach(name -> methods.add(name.toLowerCase(Locale.ROOT)));
      served.put(route.path(), methods);
    }
    served.put("/metrics", Set.of("get"));
    served.put(Console.PATH, Set.of("get"));
    return served;
  }

  private static Map<String, Set<String>> described() throws IOException {
    try (InputStream in = OpenApiTest.class.getResourceAsStream("/openapi.yaml")) {
      LoaderOptions options = new LoaderOptions();
      options.setMaxAliasesForCollections(100);
      Map<String, Object> document = new Yaml(new SafeConstructor(options)).load(in);
      Map<String, Set<String>> described = new TreeMap<>();
      Map<?, ?> paths = (Map<?, ?>) document.get("paths");
      paths.forEach(
          (path, methods) -> {
            Set<String> names = new TreeSet<>();
            ((Map<?, ?>) methods).keySet().forEach(name -> names.add(name.toString()));
            described.put(path.toString(), names);
          });
      return described;
    }
  }
}
