package dev.tributary.runners.local;

import dev.tributary.pipeline.lake.files.Lake;
import dev.tributary.pipeline.lake.files.RawEvents;
import dev.tributary.runners.processes.home.Endpoints;
import dev.tributary.runners.processes.home.Home;
import dev.tributary.schemas.EventSchema;
import dev.tributary.schemas.EventSchemas;
import dev.tributary.schemas.SchemaProposal;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;

/**
 * Proposes the schema file of an undeclared event type from what arrived. Reads the lake's files:
 * it needs neither metastore nor Presto, and can be run beside a running system.
 */
final class Infer implements Tool.Command {
  private final PrintStream out;

  Infer(PrintStream out) {
    this.out = out;
  }

  @Override
  public String summary() {
    return "proposes the schema file of an undeclared event type from what arrived";
  }

  @Override
  public int run(List<String> arguments) throws Exception {
    if (arguments.contains("--help")) {
      InferOptions.help(out);
      return 0;
    }
    Home home = new Home(Path.of(System.getProperty("tributary.home", ".tributary")));
    InferOptions options = InferOptions.of(arguments, Endpoints.read(home), home);
    var events = new RawEvents(new Lake(options.lake()).files());
    if (options.type().isEmpty()) {
      list(events.types());
      return 0;
    }
    var proposal = new SchemaProposal(options.type().get(), EventSchemas.declared());
    events.each(options.type().get(), options.most(), proposal::add);
    if (proposal.events() == 0) {
      throw new IllegalStateException(
          "The lake " + options.lake() + " has no events of the type " + options.type().get());
    }
    report(proposal.propose(), proposal.events(), options);
    return 0;
  }

  private void list(Set<String> types) {
    EventSchemas.declared().all().stream().map(EventSchema::eventType).forEach(types::remove);
    types.forEach(type -> out.println("  " + type));
    out.println("Undeclared event types in the lake: " + types.size() + "; --type=NAME reads one");
  }

  private void report(SchemaProposal.Proposed proposed, long events, InferOptions options)
      throws IOException {
    if (options.into().isEmpty()) {
      out.print(proposed.text());
    } else {
      Path file = Path.of(options.into().get()).resolve(proposed.file());
      try {
        Files.writeString(file, proposed.text(), StandardOpenOption.CREATE_NEW);
      } catch (FileAlreadyExistsException e) {
        throw new IllegalArgumentException("--into must not have the file already: " + file, e);
      }
      out.println("Wrote " + file + ": correct its docs, then build.");
    }
    out.println("Fields: " + proposed.fields() + ", from " + events + " events of the lake.");
    proposed.notes().forEach(note -> out.println("  " + note));
  }
}
