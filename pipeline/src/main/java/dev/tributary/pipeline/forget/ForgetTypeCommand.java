package dev.tributary.pipeline.forget;

import dev.tributary.ledger.kafka.KafkaClients;
import dev.tributary.ledger.read.LogAccess;
import dev.tributary.pipeline.AccessOptions;
import dev.tributary.pipeline.LaunchArguments;
import dev.tributary.pipeline.OptionsHelp;
import dev.tributary.pipeline.kafka.KafkaOptions;
import dev.tributary.pipeline.lake.files.Lake;
import dev.tributary.pipeline.lake.files.LakeFileSystems;
import dev.tributary.pipeline.lake.files.LakeIdentity;
import dev.tributary.pipeline.lake.metastore.MetastoreAddress;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;

/** The command {@code forget-type}: event types that were made by mistake are forgotten. */
public final class ForgetTypeCommand {
  private final PrintStream out;

  /** Prints what it does there. */
  public ForgetTypeCommand(PrintStream out) {
    this.out = out;
  }

  /**
   * Runs it.
   *
   * @param arguments options, {@code --name=value}
   * @param defaults what is meant where an option is missing, by name
   * @throws IllegalArgumentException for options that are wrong
   * @throws IllegalStateException when there is no such type, or it is still sent
   */
  public void run(List<String> arguments, Map<String, String> defaults) throws Exception {
    if (arguments.contains("--help")) {
      help();
      return;
    }
    ForgetTypeOptions options =
        LaunchArguments.parseTool(arguments, defaults, ForgetTypeOptions.class);
    TypePatterns chosen = TypePatterns.of(options.getType());
    KafkaClients kafka = KafkaClients.of(options.getBootstrapServers(), options.getKafkaConfig());
    LakeFileSystems.register(options, options.getLake());
    Lake lake = new Lake(options.getLake());
    try (Admin admin = kafka.admin()) {
      String cluster = admin.describeCluster().clusterId().get();
      new LakeIdentity(lake.files()).verify(options.getName(), cluster);
    }
    var log = new LogAccess(kafka, options.getName(), UUID.randomUUID().toString());
    ForgetType forget = new ForgetType(log, lake, metastore(options));
    run(forget, forget.types(chosen), options);
  }

  private void run(ForgetType forget, Set<String> types, ForgetTypeOptions options)
      throws Exception {
    if (!options.getForce()) {
      forget.checkQuiet(types);
    }
    if (options.getDryRun()) {
      print("Would forget", forget.preview(types), "are left, or deleted with --deleteData");
      return;
    }
    if (options.getDeleteData()) {
      print("Forgot", forget.perform(types, ForgetType.Data.DELETE), "are deleted");
    } else {
      print("Forgot", forget.perform(types, ForgetType.Data.KEEP), "stay in the lake");
    }
    out.println(
        "A pipeline "
            + options.getName()
            + " that ran ends with its next commit: launch it again (mvn -q -Pup does so itself).");
  }

  private static Optional<MetastoreAddress> metastore(ForgetTypeOptions options) {
    return options.getMetastore().isBlank()
        ? Optional.empty()
        : Optional.of(
            MetastoreAddress.of(options.getMetastore(), options.getSchema(), options.getCatalog()));
  }

  private void print(String done, ForgetType.Report report, String files) {
    out.println(
        done + " " + report.types().size() + " event types: " + String.join(", ", report.types()));
    out.println("  partitions in the metastore: " + report.partitions());
    out.println("  files of their rows, which " + files + ": " + report.files().size());
  }

  private void help() {
    out.println("forget-type forgets undeclared event types that were made by mistake. Options:");
    OptionsHelp.of(List.of(KafkaOptions.class, AccessOptions.class, ForgetTypeOptions.class))
        .forEach(option -> out.printf("  %-18s %s%n", option.name(), option.text()));
  }
}
