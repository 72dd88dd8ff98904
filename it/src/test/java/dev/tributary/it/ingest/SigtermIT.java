package dev.tributary.it.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.it.support.StartedPart;
import dev.tributary.it.support.TestBroker;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Fault: SIGTERM under load, from clients that send without a pause and leave when an answer ends
 * their connection, as a balancer does. Guarantee: each request is answered, with 200 unless Kafka
 * is slow.
 */
final class SigtermIT {
  @RegisterExtension private static final TestBroker BROKER = new TestBroker();

  @Test
  void failsNoRequest() throws Exception {
    try (StartedPart service = StartedPart.ingestService(BROKER.home(), BROKER.kafka());
        ServiceLoad load = ServiceLoad.startLeavingWhenTold(service.port(), 16, 1)) {
      load.awaitMore(200, 2_000, Duration.ofMinutes(4));
      service.stop();
      ServiceLoad.Report report = load.stop();

      assertThat(report.statuses().keySet()).isSubsetOf(200, 503);
      assertThat(report.refusals()).as("503s, but where Kafka is slow").isEmpty();
      assertThat(report.odd()).isEmpty();
      assertThat(TopicRecords.missing(BROKER.kafka().address(), "events", report.acknowledged()))
          .isEmpty();
    }
  }
}
