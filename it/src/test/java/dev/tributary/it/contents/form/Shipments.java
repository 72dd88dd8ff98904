package dev.tributary.it.contents.form;

import dev.tributary.it.contents.make.Draw;
import dev.tributary.it.contents.rule.DeclaredTypes;
import dev.tributary.it.contents.rule.Expected;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * All that a run sends, by number; the same number is the same shipment, and each event of it can
 * be made again alone.
 *
 * @param seed decides all
 * @param base about when the run began
 * @param most events of one shipment
 */
public record Shipments(long seed, Instant base, DeclaredTypes types, int most) {
  private static final List<Form> MANY =
      List.of(
          EventForm.ARRAY,
          EventForm.BEACON,
          EventForm.CURL,
          new LinesForm(),
          CloudEventForm.BATCH,
          SegmentForm.BATCH,
          KafkaForm.NEW,
          KafkaForm.OLD);
  private static final List<Form> ONE =
      List.of(
          EventForm.OBJECT,
          CloudEventForm.STRUCTURED,
          new BinaryCloudEventForm(),
          SegmentForm.CALL,
          OldRouteForm.GET,
          OldRouteForm.POST,
          new PixelForm());

  /** The shipment of a number. */
  public Shipment shipment(long number) {
    Draw draw = Draw.at(seed, number, -2);
    Form form = form(draw);
    int count = form.takesMany() ? 1 + draw.below(most) : 1;
    List<Item> items = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      items.add(form.item(origin(number, i)));
    }
    return form.ship(origin(number, 0), items, draw);
  }

  /** What must become of one event of a shipment. */
  public Expected expected(long number, int index) {
    return form(Draw.at(seed, number, -2)).item(origin(number, index)).expected();
  }

  /** The form of a shipment, for messages. */
  public String form(long number) {
    Form form = form(Draw.at(seed, number, -2));
    return form.getClass().getSimpleName() + (form instanceof Enum<?> one ? " " + one : "");
  }

  private static Form form(Draw draw) {
    return draw.of(draw.onceIn(2) ? ONE : MANY);
  }

  private Origin origin(long number, int index) {
    return new Origin(seed, base, types, number, index);
  }
}
