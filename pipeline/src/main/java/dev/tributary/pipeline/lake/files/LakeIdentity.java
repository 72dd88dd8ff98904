package dev.tributary.pipeline.lake.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.ledger.record.HivePath;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** The file at the lake's root that says whose it is. */
public final class LakeIdentity {
  /** The file's name: invisible to Hive and Presto. */
  public static final String FILE = "_tributary.json";

  /** What this program writes. It reads each format up to it: a table may have files of all. */
  private static final int FORMAT = 2;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final LakeFiles files;

  /** The identity of the lake with these files. */
  public LakeIdentity(LakeFiles files) {
    this.files = files;
  }

  /**
   * Claims the lake, or finds it claimed by the same pipeline.
   *
   * @param logIsEmpty whether the pipeline's commit log has nothing yet
   * @param adopt whether files beside an empty log are fine
   * @throws IllegalStateException when the lake is another pipeline's, or of another format, or has
   *     files that the log does not know
   */
  public void claim(String pipeline, String kafkaCluster, boolean logIsEmpty, boolean adopt)
      throws IOException {
    byte[] found = files.read(FILE);
    if (found != null) {
      check(JSON.readTree(found), pipeline);
    }
    if (logIsEmpty && !adopt && hasRows()) {
      throw new IllegalStateException(
          "Cannot use the lake "
              + files.uri("")
              + ": it has files, but the commit log of "
              + pipeline
              + " is empty. If this is a new Kafka cluster for an old lake, launch once with"
              + " --adopt=true");
    }
    if (found == null) {
      files.moveAll(List.of(staged(pipeline, kafkaCluster)));
    } else if (adopt) {
      files.replace(staged(pipeline, kafkaCluster));
    } else if (format(JSON.readTree(found)) < FORMAT) { // its tools would misread files from now on
      files.replace(staged(pipeline, JSON.readTree(found).path("kafka_cluster").asText()));
    }
  }

  /**
   * Makes sure that the lake is no older than the commit log.
   *
   * @param newest the files that the log's newest published commit put into the lake
   * @throws IllegalStateException when one is not there
   */
  public void checkHas(List<String> newest) throws IOException {
    for (String file : newest) {
      if (!files.exists(file) && !isElsewhere(file)) {
        throw new IllegalStateException(
            "Cannot use the lake "
                + files.uri("")
                + ": the newest commit's file "
                + file
                + " is not in it. If the lake was restored from a backup, it lacks all rows"
                + " committed since: read the topics again into a new lake with a new --name. To go"
                + " on without what is missing, launch once with --adopt=true");
      }
    }
  }

  /** A late file is in its partition's location, which the end of the log may not name. */
  private boolean isElsewhere(String file) throws IOException {
    String name = file.substring(file.lastIndexOf('/'));
    return files.list(HivePath.partitionOf(file)).stream().anyMatch(path -> path.endsWith(name));
  }

  /**
   * Makes sure that the lake is this pipeline's, on this Kafka cluster: for commands that change
   * what the pipeline reads.
   *
   * @throws IllegalStateException when it is another's, or no lake at all
   */
  public void verify(String pipeline, String kafkaCluster) throws IOException {
    byte[] found = files.read(FILE);
    if (found == null) {
      throw new IllegalStateException(
          "Cannot use the lake " + files.uri("") + ": there is no " + FILE + " in it");
    }
    JsonNode identity = JSON.readTree(found);
    check(identity, pipeline);
    String cluster = identity.path("kafka_cluster").asText();
    if (!cluster.equals(kafkaCluster)) {
      throw new IllegalStateException(
          "Cannot use the lake "
              + files.uri("")
              + ": its records come from the Kafka cluster "
              + cluster
              + ", this is "
              + kafkaCluster);
    }
  }

  /** The pipeline that the lake belongs to; none where there is no lake. */
  public Optional<String> pipeline() throws IOException {
    byte[] found = files.read(FILE);
    return found == null
        ? Optional.empty()
        : Optional.of(JSON.readTree(found).path("pipeline").asText());
  }

  private boolean hasRows() throws IOException {
    return files.hasFiles("events") || files.hasFiles("dead_letters");
  }

  private void check(JsonNode identity, String pipeline) {
    if (format(identity) < 1 || format(identity) > FORMAT) {
      throw new IllegalStateException(
          "Cannot use the lake "
              + files.uri("")
              + ": its format is not this program's (format="
              + identity.path("format")
              + ", known=1 to "
              + FORMAT
              + ")");
    }
    String owner = identity.path("pipeline").asText();
    if (!owner.equals(pipeline)) {
      throw new IllegalStateException(
          "Cannot use the lake "
              + files.uri("")
              + ": it belongs to the pipeline "
              + owner
              + ", this is "
              + pipeline
              + ". Give --name="
              + owner
              + " or another --lake");
    }
  }

  private static int format(JsonNode identity) {
    return identity.path("format").asInt();
  }

  private LakeFiles.Move staged(String pipeline, String kafkaCluster) throws IOException {
    Map<String, Object> identity =
        new TreeMap<>(
            Map.of("pipeline", pipeline, "kafka_cluster", kafkaCluster, "format", FORMAT));
    String staged = Lake.STAGING + "/" + UUID.randomUUID() + ".json";
    files.write(staged, JSON.writeValueAsBytes(identity));
    return new LakeFiles.Move(staged, FILE);
  }
}
