package dev.tributary.runners.cli.ask;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class FlowTest {
  private static final Instant COMMITTED = Instant.parse("2026-11-24T10:00:01.500Z");

  private static final Duration WATCHED = Duration.ofSeconds(15);

  private static final String WELL =
      """
      {"now": "2026-11-24T10:00:02Z", "kafka": {"ready": true, "refusing": false},
       "log": {"topic": "tributary.commits", "state": "following", "day_read": true,
        "newest_commit_at": "2026-11-24T10:00:01.500Z", "sequence": 12, "published": 11,
        "commits": 10, "unpublished_commits": 1, "in_flight": 4, "difference": 0,
        "differences": [],
        "lanes": [
         {"topic": "events", "partition": 2, "committed": 41, "end": 45, "lag": 4,
          "newest_record_at": "2026-11-24T10:00:00.700Z"},
         {"topic": "events", "partition": 0, "committed": 7, "end": 7, "lag": 0}]}}
      """;

  @Test
  void isHowFarEventsAre() throws Exception {
    Flow flow = flow(WELL, 2);

    assertThat(flow.lag()).isEqualTo(4);
    assertThat(flow.commits()).isEqualTo(new Flow.Commits(10, 11, 1));
    assertThat(flow.secondsSinceCommit()).isEqualTo(2.0);
    assertThat(flow.secondsToCommit()).isEqualTo(0.8);
    assertThat(flow.lanes())
        .containsExactly(new Flow.LaneLag("events", 2, 41, 4), new Flow.LaneLag("events", 0, 7, 0));
    assertThat(flow.lines())
        .containsEntry("lag", "4 records are in Kafka and not committed")
        .containsEntry(
            "last commit", "2026-11-24T10:00:01.500Z, 2.0 s ago, 10 commits, 1 not published")
        .containsEntry("freshness", "the newest record was committed 0.8 s after Kafka stored it")
        .containsEntry("account", "agrees, difference 0");
  }

  @Test
  void hasNoProblemWhileThePipelineCommits() throws Exception {
    assertThat(flow(WELL, 2).problems()).isEmpty();
    assertThat(flow(WELL, 60).stalledSince(flow(WELL, 45), WATCHED)).isEmpty();
  }

  /** An event that came after an hour without one waits a moment, too. */
  @Test
  void saysThatCommitsStandStillOnlyWhereNoneCameMeanwhile() throws Exception {
    Flow now = flow(WELL, 76);

    assertThat(now.stalledSince(flow(WELL, 61), WATCHED))
        .containsExactly("4 records wait in Kafka, and the pipeline committed nothing in 15 s");
    assertThat(
            flow(WELL.replace("\"commits\": 10", "\"commits\": 11"), 76).stalledSince(now, WATCHED))
        .isEmpty();
    assertThat(
            flow(WELL.replace("\"in_flight\": 4", "\"in_flight\": 0"), 76)
                .stalledSince(now, WATCHED))
        .isEmpty();
  }

  @Test
  void saysThatPublicationStandsStillOnlyWhereNothingWasPublishedMeanwhile() throws Exception {
    String many = WELL.replace("\"unpublished_commits\": 1", "\"unpublished_commits\": 11");

    assertThat(flow(many, 3).stalledSince(flow(many, 2), WATCHED))
        .containsExactly(
            "11 commits are not published, and none was in 15 s: queries do not see their rows");
    String later = many.replace("\"published\": 11", "\"published\": 12");
    assertThat(flow(later, 3).stalledSince(flow(many, 2), WATCHED)).isEmpty();
    assertThat(flow(WELL, 3).stalledSince(flow(WELL, 2), WATCHED)).isEmpty();
  }

  @Test
  void namesADifferenceOfTheAccount() throws Exception {
    String off =
        WELL.replace("\"difference\": 0", "\"difference\": 3")
            .replace("\"differences\": []", "\"differences\": [{\"text\": \"3 rows too few\"}]");
    assertThat(flow(off, 2).problems())
        .containsExactly(
            "The account of the commit log does not agree, difference 3", "3 rows too few");
  }

  @Test
  void namesALogThatIsNotFollowedAndKafkaThatRefuses() throws Exception {
    String failed =
        WELL.replace("\"following\"", "\"failed\", \"why\": \"no broker answers\"")
            .replace("\"ready\": true", "\"ready\": false");
    assertThat(flow(failed, 2).problems())
        .containsExactly(
            "Kafka does not accept events",
            "The commit log is not followed (failed): no broker answers");
    assertThat(flow("{\"kafka\": {\"ready\": true}}", 2).problems())
        .containsExactly("The commit log is not followed (off)");
  }

  private static Flow flow(String health, long secondsLater) throws JsonProcessingException {
    return Flow.of(new ObjectMapper().readTree(health), COMMITTED.plusSeconds(secondsLater));
  }
}
