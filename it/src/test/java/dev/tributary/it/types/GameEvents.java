package dev.tributary.it.types;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * A small game's two days, the same on each run: every number that a question may ask for is chosen
 * here. {@link Answers} has them counted by hand.
 */
final class GameEvents {
  /** Players who ask to join, by group. */
  private static final int[] ASKED = {4, 5, 10};

  /** How many of them are taken; the last one of each group is turned down. */
  private static final int[] ACCEPTED = {1, 4, 5};

  private static final Instant DAY = Instant.parse("2026-11-02T00:00:00Z");
  private static final int HOUR = 3_600;
  private static final int NEXT_DAY = 24 * HOUR;

  private final List<Made> made = new ArrayList<>();

  /**
   * One record.
   *
   * @param topic which of the world's topics: 0 history, 1 events
   */
  record Made(int topic, int partition, String value) {}

  private GameEvents() {}

  /** All records, in order. 168 become rows, 6 dead letters, 4 duplicates. */
  static List<Made> all() {
    var events = new GameEvents();
    events.groups();
    events.messages();
    events.levels();
    events.orders();
    events.signUps();
    events.noEvents();
    return events.made;
  }

  private void groups() {
    int player = 0;
    for (int group = 1; group <= ASKED.length; group++) {
      int asked = ASKED[group - 1];
      for (int i = 0; i < asked; i++) {
        player++;
        int at = 9 * HOUR + 60 * i;
        String who = "'group_id':'group-%d','player_id':'%s'";
        add(0, 0, at, "request_group", "requester", who.formatted(group, player(player)));
        String answer =
            "'group_id':'group-%d','member_id':'%s','requested_at':'%s'"
                .formatted(group, player(player), time(at));
        if (i < ACCEPTED[group - 1]) {
          add(0, 0, at + 60 * group, "accept_member", "acceptor", answer);
        } else if (i == asked - 1) {
          add(0, 0, at + 30, "decline_member", "acceptor", answer);
        }
      }
    }
  }

  /** The client names the time, and sends 2 s later; the last message takes 30 s. */
  private void messages() {
    for (int i = 1; i <= 100; i++) {
      int length = i % 20 == 0 ? 500 : i % 20 < 8 ? 100 : 10;
      int sent = i <= 60 ? 10 * HOUR + i : 11 * HOUR + i;
      String mentions = i % 20 == 0 ? "['ada','bob']" : i % 10 == 0 ? "['ada']" : "[]";
      String data =
          "'group_id':'group-1','player_id':'%s','text':'%s','mentions':%s"
              .formatted(player(1 + i % 5), "x".repeat(length), mentions);
      String agent = i % 4 == 0 ? "ApacheBench/2.3" : "GameClient/1.4";
      var head = new Head("message", "chat", agent, time(sent));
      var message = event(0, 1, sent + (i == 100 ? 30 : 2), head, data);
      made.add(message);
      if (i % 25 == 1) {
        made.add(message);
      }
    }
  }

  private void levels() {
    for (int i = 0; i < 20; i++) {
      int level = i / 5 + 1;
      String said = i == 4 || i == 9 ? "'?'" : Integer.toString(level);
      int player = i % 5 < 3 ? i % 5 + 1 : 100 + i % 5;
      String data =
          ("'player_id':'%s','level':%s,'score':%d,'duration_seconds':%s,'boosters':['x2'],"
                  + "'deaths':{'lava':%d,'fall':1}")
              .formatted(player(player), said, 100 * level, 30.5 * level, level);
      add(0, 2, NEXT_DAY + 8 * HOUR + i, "level_completed", "play", data);
    }
  }

  private void orders() {
    for (int i = 1; i <= 8; i++) {
      String currency = i <= 4 ? "EUR" : i <= 6 ? "CHF" : "BTC"; // the last two are refused
      String data =
          ("'order_id':'o-%d','customer_id':'c-%d','currency':'%s','total':%s,'lines':["
                  + "{'sku':'sword','quantity':%d,'unit_price':'9.50'},"
                  + "{'sku':'shield','unit_price':20.25}],"
                  + "'shipping_address':{'city':'Bern','country':'CH'},'deliver_on':'2026-11-0%d',"
                  + "'attributes':{'campaign':'autumn'}")
              .formatted(i, i % 3, currency, 9.5 * i + 20.25, i, i);
      made.add(
          event(
              1,
              0,
              NEXT_DAY + 12 * HOUR + i,
              new Head("order_placed", "shop", "Mozilla/5.0", null),
              data));
    }
  }

  private void signUps() {
    for (int i = 0; i < 10; i++) {
      made.add(signUp(i, "s-" + i));
    }
  }

