package dev.tributary.pipeline;

import dev.tributary.ledger.kafka.KafkaClients;
import dev.tributary.pipeline.decode.AcceptedLoss;
import dev.tributary.pipeline.decode.DecodeSettings;
import dev.tributary.pipeline.lake.files.Lake;
import dev.tributary.pipeline.lake.metastore.MetastoreAddress;
import dev.tributary.pipeline.parquet.Compression;
import dev.tributary.pipeline.parquet.ParquetWriting;
import dev.tributary.pipeline.write.Proofs;
import dev.tributary.pipeline.write.WriteSettings;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.beam.sdk.options.ExperimentalOptions;

/**
 * The options, typed and checked: what a launch knows before it has asked Kafka.
 *
 * @param logRetention how long the commit log is kept; zero: for ever
 * @param allowedLateness how long after its end an hour stays open
 * @param skipLogRecords offsets of commit log records that are read over
 * @param adopt whether to take over a lake that has files beside an empty commit log
 */
record LaunchSettings(
    KafkaClients kafka,
    String name,
    List<String> topics,
    Optional<MetastoreAddress> metastore,
    Duration logRetention,
    Duration allowedLateness,
    DecodeSettings decoding,
    WriteSettings writing,
    Batching batching,
    Duration flushInterval,
    Set<Long> skipLogRecords,
    boolean adopt) {

  /** What makes Beam read sources by splittable DoFns, which ReadKafka is not made for (ADR 12). */
  private static final Set<String> OTHER_READING =
      Set.of("beam_fn_api", "use_sdf_read", "use_unbounded_sdf_wrapper");

  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]{0,99}");
  private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");
  private static final Pattern LOSS = Pattern.compile("(.+)-([0-9]+):([0-9]+)-([0-9]+)");

  /** Checks every rule and reports all problems in one {@link IllegalArgumentException}. */
  static LaunchSettings of(EventPipelineOptions options) {
    return new Checks().settings(options);
  }

  /** Collects problems instead of stopping at the first. */
  private static final class Checks {
    private final List<String> problems = new ArrayList<>();

    LaunchSettings settings(EventPipelineOptions options) {
      matching("--name", options.getName(), NAME);
      List<String> topics = list(options.getTopics());
      if (topics.isEmpty()) {
        problems.add("--topics must name a topic");
      }
      topics.forEach(topic -> matching("--topics", topic, TOPIC));
      range("--maxEventTypes", options.getMaxEventTypes(), 1, 100_000);
      range("--maxLateHours", options.getMaxLateHours(), 0, 100_000);
      range("--maxOpenFiles", options.getMaxOpenFiles(), 1, 10_000);
      if (options.getLake().isBlank()) {
        problems.add("--lake must name a folder");
      }
      experiments(options.as(ExperimentalOptions.class).getExperiments());
      var settings =
          new LaunchSettings(
              kafka(options),
              options.getName(),
              topics,
              metastore(options),
              retention("--logRetention", options.getLogRetention()),
              orZero("--allowedLateness", options.getAllowedLateness()),
              new DecodeSettings(
                  orZero("--dedupeWindow", options.getDedupeWindow()),
                  options.getMaxEventTypes(),
                  options.getMaxLateHours(),
                  losses(options.getAcceptLoss())),
              new WriteSettings(
                  new Lake(options.getLake()),
                  oneOf("--parquetWriter", options.getParquetWriter(), ParquetWriting.values()),
                  oneOf("--compression", options.getCompression(), Compression.values()),
                  options.getMaxOpenFiles(),
                  oneOf("--proofs", options.getProofs(), Proofs.values()),
                  ""), // the launch that it will be
              oneOf("--batching", options.getBatching(), Batching.values()),
              duration("--flushInterval", options.getFlushInterval()),
              offsets(options.getSkipLogRecords()),
              options.getAdopt());
      if (!problems.isEmpty()) {
        throw new IllegalArgumentException(String.join("; ", problems));
      }
      return settings;
    }

    private void experiments(List<String> named) {
      if (named != null && named.stream().anyMatch(OTHER_READING::contains)) {
        problems.add(
            "--experiments must name none of "
                + String.join(", ", new TreeSet<>(OTHER_READING))
                + ": Kafka is read by an UnboundedSource: "
                + String.join(",", named));
      }
    }

    private void matching(String option, String value, Pattern rule) {
      if (!rule.matcher(value).matches()) {
        problems.add(option + " must match " + rule + ": " + value);
      }
    }

    private void range(String option, int value, int min, int max) {
      if (value < min || value > max) {
        problems.add(option + " must be " + min + " to " + max + ": " + value);
      }
    }

    private Duration duration(String option, String value) {
      return duration(option, value, 1, "> 0");
    }

    private Duration orZero(String option, String value) {
      return duration(option, value, 0, ">= 0");
    }

    /** A day is longer than anything that reads the log's end: receipts, late registrations. */
    private Duration retention(String option, String value) {
      Duration retention = orZero(option, value);
      if (!retention.isZero() && retention.compareTo(Duration.ofDays(1)) < 0) {
        problems.add(option + " must be PT0S or at least P1D: " + value);
      }
      return retention;
    }

    private Duration duration(String option, String value, long minMillis, String rule) {
      try {
        Duration duration = Duration.parse(value);
        if (duration.toMillis() < minMillis) {
          problems.add(option + " must be " + rule + ": " + value);
        }
        return duration;
      } catch (DateTimeParseException | ArithmeticException e) {
        problems.add(option + " must be an ISO-8601 duration such as PT5M: " + value);
        return Duration.ofSeconds(1);
      }
    }

    private <T extends Enum<T>> T oneOf(String option, String value, T[] values) {
      for (T each : values) {
        if (each.name().equalsIgnoreCase(value)) {
          return each;
        }
      }
      String names =
          List.of(values).stream()
              .map(each -> each.name().toLowerCase(Locale.ROOT))
              .collect(Collectors.joining(", "));
      problems.add(option + " must be one of " + names + ": " + value);
      return values[0];
    }

    private Optional<MetastoreAddress> metastore(EventPipelineOptions options) {
      if (options.getMetastore().isBlank()) {
        return Optional.empty();
      }
      try {
        return Optional.of(
            MetastoreAddress.of(options.getMetastore(), options.getSchema(), options.getCatalog()));
      } catch (IllegalArgumentException e) {
        problems.add(e.getMessage());
        return Optional.empty();
      }
    }

    private List<AcceptedLoss> losses(String value) {
      return each(
          value,
          text -> {
            Matcher loss = LOSS.matcher(text);
            try {
              if (loss.matches()) {
                return new AcceptedLoss(
                    loss.group(1),
                    Integer.parseInt(loss.group(2)),
                    Long.parseLong(loss.group(3)),
                    Long.parseLong(loss.group(4)));
              }
            } catch (IllegalArgumentException outOfRange) {
              // named below, as one rule
            }
            problems.add("--acceptLoss must be TOPIC-PARTITION:FROM-TO with FROM < TO: " + text);
            return null;
          });
    }

    private Set<Long> offsets(String value) {
      return Set.copyOf(
          each(
              value,
              text -> {
                if (text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
                  return Long.valueOf(text);
                }
                problems.add("--skipLogRecords must be offsets: " + text);
                return null;
              }));
    }

    private KafkaClients kafka(EventPipelineOptions options) {
      try {
        return KafkaClients.of(options.getBootstrapServers(), options.getKafkaConfig());
      } catch (IllegalArgumentException e) {
        problems.add(e.getMessage());
        return new KafkaClients(options.getBootstrapServers(), "");
      }
    }

    private static List<String> list(String value) {
      return each(value, Function.identity());
    }

    private static <T> List<T> each(String value, Function<String, T> parse) {
      var all = new ArrayList<T>();
      for (String part : value.split(",")) {
        if (!part.isBlank()) {
          T parsed = parse.apply(part.strip());
          if (parsed != null) {
            all.add(parsed);
          }
        }
      }
      return all;
    }
  }
}
