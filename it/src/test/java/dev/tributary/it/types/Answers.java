package dev.tributary.it.types;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What each question of {@code docs/queries.md} finds in {@link GameEvents}, counted by hand. */
final class Answers {
  private final Map<String, List<List<String>>> byQuestion = new LinkedHashMap<>();

  private Answers() {}

  /**
   * The rows, by the question's heading.
   *
   * @param history the name of the topic 0
   * @param events the name of the topic 1
   */
  static Map<String, List<List<String>>> all(String history, String events) {
    var answers = new Answers();
    answers.aboutPlayers();
    answers.aboutTraffic();
    answers.aboutTheData(history, events);
    answers.aboutTheAccount(history, events);
    return answers.byQuestion;
  }

  private void aboutPlayers() {
    is("How many asked to join", "19");
    is("How many were accepted", "10");
    is(
        "Who asked",
        Collections.nCopies(19, "requester.game.com | request_group").toArray(String[]::new));
    is(
        "Funnel: from request to accept, per group",
        "group-1 | 4 | 1 | 25.0",
        "group-2 | 5 | 4 | 80.0",
        "group-3 | 10 | 5 | 50.0");
    is(
        "How long players wait for a yes, per group",
        "group-1 | 60 | 60",
        "group-2 | 120 | 120",
        "group-3 | 180 | 180");
    is("Length of messages, percentiles", "10 | 100 | 500");
    is("Who is named in messages", "ada | 10", "bob | 5");
    is("Players who come back the next day", "2026-11-02 | 19 | 3", "2026-11-03 | 5 | 0");
    is(
        "Levels: how often, how well, how deadly",
        "1 | 4 | 100.0 | 30.5 | 4",
        "2 | 4 | 200.0 | 61.0 | 8",
        "3 | 5 | 300.0 | 91.5 | 15",
        "4 | 5 | 400.0 | 122.0 | 20");
    is(
        "Sales by article",
        "CHF | shield | 2 | 40.50",
        "CHF | sword | 11 | 104.50",
        "EUR | shield | 4 | 81.00",
        "EUR | sword | 10 | 95.00");
  }

  private void aboutTraffic() {
    is(
        "Events per hour and type",
        "2026-11-02 | 09 | accept_member | 10",
        "2026-11-02 | 09 | decline_member | 3",
        "2026-11-02 | 09 | request_group | 19",
        "2026-11-02 | 10 | message | 60",
        "2026-11-02 | 11 | message | 40",
        "2026-11-03 | 08 | level_completed | 20",
        "2026-11-03 | 12 | order_placed | 6",
        "2026-11-03 | 12 | sign_up | 2",
        "2026-11-03 | 13 | sign_up | 8");
    is(
        "Top hosts",
        "chat.game.com | 100",
        "play.game.com | 20",
        "requester.game.com | 19",
        "acceptor.game.com | 13",
        "www.game.com | 10",
        "shop.game.com | 6");
    is("Top agents", "GameClient | 127 | 75.6", "ApacheBench | 25 | 14.9", "Mozilla | 16 | 9.5");
    is("A type that nobody declared", "free | 7", "pro | 3");
  }

  private void aboutTheData(String history, String events) {
    is(
        "Freshness: the newest event of each type",
        "sign_up | 2026-11-03 13:00:09.000",
        "order_placed | 2026-11-03 12:00:06.000",
        "level_completed | 2026-11-03 08:00:19.000",
        "message | 2026-11-02 11:02:10.000",
        "decline_member | 2026-11-02 09:09:30.000",
        "request_group | 2026-11-02 09:09:00.000",
        "accept_member | 2026-11-02 09:07:00.000");
    is("How late clients send", "message | 100 | 2000 | 30000", "sign_up | 2 | 10000 | 10000");
    is("Whose clock is used", "client | 102", "server | 65", "clamped | 1");
    is(
        "Dead letters by reason",
        "NOT_JSON | NULL | 3",
        "UNKNOWN_SYMBOL | data.currency | 2",
        "BAD_EVENT_TYPE | event_type | 1");
    is("Fields that broke their rule", "level_completed | data.level | 2");
    is("Each record of Kafka is in the lake once", "174 | 174 | true");
    is("No event is there twice");
    is(
        "Every offset is accounted for",
        events + " | 0 | 12 | 0",
        events + " | 1 | 10 | 0",
        history + " | 0 | 32 | 0",
        history + " | 1 | 100 | 4",
        history + " | 2 | 20 | 0");
  }

  /** Each message that is sent twice is one of four duplicates; two orders are refused. */
  private void aboutTheAccount(String history, String events) {
    is("What became of all records", "168 | 6 | 4 | 0 | 178");
    is(
        "What became of the records of each partition",
        events + " | 0 | 6 | 6 | 0 | 0",
        events + " | 1 | 10 | 0 | 0 | 0",
        history + " | 0 | 32 | 0 | 0 | 0",
        history + " | 1 | 100 | 0 | 4 | 0",
        history + " | 2 | 20 | 0 | 0 | 0");
    is(
        "Offsets that hold no record",
        events + " | 0 | 12 | 0",
        events + " | 1 | 10 | 0",
        history + " | 0 | 32 | 0",
        history + " | 1 | 104 | 0",
        history + " | 2 | 20 | 0");
    is("Each range begins where the one before ended");
    is("The lake has what the commits say, hour by hour");
    is("The lake has as many files as the commits say", "0");
    is("Duplicates by event type", "message | 4");
    is(
        "Dead letters by reason, by the commits",
        "NOT_JSON | 3",
        "UNKNOWN_SYMBOL | 2",
        "BAD_EVENT_TYPE | 1");
    is(
        "Rows that came more than an hour after their hour",
        "message | 100",
        "level_completed | 20",
        "request_group | 19",
        "accept_member | 10",
        "sign_up | 10",
        "order_placed | 6",
        "decline_member | 3");
    is("What compaction did, by day");
  }

  /** A row's values stand between bars. */
  private void is(String question, String... rows) {
    byQuestion.put(question, Arrays.stream(rows).map(Answers::values).toList());
  }

  private static List<String> values(String row) {
    return Arrays.stream(row.split(" \\| "))
        .map(each -> each.equals("NULL") ? null : each)
        .toList();
  }
}
