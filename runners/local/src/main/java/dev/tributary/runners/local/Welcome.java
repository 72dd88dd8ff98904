package dev.tributary.runners.local;

import dev.tributary.runners.processes.Part;
import dev.tributary.runners.processes.Terminal;
import dev.tributary.runners.processes.home.Endpoints;
import dev.tributary.runners.processes.home.Home;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the terminal says when all is up: what runs where, and what to type next. */
record Welcome(Home home, Endpoints endpoints, List<Part> parts) {
  List<String> lines(Duration took) {
    var lines = new ArrayList<String>();
    lines.add("");
    lines.add("Tributary is up after " + Terminal.seconds(took) + ".");
    lines.add("See where events are: http://" + endpoints.http() + "/console");
    lines.add("");
    lines.add("  %-15s %-28s %s".formatted("part", "where", "log"));
    for (Part part : parts) {
      lines.add(
          "  %-15s %-28s %s"
              .formatted(
                  part.name(), shown(part.address()), shown(home.log(part.name()).toString())));
    }
    lines.add("");
    lines.add("Next, in another terminal:");
    lines.add("");
    lines.add(
        "  ab -n 10 -H \"Host: requester.game.com\" http://"
            + endpoints.http().replace("127.0.0.1", "localhost")
            + "/request_group");
    lines.add("  mvn -q -Psql" + where() + " -Dsql=\"SELECT COUNT(*) FROM requestors\"");
    lines.add("  kcat -C -b " + endpoints.kafka() + " -t MessageHistory -o beginning -e");
    lines.add("");
    lines.add("Ctrl-C stops all of it and keeps the data.");
    return lines;
  }

  private String shown(String path) {
    Path here = Path.of("").toAbsolutePath();
    return path.startsWith(here + "/") ? path.substring(here.toString().length() + 1) : path;
  }

  private String where() {
    boolean usual = home.folder().equals(Path.of(".tributary").toAbsolutePath());
    return usual ? "" : " -Dtributary.home=" + shown(home.folder().toString());
  }
}
