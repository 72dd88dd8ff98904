package dev.tributary.runners.cli.ask;

import dev.tributary.runners.cli.output.OutputOptions;
import dev.tributary.runners.processes.command.HelpOption;
import dev.tributary.runners.processes.home.Endpoints;
import dev.tributary.runners.processes.home.Home;
import dev.tributary.runners.processes.home.RunningSystem;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says what runs, how far the pipeline is, and what is wrong. */
@Command(
    name = "status",
    description = {
      "Says what runs, how far the pipeline is, and what is wrong.",
      "Where records wait and nothing is committed, it watches for 15 s before it says so."
    },
    customSynopsis = "mvn -q -Ptool -Dtool=\"status [OPTIONS]\"",
    optionListHeading = "%n",
    footer = {
      "%nIt ends with 1 when something is wrong, or nothing is up.",
      "%nExample:",
      "  mvn -q -Ptool -Dtool=\"status --json\""
    })
public final class StatusCommand implements Callable<Integer> {
  private static final String HEALTH = "/console/api/health";
  private static final Clock CLOCK = Clock.systemUTC();
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(500).toNanos();

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
    Flow flow = null;
    try {
      Service.Answer answer = asked.get(HEALTH);
      if (answer.isGood()) {
        flow = Flow.of(answer.body(), CLOCK.instant());
        Watched watched = watch(asked, flow);
        flow = watched.flow();
        problems.addAll(flow.problems());
        problems.addAll(watched.stalled());
      } else {
        problems.add("The ingest-service says: " + answer.why());
      }
    } catch (IOException noAnswer) {
      problems.add(noAnswer.getMessage());
    }
    return new Status(home, true, lake, parts, flow, problems);
  }

  /** The newest look, and what stood still until then. */
  private record Watched(Flow flow, List<String> stalled) {}

  /** Looks again where something may stand still, until it moves or the patience is over. */
  private static Watched watch(Service asked, Flow first) throws IOException {
    Instant end = CLOCK.instant().plus(PATIENCE);
    Flow flow = first;
    List<String> stalled = flow.stalledSince(first, PATIENCE);
    while (!stalled.isEmpty() && CLOCK.instant().isBefore(end)) {
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
      Service.Answer answer = asked.get(HEALTH);
      if (answer.isGood()) {
        flow = Flow.of(answer.body(), CLOCK.instant());
        stalled = flow.stalledSince(first, PATIENCE);
      }
    }
    return new Watched(flow, stalled);
  }
}
