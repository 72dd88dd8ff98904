package dev.tributary.pipeline.replay;

import dev.tributary.ledger.kafka.KafkaClients;
import dev.tributary.ledger.record.Position;
import dev.tributary.pipeline.PipelineAccess;
import dev.tributary.pipeline.lake.files.Lake;
import dev.tributary.schemas.rules.EventTypes;
import dev.tributary.schemas.rules.RejectionReason;
import dev.tributary.schemas.rules.Rfc3339;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The request, typed and checked.
 *
 * @param dryRun whether only to say what would be done
 */
record ReplaySettings(Replay replay, DeadLetterFilter selection, boolean dryRun) {
  private static final Instant FIRST = Instant.EPOCH;
  private static final Instant LAST = Instant.ofEpochMilli(Long.MAX_VALUE);

  /** Checks every rule and reports all problems in one {@link IllegalArgumentException}. */
  static ReplaySettings of(ReplayRequest request) {
    return new Checks().settings(request);
  }

  /** Collects problems instead of stopping at the first. */
  private static final class Checks {
    private final List<String> problems = new ArrayList<>();

    ReplaySettings settings(ReplayRequest request) {
      PipelineAccess pipeline = request.pipeline();
      var selection =
          new DeadLetterFilter(
              set(request.reason(), this::reason),
              set(request.type(), this::type),
              time("--from", request.from(), FIRST),
              time("--to", request.to(), LAST),
              set(request.position(), this::position));
      if (selection.equals(new DeadLetterFilter(Set.of(), Set.of(), FIRST, LAST, Set.of()))
          && !request.all()
          && !request.dryRun()) {
        problems.add("say which: --reason, --type, --from, --to, --position, or --all");
      }
      if (pipeline.lake().isBlank()) {
        problems.add("--lake must name a folder");
      }
      KafkaClients kafka = kafka(pipeline);
      if (!problems.isEmpty()) {
        throw new IllegalArgumentException(String.join("; ", problems));
      }
      return new ReplaySettings(
          new Replay(
              kafka,
              new Lake(pipeline.lake()),
              pipeline.name(),
              request.formerTopics() ? Replay.FormerTopics.REPLAY : Replay.FormerTopics.SKIP),
          selection,
          request.dryRun());
    }

    private KafkaClients kafka(PipelineAccess pipeline) {
      try {
        return KafkaClients.of(pipeline.bootstrapServers(), pipeline.kafkaConfig());
      } catch (IllegalArgumentException e) {
        problems.add(e.getMessage());
        return null;
      }
    }

    private Optional<String> reason(String text) {
      if (Arrays.stream(RejectionReason.values()).anyMatch(reason -> reason.name().equals(text))) {
        return Optional.of(text);
      }
      String names =
          Arrays.stream(RejectionReason.values())
              .map(RejectionReason::name)
              .collect(Collectors.joining(", "));
      return problem("--reason must be one of " + names + ": " + text);
    }

    private Optional<String> type(String text) {
      Optional<String> problem = EventTypes.problem(text);
      return problem.isEmpty()
          ? Optional.of(text)
          : problem("--type " + problem.get() + ": " + text);
    }

    private Optional<Position> position(String text) {
      Optional<Position> position = Position.parse(text);
      return position.isPresent()
          ? position
          : problem("--position must be topic-partition-offset: " + text);
    }

    private <T> Optional<T> problem(String text) {
      problems.add(text);
      return Optional.empty();
    }

    private Instant time(String option, String text, Instant otherwise) {
      if (text.isBlank()) {
        return otherwise;
      }
      long millis = Rfc3339.parseMillis(text);
      if (millis != Rfc3339.INVALID) {
        return Instant.ofEpochMilli(millis);
      }
      try {
        return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
      } catch (DateTimeParseException e) {
        problems.add(
            option + " must be a day (2026-11-24) or a time (2026-11-24T10:00:00Z): " + text);
        return otherwise;
      }
    }

    private static <T> Set<T> set(String list, Function<String, Optional<T>> parse) {
      var all = new HashSet<T>();
      for (String part : list.split(",")) {
        if (!part.isBlank()) {
          parse.apply(part.strip()).ifPresent(all::add);
        }
      }
      return all;
    }
  }
}
