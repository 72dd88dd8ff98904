package dev.tributary.runners.cli;

import dev.tributary.ledger.kafka.PartitionRecords;
import dev.tributary.ledger.proof.ProofSearch;
import dev.tributary.ledger.proof.RecordProof;
import dev.tributary.ledger.read.LogAccess;
import dev.tributary.ledger.record.LogJson;
import dev.tributary.ledger.record.Position;
import dev.tributary.pipeline.PipelineAccess;
import dev.tributary.runners.cli.output.OutputOptions;
import dev.tributary.runners.cli.output.Result;
import dev.tributary.runners.processes.command.HelpOption;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Proves that a record is one of its commit, for whoever checks it without Kafka. */
@Command(
    name = "proof",
    description = {
      "Proves that a record is under the root of its commit. It needs a commit that was written with",
      "--proofs=on, and a topic that still has all records of the commit in the record's partition."
    },
    customSynopsis = "mvn -q -Ptool -Dtool=\"proof [OPTIONS]\"",
    optionListHeading = "%n",
    footer = {
      "%nExample:",
      "  mvn -q -Ptool -Dtool=\"proof --receipt=events-0-42 --to=/tmp/proof\""
    })
final class ProofCommand implements Callable<Integer> {
  /**
   * What was proven.
   *
   * @param root the root of the record's lane in its commit
   * @param folder where the files are; null where none was asked for
   */
  record Proved(RecordProof proof, String root, String folder) implements Result {
    @Override
    public void print(PrintStream out) {
      out.printf(
          "%s is record %,d of %,d of its partition in commit %d%n",
          proof.receipt(), proof.leaf() + 1, proof.leaves(), proof.commit());
      out.printf("Root: %s%n", root);
      if (folder == null) {
        out.println(new String(json(proof), StandardCharsets.UTF_8));
      } else {
        out.println("Written: proof.json, value and log.txt in " + folder);
      }
    }
  }

  @Mixin private HelpOption help;
  @Mixin private PipelineOptions pipeline;

  @Option(
      names = "--receipt",
      required = true,
      paramLabel = "RECEIPT",
      description = "The record's receipt: topic-partition-offset")
  private String receipt;

  @Option(
      names = "--to",
      paramLabel = "FOLDER",
      description =
          "Write what a check needs into a new folder: the proof, the record's value, and the commit"
              + " log from the snapshot before the commit on. Default: print the proof alone")
  private Path folder;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws Exception {
    Position at =
        Position.parse(receipt)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "--receipt must be topic-partition-offset: " + receipt));
    PipelineAccess access = pipeline.access();
    var log = new LogAccess(access.kafka(), access.name(), "proof");
    ProofSearch.Proven proven = ProofSearch.of(log, at);
    if (folder != null) {
      write(log, proven);
    }
    String root = proven.commit().batch().lanes().get(proven.proof().lane()).root();
    output.print(new Proved(proven.proof(), root, folder == null ? null : folder.toString()));
    return 0;
  }

  private void write(LogAccess log, ProofSearch.Proven proven) throws IOException {
    Files.createDirectory(folder);
    Files.write(folder.resolve("proof.json"), json(proven.proof()));
    Files.write(folder.resolve("value"), proven.value());
    try (var records = new PartitionRecords(log.kafka(), log.partition());
        var out = new BufferedOutputStream(Files.newOutputStream(folder.resolve("log.txt")))) {
      long snapshot = proven.commit().snapshot();
      records.from(Math.max(records.begin(), snapshot), record -> writeLine(out, record));
    }
  }

  /** The kind, a space, and the value as it is: a hash is made of it. */
  private static void writeLine(OutputStream out, ConsumerRecord<byte[], byte[]> record) {
    try {
      if (record.key() != null && record.value() != null) {
        out.write(record.key());
        out.write(' ');
        out.write(record.value());
        out.write('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] json(RecordProof proof) {
    try {
      return LogJson.write(proof);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write a proof as JSON", e);
    }
  }
}
