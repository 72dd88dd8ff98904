package dev.tributary.ingest.receipts;

import dev.tributary.ledger.account.Span;
import dev.tributary.ledger.record.Position;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** No receipts: the settings name no pipeline. */
public final class WithoutReceipts implements Receipts {
  @Override
  public boolean isOn() {
    return false;
  }

  @Override
  public Optional<Receipt> find(Position position, String topicId) {
    return Optional.empty();
  }

  @Override
  public boolean await(Collection<Position> events, Duration time, BooleanSupplier isOver) {
    return false;
  }

  @Override
  public Map<String, Double> figures() {
    return Map.of();
  }

  @Override
  public Map<String, Double> terms() {
    return Map.of();
  }

  @Override
  public Optional<LogStatus> status(Span span) {
    return Optional.empty();
  }

  @Override
  public void start() {}

  @Override
  public void close() {}
}
