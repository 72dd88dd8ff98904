package dev.tributary.runners.cli.ask;

import dev.tributary.runners.cli.output.OutputOptions;
import dev.tributary.runners.processes.command.HelpOption;
import dev.tributary.runners.processes.home.Endpoints;
import dev.tributary.runners.processes.home.Home;
import dev.tributary.runners.processes.home.RunningSystem;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says what runs, how far the pipeline is, and what is wrong. */
@Command(
    name = "status",
    description = {
      "Says what runs, how far the pipeline is behind, when it committed, whether the account of",
      "the commit log agrees, and what is wrong."
    },
    customSynopsis = "mvn -q -Ptool -Dtool=\"status [OPTIONS]\"",
    optionListHeading = "%n",
    footer = {
      "%nIt ends with 1 when something is wrong, or nothing is up.",
      "%nExample:",
      "  mvn -q -Ptool -Dtool=\"status --json\""
    })
public final class StatusCommand implements Callable<Integer> {
  @Mixin private HelpOption help;
  @Mixin private ServiceOptions service;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws IOException {
    Status status = status();
    output.print(status);
    return status.problems().isEmpty() ? 0 : 1;
  }

  private Status status() throws IOException {
    Optional<Service> named = service.named();
    if (named.isPresent()) {
      return with(named.get(), "", "", List.of());
    }
    String home = Home.chosen().folder().toString();
    Optional<Endpoints> running = RunningSystem.find();
    if (running.isEmpty()) {
      return Status.notUp(home);
    }
    Endpoints here = running.get();
    return with(
        ServiceOptions.local(here.http()), home, here.lake().toString(), PartStatus.all(here));
  }

  private static Status with(Service asked, String home, String lake, List<PartStatus> parts) {
    var problems = new ArrayList<String>();
    parts.stream()
        .filter(part -> !part.answers())
        .forEach(part -> problems.add(part.name() + " is down at " + part.address()));
    Optional<Flow> flow = Optional.empty();
    try {
      Service.Answer answer = asked.get("/console/api/health");
      if (answer.isGood()) {
        flow = Optional.of(Flow.of(answer.body(), Clock.systemUTC().instant()));
        problems.addAll(flow.get().problems());
      } else {
        problems.add("The ingest-service says: " + answer.why());
      }
    } catch (IOException noAnswer) {
      problems.add(noAnswer.getMessage());
    }
    return new Status(home, true, lake, parts, flow.orElse(null), problems);
  }
}