  /** An undeclared type: 7 name no time, 2 name one 10 s ago, 1 names another century. */
  static Made signUp(int i, String id) {
    int at = NEXT_DAY + 13 * HOUR + i;
    String timestamp = i < 7 ? null : i < 9 ? time(at - 10) : "1999-12-31T23:59:59Z";
    String data =
        ("'plan':'%s','age':%d,'joined':'2026-11-0%d','device':'%s','score':%s,"
                + "'origin':{'site':'example.com'%s},'tags':[%s]")
            .formatted(
                i < 7 ? "free" : "pro",
                20 + i,
                1 + i % 5,
                new UUID(0, i),
                i % 2 == 0 ? "7" : "'seven'",
                i % 3 == 0 ? ",'campaign':" + i : "",
                i == 0 ? "" : "'new'");
    return event(1, 1, at, new Head("sign_up", "www", "Mozilla/5.0", timestamp), id, data);
  }

  /** Of the declared types that no question is about. */
  static List<Made> ofOtherTypes() {
    var visit = new Head("default", "www", "Mozilla/5.0", null);
    var purchase = new Head("item_purchased", "shop", "Mozilla/5.0", null);
    return List.of(
        event(1, 3, NEXT_DAY, visit, "v-1", "'page':'/','referrer':'https://example.com'"),
        event(
            1,
            3,
            NEXT_DAY,
            purchase,
            "p-1",
            "'player_id':'%s','item_id':'axe','price':'12.5','currency':'gems','discount':0.25"
                .formatted(player(1))));
  }

  /** More events in hours that have some: five rows, and a dead letter as two of the orders. */
  static List<Made> later() {
    var play = new Head("level_completed", "play", "GameClient/1.4", null);
    var answer = new Head("accept_member", "acceptor", "GameClient/1.4", null);
    var shop = new Head("order_placed", "shop", "Mozilla/5.0", null);
    var chat = new Head("message", "chat", "GameClient/1.4", time(10 * HOUR + 1));
    String order =
        "'order_id':'o-9','customer_id':'c-9','currency':'%s','total':7.25,'lines':["
            + "{'sku':'bow','unit_price':'7.25'}],'shipping_address':{'city':'Basel','country':"
            + "'CH'},'deliver_on':'2026-11-09','attributes':{'campaign':'winter'}";
    String level =
        "'player_id':'%s','level':5,'score':1,'started_at':'2026-11-03T07:59:59.123Z',"
            + "'boosters':['x3'],'deaths':{'fall':9}";
    String accepted = "'group_id':'group-9','member_id':'%s','requested_at':'%s'";
    int noon = NEXT_DAY + 12 * HOUR + 20;
    return List.of(
        event(0, 2, NEXT_DAY + 8 * HOUR + 20, play, "later-level", level.formatted(player(1))),
        event(
            0,
            0,
            9 * HOUR + 20,
            answer,
            "later-accept",
            accepted.formatted(player(9), time(9 * HOUR))),
        event(1, 0, noon, shop, "later-order", order.formatted("CHF")),
        event(1, 0, noon, shop, "later-letter", order.formatted("BTC")),
        event(0, 1, 10 * HOUR + 3, chat, "later-message", "'group_id':'g','text':'x'"),
        signUp(7, "later-sign-up"));
  }

  private void noEvents() {
    for (String value : List.of("no JSON", "{", "{'event_type':", "{'event_type':'Not a type'}")) {
      made.add(new Made(1, 0, value.replace('\'', '"')));
    }
  }

  /**
   * What an event says beside its data.
   *
   * @param timestamp the client's time, or null
   */
  private record Head(String type, String host, String agent, String timestamp) {}

  private void add(int topic, int partition, int at, String type, String host, String data) {
    made.add(event(topic, partition, at, new Head(type, host, "GameClient/1.4", null), data));
  }

  private Made event(int topic, int partition, int at, Head head, String data) {
    return event(topic, partition, at, head, "e-" + made.size(), data);
  }

  private static Made event(int topic, int partition, int at, Head head, String id, String data) {
    String timestamp = head.timestamp() == null ? "" : "'timestamp':'" + head.timestamp() + "',";
    String value =
        ("{'event_type':'%s','id':'%s','received_at':'%s','Host':'%s.game.com','User-Agent':'%s',"
                + "%s'data':{%s}}")
            .formatted(head.type(), id, time(at), head.host(), head.agent(), timestamp, data);
    return new Made(topic, partition, value.replace('\'', '"'));
  }

  private static String time(int seconds) {
    return DAY.plusSeconds(seconds).toString();
  }

  private static String player(int number) {
    return String.format(Locale.ROOT, "00000000-0000-4000-8000-%012d", number);
  }
}
