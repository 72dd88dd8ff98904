package dev.tributary.ingest;

import dev.tributary.ingest.receipts.LogStatus;
import dev.tributary.ingest.receipts.NotKnownNowException;
import dev.tributary.ingest.receipts.Receipt;
import dev.tributary.ingest.receipts.ReceiptState;
import dev.tributary.ingest.receipts.Receipts;
import dev.tributary.ledger.account.Span;
import dev.tributary.ledger.record.Position;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Says of each event what a test says of it; a wait is over at once. */
final class FakeReceipts implements Receipts {
  final Map<String, ReceiptState> states = new HashMap<>();
  final Map<String, Receipt> whole = new HashMap<>();
  final List<String> waits = new CopyOnWriteArrayList<>();
  volatile boolean full;
  volatile boolean down;
  volatile Function<Span, LogStatus> status = span -> null;

  @Override
  public boolean isOn() {
    return true;
  }

  @Override
  public Optional<Receipt> find(Position position, String topicId) {
    if (down) {
      throw new NotKnownNowException("Kafka does not say how far its topics go");
    }
    if (whole.containsKey(position.toString())) {
      return Optional.of(whole.get(position.toString()));
    }
    return Optional.ofNullable(states.get(position.toString()))
        .map(
            state ->
                new Receipt(
                    position,
                    "A" + topicId,
                    state,
                    Optional.empty(),
                    false,
                    Optional.empty(),
                    Optional.empty(),
                    List.of()));
  }

  @Override
  public boolean await(Collection<Position> events, Duration time, BooleanSupplier isOver) {
    waits.add(events + " " + time);
    return !full;
  }

  @Override
  public Map<String, Double> figures() {
    return Map.of("tributary_ledger_difference", 3.0);
  }

  @Override
  public Map<String, Double> terms() {
    return Map.of("rows", 7.0);
  }

  @Override
  public Optional<LogStatus> status(Span span) {
    return Optional.ofNullable(status.apply(span));
  }

  @Override
  public void start() {}

  @Override
  public void close() {}
}
