package dev.tributary.pipeline.audit;

import dev.tributary.ledger.record.ChainLink;
import dev.tributary.ledger.record.LogKind;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.pipeline.audit.found.Fault;
import dev.tributary.pipeline.audit.found.Findings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Follows the hashes of a log: of the states, each with what belongs to it, and of the keeper's
 * records. A record that was changed has another hash than the next one says; after one that was
 * dropped, the next one's hash is of none.
 */
final class ChainCheck {
  private final Findings findings;
  private final List<byte[]> parts = new ArrayList<>();
  private ChainLink states;
  private boolean isLinked;
  private boolean isTrimmed;
  private long linked;
  private Set<ChainLink> keepers = new HashSet<>();
  private boolean isKeeperLinked;
  private final ChainHead written;
  private ChainHead head = ChainHead.NONE;
  private boolean hasWritten;

  /**
   * Of a log.
   *
   * @param written what its chain was at some time
   */
  ChainCheck(Findings findings, ChainHead written) {
    this.findings = findings;
    this.written = written;
    this.hasWritten = written.equals(ChainHead.NONE);
  }

  /** Takes the next record, as it is in Kafka. */
  void add(long offset, byte[] value, LogRecord record) throws IOException {
    if (record instanceof LogRecord.NonRows) {
      parts.add(value);
    } else if (record instanceof LogRecord.State state) {
      parts.add(value);
      add(offset, ChainLink.of(value), state);
      parts.clear();
    } else if (record instanceof LogRecord.Keeping keeping) {
      add(offset, value, keeping);
    }
  }

  private void add(long offset, ChainLink link, LogRecord.State state) {
    boolean hasLink = !link.equals(ChainLink.NONE);
    if (states == null) {
      isTrimmed = hasLink; // what it was linked to is not there
    } else if (hasLink && !link.equals(states)) {
      broken(offset, "state " + state.sequence() + " was not written behind the one before it");
    } else if (!hasLink && isLinked) {
      broken(offset, "state " + state.sequence() + " has no hash");
    }
    isLinked |= hasLink;
    linked += hasLink ? 1 : 0;
    states = ChainLink.to(parts);
    head = new ChainHead(state.sequence(), states.previous());
    if (state.sequence() == written.sequence()) {
      hasWritten = true;
      if (!head.equals(written)) {
        broken(offset, "state " + state.sequence() + " had another hash: " + written.hash());
      }
    }
  }

  /** A launch that adopts a lake writes beside the keeper, without a link. */
  private void add(long offset, byte[] value, LogRecord.Keeping record) throws IOException {
    ChainLink link = ChainLink.of(value);
    boolean hasLink = !link.equals(ChainLink.NONE);
    boolean isAdoption = record.owner().isEmpty();
    boolean isBehindTrimmed = keepers.isEmpty() && isTrimmed;
    if (!isAdoption && hasLink && !keepers.contains(link) && !isBehindTrimmed) {
      broken(offset, LogKind.of(record) + " was not written behind the keeper's record before it");
    } else if (!isAdoption && !hasLink && isKeeperLinked) {
      broken(offset, LogKind.of(record) + " has no hash");
    }
    isKeeperLinked |= hasLink;
    keepers = isAdoption ? new HashSet<>(keepers) : new HashSet<>();
    keepers.add(ChainLink.to(List.of(value)));
  }

  private void broken(long offset, String why) {
    findings.add(Fault.CHAIN, "offset " + offset, why);
  }

  /** The newest state and its hash, to be written down elsewhere: it fixes all before it. */
  ChainHead head() {
    return head;
  }

  /** Says so when the state that was written down is gone. */
  void finish() {
    if (!hasWritten) {
      findings.add(
          Fault.CHAIN, "state " + written.sequence(), "the log has no such state any more");
    }
  }

  /** How many states name the hash of the one before. */
  long linked() {
    return linked;
  }
}
