package dev.tributary.it.records;

import static dev.tributary.it.support.TestJson.utf8;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Events as the service, the old service and others write them, and what damage makes of them. */
final class Mutations {
  private static final List<String> EVENTS =
      List.of(
          "{'event_type':'request_group','id':'%s','received_at':'2026-11-24T01:02:03.456Z',"
              + "'Host':'requester.game.com','User-Agent':'ApacheBench/2.3','Accept':'*/*'}",
          "{'Host': 'requester.game.com', 'event_type': 'accept_member', 'Accept': '*/*',"
              + " 'User-Agent': 'ApacheBench/2.3'}",
          "{'event_type':'message','id':'%s','timestamp':'2026-11-24T08:00:00+01:00',"
              + "'data':{'text':'h\u00e9llo \\ud83d\\ude00','n':[1,-2.5e3,null,true,{'a':{}}]}}",
          "{'event_type':'default','id':'%s','data':{'n':1},'X-Game':'chess','n':1.50}");

  private final Random random;

  Mutations(Random random) {
    this.random = random;
  }

  /** The next event: a tenth of them whole, some with an id that came before. */
  byte[] next() {
    byte[] event = event();
    for (int damages = random.nextInt(10) == 0 ? 0 : 1 + random.nextInt(3);
        damages > 0;
        damages--) {
      event = damaged(event);
    }
    return event;
  }

  private byte[] event() {
    String id = "id-" + random.nextInt(3_000);
    String event = EVENTS.get(random.nextInt(EVENTS.size())).formatted(id);
    return utf8(event);
  }

  private byte[] damaged(byte[] event) {
    if (event.length == 0) {
      return event;
    }
    int from = random.nextInt(event.length);
    int to = Math.min(event.length, from + 1 + random.nextInt(8));
    return switch (random.nextInt(7)) {
      case 0 -> joined(event, 0, from, new byte[0], event, from, from); // cut
      case 1 -> joined(event, 0, from, new byte[0], event, to, event.length); // left out
      case 2 -> joined(event, 0, to, new byte[0], event, from, event.length); // repeated
      case 3 -> joined(event, 0, from, noise(), event, from, event.length); // put in
      case 4 -> joined(event, 0, from, letters(), event, to, event.length); // other text
      case 5 -> spliced(event, from);
      default -> flipped(event, from);
    };
  }

  private byte[] spliced(byte[] event, int from) {
    byte[] other = event();
    int start = random.nextInt(other.length);
    return joined(event, 0, from, new byte[0], other, start, other.length);
  }

  private byte[] flipped(byte[] event, int at) {
    byte[] flipped = event.clone();
    flipped[at] ^= (byte) (1 << random.nextInt(8));
    return flipped;
  }

  private byte[] noise() {
    byte[] noise = new byte[1 + random.nextInt(4)];
    random.nextBytes(noise);
    return noise;
  }

  private byte[] letters() {
    return "{}[]\",:\\u0e-9 null\"id\":"
        .substring(random.nextInt(20))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] joined(
      byte[] head, int from, int to, byte[] middle, byte[] tail, int start, int end) {
    byte[] all = new byte[to - from + middle.length + end - start];
    System.arraycopy(head, from, all, 0, to - from);
    System.arraycopy(middle, 0, all, to - from, middle.length);
    System.arraycopy(tail, start, all, to - from + middle.length, end - start);
    return all;
  }
}
