package dev.tributary.ingest.console;

import dev.tributary.ingest.http.Endpoint;
import dev.tributary.ingest.http.Request;
import dev.tributary.ingest.http.Response;
import dev.tributary.ingest.publish.EventPublisher;
import dev.tributary.ingest.receipts.LogStatus;
import dev.tributary.ingest.receipts.Receipts;
import dev.tributary.ledger.account.AccountView;
import dev.tributary.ledger.account.Difference;
import java.util.List;

/** {@code GET /console/api/health}: how far the pipeline is, and whether the account agrees. */
final class HealthEndpoint implements Endpoint {
  private static final int MOST_LANES = 200;
  private static final int MOST_DIFFERENCES = 20;

  private final EventPublisher publisher;
  private final Receipts receipts;

  HealthEndpoint(EventPublisher publisher, Receipts receipts) {
    this.publisher = publisher;
    this.receipts = receipts;
  }

  @Override
  public List<String> methods() {
    return List.of("GET");
  }

  @Override
  public Response answer(Request request) {
    long now = request.receivedMillis();
    return Headers.json(
        200,
        Json.object(
            json -> {
              json.time("now", now).object("kafka", this::kafka);
              receipts
                  .status(Window.PT10M.last(now))
                  .ifPresent(log -> json.object("log", of -> log(log, of)));
            }));
  }

  private void kafka(Json json) {
    json.flag("ready", publisher.isReady()).flag("refusing", publisher.isRefusing());
    json.number("pending_bytes", publisher.pendingBytes());
  }

  private static void log(LogStatus log, Json json) {
    AccountView account = log.account();
    AccountView.Now now = account.now();
    LogJson.state(log, json);
    json.time("newest_commit_at", log.newestMillis()).number("sequence", now.sequence());
    json.number("published", now.published()).number("commits", now.commits());
    json.number("unpublished_commits", now.unpublishedCommits());
    json.number("in_flight", now.inFlight()).number("difference", account.difference());
    List<Difference> found = account.differences();
    json.list("differences", first(found, MOST_DIFFERENCES), HealthEndpoint::writeDifference);
    json.list("lanes", first(log.lanes(), MOST_LANES), HealthEndpoint::writeLane);
    json.number("lane_count", log.lanes().size());
  }

  private static <T> List<T> first(List<T> all, int most) {
    return all.subList(0, Math.min(most, all.size()));
  }

  private static void writeDifference(Json json, Difference difference) {
    json.text("text", difference.toString());
  }

  private static void writeLane(Json json, LogStatus.LaneStatus lane) {
    json.text("topic", lane.topic()).number("partition", lane.partition());
    json.text("topic_id", lane.topicId()).number("committed", lane.committed());
    json.number("published", lane.published());
    if (lane.end() >= 0) {
      json.number("end", lane.end()).number("lag", lane.lag());
    }
    json.time("newest_record_at", lane.newestRecordMillis());
  }
}
