package dev.tributary.runners.cli;

import dev.tributary.ledger.read.CommitLogReader;
import dev.tributary.ledger.read.LakeManifest;
import dev.tributary.ledger.read.LogAccess;
import dev.tributary.pipeline.PipelineAccess;
import dev.tributary.pipeline.history.FilesCheckpoints;
import dev.tributary.pipeline.lake.files.Lake;
import dev.tributary.pipeline.lake.files.RawEvents;
import dev.tributary.runners.cli.output.OutputOptions;
import dev.tributary.runners.cli.output.Result;
import dev.tributary.runners.processes.command.HelpOption;
import dev.tributary.schemas.infer.SchemaProposal;
import dev.tributary.schemas.types.EventSchema;
import dev.tributary.schemas.types.EventSchemas;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Proposes the schema file of an undeclared event type from what arrived. Reads the lake's files
 * that the commit log names: it needs neither metastore nor Presto, and can be run beside a running
 * system.
 */
@Command(
    name = "infer",
    description = "Reads the events of an undeclared type and proposes its schema file.",
    customSynopsis = "mvn -q -Ptool -Dtool=\"infer [OPTIONS]\"",
    optionListHeading = "%n",
    footer = {
      "%nExamples:",
      "  mvn -q -Ptool -Dtool=\"infer\"",
      "  mvn -q -Ptool -Dtool=\"infer --type=sign_up --into=schemas/events\""
    })
final class InferCommand implements Callable<Integer> {
  /** The undeclared event types of the lake. */
  record Undeclared(List<String> types) implements Result {
    @Override
    public void print(PrintStream out) {
      types.forEach(type -> out.println("  " + type));
      out.println(
          "Undeclared event types in the lake: " + types.size() + "; --type=NAME reads one");
    }
  }

  /**
   * A schema file.
   *
   * @param written the path of the file; empty: it was not written
   * @param schema its text
   * @param fields how many fields it has
   * @param events how many events it was made from
   * @param notes what a person should look at
   */
  record Proposal(String written, String schema, int fields, long events, List<String> notes)
      implements Result {
    @Override
    public void print(PrintStream out) {
      if (written.isEmpty()) {
        out.print(schema);
      } else {
        out.println("Wrote " + written + ": correct its docs, then build.");
      }
      out.println("Fields: " + fields + ", from " + events + " events of the lake.");
      notes.forEach(note -> out.println("  " + note));
    }
  }

  @Mixin private HelpOption help;

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description = "The undeclared event type. Default: none, which lists those in the lake")
  private String type;

  @Mixin private PipelineOptions options;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "100000",
      description = "Read so many events at most, the newest hours first. Default: 100000")
  private long limit;

  @Option(
      names = "--into",
      paramLabel = "FOLDER",
      description = "Write the file into this folder, such as schemas/events. Default: print")
  private String into;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws Exception {
    if (limit < 1) {
      throw new IllegalArgumentException("--limit must be a whole number above 0: " + limit);
    }
    if (into != null && into.isBlank()) {
      throw new IllegalArgumentException("--into must name a folder");
    }
    var proposal = type == null ? null : new SchemaProposal(type, EventSchemas.declared());
    PipelineAccess pipeline = options.access();
    Lake lake = pipeline.verifiedLake();
    LakeManifest manifest = manifest(pipeline, lake);
    output.print(type == null ? undeclared(manifest) : propose(proposal, manifest, lake));
    return 0;
  }

  private LakeManifest manifest(PipelineAccess pipeline, Lake lake) throws IOException {
    String folder = "events/event_type=" + (type == null ? "" : type + "/");
    var log = new LogAccess(pipeline.kafka(), pipeline.name(), "infer");
    return CommitLogReader.manifest(
        log, FilesCheckpoints.newest(log, lake), path -> path.startsWith(folder));
  }

  private static Undeclared undeclared(LakeManifest manifest) {
    Set<String> types = new TreeSet<>(manifest.eventTypes());
    EventSchemas.declared().all().stream().map(EventSchema::eventType).forEach(types::remove);
    return new Undeclared(List.copyOf(types));
  }

  private Proposal propose(SchemaProposal proposal, LakeManifest manifest, Lake lake)
      throws IOException {
    var events = new RawEvents(lake.files(), manifest);
    events.each(type, limit, proposal::add);
    if (proposal.events() == 0) {
      throw new IllegalStateException(
          "The lake " + lake.files().uri("") + " has no events of the type " + type);
    }
    SchemaProposal.Proposed proposed = proposal.propose();
    String written = into == null ? "" : write(proposed);
    return new Proposal(
        written, proposed.text(), proposed.fields(), proposal.events(), proposed.notes());
  }

  private String write(SchemaProposal.Proposed proposed) throws IOException {
    Path file = Path.of(into).resolve(proposed.file());
    try {
      Files.writeString(file, proposed.text(), StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw new IllegalArgumentException("--into must not have the file already: " + file, e);
    }
    return file.toString();
  }
}
