package dev.tributary.ingest.receipts;

import dev.tributary.ingest.json.JsonBytes;
import java.time.Instant;
import java.util.List;

/** A receipt as JSON. */
public final class ReceiptJson {
  /** A commit can have thousands of files. */
  private static final int MOST_FILES = 20;

  private ReceiptJson() {}

  /** The answer to a look-up. */
  public static byte[] of(Receipt receipt) {
    var out = new JsonBytes(512);
    out.raw("{\"receipt\":").text(receipt.position().toString());
    out.raw(",\"state\":").text(receipt.state().word());
    out.raw(",\"topic\":").text(receipt.position().topic());
    out.raw(",\"partition\":").raw(Integer.toString(receipt.position().partition()));
    out.raw(",\"offset\":").raw(Long.toString(receipt.position().offset()));
    out.raw(",\"topic_id\":").text(receipt.topicId());
    receipt.formerState().ifPresent(state -> out.raw(",\"former_state\":").text(state.word()));
    receipt.outcome().ifPresent(facts -> facts(facts, receipt, out));
    receipt.lag().ifPresent(lag -> lag(lag, out));
    if (!receipt.formerTopics().isEmpty()) {
      out.raw(",\"former_topic_ids\":");
      texts(receipt.formerTopics(), out);
    }
    return out.raw("}\n").toByteArray();
  }

  private static void facts(Receipt.CommitFacts facts, Receipt receipt, JsonBytes out) {
    if (!facts.reason().isEmpty()) {
      out.raw(",\"reason\":").text(facts.reason());
      out.raw(",\"field\":").text(facts.field());
      out.raw(",\"rule\":").text(DeadLetterRules.of(facts.reason()));
    }
    out.raw(",\"commit\":{\"sequence\":").raw(Long.toString(facts.sequence()));
    if (facts.atMillis() > 0) {
      out.raw(",\"at\":").text(time(facts.atMillis()));
    }
    out.raw(",\"published\":").raw(Boolean.toString(receipt.isPublished())).raw('}');
    if (facts.files().size() == 1) {
      out.raw(",\"file\":").text(facts.files().getFirst());
    } else if (!facts.files().isEmpty()) {
      out.raw(",\"files\":");
      texts(facts.files().subList(0, Math.min(MOST_FILES, facts.files().size())), out);
      out.raw(",\"file_count\":").raw(Integer.toString(facts.files().size()));
    }
    if (facts.mayHaveExpired() && !facts.files().isEmpty()) {
      out.raw(",\"may_have_expired\":true");
    }
  }

  private static void lag(Receipt.Lag lag, JsonBytes out) {
    long records = lag.endOffset() - Math.max(0, lag.committedOffset());
    out.raw(",\"lag\":{\"records\":").raw(Long.toString(records));
    if (lag.committedOffset() >= 0) {
      out.raw(",\"committed_offset\":").raw(Long.toString(lag.committedOffset()));
    }
    out.raw(",\"end_offset\":").raw(Long.toString(lag.endOffset()));
    if (lag.newestCommitMillis() > 0) {
      out.raw(",\"last_commit_at\":").text(time(lag.newestCommitMillis()));
    }
    out.raw('}');
  }

  private static void texts(List<String> texts, JsonBytes out) {
    for (int i = 0; i < texts.size(); i++) {
      out.raw(i == 0 ? '[' : ',').text(texts.get(i));
    }
    out.raw(']');
  }

  private static String time(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }
}
