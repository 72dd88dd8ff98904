package dev.tributary.runners.local;

import dev.tributary.runners.processes.home.Endpoints;
import dev.tributary.runners.processes.home.Home;
import dev.tributary.runners.processes.home.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says where the running system answers, and whether it does. */
final class Status implements Tool.Command {
  @Override
  public String summary() {
    return "where the running system answers, and whether it does";
  }

  @Override
  public int run(List<String> arguments) throws IOException {
    if (!arguments.isEmpty()) {
      throw new IllegalArgumentException("takes no arguments: " + String.join(" ", arguments));
    }
    Home home = new Home(Path.of(System.getProperty("tributary.home", ".tributary")));
    Optional<Endpoints> running = Endpoints.read(home);
    if (running.isEmpty()) {
      System.out.println("Tributary is not up in " + home.folder());
      return 1;
    }
    boolean all = true;
    for (var part : addresses(running.get()).entrySet()) {
      boolean answers = Ports.answers(port(part.getValue()));
      all &= answers;
      System.out.printf(
          "  %-10s %-24s %s%n", part.getKey(), part.getValue(), answers ? "answers" : "is down");
    }
    System.out.printf("  %-10s %s%n", "lake", running.get().lake());
    return all ? 0 : 1;
  }

  private static Map<String, String> addresses(Endpoints endpoints) {
    var addresses = new LinkedHashMap<String, String>();
    addresses.put("http", endpoints.http());
    addresses.put("kafka", endpoints.kafka());
    addresses.put("metastore", endpoints.metastore());
    addresses.put("presto", endpoints.presto());
    return addresses;
  }

  private static int port(String address) {
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
  }
}
