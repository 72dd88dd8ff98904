package dev.tributary.runners.cli;

import dev.tributary.runners.processes.command.HelpOption;
import dev.tributary.runners.processes.home.Endpoints;
import dev.tributary.runners.processes.home.Home;
import dev.tributary.runners.processes.home.Ports;
import dev.tributary.runners.processes.home.RunningSystem;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says where the running system answers, and whether it does. */
@Command(
    name = "status",
    description = "Says where the running system answers, and whether it does.",
    customSynopsis = "mvn -q -Ptool -Dtool=\"status [OPTIONS]\"",
    footer = {
      "%nIt ends with 1 when a part is down, or nothing is up.",
      "%nExample:",
      "  mvn -q -Ptool -Dtool=\"status --json\""
    })
final class StatusCommand implements Callable<Integer> {
  /**
   * A part of the system.
   *
   * @param address where it is, host:port
   * @param answers whether somebody listens there
   */
  record PartStatus(String name, String address, boolean answers) {
    static PartStatus of(String name, String address) {
      int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
      return new PartStatus(name, address, Ports.answers(port));
    }
  }

  /**
   * The system's status.
   *
   * @param home its folder
   * @param lake the folder of its tables; empty when it is not up
   * @param parts empty when it is not up
   */
  record Status(String home, boolean up, String lake, List<PartStatus> parts) implements Result {
    @Override
    public void print(PrintStream out) {
      if (!up) {
        out.println("Tributary is not up in " + home);
        return;
      }
      parts.forEach(
          part ->
              out.printf(
                  "  %-10s %-24s %s%n",
                  part.name(), part.address(), part.answers() ? "answers" : "is down"));
      out.printf("  %-10s %s%n", "lake", lake);
    }
  }

  @Mixin private HelpOption help;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws IOException {
    Optional<Endpoints> running = RunningSystem.find();
    String home = Home.chosen().folder().toString();
    Status status =
        running
            .map(here -> new Status(home, true, here.lake().toString(), parts(here)))
            .orElseGet(() -> new Status(home, false, "", List.of()));
    output.print(status);
    return status.up() && status.parts().stream().allMatch(PartStatus::answers) ? 0 : 1;
  }

  private static List<PartStatus> parts(Endpoints endpoints) {
    return List.of(
        PartStatus.of("http", endpoints.http()),
        PartStatus.of("kafka", endpoints.kafka()),
        PartStatus.of("metastore", endpoints.metastore()),
        PartStatus.of("presto", endpoints.presto()));
  }
}
